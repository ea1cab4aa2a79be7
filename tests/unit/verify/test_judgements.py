"""Half-years drawn and judged for real hold; a word, a reason, a p or a change that is altered is named."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from hpanalysis.verify.checks import judgements
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake import tested, words
from hpanalysis.verify.remake.figures import Figures
from hpanalysis.verify.remake.looks import Looks
from judged_packages import PUBLISHED, change_row, draw_half_year, make_package
from slow_cases import keep_some_quick

DEFINITIONS = f"{PUBLISHED}definitioner.json"
MONTHS = f"{PUBLISHED}maanedstal.csv"
WORDS = {
    "versus_municipality": ("bedre", "dårligere", "ikke sikkert forskellig"),
    "versus_others": ("bedre", "dårligere", "ikke sikkert forskellig"),
    "since_baseline": ("forbedret", "forværret", "ingen sikker ændring"),
    "since_year_before": ("forbedret", "forværret", "ingen sikker ændring"),
}
REASONS = dict(zip(WORDS, ("versus_reason", "others_reason", "since_reason", "year_before_reason"), strict=True))


@pytest.fixture(scope="module")
def package() -> Package:
    return make_package(draw_half_year(1))


def fails_by(tampered: tuple[Package, str], column: str) -> bool:
    """Whether the check names just the cell that was changed."""
    outcome = judgements.check(tampered[0])
    cell = f"{tampered[1]}: »{column}«"
    return outcome.state is State.FAILS and any(cell in problem for problem in outcome.problems)


@pytest.mark.parametrize("seed", keep_some_quick(range(6), every=6))
def test_what_the_program_judged_holds(seed):
    outcome = judgements.check(make_package(draw_half_year(seed)))
    assert (outcome.state, outcome.problems) == (State.HOLDS, ())


@pytest.mark.slow
def test_hundred_half_years_hold():
    for seed in range(100, 200):
        assert judgements.check(make_package(draw_half_year(seed))).problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("column", WORDS)
def test_a_word_that_the_numbers_do_not_give_is_named(package, column):
    for word in WORDS[column]:
        for other in (*WORDS[column], "kan ikke vurderes", ""):
            if other != word and any(row.cells[column] == word for row in package.rows.values()):
                assert fails_by(change_row(package, lambda row, w=word: row[column] == w, **{column: other}), column)


@pytest.mark.parametrize("column", WORDS)
def test_a_verdict_where_nothing_was_tested_is_named(package, column):
    tampered = change_row(package, lambda row: row[column] == "kan ikke vurderes", **{column: WORDS[column][0]})
    assert fails_by(tampered, column)


@pytest.mark.parametrize("column", WORDS)
def test_a_reason_stands_exactly_where_there_is_no_verdict(package, column):
    reason, given = REASONS[column], WORDS[column]
    assert fails_by(change_row(package, lambda row: row[column] in given, **{reason: "der er for få"}), reason)
    assert fails_by(change_row(package, lambda row: row[reason], **{reason: ""}), reason)


def test_a_break_is_told_where_there_is_one_and_nowhere_else(package):
    assert fails_by(
        change_row(package, lambda row: row["since_baseline"] == "databrud", since_baseline="kan ikke vurderes"),
        "since_baseline",
    )
    assert fails_by(
        change_row(package, lambda row: row["since_baseline"] == "ingen sikker ændring", since_baseline="databrud"),
        "since_baseline",
    )


def test_a_change_that_is_sure_in_its_family_and_not_at_its_look_may_not_be_called_better(package):
    """The plan has ten half-years, so that the level of most looks is far under .05."""
    figures = Figures(package.rows, package.definitions)
    question = next(question for question in words.QUESTIONS if question.p == "change_p")
    thresholds, looks = words.find_thresholds(figures, "change_p"), Looks(figures, "change_p")

    def is_between(row) -> bool:
        if not row["change_p"] or row["since_baseline"] != "ingen sikker ændring" or float(row["change"]) == 0:
            return False
        one = figures.rows[row["indicator_id"], row["window"], row["area_id"]]
        return figures.is_followed(one) and looks.find_level(one) < float(row["change_p"]) <= 0.05

    assert min(map(looks.find_level, (row for row in figures.rows.values() if row.cells["change_p"]))) < 0.03
    assert thresholds and question.word == "since_baseline"
    assert fails_by(change_row(package, is_between, since_baseline="forbedret"), "since_baseline")


def test_windows_counted_again_are_weighed_by_themselves():
    """Moving a window counted again into the half-year's other tests would change which of them are sure."""
    package = make_package(draw_half_year(0))
    figures = Figures(package.rows, package.definitions)
    again = [row for row in figures.rows.values() if "@" in row.key[1]]
    assert {words.name_family(row, figures) for row in again} == {"2025H1@"}
    bridged = [row for row in figures.rows.values() if "@" in row.cells["baseline_window"] and row.cells["change_p"]]
    assert {row.key[0] for row in bridged} == {"kontanthjaelp", "moedre_kontanthjaelp"}
    assert judgements.check(package).state is State.HOLDS


