"""The small charts of the page: each criterion's figures beside the law's limit, and the residents beside 1,000."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Area
from hpanalysis.published.names import AREA_STATUSES_CSV, CRITERIA_CSV
from hpanalysis.report import numbers
from hpanalysis.report.cells import Cell
from hpanalysis.report.charts.comparison_figure import link_csv_file, wrap_in_figure
from hpanalysis.report.charts.criterion_chart import CriterionMark, Limit, draw_criterion_chart
from hpanalysis.report.criteria import words
from hpanalysis.report.criteria.rows import Criteria, CriterionRow
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import AreaStatus, CriterionMet, CriterionName

_UNKNOWN = "ukendt"  # in the chart; the matrix has the reason
# Name -> the end of the figure's id, in letters that an id may have.
_IDS = {
    CriterionName.EMPLOYMENT: "beskaeftigelse",
    CriterionName.CONVICTED: "doemte",
    CriterionName.EDUCATION: "uddannelse",
    CriterionName.INCOME: "indkomst",
    CriterionName.NON_WESTERN: "ikke-vestlige-lande",
}
# What a limit belongs to, in as few letters as a label has room for.
_SHORT = {AreaStatus.VULNERABLE: "udsat", AreaStatus.PARALLEL: "parallelsamfund", AreaStatus.PREVENTION: "forebyggelse"}
_KEY = (
    "Den tykke streg er grænsen for et udsat boligområde eller et parallelsamfund, den tynde er grænsen for et "
    "forebyggelsesområde. En udfyldt rude er et område, der rammes; en udfyldt prik er et, der ikke rammes. En åben "
    "prik er det nyeste års tal alene, hvor loven tager gennemsnittet af to år. Akserne begynder ikke alle ved 0."
)


def _place_own(criteria: Criteria, row: CriterionRow, own: Cell | None) -> Decimal | None:
    """Where the newest year's own figure lies in the criterion's unit; None where it is not shown, and where it is the
    criterion's value itself. Called for criteria that take a mean. For a limit in times of the country's share it is
    the one shown share by the other: it is drawn, and never printed, for no published file has it."""
    if own is None or own.value is None or row.years == 1:
        return None
    if row.unit != words.TIMES:
        return None if own.value == row.value else own.value
    country = criteria.release.plan.country
    base = None if country is None else criteria.find_own(row, country.id)
    if base is None or own.numerator is None or not base.numerator or not own.denominator or not base.denominator:
        return None
    return own.numerator * base.denominator / (own.denominator * base.numerator)


def _make_mark(criteria: Criteria, area: Area, row: CriterionRow) -> CriterionMark:
    """A row of a criterion's chart. Called for each area."""
    if row.value is None:
        return CriterionMark(name=area.short, value=None, text=_UNKNOWN, met=False)
    cell = criteria.find_own(row, row.area_id)
    key = cell.key if cell is not None else ""
    own = _place_own(criteria, row, cell)
    return CriterionMark(
        name=area.short,
        value=row.value,
        text=words.format_on_mark(row.value, row),
        met=row.met is CriterionMet.MET,
        key=key if own is None else "",
        own=own,
        own_text="" if own is None or cell is None else _format_own(criteria, row, cell),
        own_key=key,
    )


def _format_own(criteria: Criteria, row: CriterionRow, cell: Cell) -> str:
    """The newest year's own figure as it is published: `43,9 %`. Called for each that is drawn."""
    return numbers.format_on_mark(cell.number, criteria.release.indicator(row.indicator_id))


def _make_limits(row: CriterionRow, lower: CriterionRow | None) -> list[Limit]:
    """The limit of the state's list, and that of a forebyggelsesområde where it is another. Called for each criterion.
    row, lower: the criterion of one area, for its limits are all areas'."""
    limits = [Limit(value=row.limit, label=f"{_SHORT[row.kind]}: {words.state_limit_briefly(row)}")]
    if lower is not None and lower.limit != row.limit:
        limits.append(Limit(value=lower.limit, label=f"{_SHORT[lower.kind]}: {words.state_limit_briefly(lower)}"))
    return limits


def _write_headline(row: CriterionRow, marks: list[CriterionMark]) -> str:
    """The chart's headline: how many areas are met by the criterion, and of how many that is not known. Called for each
    criterion."""
    met, unknown = sum(mark.met for mark in marks), sum(mark.value is None for mark in marks)
    noun = "område rammes" if met == 1 else "områder rammes"
    count = danish.spell_count(met, "ét") if met else "ingen"
    besides = f", {danish.spell_count(unknown, 'ét')} ukendt" if unknown else ""
    return f"{danish.capitalise(row.name.value)}: {count} {noun}{besides}"


def _describe(row: CriterionRow, marks: list[CriterionMark], limits: list[Limit]) -> str:
    """A criterion's chart in words, for a screen reader in the drawing's place. Called for each criterion."""
    areas = []
    for mark in marks:
        word = "" if mark.value is None else " (rammes)" if mark.met else " (rammes ikke)"
        alone = "" if mark.own is None else f", {row.list_year} alene {mark.own_text}"
        areas.append(f"{mark.name} {mark.text}{word}{alone}")
    lines = " ".join(f"{danish.capitalise(limit.label).rstrip('.')}." for limit in limits)
    return f"Prikdiagram. {lines} {'; '.join(areas)}."


