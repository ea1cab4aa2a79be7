"""The profile chart: one strip a figure, right is always the wanted way, shown cells only."""

import re
from decimal import Decimal
from html import unescape

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.charts.profile_chart import OtherArea, Strip, draw_profile_strip
from hpanalysis.report.profile import profile_table
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Since, Status, Versus
from report_tables import release, row, table

SECRET = 987.6
LOW_IS_GOOD, HIGH_IS_GOOD = "elevfravaer", "ungdomsskole"
WINDOWS = {LOW_IS_GOOD: "2024-25", HIGH_IS_GOOD: "2025-09-01"}


def cell(indicator_id, area_id, value, status=Status.SHOWN, **given):
    more = {"municipality_value": 20.0, "versus_municipality": Versus.WORSE.value, "baseline_window": "2023"} | given
    return row(indicator_id, area_id, WINDOWS[indicator_id], value=value, status=status.value, **more)


def strip_of(indicator_id, area_id, *rows, edition=Edition.PUBLIC):
    here = release(edition)
    speaker, cells = Speaker(here, indicator_id), here.cells(table(*rows))
    own = cells.latest(indicator_id, area_id)
    return speaker, own, profile_table.make_strip(speaker, own, cells)


def drawn(strip: Strip) -> str:
    return draw_profile_strip("f", strip, title="t", description="d")


def mark_x(html: str, key: str) -> float:
    """Where a cell's mark stands: of the area a <use>, of another area an upright line."""
    part = re.search(rf'<g data-cell="{re.escape(key)}">(.*?)</g>', html, re.S).group(1)
    return float((re.search(r'<use [^>]*x="([\d.]+)"', part) or re.search(r'd="M([\d.]+) 14L', part)).group(1))


LINE = 222.0


@pytest.mark.parametrize(
    ("indicator_id", "value", "right"),
    [(LOW_IS_GOOD, 15.0, True), (LOW_IS_GOOD, 25.0, False), (HIGH_IS_GOOD, 25.0, True), (HIGH_IS_GOOD, 15.0, False)],
)
def test_the_wanted_side_is_to_the_right_whichever_way_the_indicator_goes(indicator_id, value, right):
    _, own, strip = strip_of(indicator_id, "vangdalen", cell(indicator_id, "vangdalen", value))
    assert (mark_x(drawn(strip), own.key) > LINE) is right


@pytest.mark.parametrize("value", [1.0, 19.9, 20.0, 400.0])
def test_the_comparison_stands_at_the_same_place_in_every_strip(value):
    _, _, strip = strip_of(LOW_IS_GOOD, "vangdalen", cell(LOW_IS_GOOD, "vangdalen", value))
    assert f'd="M{LINE:.0f} 2L{LINE:.0f} 33"' in drawn(strip)


def test_places_are_in_proportion_within_a_strip():
    strip = Strip(
        key="a",
        value=Decimal(30),
        comparison=Decimal(20),
        sign=-1,
        colour="skidt",
        others=(OtherArea("b", Decimal(25)), OtherArea("c", Decimal(40))),
    )
    html = drawn(strip)
    own, near, far = (LINE - mark_x(html, key) for key in "abc")
    assert own == pytest.approx(2 * near, abs=0.3) and far == pytest.approx(2 * own, abs=0.3)


@pytest.mark.parametrize("sign", [1, -1])
def test_nothing_is_drawn_outside_the_strip(sign):
    strip = Strip(
        key="a",
        value=Decimal(30),
        comparison=Decimal(20),
        sign=sign,
        colour="neutral",
        lo=Decimal(2),
        hi=Decimal(95),
        baseline=Decimal(1),
        others=(OtherArea("b", Decimal(60)),),
    )
    xs = [float(x) for x in re.findall(r"[ML]([\d.-]+) ", re.sub(r"<defs>.*?</defs>", "", drawn(strip), flags=re.S))]
    assert min(xs) >= 0 and max(xs) <= 300