def test_a_day_of_the_later_rule_that_is_moved_makes_breaks_of_bridged_changes():
    package = make_package(draw_half_year(0))
    told = json.loads(package.files[DEFINITIONS])
    told["indicators"]["kontanthjaelp@3"]["since"] = "2024-10-01"
    files = package.files | {DEFINITIONS: json.dumps(told).encode()}
    assert judgements.check(replace(package, files=files)).state is State.FAILS


EXACT = {
    "municipality_p": ("ungdomsskole", "fraflytning"),
    "others_p": ("ungdomsskole", "fraflytning"),
    "change_p": ("udsaettelser", "fraflytning"),
    "year_before_p": ("udsaettelser", "fraflytning"),
}
CASES = [(column, indicator) for column, indicators in EXACT.items() for indicator in indicators]


@pytest.mark.parametrize(("column", "indicator"), CASES)
def test_a_p_that_is_off_in_its_fifth_digit_is_named(package, column, indicator):
    def choose(row) -> bool:
        return row["indicator_id"] == indicator and row[column] not in ("", "1")

    assert fails_by(change_row(package, choose, **{column: lambda p: f"{float(p) * 1.0001:.6g}"}), column)


@pytest.mark.parametrize(("column", "indicator"), CASES)
def test_a_p_that_is_taken_away_or_made_up_is_named(package, column, indicator):
    assert fails_by(change_row(package, lambda r: r["indicator_id"] == indicator and r[column], **{column: ""}), column)
    hidden = change_row(package, lambda row: row["status"] == "diskretioneret", **{column: "0.01"})
    assert fails_by(hidden, column)


def is_linked(row) -> bool:
    return "i parret form" in row["method"] and row["change_p"] not in ("", "1")


def test_a_p_that_no_number_of_persons_in_both_gives_is_named(package):
    """Of persons followed the p is bounded by the printed interval: a fifth of it, or five times it, is outside."""
    assert fails_by(change_row(package, is_linked, change_p=lambda p: f"{float(p) / 5:.6g}"), "change_p")
    assert fails_by(
        change_row(package, lambda r: is_linked(r) and float(r["change_p"]) < 0.1, change_p="0.9"), "change_p"
    )


@pytest.mark.parametrize("column", ["change_lo", "change_hi"])
def test_an_interval_of_a_change_that_the_two_figures_cannot_have_is_named(package, column):
    def is_unlinked(row) -> bool:
        return bool(row["change_lo"]) and not is_linked(row) and row["indicator_id"] != "elevfravaer"

    one_digit = {"change_lo": lambda end: f"{float(end) - 1:g}", "change_hi": lambda end: f"{float(end) + 1:g}"}
    assert fails_by(change_row(package, is_unlinked, **{column: one_digit[column]}), "change_lo")
    wide = change_row(package, is_linked, **{column: lambda end: f"{3 * float(end) + 9:g}"})
    assert fails_by(wide, "change_lo")
    assert fails_by(change_row(package, is_unlinked, **{column: ""}), "change_lo")


def test_of_persons_time_a_p_must_agree_with_the_interval_beside_it(package):
    def is_unsure(row) -> bool:
        return row["indicator_id"] == "elevfravaer" and bool(row["change_p"]) and float(row["change_p"]) > 0.06

    assert fails_by(change_row(package, is_unsure, change_p="0.001"), "change_p")


def test_of_persons_time_a_rest_within_the_areas_own_limits_is_not_surely_another(package):
    def is_within(row) -> bool:
        within = row["rest_value"] and row["lo"] and float(row["lo"]) + 0.2 < float(row["rest_value"])
        return row["indicator_id"] == "elevfravaer" and within and float(row["rest_value"]) < float(row["hi"]) - 0.2

    assert fails_by(change_row(package, is_within, municipality_p="0.001"), "municipality_p")