def _make_chart_table(row: CriterionRow, marks: list[CriterionMark]) -> Markup:
    """The numbers that are drawn, folded under a criterion's chart. Called for each."""
    has_own = row.years > 1
    own_column: list[cells_in_tables.Column] = [(f"{row.list_year} alene", "num")] if has_own else []
    columns: list[cells_in_tables.Column] = ["Område", ("Tal", "num"), *own_column, "Grænsen"]
    rows = []
    for mark in marks:
        own = "som tallet" if mark.own is None else mark.own_text
        word = "ukendt" if mark.value is None else "rammes" if mark.met else "rammes ikke"
        alone = [own if mark.value is not None else _UNKNOWN] if has_own else []
        rows.append([mark.name, mark.text, *alone, word])
    return cells_in_tables.make_folding_table(f"{danish.capitalise(row.name.value)}, som tegnet", columns, rows)


def _note_criterion(row: CriterionRow) -> str:
    """The line under a criterion's chart: which years, and the paragraph. Called for each."""
    years = range(row.list_year - row.years + 1, row.list_year + 1)
    told = str(row.list_year) if row.years == 1 else f"Gennemsnit af {danish.join_words(map(str, years))}"
    return f"{told}. {row.paragraph}."


def _make_criterion_figure(criteria: Criteria, first: CriterionRow) -> Markup:
    """The chart of a criterion in its <figure>. Called for each criterion of the newest list. first: the first area's
    row."""
    year, marks = first.list_year, []
    for area in criteria.areas:
        row = criteria.find(area.id, year, first.name)
        assert row is not None  # a list has every criterion for every area
        marks.append(_make_mark(criteria, area, row))
    lower = criteria.select(first.area_id, year, (AreaStatus.PREVENTION,))
    limits = _make_limits(first, next((one for one in lower if one.name is first.name), None))
    figure_id = f"fig-kriterie-{_IDS[first.name]}"
    drawing = draw_criterion_chart(
        f"{figure_id}-b",
        marks,
        limits,
        unit="" if first.unit == words.TIMES else f"{danish.NBSP}%",
        title=f"{danish.capitalise(first.name.value)}: områderne ved lovens grænse",
        description=_describe(first, marks, limits),
    )
    return wrap_in_figure(
        figure_id,
        _write_headline(first, marks),
        drawing,
        note=_note_criterion(first),
        table=_make_chart_table(first, marks),
        source=link_csv_file(CRITERIA_CSV, "Statens kriterier som CSV-fil"),
    )


def _make_residents_figure(criteria: Criteria, year: int) -> Markup:
    """The residents of the areas beside the law's least number, in a <figure>. Called once."""
    marks, rows = [], []
    for area in criteria.areas:
        status = criteria.status(area.id, year)
        residents = None if status is None else status.residents
        if status is None or residents is None:
            marks.append(CriterionMark(name=area.short, value=None, text=_UNKNOWN, met=False))
            rows.append([area.short, _UNKNOWN, _UNKNOWN])
            continue
        enough, text = not status.residents_lacking, danish.format_number(residents)
        marks.append(CriterionMark(name=area.short, value=Decimal(residents), text=text, met=enough))
        rows.append([area.short, text, "nok" if enough else f"{status.residents_lacking} for få"])
    least = criteria.least_residents(year)
    label = f"mindst {danish.format_number(least)} beboere"
    enough_count = sum(mark.met for mark in marks)
    noun = "område har nok" if enough_count == 1 else "områder har nok"
    count = danish.spell_count(enough_count, "ét") if enough_count else "ingen"
    headline = f"Beboere: {count} {noun}"
    told = "; ".join(f"{name} {text} ({word})" if word != _UNKNOWN else f"{name} {text}" for name, text, word in rows)
    drawing = draw_criterion_chart(
        "fig-kriterie-beboere-b",
        marks,
        [Limit(value=Decimal(least), label=label)],
        unit="",
        title="Beboere: områderne ved lovens mindste antal",
        description=f"Prikdiagram. {danish.capitalise(label)}. {told}.",
    )
    columns: list[cells_in_tables.Column] = ["Område", ("Beboere", "num"), f"Af {danish.format_number(least)}"]
    return wrap_in_figure(
        "fig-kriterie-beboere",
        headline,
        drawing,
        note=f"{year}. Rude: nok beboere. Prik: for få.",
        table=cells_in_tables.make_folding_table("Beboere, som tegnet", columns, rows),
        source=link_csv_file(AREA_STATUSES_CSV, "Områdernes status som CSV-fil"),
    )


def show_charts(criteria: Criteria) -> Block:
    """Each criterion's figures beside the limit, and the residents beside the law's least number. Called by the
    notebook kriterier; nothing where there are no figures."""
    year = criteria.latest
    if year is None:
        return Block(Markup(""))
    firsts = criteria.select_listed(criteria.areas[0].id, year)
    figures = [_make_criterion_figure(criteria, first) for first in firsts]
    residents = _make_residents_figure(criteria, year)
    return Block(
        make_section(
            "grafer",
            "Tallene ved grænserne",
            make_paragraphs([_KEY], "note"),
            tag("div", join([*figures, residents]), class_="kriteriegrafer"),
        )
    )
