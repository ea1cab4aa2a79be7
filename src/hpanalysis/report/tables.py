"""Tables of cells: each with caption and scope, each number at its address (indicator-area)."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.definitions.model import Given, Unit
from hpanalysis.plan import Adoption, Area
from hpanalysis.report import marks, numbers, periods, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.figures import cell_text
from hpanalysis.report.html import tag
from hpanalysis.report.sentences import Speaker

# A cell that is shown to the data unit only has no verdicts: they are made from what is published.
NO_VERDICT = "vurderes ikke"


def head(*columns: str | tuple[str, str]) -> Markup:
    """A head row; a column may be a pair of its name and its class."""
    pairs = [column if isinstance(column, tuple) else (column, None) for column in columns]
    return tag("thead", tag("tr", [tag("th", name, scope="col", class_=class_) for name, class_ in pairs]))


def folding(
    caption: str,
    columns: list[str | tuple[str, str]],
    rows: list[list[object]],
    row_classes: dict[int, str] | None = None,
) -> Markup:
    """A table that folds to blocks on a phone: the first of each row is its name, the others are <td> or text.

    A row that ends early ends in a <td> that spans the columns that are left.
    """
    names = [column[0] if isinstance(column, tuple) else column for column in columns]
    classes = [column[1] if isinstance(column, tuple) else None for column in columns]
    body = []
    for index, (name, *values) in enumerate(rows):
        filled = [
            value
            if isinstance(value, Markup) and value.startswith("<td")
            else tag("td", value, class_=class_, data_l=column)
            for value, column, class_ in zip(values, names[1:], classes[1:], strict=False)
        ]
        body.append(tag("tr", tag("th", name, scope="row"), filled, class_=(row_classes or {}).get(index)))
    return tag("table", tag("caption", caption), head(*columns), tag("tbody", body), class_="stabel")


def anchor(cell: Cell) -> str:
    """The id of a cell on a page: indicator-area."""
    return f"{cell.indicator_id}-{cell.area_id}"


def value_cell(speaker: Speaker, cell: Cell, column: str) -> Markup:
    """The number at its address, or the word of why there is none."""
    if cell.withheld:
        shown = [tag("b", numbers.on_mark(cell.value, speaker.indicator)), " ", tag("span", marks.WITHHELD)]
        return tag("td", shown, class_="num skjult", id=anchor(cell), data_l=column)
    if not cell.has_number:
        return empty_cell(cell, column)
    return tag("td", cell_text(cell, speaker.indicator), class_="num", id=anchor(cell), data_l=column)


def empty_cell(cell: Cell, column: str, columns: int = 1) -> Markup:
    """Why there is no number: across all the columns that would follow from it, so that none stands empty."""
    return tag(
        "td",
        marks.state(cell.status),
        class_=f"num {marks.state_class(cell.status)}" if columns == 1 else marks.state_class(cell.status),
        id=anchor(cell),
        data_l=column,
        colspan=columns if columns > 1 else None,
    )


def baseline_text(speaker: Speaker, cell: Cell) -> str:
    """As the plan prints it; where it prints none, as recomputed from the extracts, and said so."""
    if cell.printed is not None:
        return numbers.on_mark(cell.printed, speaker.indicator)
    return (
        f"{numbers.on_mark(cell.recomputed, speaker.indicator)} (genberegnet)"
        if cell.recomputed is not None
        else "ikke trykt"
    )


def beside_text(speaker: Speaker, cell: Cell) -> str:
    """The comparison's figure in the same window, or why none stands there."""
    if not speaker.indicator.comparable:
        return "holdes ikke op"
    return "ikke leveret" if cell.municipality is None else numbers.on_mark(cell.municipality, speaker.indicator)


def _counts(speaker: Speaker, cell: Cell) -> list[str]:
    """Numerator and denominator, as far as the indicator has them and they are shown."""
    indicator = speaker.indicator
    if indicator.denominator is None:
        return []
    top = "" if cell.numerator is None else numbers.whole(cell.numerator)
    below = "" if cell.denominator is None else numbers.number(cell.denominator)
    return [below] if indicator.unit is Unit.MEAN else [top, below]


def _count_columns(speaker: Speaker) -> list[tuple[str, str]]:
    if speaker.indicator.denominator is None:
        return []
    below = [("Ud af", "num")]
    return below if speaker.indicator.unit is Unit.MEAN else [("Antal", "num"), *below]


def _area_row(speaker: Speaker, area: Area, cell: Cell, column: str) -> list[object]:
    name = area.short if area.kind == "total" else area.name
    start: list[object] = [name, baseline_text(speaker, cell)]
    comparable = speaker.indicator.comparable
    if not cell.has_number:
        return [*start, empty_cell(cell, column, 2 + len(_count_columns(speaker)) + comparable)]
    row = [*start, value_cell(speaker, cell, column), *_counts(speaker, cell)]
    if comparable:
        own = area.kind in ("area", "total")
        row.append(marks.mark(cell.versus) or NO_VERDICT if own else "er sammenligningen")
    return [*row, marks.mark(cell.since) or NO_VERDICT]


