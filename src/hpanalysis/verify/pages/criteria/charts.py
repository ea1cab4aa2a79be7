"""The small charts of the page kriterier: what each must show, as numbers to be drawn and as words around them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from hpanalysis.verify.pages.counts.wording import capitalise, join_words, spell
from hpanalysis.verify.pages.criteria.held import CriteriaHeld
from hpanalysis.verify.pages.criteria.wording import (
    MET,
    PARALLEL,
    PREVENTION,
    VULNERABLE,
    Row,
    is_times,
    write,
    write_limit,
    write_on_mark,
)
from hpanalysis.verify.pages.pieces import Piece, make_table

_UNKNOWN = "ukendt"
_KEY = (
    "Den tykke streg er grænsen for et udsat boligområde eller et parallelsamfund, den tynde er grænsen for et "
    "forebyggelsesområde. En udfyldt rude er et område, der rammes; en udfyldt prik er et, der ikke rammes. En åben "
    "prik er det nyeste års tal alene, hvor loven tager gennemsnittet af to år. Akserne begynder ikke alle ved 0."
)
_SHORT = {VULNERABLE: "udsat", PARALLEL: "parallelsamfund", PREVENTION: "forebyggelse"}
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})
_LINKS = (("tegning (SVG)", "svg"), ("tal (CSV)", "csv"))


class DrawnRow(NamedTuple):
    """A row of a chart. value, own: where its marks stand; None where none does."""

    name: str
    value: Fraction | None
    text: str
    met: bool
    key: str = ""  # the address of the filled mark
    own: Fraction | None = None
    own_text: str = ""
    own_key: str = ""  # of the open one


class DrawnLimit(NamedTuple):
    """A limit of a chart with its label."""

    value: Fraction
    label: str


class Chart(NamedTuple):
    """A chart: what is drawn, and the words around it."""

    name: str  # of its files
    headline: str
    title: str
    description: str
    note: str
    caption: str
    columns: list[str]
    table: list[list[object]]
    source: tuple[str, str]  # the words of the link under the table, and the file
    rows: list[DrawnRow]
    limits: list[DrawnLimit]
    unit: str  # after the axis' last number


def _place_own(held: CriteriaHeld, row: Row, figure: Row | None) -> Fraction | None:
    """Where the newest year's own figure is drawn; None where it is not. Called for each area. A figure that is drawn
    as a share of itself is its rounded value; a multiple of the country's share is the one share by the other."""
    if figure is None or row["years"] == "1":
        return None
    if not is_times(row):
        own = Fraction(figure["value"])
        return None if own == Fraction(row["value"]) else own
    base = None if held.country is None else held.find_figure(row, held.country)
    if base is None or not held.compute_share(base):
        return None
    return held.compute_share(figure) / held.compute_share(base)


def _make_row(held: CriteriaHeld, row: Row) -> DrawnRow:
    """A row of a criterion's chart. Called for each area."""
    name = held.shorts[row["area_id"]]
    if not row["value"]:
        return DrawnRow(name, None, _UNKNOWN, False)
    figure = held.find_figure(row)
    key = "" if figure is None else f"{row['indicator_id']}/{row['list_year']}/{row['area_id']}"
    own = _place_own(held, row, figure)
    told = ""
    if own is not None and figure is not None:
        told = f"{write(Decimal(figure['value']), held.decimals[row['indicator_id']])} %"
    value = Fraction(row["value"])
    return DrawnRow(name, value, write_on_mark(row), row["met"] == MET, "" if own is not None else key, own, told, key)


def _make_limits(row: Row, lower: Row | None) -> list[DrawnLimit]:
    """The limits of a criterion. Called for each."""
    told = [row] if lower is None or Fraction(lower["limit"]) == Fraction(row["limit"]) else [row, lower]
    return [DrawnLimit(Fraction(one["limit"]), f"{_SHORT[one['area_type']]}: {write_limit(one, True)}") for one in told]


def _say_met(row: DrawnRow) -> str:
    """Whether an area is met, as the folded table says. Called for each row."""
    return _UNKNOWN if row.value is None else MET if row.met else f"{MET} ikke"


def _describe(rows: list[DrawnRow], limits: list[DrawnLimit], year: str) -> str:
    """A criterion's chart in words. Called for each."""
    areas = []
    for row in rows:
        alone = f", {year} alene {row.own_text}" if row.own is not None else ""
        areas.append(f"{row.name} {row.text}{'' if row.value is None else f' ({_say_met(row)})'}{alone}")
    lines = " ".join(f"{capitalise(limit.label).rstrip('.')}." for limit in limits)
    return f"Prikdiagram. {lines} {'; '.join(areas)}."


