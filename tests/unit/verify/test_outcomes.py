"""Outcomes compared for real and written by the program are what verify makes of them; and every cell, row, word and
file that is altered is named, as far as published numbers tell."""

import pytest

from criteria_packages import change, change_text
from hpanalysis.tables import BALANCE, OUTCOMES, TOLD_OF_HIDDEN, Concluded, NotCompared
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from outcome_packages import BALANCE_FILE, KINDS, OUTCOMES_FILE, check, draw_outcomes
from participant_packages import ACTIVITIES_FILE, MANIFEST_FILE, PROJECT
from slow_cases import keep_some_quick

FILES, NAMES = [OUTCOMES_FILE, BALANCE_FILE], ["udfald.csv", "balance.csv"]
NUMBERS = ("before", "after", "change", "change_lo", "change_hi", "difference", "difference_lo", "difference_hi")
NUMBERS = (*NUMBERS, "placebo", "placebo_lo", "placebo_hi", "e_value", "e_value_of_limit", "smallest")
LESS_IS_BETTER = "direction=Direction.LOWER_IS_BETTER"
SEEDS = range(len(KINDS) - 1)


@pytest.fixture(scope="module")
def package() -> Package:
    """Two comparisons that found a difference, and one that a placebo forbids."""
    return draw_outcomes(2)


def replaced(package: Package, name: str, content: bytes | None) -> Package:
    files = {path: text for path, text in package.files.items() if path != name}
    return Package(package.name, files | ({} if content is None else {name: content}), (), zipped=True)


def pick(rows, **cells):
    return next(row for row in rows if cells.items() <= row.items())


def find_row(package: Package, **cells) -> dict[str, str]:
    return pick(package.table("udfald.csv"), **cells)


def put(package: Package, chosen: dict[str, str], **cells: str) -> Package:
    """The package with cells of a row of udfald.csv written over."""
    return change(package, OUTCOMES_FILE, lambda rows: pick(rows, **chosen).update(cells))


def assert_told(package: Package, *texts: str) -> None:
    outcome = check(package)
    assert outcome.state is State.FAILS
    assert any(all(text in each for text in texts) for each in outcome.problems), outcome.problems[:5]


def list_rows(**cells) -> list[tuple[Package, dict[str, str]]]:
    """A row like this of each drawn package that has one."""
    return [
        (drawn, row)
        for drawn in map(draw_outcomes, SEEDS)
        for row in drawn.table("udfald.csv")
        if cells.items() <= row.items()
    ]


@pytest.mark.parametrize("seed", keep_some_quick(SEEDS, every=7))
def test_what_the_program_writes_follows_from_its_own_numbers(seed):
    outcome = check(draw_outcomes(seed))
    assert (outcome.state, outcome.problems) == (State.HOLDS, ())


@pytest.mark.slow
def test_what_is_drawn_has_every_status_and_conclusion():
    rows = [row for _, row in list_rows()]
    assert {row["status"] for row in rows} == {"vist", "diskretioneret", "ingen er målt endnu"}
    assert {row["concluded"] for row in rows} == {"", *(word.value for word in Concluded)}
    assert {row["reason"] for row in rows} >= {
        "",
        NotCompared.PLACEBO_DIFFERS.value,
        NotCompared.NEARLY_ALL_TREATED.value,
        NotCompared.TOO_FEW_MEASURED.value,
    }


@pytest.mark.parametrize("column", keep_some_quick(NUMBERS, every=3))
def test_a_number_that_is_moved_alone_is_named(package, column):
    chosen = find_row(package, concluded=Concluded.BETTER.value)
    of_unit = 1.5 if column.startswith("e_value") else 3.0
    for moved in (of_unit, -of_unit):
        text = f"{float(chosen[column]) + moved:.1f}"
        assert_told(put(package, chosen, **{column: text}), "»udfald.csv«, det_gode_liv", "følger ikke")