def test_the_marks_are_the_shown_cells_and_no_others():
    rows = [
        cell(LOW_IS_GOOD, "vangdalen", 25.0),
        cell(LOW_IS_GOOD, "energivej", 30.0),
        cell(LOW_IS_GOOD, "glarbjergvej", SECRET, Status.HIDDEN),
        cell(LOW_IS_GOOD, "sjaellandsgade", None, Status.NOT_DELIVERED),
        cell(LOW_IS_GOOD, "alle-7", 28.0),
    ]
    _, _, strip = strip_of(LOW_IS_GOOD, "vangdalen", *rows)
    found = set(re.findall(r'data-cell="([^"]+)"', drawn(strip)))
    assert found == {"elevfravaer/2024-25/vangdalen", "elevfravaer/2024-25/energivej"}
    without = [given | {"value": None} if given["value"] == SECRET else given for given in rows]
    assert drawn(strip) == drawn(strip_of(LOW_IS_GOOD, "vangdalen", *without)[2])


@pytest.mark.parametrize("edition", Edition)
def test_a_hidden_figure_has_no_strip_in_any_edition(edition):
    rows = [cell(LOW_IS_GOOD, "vangdalen", SECRET, Status.HIDDEN), cell(LOW_IS_GOOD, "energivej", 30.0)]
    assert strip_of(LOW_IS_GOOD, "vangdalen", *rows, edition=edition)[2] is None
    _, _, other = strip_of(LOW_IS_GOOD, "energivej", *rows, edition=edition)
    assert other.others == ()


def test_what_is_held_against_nothing_has_no_strip():
    assert strip_of(LOW_IS_GOOD, "vangdalen", cell(LOW_IS_GOOD, "vangdalen", 9.0, municipality_value=None))[2] is None


@pytest.mark.parametrize("hidden_by", [{"since_baseline": Since.BREAK.value}, {"baseline_window": "2024-25"}])
def test_no_baseline_stands_across_a_break_or_beside_itself(hidden_by):
    given = {"baseline_recomputed": 24.0, "since_baseline": Since.NO_SURE_CHANGE.value, "baseline_window": "2023-24"}
    shown = strip_of(LOW_IS_GOOD, "vangdalen", cell(LOW_IS_GOOD, "vangdalen", 25.0, **given))[2]
    assert shown.baseline == 24
    assert (
        strip_of(LOW_IS_GOOD, "vangdalen", cell(LOW_IS_GOOD, "vangdalen", 25.0, **given | hidden_by))[2].baseline
        is None
    )


def test_the_description_agrees_with_what_is_drawn():
    """Each number told is one the strip holds, and each the strip holds is told."""
    rows = [
        cell(LOW_IS_GOOD, "vangdalen", 25.3, lo=22.1, hi=28.6, baseline_recomputed=24.4, baseline_window="2023-24"),
        cell(LOW_IS_GOOD, "energivej", 31.7),
        cell(LOW_IS_GOOD, "glarbjergvej", 18.2),
    ]
    speaker, own, strip = strip_of(LOW_IS_GOOD, "vangdalen", *rows)
    told = unescape(profile_table.describe_strip(speaker, own, strip)).replace(NBSP, " ")
    found = {Decimal(number.replace(",", ".")) for number in re.findall(r"\d+,\d", told)}
    drawn = {strip.value, strip.comparison, strip.lo, strip.hi, strip.baseline}
    assert found == drawn | {Decimal("18.2"), Decimal("31.7")}
    assert "Tallet er højere end i Randers Kommune (20,0 pct.), og forskellen er sikker." in told
    assert "De viste områder: 18,2 til 31,7" in told


def test_what_cannot_be_judged_still_tells_the_comparisons_figure():
    rows = [cell(LOW_IS_GOOD, "vangdalen", 25.0, versus_municipality=Versus.NOT_JUDGEABLE.value)]
    speaker, own, strip = strip_of(LOW_IS_GOOD, "vangdalen", *rows)
    assert f"Randers Kommune: 20,0{NBSP}%." in profile_table.describe_strip(speaker, own, strip)