def _make_criterion(held: CriteriaHeld, first: Row) -> Chart:
    """The chart of a criterion. Called for each. first: the first area's row."""
    name, year = first["criterion"], first["list_year"]
    own = [row for area in held.areas for row in held.select_listed(area) if row["criterion"] == name]
    rows = [_make_row(held, row) for row in own]
    lower = [row for row in held.select(first["area_id"], PREVENTION) if row["criterion"] == name]
    limits = _make_limits(first, lower[0] if lower else None)
    met, unknown = sum(row.met for row in rows), sum(row.value is None for row in rows)
    count = f"{spell(met) if met else 'ingen'} {'område' if met == 1 else 'områder'} rammes"
    years = range(int(year) - int(first["years"]) + 1, int(year) + 1)
    averaged = len(years) > 1
    table: list[list[object]] = []
    for row in rows:
        alone = _UNKNOWN if row.value is None else row.own_text if row.own is not None else "som tallet"
        table.append([row.name, row.text, *([alone] if averaged else []), _say_met(row)])
    return Chart(
        name=f"kriterie-{name.translate(_LETTERS)}",
        headline=f"{capitalise(name)}: {count}{f', {spell(unknown)} ukendt' if unknown else ''}",
        title=f"{capitalise(name)}: områderne ved lovens grænse",
        description=_describe(rows, limits, year),
        note=f"{f'Gennemsnit af {join_words(map(str, years))}' if averaged else year}. {first['paragraph']}.",
        caption=f"{capitalise(name)}, som tegnet",
        columns=["Område", "Tal", *([f"{year} alene"] if averaged else []), "Grænsen"],
        table=table,
        source=("Statens kriterier som CSV-fil (kriterier.csv)", "kriterier.csv"),
        rows=rows,
        limits=limits,
        unit="" if is_times(first) else " %",
    )


def _make_residents(held: CriteriaHeld) -> Chart:
    """The chart of residents. Called once."""
    least, rows, table = held.least_residents, [], []
    for status in held.list_latest():
        name, residents, lacking = held.shorts[status["area_id"]], status["residents"], status["residents_lacking"]
        if not residents:
            rows.append(DrawnRow(name, None, _UNKNOWN, False))
            table.append([name, _UNKNOWN, _UNKNOWN])
            continue
        enough, text = lacking in ("", "0"), write(Decimal(residents), 0)
        rows.append(DrawnRow(name, Fraction(residents), text, enough))
        table.append([name, text, "nok" if enough else f"{lacking} for få"])
    label, many = f"mindst {write(Decimal(least), 0)} beboere", sum(row.met for row in rows)
    told = "; ".join(f"{name} {text}" + ("" if word == _UNKNOWN else f" ({word})") for name, text, word in table)
    cells: list[list[object]] = [list(row) for row in table]
    return Chart(
        name="kriterie-beboere",
        headline=f"Beboere: {spell(many) if many else 'ingen'} {'område' if many == 1 else 'områder'} har nok",
        title="Beboere: områderne ved lovens mindste antal",
        description=f"Prikdiagram. {capitalise(label)}. {told}.",
        note=f"{held.latest}. Rude: nok beboere. Prik: for få.",
        caption="Beboere, som tegnet",
        columns=["Område", "Beboere", f"Af {write(Decimal(least), 0)}"],
        table=cells,
        source=("Områdernes status som CSV-fil (omraadestatus.csv)", "omraadestatus.csv"),
        rows=rows,
        limits=[DrawnLimit(Fraction(least), label)],
        unit="",
    )


def list_charts(held: CriteriaHeld) -> list[Chart]:
    """The charts in the page's order. Called for the words around them, and for what is drawn."""
    firsts = held.select_listed(held.areas[0]) if held.years else []
    return [*(_make_criterion(held, first) for first in firsts), *([_make_residents(held)] if firsts else [])]


def list_pieces(held: CriteriaHeld) -> Iterator[Piece]:
    """The words of the section with the charts, after its heading. Called once."""
    yield Piece("p", _KEY)
    for chart in list_charts(held):
        yield Piece("figcaption", chart.headline)
        yield from (Piece("title", chart.title), Piece("desc", chart.description), Piece("p", chart.note))
        yield Piece("p", "Hent: tegning (SVG) · tal (CSV)")
        for words, ending in _LINKS:
            yield Piece("a", words, href=f"grafer/kriterier/{chart.name}.{ending}")
        yield Piece("summary", "Vis tallene som tabel")
        yield from make_table(chart.caption, chart.columns, chart.table)
        yield from (Piece("p", chart.source[0]), Piece("a", chart.source[0], href=chart.source[1]))