@pytest.mark.parametrize("column", keep_some_quick(NUMBERS, every=4))
def test_a_number_that_is_left_out_or_written_otherwise_is_named(package, column):
    chosen = find_row(package, concluded=Concluded.WORSE.value)
    for text in ("", f"{chosen[column]}0", chosen[column].partition(".")[0], "mange"):
        assert_told(put(package, chosen, **{column: text}), f"»{column}«")


@pytest.mark.slow
@pytest.mark.parametrize("word", Concluded)
def test_another_conclusion_than_the_interval_gives_is_named(word):
    for told in Concluded:
        for drawn, row in list_rows(status="vist", concluded=told.value)[:2]:
            if word is not told:
                assert_told(put(drawn, row, concluded=word.value), row["activity_id"], "følger ikke")


def test_a_conclusion_is_turned_with_the_direction_of_the_indicator(package):
    """What is better where less is better is worse where more is."""
    file = f"{PROJECT}src/hpanalysis/definitions/indicators/kontanthjaelp.py"
    turned = change_text(package, file, LESS_IS_BETTER, LESS_IS_BETTER.replace("LOWER", "HIGHER"))
    assert_told(turned, "»udfald.csv«, det_gode_liv: Kolonnen »concluded«")
    assert_told(turned, "»udfald.csv«, fremskudt_beskaeftigelse: Kolonnen »concluded«")


def test_words_that_are_none_of_the_closed_list_are_named(package):
    chosen = find_row(package, concluded=Concluded.BETTER.value)
    assert_told(put(package, chosen, concluded="virkede"), "»concluded«")
    assert_told(put(package, chosen, reason=NotCompared.OUT_OF_BALANCE.value), "»reason«")
    refused = find_row(package, concluded=Concluded.NOT_COMPARED.value)
    assert_told(put(package, refused, reason="vi ved det ikke"), "»reason«")
    assert_told(put(package, refused, reason=""), "»reason«")
    assert_told(put(package, chosen, status="måske"), "»status«")


@pytest.mark.slow
def test_a_placebo_stands_where_it_is_asked_and_where_it_is_why(package):
    refused = find_row(package, concluded=Concluded.NOT_COMPARED.value)
    # A placebo that holds no difference forbids nothing.
    middle = dict(zip(("placebo", "placebo_lo", "placebo_hi"), ("0.5", "-4.5", "5.5"), strict=True))
    assert_told(put(package, refused, **middle), "»placebo_lo«, »placebo_hi«")
    # One that holds a difference forbids a comparison.
    compared = find_row(package, concluded=Concluded.BETTER.value)
    apart = dict(zip(middle, ("6.5", "1.5", "11.5"), strict=True))
    assert_told(put(package, compared, **apart), "»placebo_lo«, »placebo_hi«")
    # And for another reason than a placebo none is told.
    for drawn, row in list_rows(reason=NotCompared.NEARLY_ALL_TREATED.value):
        assert_told(put(drawn, row, **apart), "»placebo«")


def test_no_difference_stands_where_nothing_is_compared(package):
    refused = find_row(package, concluded=Concluded.NOT_COMPARED.value)
    for column in (
        "expected",
        "difference",
        "difference_lo",
        "difference_hi",
        "e_value",
        "e_value_of_limit",
        "smallest",
    ):
        assert_told(put(package, refused, **{column: "1.2"}), f"»{column}«")


