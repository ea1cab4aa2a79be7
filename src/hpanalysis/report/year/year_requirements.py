"""What LBF's rules ask of the documentation, as far as known, and how the report answers it."""

from __future__ import annotations

from hpanalysis.report.html import Block, paragraphs, section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year.year_publication import Year

_OWN_FORM = (
    "Formen på dokumentationen er ikke fundet i Landsbyggefondens offentlige materiale. Siden er bygget efter det, en "
    "revisor kan få brug for. Har Landsbyggefonden sin egen form, er det den, der gælder."
)


def year_requirements(followed, half_year: str, edition: str = "offentlig") -> Block:
    """Requirement by requirement with its source; and that LBF's own form decides, if there is one."""
    year = Year.named(followed, half_year, edition)
    rows = [[one.asks, one.source] for one in year.followed.requirements]
    table = (
        cells_in_tables.folding("Kravene, så vidt de kendes", ["Krav", "Kilde"], rows) if rows else tag("p", "Ingen.")
    )
    return Block(section("krav", "Landsbyggefondens krav", paragraphs([_OWN_FORM]), table))
