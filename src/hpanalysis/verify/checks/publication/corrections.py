"""rettelser: each row of rettelser.csv ends at the figure that is published now, and begins at the one published
before.

What was published before lies in another package. Where that is given, the earlier figure is held against it; alone, a
package shows only that the earlier half-year is in the publication log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hpanalysis.published.figures import HIDDEN, format_address
from hpanalysis.published.names import CORRECTIONS_CSV, DATA_QUALITY_HTML, FIGURES_CSV, INDEX_HTML, LOG_JSON
from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.page_parts import join_words, read_words
from hpanalysis.verify.checks.publication.rule_pages import spell
from hpanalysis.verify.declared.plan import read_number
from hpanalysis.verify.opening.outcomes import (
    Broken,
    Outcome,
    State,
    conclude,
    format_count,
    format_half_year,
    make_printable,
    quote,
)
from hpanalysis.verify.opening.package import Package, sha256

NAME = "rettelser"
_NO_FILE = f"{quote(CORRECTIONS_CSV)} er ikke i pakken, for den er lavet, før filen fandtes."
_NUMBERS = ("value", "numerator", "denominator")
_SECTION = "rettede-tal"
_WHY = re.compile(r'<td data-l="Årsag">[^<]*<span>([^<]*)</span></td><td data-l="Rettet den">([^<]*)</td>')

Row = Mapping[str, str]


def _is_same(row: Row, when: str, cells: Row) -> bool:
    """Whether a correction tells the status and numbers of a figure. Called for the figure of now, and for the one of
    before where its package is given. when: `before` or `now`. A number that one of the two hides, the other may not
    tell, so a hidden figure's numbers are not asked for."""
    if row[f"status_{when}"] != cells["status"]:
        return False
    if cells["status"] == HIDDEN:
        return True
    told = ((row[f"{name}_{when}"], cells[name]) for name in _NUMBERS)
    # A figure whose other edition is hidden is told without its numbers.
    return all(not one or one == other or read_number(one) == read_number(other) for one, other in told)


def _find_wrong_row(row: Row, package: Package, is_last: bool, today: str) -> Iterator[str]:
    """What is wrong with a correction, as ends of a Danish sentence. Called for each. is_last: whether it is the last
    of its figure. today: the day that the reports bear."""
    figure = package.rows.get((row["indicator_id"], row["window"], row["area_id"]))
    if figure is None:
        yield f"Tallet er ikke i {quote(FIGURES_CSV)}"
        return
    if is_last and not _is_same(row, "now", figure.cells):
        yield f"Tallet nu er ikke det, der står i {quote(FIGURES_CSV)}"
    if row["unit"] != figure.cells["unit"]:
        yield "Enheden er ikke tallets"
    before, now = ([row[f"{name}_{when}"] for name in ("status", *_NUMBERS)] for when in ("before", "now"))
    # Of a figure hidden before or now, the numbers are left out, and the status alone may be another.
    if before == now and HIDDEN not in (before[0], now[0]):
        yield "Tallet er ikke ændret"
    logged = {entry["half_year"] for entry in package.log}
    if row["published_in"] not in logged or row["published_in"] > package.half_year:
        yield f"Det tidligere halvår er ikke i {quote(LOG_JSON)}"
    if row["corrected_on"] > today:
        yield "Datoen ligger efter udgivelsens"


def _find_wrong_before(row: Row, package: Package, earlier: Sequence[Package]) -> bool:
    """Whether a correction tells another earlier figure than the package of that half-year has. Called for each, where
    earlier packages are given. Only the edition that the log names counts: another may have been published since."""
    latest = {entry["half_year"]: entry["indicators_sha256"] for entry in package.log[:-1]}
    for each in earlier:
        try:
            is_edition = each.half_year == row["published_in"] and each.half_year != package.half_year
            if not is_edition or sha256(each.published[FIGURES_CSV]) != latest.get(each.half_year):
                continue
            figure = each.rows.get((row["indicator_id"], row["window"], row["area_id"]))
        except (Broken, KeyError, ValueError):
            continue  # what is wrong with the earlier package is told of that one
        if figure is None or not _is_same(row, "before", figure.cells):
            return True
    return False


def _summarise(rows: Sequence[Row]) -> str:
    """The sentence of the pages on how many published figures are corrected in the half-year. Called once for each
    package that is verified."""
    if not rows:
        return "Ingen udgivne tal er rettet i dette halvår."
    figures = "ét udgivet tal" if len(rows) == 1 else f"{spell(len(rows))} udgivne tal"
    return f"I dette halvår er {figures} rettet."


def _find_wrong_pages(package: Package, rows: Sequence[Row]) -> Iterator[str]:
    """A Danish sentence for each page that tells other corrections than the file. Called once for each package that is
    verified."""
    summary = _summarise(rows)
    if INDEX_HTML in package.published:
        main = page_parts.find_main(package.published_text(INDEX_HTML))
        if summary not in read_words(page_parts.find_sections(main).get("data", "")):
            yield f"{quote(INDEX_HTML)}: Sætningen om rettede tal passer ikke til {quote(CORRECTIONS_CSV)}."
    if DATA_QUALITY_HTML not in package.published:
        return
    section = page_parts.find_sections(page_parts.find_main(package.published_text(DATA_QUALITY_HTML))).get(_SECTION)
    if section is None:
        return  # a notebook may leave the section out; the front page tells of it all the same
    told = [(read_words(why), day) for why, day in _WHY.findall(section)]
    wanted = [(join_words(row["why"]), f"{date.fromisoformat(row['corrected_on']):%d-%m-%Y}") for row in rows]
    if told != wanted or summary not in read_words(section):
        yield f"{quote(DATA_QUALITY_HTML)}: De rettede tal er ikke dem i {quote(CORRECTIONS_CSV)}."


def check(package: Package, earlier: Sequence[Package]) -> Outcome:
    """The check `rettelser`: whether rettelser.csv ends at the figures of now, begins at those of before, and is what
    the pages tell. Called once for each package that is verified. earlier: packages of earlier half-years, as far as
    they are given. It is not made of a package from before the file."""
    if CORRECTIONS_CSV not in package.published:
        return Outcome(NAME, State.NOT_CHECKED, _NO_FILE)
    rows, today = package.table(CORRECTIONS_CSV), package.info["Bagging-Date"]
    last = {(row["indicator_id"], row["window"], row["area_id"]): number for number, row in enumerate(rows)}
    problems, compared = [], 0
    for number, row in enumerate(rows):
        key = row["indicator_id"], row["window"], row["area_id"]
        place = f"{quote(CORRECTIONS_CSV)}, {make_printable(format_address(key))}"
        problems += [f"{place}: {wrong}." for wrong in _find_wrong_row(row, package, last[key] == number, today)]
        compared += any(each.half_year == row["published_in"] for each in earlier)
        if _find_wrong_before(row, package, earlier):
            half = format_half_year(row["published_in"])
            problems.append(f"{place}: Tallet før er ikke det, der er udgivet for {half}.")
    problems += _find_wrong_pages(package, rows)
    held = f"; {format_count(compared, 'er holdt', 'er holdt')} mod den tidligere pakke" if compared else ""
    counted = format_count(len(rows), "rettet tal er", "rettede tal er")
    return conclude(NAME, problems, f"{counted}, som {quote(FIGURES_CSV)} har dem{held}.")