@pytest.mark.slow
def test_of_hidden_numbers_it_is_told_that_there_are_too_few_to_compare_and_no_other_reason():
    drawn, row = list_rows(status="diskretioneret", reason=NotCompared.NEARLY_ALL_TREATED.value)[0]
    assert row["concluded"] == Concluded.NOT_COMPARED.value
    assert not any(row[column] for column in NUMBERS)
    for reason in TOLD_OF_HIDDEN:
        assert check(put(drawn, row, reason=reason.value)).state is State.HOLDS
    for reason in set(NotCompared) - TOLD_OF_HIDDEN:
        assert_told(put(drawn, row, reason=reason.value), "»reason«")
    for word in set(Concluded) - {Concluded.NOT_COMPARED}:
        assert_told(put(drawn, row, concluded=word.value), "»concluded«")
    assert_told(put(drawn, row, reason=""), "»concluded«")
    assert_told(put(drawn, row, concluded=""), "»reason«")
    # Nor is it told of nobody.
    nobody_yet, nobody = list_rows(status="ingen er målt endnu")[0]
    assert_told(put(nobody_yet, nobody, concluded=row["concluded"], reason=row["reason"]), "»concluded«", "»reason«")


@pytest.mark.slow
@pytest.mark.parametrize("status", ["diskretioneret", "ingen er målt endnu"])
def test_a_row_that_is_not_shown_has_no_number_and_no_conclusion(status):
    drawn, row = list_rows(status=status)[0]
    for column in (*NUMBERS, "persons_at_least", "expected", "elsewhere", "concluded", "reason"):
        assert_told(put(drawn, row, **{column: "25"}), f"»{column}«")


def test_of_nobody_there_is_no_month_and_of_somebody_there_is(package):
    nobody, somebody = find_row(package, status="ingen er målt endnu"), find_row(package, status="vist")
    for column in ("first_month", "last_month"):
        assert_told(put(package, nobody, **{column: "2025-08"}), f"»{column}«")
        for text in ("", "2025-13", "august", "2025-8"):
            assert_told(put(package, somebody, **{column: text}), f"»{column}«")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("first_month", "2025-07"),  # before the plan began
        ("first_month", "2025-09"),  # somebody is left out
        ("last_month", "2025-08"),  # the time after is delivered of more
        ("last_month", "2026-01"),  # half a year later is after the half-year
    ],
)
def test_months_are_those_whose_time_after_is_delivered(package, column, text):
    assert_told(put(package, find_row(package, status="vist"), **{column: text}), f"»{column}«")


@pytest.mark.parametrize("text", ["16", "26", "81", "0", "63.0", ""])
def test_persons_are_told_by_steps_from_twice_the_least(package, text):
    assert_told(put(package, find_row(package, status="vist"), persons_at_least=text), "»persons_at_least«")


@pytest.mark.slow
def test_few_who_began_elsewhere_are_not_told_of():
    drawn, row = next((drawn, row) for drawn, row in list_rows(status="vist") if row["persons_at_least"] == "25")
    # A tenth of 25 to 31 is few, and no share but a tenth is told.
    for text in ("10.0", "20.0", "90.0", "45.0", "110.0"):
        assert_told(put(drawn, row, elsewhere=text), "»elsewhere«")


@pytest.mark.slow
def test_an_e_value_is_one_at_least_and_one_where_the_interval_holds_no_difference():
    drawn, row = list_rows(concluded=Concluded.NO_DIFFERENCE.value)[0]
    assert_told(put(drawn, row, e_value="0.8"), "»e_value«")
    assert_told(put(drawn, row, e_value_of_limit="1.3"), "»e_value_of_limit«")
    drawn, row = list_rows(concluded=Concluded.BETTER.value)[0]
    assert_told(put(drawn, row, e_value_of_limit="1.0"), "»e_value")


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_a_row_left_out_added_doubled_or_moved_is_named(package, file):
    for edit in (
        lambda rows: rows.pop(2),
        lambda rows: rows.append(rows[2] | {"activity_id": "get2sport"}),
        lambda rows: rows.append(dict(rows[2])),
        lambda rows: rows.append(rows.pop(0)),
    ):
        assert check(change(package, file, edit)).state is State.FAILS


@pytest.mark.parametrize("column", ["activity_id", "half_year", "indicator_id"])
def test_a_row_of_something_else_is_named(package, column):
    other = {"activity_id": "brandkadet", "half_year": "2025H2", "indicator_id": "ungdomsskole"}[column]
    assert check(put(package, find_row(package, status="vist"), **{column: other})).state is State.FAILS


