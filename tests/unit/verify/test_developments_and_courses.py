"""Half-years judged for real: developments and courses hold; a number or a word of them that is altered is named."""

import json
from dataclasses import replace

import pytest

from hpanalysis.verify.checks import judgements
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake import course, development
from judged_packages import PUBLISHED, change_row, draw_half_year, make_package
from slow_cases import keep_some_quick

EXACT, TIME = ("ungdomsskole", "fraflytning"), ("elevfravaer", "kontanthjaelp")


@pytest.fixture(scope="module")
def package() -> Package:
    return make_package(draw_half_year(1))


def fails_by(tampered: tuple[Package, str], column: str) -> bool:
    """Whether the check names just the cell that was changed."""
    outcome = judgements.check(tampered[0])
    return outcome.state is State.FAILS and any(f"{tampered[1]}: »{column}«" in each for each in outcome.problems)


def add(step: float):
    return lambda text: f"{float(text) + step:g}"


def of(indicator: str, column: str):
    """A row of an indicator whose column is filled, and is no p at the end of what it can be."""
    return lambda row: row["indicator_id"] == indicator and row[column] not in ("", "1")


def test_there_are_developments_and_courses_of_every_kind(package):
    rows = [row.cells for row in package.rows.values()]
    for indicator in (*EXACT, *TIME):
        assert any(row["indicator_id"] == indicator and row["development_p"] for row in rows)
    for indicator in ("sprog_fokuseret_eller_saerlig", "fraflytning", "udsaettelser"):
        assert any(row["indicator_id"] == indicator and row["trend_p"] for row in rows)
    assert any(row["trend_correlation"] for row in rows)


@pytest.mark.parametrize("indicator", keep_some_quick(EXACT, every=2))
@pytest.mark.parametrize("column", development.NUMBERS)
def test_a_development_that_is_off_by_its_last_decimal_is_named(package, indicator, column):
    """But where persons are followed, how much of the limits follows from their number is bounded only."""
    step = 10.0 ** -package.definitions.indicators[indicator].decimals

    def choose(row) -> bool:
        return of(indicator, column)(row) and "i parret form" not in row["method"]

    assert fails_by(change_row(package, choose, **{column: add(step)}), column)


@pytest.mark.parametrize("column", [*development.LIMITS, "rest_change", "development"])
def test_of_persons_time_a_development_must_follow_from_the_two_changes(package, column):
    assert fails_by(change_row(package, of("elevfravaer", column), **{column: add(0.5)}), column)


@pytest.mark.parametrize("indicator", EXACT)
def test_a_p_of_a_development_that_is_off_in_its_fourth_digit_is_named(package, indicator):
    def choose(row) -> bool:
        return of(indicator, "development_p")(row) and "i parret form" not in row["method"]

    changed = change_row(package, choose, development_p=lambda p: f"{float(p) * 1.0005:.6g}")
    assert fails_by(changed, "development_p")
    for other in ("", "1", "1e-05"):
        assert fails_by(change_row(package, choose, development_p=other), "development_p")


@pytest.mark.parametrize(
    ("column", "value"), [("development_ratio", add(0.01)), ("development_margin", add(1)), ("rest_change_lo", "")]
)
def test_ratio_and_margin_follow_and_numbers_stand_whole(package, column, value):
    assert fails_by(change_row(package, of("ungdomsskole", column), **{column: value}), column)


def test_a_development_may_not_be_left_out_or_made_up(package):
    none = dict.fromkeys(development.COLUMNS, "") | {
        "versus_development": "kan ikke afgøres",
        "development_reason": "x",
    }
    assert fails_by(change_row(package, of("fraflytning", "development"), **none), "development")
    hidden = change_row(package, lambda row: row["status"] == "diskretioneret", development="1.0")
    assert fails_by(hidden, "development")


@pytest.mark.parametrize(
    "word", keep_some_quick(["hentet ind", "fulgt med", "sakket bagud", "kan ikke afgøres", ""], every=3)
)
def test_each_word_of_a_development_is_named_when_it_is_changed(package, word):
    for other in ("hentet ind", "fulgt med", "sakket bagud", "kan ikke afgøres"):
        if word != other and any(row.cells["versus_development"] == other for row in package.rows.values()):
            changed = change_row(package, lambda r, o=other: r["versus_development"] == o, versus_development=word)
            assert fails_by(changed, "versus_development")


@pytest.mark.parametrize(
    "indicator", keep_some_quick(["sprog_fokuseret_eller_saerlig", "fraflytning", "udsaettelser"], every=3)
)
@pytest.mark.parametrize("column", [*course.NATURAL, *course.TREND, "trend_p", "trend_windows", "trend_from"])
def test_a_course_that_its_windows_do_not_give_is_named(package, indicator, column):
    def choose(row) -> bool:
        return of(indicator, column)(row) and (column in course.NATURAL or bool(row["trend_p"]))

    step = 10.0 ** -(package.definitions.indicators[indicator].decimals + 1)
    change = {
        "trend_p": lambda p: f"{float(p) * 1.0002:.6g}",
        "trend_windows": lambda n: str(int(n) - 1 or 9),
        "trend_from": "2024",
        **dict.fromkeys(course.NATURAL, lambda text: f"{float(text) * 1.0002:.6g}"),
        **dict.fromkeys(course.TREND, add(step)),
    }
    assert fails_by(change_row(package, choose, **{column: change[column]}), column)


@pytest.mark.parametrize("forged", ["", "1.2", lambda text: f"{float(text) + 0.01:.6g}"])
def test_a_correlation_that_the_pairs_of_windows_do_not_have_is_named(package, forged):
    """How many persons stay is not published; but each pair's correlation, or the p of its change, gives it away."""

    def choose(row) -> bool:
        return bool(row["trend_correlation"]) and 0.2 < float(row["trend_correlation"]) < 0.9

    assert fails_by(change_row(package, choose, trend_correlation=forged), "trend_correlation")


def test_a_course_may_not_be_left_out(package):
    none = dict.fromkeys([*course.FITTED, "trend_correlation"], "")
    none |= {"since_trend": "kan ikke vurderes", "trend_reason": "x"}
    assert fails_by(change_row(package, of("fraflytning", "trend_p"), **none), "trend")


@pytest.mark.parametrize(
    "word", keep_some_quick(["forbedret", "forværret", "kan ikke vurderes", "databrud", ""], every=3)
)
def test_each_word_of_a_course_is_named_when_it_is_changed(package, word):
    for other in ("forbedret", "forværret", "ingen sikker ændring", "kan ikke vurderes"):
        if word != other and any(row.cells["since_trend"] == other for row in package.rows.values()):
            changed = change_row(package, lambda r, o=other: r["since_trend"] == o, since_trend=word)
            assert fails_by(changed, "since_trend")


def test_an_event_that_is_put_into_the_definitions_cuts_courses_that_were_not_cut(package):
    told = json.loads(package.files[f"{PUBLISHED}definitioner.json"])
    area = next(row.key[2] for row in package.rows.values() if row.key[0] == "fraflytning" and row.cells["trend_p"])
    told["indicators"]["fraflytning"]["judging"]["rebased"] = {area: ["2024-01-01"]}
    files = package.files | {f"{PUBLISHED}definitioner.json": json.dumps(told).encode()}
    assert judgements.check(replace(package, files=files)).state is State.FAILS