def _caption(speaker: Speaker) -> str:
    indicator = speaker.indicator
    unit = {Unit.PERCENT: "pct.", Unit.MEAN: "karakterer", Unit.COUNT: "antal"}[indicator.unit]
    if indicator.denominator is None:
        return f"{indicator.title}, {unit}"
    return f"{indicator.title}, {unit} Antal: {indicator.numerator.label}. Ud af: {indicator.denominator.label}."


def area_table(speaker: Speaker, cells: Cells) -> Markup:
    """A row an area, then the total and the municipality: baseline, now, counts, verdicts."""
    plan = speaker.release.plan
    areas = [
        *speaker.release.measured_areas(speaker.adoption),
        plan.total,
        speaker.release.compared_with(speaker.indicator_id),
    ]
    found = [(area, cells.latest(speaker.indicator_id, area.id)) for area in areas]
    found = [(area, cell) for area, cell in found if cell is not None]
    if not found:
        return tag("p", "Tallet er ikke opgjort endnu.")
    first = found[0][1]
    now = speaker.period(first.window).short
    columns: list[str | tuple[str, str]] = [
        "Område",
        (f"Udgangspunkt {speaker.period(first.baseline_window).short}", "num"),
        (now, "num"),
        *_count_columns(speaker),
    ]
    columns += ["Mod kommunen"] if speaker.indicator.comparable else []
    columns += ["Siden udgangspunktet"]
    rows = [_area_row(speaker, area, cell, now) for area, cell in found]
    bold = {index: "samlet" for index, (area, _) in enumerate(found) if area.kind == "total"}
    return folding(_caption(speaker), columns, rows, bold)


def _counted(part) -> str:
    given = " (leveres færdigt opgjort)" if isinstance(part, Given) else ""
    return f"{part.label[0].upper()}{part.label[1:]}{given}"


def _baseline_fact(speaker: Speaker, cell: Cell | None) -> str:
    if cell is None:
        return "Planen har intet udgangspunkt for tallet."
    when = speaker.period(cell.baseline_window).bare
    printed = "ikke trykt" if cell.printed is None else speaker.in_text(cell.printed)
    again = "kan ikke vises" if cell.recomputed is None else speaker.in_text(cell.recomputed)
    return f"Planens trykte udgangspunkt (baseline) for {when}: {printed}. Genberegnet af udtrækkene: {again}".replace(
        "..", "."
    )


def definition_card(speaker: Speaker, cells: Cells) -> Markup:
    """What is counted, of whom, when, from where and how: everything printed about an indicator."""
    indicator, release = speaker.indicator, speaker.release
    cell = cells.latest(speaker.indicator_id, release.subject(speaker.adoption).id)
    facts = [("Hvorfor", indicator.why), ("Tæller", _counted(indicator.numerator))]
    if indicator.denominator is not None:
        facts.append(("Nævner", _counted(indicator.denominator)))
    if cell is not None:
        age = periods.age(cell.end, release.half_year.cutoff)
        facts.append(("Periode", f"{speaker.period(cell.window).start}. Tallet er {age} gammelt."))
    facts += [
        ("Kilde", "; ".join(f"{s.label}, leveret af {s.delivered_by}" for s in indicator.sources) + "."),
        ("Metode", cell.method if cell is not None else ""),
        ("Udgangspunkt", _baseline_fact(speaker, cell)),
        ("Mål", f"{speaker.adoption.target_words or 'Planen sætter intet mål for tallet'}."),
        ("Sammenligning", speaker.coverage()),
        ("Forbehold", indicator.sentences.caveat or ""),
        ("Version", _version(speaker, cell)),
    ]
    items = [(tag("dt", name), tag("dd", text)) for name, text in facts if text]
    return tag("div", tag("h4", indicator.title), tag("dl", items), class_="kortdef")


def _version(speaker: Speaker, cell: Cell | None) -> str:
    version = (
        speaker.indicator.version_at(cell.end) if cell is not None and cell.end else speaker.indicator.versions[-1]
    )
    return f"{speaker.indicator_id}, version {version.number}, gælder fra {periods.day(version.since)}. {version.why}"


def named(speaker: Speaker, area_id: str) -> str:
    """The area's name in a heading or a table, LBF's coverage included."""
    return places.spoken(speaker.release.plan.area(area_id), speaker.indicator).bare


def targeted(adoptions: list[Adoption], release) -> list[Adoption]:
    """The adoptions that a delmål is judged on; all of them where none has a target."""
    return [adoption for adoption in adoptions if release.has_target(adoption)] or adoptions