@pytest.mark.parametrize(
    ("covariate", "column", "text"),
    [
        ("koen", "after_matching", "0.0100"),  # matched in equal values alone
        ("area_id", "after_matching", "0.0100"),
        ("before", "after_matching", "0.1100"),  # over a tenth nothing is compared
        ("age", "after_matching", "0.0055"),
        ("age", "after_matching", ""),
        ("age", "before_matching", "0.3000"),  # no class
        ("age", "before_matching", "0.1"),
        ("before", "covariate", "indkomst"),
        ("before", "half_year", "2025H2"),
        ("before", "activity_id", "job_til_mor"),
    ],
)
def test_a_balance_that_cannot_be_is_named(package, covariate, column, text):
    forged = change(package, BALANCE_FILE, lambda rows: pick(rows, covariate=covariate).update({column: text}))
    assert check(forged).state is State.FAILS


def test_a_comparison_without_its_value_before_in_balance_is_named(package):
    forged = change(package, BALANCE_FILE, lambda rows: rows.remove(pick(rows, covariate="before")))
    assert_told(forged, "»balance.csv«, det_gode_liv", "er ikke det, programmet bruger")
    # Areas and ages may be what was not matched on.
    fewer = change(package, BALANCE_FILE, lambda rows: rows.remove(pick(rows, covariate="area_id")))
    assert check(fewer).problems == ()


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_the_files_are_there_exactly_where_somebody_is_followed_to_an_outcome(package, file):
    place = file.rpartition("/")[2]
    assert_told(replaced(package, file, None), f"»{place}« mangler")

    def without_outcomes(rows):
        for row in rows:
            row["outcome"] = ""

    assert_told(change(package, ACTIVITIES_FILE, without_outcomes), f"»{place}« hører ikke til")
    no_list = replaced(package, MANIFEST_FILE, b'{"inputs": {"extracts": {}}}')
    assert_told(no_list, f"»{place}« hører ikke til", "ingen liste")


def test_a_package_from_before_the_files_is_as_it_was(package):
    old = replaced(package, f"{PROJECT}src/hpanalysis/pipeline/publication/graph.py", b"# makes no outcomes\n")
    old = replaced(replaced(old, OUTCOMES_FILE, None), BALANCE_FILE, None)
    outcome = check(old)
    assert (outcome.state, outcome.sentence) == (
        State.HOLDS,
        "Pakkens program opgør ikke, hvordan det gik deltagerne.",
    )


def test_another_outcome_in_the_plan_is_named(package):
    def other(rows):
        pick(rows, activity_id="job_til_mor")["outcome"] = "moedre_kontanthjaelp"

    assert_told(change(package, ACTIVITIES_FILE, other), "job_til_mor", "»indicator_id«")


def test_words_in_another_form_are_not_checked(package):
    words = f"{PROJECT}src/hpanalysis/tables/words.py"
    outcome = check(replaced(package, words, b"# the words stand elsewhere\n"))
    assert outcome.state is State.NOT_CHECKED and "måde" in outcome.sentence


def test_every_column_is_asked_here():
    asked = {*NUMBERS, "persons_at_least", "expected", "elsewhere", "concluded", "reason", "status"}
    asked |= {"activity_id", "half_year", "indicator_id", "first_month", "last_month"}
    assert asked == set(OUTCOMES.names)
    assert {"activity_id", "half_year", "covariate", "before_matching", "after_matching"} == set(BALANCE.names)


def test_what_is_expected_is_no_more_than_a_value_can_change(package):
    """Its number rests on the others, of whom nothing is published; so only that is asked."""
    chosen = find_row(package, status="vist")
    assert_told(put(package, chosen, expected="-120.0"), "»expected«")
    assert check(put(package, chosen, expected="-4.4")).problems == ()
