"""The tables of the page: area by criterion with distances, next year's bounds, and statuses through the years."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Area
from hpanalysis.published.names import AREA_STATUSES_CSV, CRITERIA_CSV
from hpanalysis.report import figure_links
from hpanalysis.report.criteria import words
from hpanalysis.report.criteria.rows import Criteria, CriterionRow
from hpanalysis.report.html import Block, fold_for_screen, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import AreaStatus, CriterionMet

_UNKNOWN = "kan ikke afgøres"
_NOTHING = Block(tag("p", "Der er ingen tal fra staten i dette halvår."))


def _list_columns(rows: list[CriterionRow]) -> list[cells_in_tables.Column]:
    """The columns of a table of criteria, each with its limit beside its name. Called for each such table. rows: the
    criteria of one area, whose limits are all areas'."""
    return ["Område", *(f"{danish.capitalise(row.name.value)}, {words.state_limit(row)}" for row in rows)]


def _make_cell(row: CriterionRow) -> list[object]:
    """The cell of a criterion: the figure, whether it is met, and how far the limit is; or why it cannot be decided.
    Called for each area and criterion. That it is met is told by the word, in bold."""
    if row.value is None:
        return [_UNKNOWN, tag("small", f"fordi {row.reason}")]
    told = ", ".join(filter(None, (words.state_distance(row), words.state_persons(row))))
    word = tag("b", row.met.value) if row.met is CriterionMet.MET else row.met.value
    return [words.format_in_unit(row.value, row), " ", word, tag("small", told)]


def _make_table(
    criteria: Criteria, caption: str, kinds: tuple[AreaStatus, ...], make: Callable[[CriterionRow], object]
) -> Markup:
    """A table with a row an area and a column a criterion of some kinds of area; nothing where that year's law has
    none. Called for the matrix, for that of forebyggelsesområder and for next year's bounds. make: the content of a
    cell."""
    year = criteria.latest
    assert year is not None  # asked only where there is a list
    by_area = [(area, criteria.select(area.id, year, kinds)) for area in criteria.areas]
    columns = _list_columns(by_area[0][1])
    if len(columns) == 1:
        return Markup("")
    return cells_in_tables.make_folding_table(
        caption, columns, [[area.short, *(make(row) for row in rows)] for area, rows in by_area]
    )


_LISTED = (AreaStatus.VULNERABLE, AreaStatus.PARALLEL)


def show_matrix(criteria: Criteria) -> Block:
    """Area by criterion: the figure that the law holds against its limit, and how far it is; the limits of a
    forebyggelsesområde folded below. Called by the notebook kriterier."""
    if criteria.latest is None:
        return _NOTHING
    caption = f"Vores beregning efter reglerne for {words.name_list(criteria.latest)}"
    prevention = _make_table(
        criteria, "De samme tal mod forebyggelsesområdernes grænser", (AreaStatus.PREVENTION,), _make_cell
    )
    how = (
        "Beskæftigelse er andelen uden for arbejdsmarkedet, og uddannelse er andelen med kun grundskole. Beskæftigelse "
        "og dømte er gennemsnittet af listens år og året før; dømte er holdt op mod hele landets. Personerne er, hvor "
        "mange færre eller flere der skulle til i listens år, før området var på den anden side af grænsen."
    )
    rule = words.state_rule(criteria.release.plan.law, criteria.latest)
    first = criteria.select_listed(criteria.areas[0].id, criteria.latest)
    links = [figure_links.link_definition(row.indicator_id, row.name.value) for row in first]
    definitions = tag(
        "p",
        "Sådan er tallene opgjort: ",
        [part for link in links for part in (link, ", ")][:-1],
        class_="note",
    )
    files = tag(
        "p",
        "Tallene som CSV-filer: ",
        tag("a", CRITERIA_CSV, href=CRITERIA_CSV),
        " og ",
        tag("a", AREA_STATUSES_CSV, href=AREA_STATUSES_CSV),
        class_="note",
    )
    return Block(
        make_section(
            "tal",
            "Hvert område mod hver grænse",
            _make_table(criteria, caption, _LISTED, _make_cell),
            make_paragraphs([rule, how] if rule else [how], "note"),
            fold_for_screen("Grænserne for forebyggelsesområder", prevention) if prevention else None,
            definitions,
            files,
        )
    )


def _make_next_cell(row: CriterionRow) -> str:
    """Next year's bound of a criterion, or that it is not known. Called for each area and criterion."""
    return words.state_next_year(row) or _UNKNOWN


def show_next_year(criteria: Criteria) -> Block:
    """What next year's figures may be at most (income: at least) for an area not to be met. Called by the notebook
    kriterier."""
    if criteria.latest is None:
        return Block(Markup(""))
    caption = f"Hvad tallet til {words.name_list(criteria.latest + 1)} højst (for indkomst mindst) må være"
    note = "Ved dømte er der regnet med, at hele landets andel er den samme som i år."
    return Block(
        make_section(
            "naeste",
            "Hvad næste års tal må være",
            _make_table(criteria, caption, _LISTED, _make_next_cell),
            make_paragraphs([note], "note"),
        )
    )


_BAND = {
    AreaStatus.NONE: "status-ingen",
    AreaStatus.PREVENTION: "status-forebyggelse",
    AreaStatus.VULNERABLE: "status-udsat",
    AreaStatus.PARALLEL: "status-parallel",
    AreaStatus.TRANSFORMATION: "status-omdannelse",
    AreaStatus.UNDECIDED: "status-uafgjort",
}


def _make_band_cell(criteria: Criteria, area: Area, list_year: int) -> Markup:
    """The cell of an area's status on a list: the word, on the status's ground. Called for each area and list."""
    row = criteria.status(area.id, list_year)
    if row is None:
        return tag("td", "ikke leveret", class_="status-uafgjort", data_l=str(list_year))
    return tag("td", row.status.value, class_=_BAND[row.status], data_l=str(list_year))


def _list_undecided(criteria: Criteria) -> list[str]:
    """A sentence for each list and reason that leave areas undecided: `2021: Status kan ikke afgøres for Energivej,
    fordi ...`. Called for the lines under the band."""
    reasons: dict[tuple[int, str], list[str]] = {}
    for year in criteria.list_years:
        for area in criteria.areas:
            row = criteria.status(area.id, year)
            if row is not None and row.status is AreaStatus.UNDECIDED:
                reasons.setdefault((year, row.reason), []).append(area.short)
    return [
        f"{year}: Status kan ikke afgøres for {danish.join_words(names)}, fordi {reason}."
        for (year, reason), names in reasons.items()
    ]


def show_statuses(criteria: Criteria) -> Block:
    """What the areas have been on each list that there are figures for. Called by the notebook kriterier."""
    if criteria.latest is None:
        return Block(Markup(""))
    years = criteria.list_years
    band = cells_in_tables.make_folding_table(
        "Hver liste efter det års regler",
        ["Område", *map(str, years)],
        [[area.short, *(_make_band_cell(criteria, area, year) for year in years)] for area in criteria.areas],
    )
    return Block(
        make_section(
            "status",
            "Områdernes status gennem årene",
            tag("div", band, class_="statusbaand"),
            make_paragraphs(_list_undecided(criteria), "note"),
        )
    )
