"""What is withheld to protect persons: how much, why, and what the protection promises and does not."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from hpanalysis.published.names import CERTIFICATE_JSON
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import Block, fold_for_screen, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import Edition, Status


def explain_withholding(release: Release) -> str:
    """The sentences on why figures are withheld, with the plan's own k (the fewest persons shown), and that hidden does
    not mean bad. Called by `show_withheld`, and for the notes of the workbook."""
    k = release.plan.k
    return (
        f"Et tal er diskretioneret, når færre end {k} (men ikke 0) personer står bag det eller udgør resten af "
        f"gruppen, eller når gruppen er på færre end {2 * k}. Nogle tal udelades kun for at beskytte et andet tal, "
        "som ellers kunne beregnes. Et diskretioneret tal er ikke et dårligt tal: Det er målt som alle andre, og både "
        "høje og lave tal bliver diskretioneret."
    )


def _explain_certificate(release: Release) -> list[Markup]:
    """The paragraphs on what the disclosure certificate says, and what nobody can promise; none in the confidential
    edition, since only what is published has a certificate. Called by `show_withheld`."""
    if release.edition is not Edition.PUBLIC:
        return []
    says = (
        "Før udgivelsen forsøgte et særskilt kontrolprogram at beregne de diskretionerede tal ud fra alt, hvad der er "
        "udgivet. Attesten siger, at det ikke kunne lade sig gøre: Hvert lille antal, der er udeladt, kan stadig være "
        f"0 og kan stadig være {release.plan.k} eller flere. Attesten er ikke en revisorerklæring og siger ikke, at "
        "tallene er rigtige. "
    )
    not_covered = (
        "Beskyttelsen gælder det, der kan beregnes ud fra helhedsplanens egne udgivelser. Den dækker ikke, hvad naboer "
        "og medarbejdere ved i forvejen, tal fra andre, fx Danmarks Statistik, eller de tal, der allerede er trykt i "
        f"helhedsplanen. Finder du et tal, der røber noget om en person, så skriv til {release.plan.settings.contact}."
    )
    link = tag("a", "Læs kontrolattesten", href=CERTIFICATE_JSON)
    return [
        tag("p", [tag("b", "Hvad siger kontrolattesten?"), " ", says, link, "."]),
        tag("p", tag("b", "Hvad dækker beskyttelsen ikke?"), " ", not_covered),
    ]


def show_withheld(release: Release, cells: Cells) -> Block:
    """The section on withheld figures: how many of each indicator's are, why, and what the protection promises. Called
    by the notebook of data quality."""
    counts = [_count_withheld(release, cells.latest, a.indicator_id) for a in release.plan.adoptions]
    labels = [release.indicator(a.indicator_id).label for a in release.plan.adoptions]
    hidden, all_cells = (sum(column) for column in zip(*counts, strict=True))
    table = cells_in_tables.make_folding_table(
        "Halvårets tal for områderne og områderne samlet",
        ["Tal", ("Diskretionerede", "num"), ("Tal i alt", "num")],
        [[label, *count] for label, count in zip(labels, counts, strict=True)],
    )
    three_years = _count_withheld_of_three_years(release, cells)
    lead = tag(
        "p",
        f"{hidden} af halvårets {all_cells} tal er diskretioneret. {three_years}".strip(),
    )
    source = tag("p", f"Grænsen: {release.plan.settings.disclosure.source}", class_="note")
    folded = fold_for_screen("Hvor mange af hvert tal", table)
    parts = [lead, tag("p", explain_withholding(release)), folded, source, *_explain_certificate(release)]
    return Block(make_section("diskretionerede", "Diskretionerede tal", *parts))


def _count_withheld_of_three_years(release: Release, cells: Cells) -> str:
    """The sentence on how many of the figures of three years together are withheld; "" where there are no such figures.
    Called by `show_withheld`."""
    counts = [_count_withheld(release, cells.pooled, adoption.indicator_id) for adoption in release.plan.adoptions]
    hidden, all_cells = (sum(column) for column in zip(*counts, strict=True))
    return f"Af {all_cells} tal for tre år samlet er {hidden} diskretioneret." if all_cells else ""


def _count_withheld(release: Release, of: Callable[[str, str], Cell | None], indicator_id: str) -> list[int]:
    """How many of an indicator's cells are hidden, and how many there are, over the areas and the areas together.
    Called for the latest figures and for those of three years together. of: gives the cell of an indicator (its id) in
    an area, or None."""
    cells = [cell for area in release.columns if (cell := of(indicator_id, area.id)) is not None]
    return [sum(cell.status is Status.HIDDEN for cell in cells), len(cells)]