@pytest.mark.parametrize("column", ["change", "year_before_change"])
def test_a_change_that_is_left_out_is_named(package, column):
    assert fails_by(change_row(package, lambda row: row[column], **{column: ""}), column)


def turned(package: Package, **judging) -> Package:
    """The package with what one indicator's verdicts rest on changed in its definitions."""
    told = json.loads(package.files[DEFINITIONS])
    told["indicators"]["ungdomsskole"]["judging"] |= judging
    return replace(package, files=package.files | {DEFINITIONS: json.dumps(told).encode()})


@pytest.mark.parametrize(
    "judging", [{"higher_is_better": False}, {"comparable": False}, {"change_judged": False}, {"compared_with": None}]
)
def test_words_that_rest_on_other_definitions_do_not_hold(package, judging):
    assert judgements.check(turned(package, **judging)).state is State.FAILS


def test_a_break_that_is_taken_out_of_the_definitions_leaves_words_that_do_not_follow(package):
    told = json.loads(package.files[DEFINITIONS])
    told["indicators"]["moedre_kontanthjaelp"]["judging"]["breaks"] = []
    files = package.files | {DEFINITIONS: json.dumps(told).encode()}
    assert judgements.check(replace(package, files=files)).state is State.FAILS


def first_format(package: Package, **more: bytes) -> Package:
    """The package with its definitions as they were before they told what verdicts rest on."""
    told = json.loads(package.files[DEFINITIONS]) | {"format": 1}
    del told["plan_end"], told["first_half_year"], told["power"]
    for indicator in told["indicators"].values():
        indicator.pop("judging")
    return replace(package, files=package.files | {DEFINITIONS: json.dumps(told).encode()} | more)


def test_a_package_from_before_is_told_as_not_checked_and_fails_nothing(package):
    outcome = judgements.check(first_format(package))
    assert outcome.state is State.NOT_CHECKED and "fra før" in outcome.sentence


def test_a_package_of_a_program_that_tells_it_may_not_leave_it_out(package):
    """Else a forger would write the definitions in their first form, and no word would be looked at."""
    own = {f"data/projekt/src/hpanalysis/verify/checks/{judgements.__name__.rpartition('.')[2]}.py": b""}
    assert judgements.check(first_format(package, **own)).state is State.FAILS


def months_of(package: Package, values: list[str]) -> Package:
    """The package with months of the total's absence in the school year 2024-25, whose limits nobody has filled in."""
    row = next(row for row in package.rows.values() if row.key == ("elevfravaer", "2024-25", "alle-7"))
    names = [f"2024-{month:02}" for month in range(8, 13)] + [f"2025-{month:02}" for month in range(1, 7)]
    header = package.files[MONTHS].decode().splitlines()[0]
    lines = []
    for name, value in zip(names, values, strict=True):
        cells = dict.fromkeys(header.split(","), "")
        cells |= {"indicator_id": row.key[0], "area_id": row.key[2], "month": f"{name}-01", "status": "vist"}
        cells |= {"value": value, "unit": "pct.", "phase": "1"}
        lines.append(",".join(cells.values()))
    return replace(package, files=package.files | {MONTHS: "\n".join([header, *lines, ""]).encode()})


def test_a_year_outside_its_months_is_named(package):
    key = ("elevfravaer", "2024-25", "alle-7")
    value = float(package.rows[key].cells["value"])
    outside = judgements.check(months_of(package, [f"{value + 1 + month / 10:.2f}" for month in range(11)]))
    within = judgements.check(months_of(package, [f"{value - 0.5 + month / 10:.2f}" for month in range(11)]))
    sentence = "elevfravaer/2024-25/alle-7: »value« ligger uden for månedernes tal"
    assert any(sentence in problem for problem in outside.problems)
    assert not any(sentence in problem for problem in within.problems)


def test_where_the_smallest_p_is_five_per_cent_itself_rounding_alone_decides_whether_there_is_a_test():
    """1 person against none of 19: had he been a case, he would have been the one of 20 by a chance of .05."""
    counts = tested.Counts(Decimal(0), Decimal(1)), tested.Counts(Decimal(0), Decimal(19))
    assert tested._test_shares_of_groups(*counts)[:2] == (True, False)
