"""What LBF's rules ask of the documentation, as far as known, and how the report answers it."""

from __future__ import annotations

from hpanalysis.report.html import Block, fold_for_screen, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year_publication import Year

_OWN_FORM = (
    "Landsbyggefonden har, så vidt vi ved, ikke fastsat en form for dokumentationen. Siden følger de krav, der står "
    "nedenfor. Har Landsbyggefonden sin egen form, er det den, der gælder."
)


def show_requirements(year: Year) -> Block:
    """The section on what LBF (Landsbyggefonden) asks of the documentation, with the sources; LBF's own form decides,
    if there is one. Called by the notebook of the accounting year's report."""
    rows = [[one.asks, one.source] for one in year.followed.requirements]
    table = (
        fold_for_screen(
            "Kravene og deres kilder",
            cells_in_tables.make_folding_table("Kravene, så vidt de kendes", ["Krav", "Kilde"], rows),
        )
        if rows
        else tag("p", "Ingen.")
    )
    return Block(make_section("krav", "Landsbyggefondens krav", make_paragraphs([_OWN_FORM]), table))
