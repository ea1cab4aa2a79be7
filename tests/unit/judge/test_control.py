"""Control charts of disclosed months: limits, phases with their reasons, words, and what a hidden month gives away."""

import dataclasses
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import fmean

import pandas as pd
import pytest

import shared_plans
from hpanalysis import judge
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.benefits import KONTANTHJAELP_REFORM
from hpanalysis.plan import Event, Target
from hpanalysis.tables import CONTROL, MONTHLY, Assured, Special, Status, Variation

PLAN = dataclasses.replace(shared_plans.read(shared_plans.RANDERS), events=())
OUTSIDE = "uden_for_arbejdsmarkedet"  # a low figure is the wanted one
START = (2024, 1)
NOISE = [300, 310] * 8  # of 1,000: 30 and 31 pct., limits 30.5 +- 2.66


def month(number: int) -> date:
    """The month that lies `number` months after January 2024."""
    return date(START[0] + number // 12, 1 + number % 12, 1)


def months(counts, indicator_id=OUTSIDE, area_id="alle-7", **given) -> pd.DataFrame:
    """Disclosed months, counts of 1,000; None is hidden, "gap" is no row at all."""
    rows = []
    for number, count in enumerate(counts):
        if count == "gap":
            continue
        shown = count is not None
        numbers = {"numerator": count, "denominator": 1000 if shown else None}
        status = Status.SHOWN if shown else Status.HIDDEN
        key = {"indicator_id": indicator_id, "area_id": area_id, "month": month(number), "status": status.value}
        rows.append(dict.fromkeys(MONTHLY.names) | key | numbers | given)
    return pd.DataFrame(rows, columns=MONTHLY.names)


def charted(counts, plan=PLAN, **given) -> pd.DataFrame:
    return judge.make_control_table(months(counts, **given), plan)


def event(day: date, area_id="alle-7", rebase=True, indicators=(), what="Boligerne er skiftet ud.") -> plans.Plan:
    return dataclasses.replace(PLAN, events=(Event(area_id, day, indicators, what, rebase),))


def test_the_limits_are_the_mean_and_2_66_mean_moving_ranges():
    table = charted(NOISE)
    assert list(table) == CONTROL.names and len(table) == 16
    row = table.iloc[0]
    assert (row["centre"], row["lo"], row["hi"]) == (30.5, round(30.5 - 2.66, 2), round(30.5 + 2.66, 2))
    assert (row["value"], row["unit"], row["trial"], row["phase"]) == (30.0, "pct.", False, 1)
    assert set(table["rules"]) == {""} and set(table["variation"]) == {Variation.ORDINARY.value}


def test_limits_come_from_values_that_are_not_rounded():
    counts = [3001, 3004, 3002] * 5
    row = charted(counts, denominator=10_000).iloc[0]
    ranges = [abs(b - a) / 100 for a, b in pairwise(counts)]
    assert row["hi"] == round(fmean(counts) / 100 + 2.66 * fmean(ranges), 2)
    assert row["hi"] > row["centre"]


def test_a_high_month_is_unwanted_where_low_is_best_and_wanted_where_high_is():
    table = charted([*NOISE, 400, *NOISE])
    assert table.loc[16, "rules"] == Special.ABOVE.value
    assert table.loc[16, "variation"] == Variation.UNWANTED.value
    assert charted([*NOISE, 200, *NOISE]).loc[16, "variation"] == Variation.WANTED.value


@pytest.mark.parametrize(
    ("tail", "special"),
    [
        ([400], Special.ABOVE),
        ([200], Special.BELOW),
        ([302, 303, 304, 305, 306, 307, 308], Special.RISING),
        ([308, 307, 306, 305, 304, 303, 302], Special.FALLING),
        ([310, 311, 310, 311, 310, 311, 310], Special.HIGH),
        ([299, 300, 299, 300, 299, 300, 299], Special.LOW),
        ([328, 328, 306], Special.NEAR_UPPER),
        ([282, 282, 300], Special.NEAR_LOWER),
    ],
)
def test_each_rule_is_told_in_its_own_words_with_its_way(tail, special):
    rules = charted([*NOISE, *tail, *NOISE])["rules"].iloc[16 : 16 + len(tail)]
    assert special.value in "; ".join(rules).split("; ")


def test_a_month_that_meets_several_rules_tells_the_one_that_speaks_for_it_first():
    told = charted([*NOISE, *[400 + n for n in range(7)], *NOISE])["rules"].iloc[20].split("; ")
    assert told[0] in (Special.ABOVE.value, Special.RISING.value) and Special.HIGH.value in told
    assert told == sorted(told, key=[s.value for s in Special].index)


def test_a_hidden_month_has_no_number_no_rule_and_ends_a_run():
    run = [310, 311, 310, 311]
    table = charted([*NOISE, *run, None, *run, *NOISE])
    hidden = table.iloc[20]
    assert hidden["status"] == Status.HIDDEN.value
    assert pd.isna(hidden["value"]) and hidden["rules"] == "" and pd.isna(hidden["variation"])
    assert not any(Special.HIGH.value in rules for rules in table["rules"])
    assert any(Special.HIGH.value in rules for rules in charted([*NOISE, *run, *run, *NOISE])["rules"])


def test_nothing_depends_on_the_numbers_of_a_hidden_month():
    rows = months([*NOISE, None, *NOISE])
    secret = rows.copy()
    secret.loc[16, ["numerator", "denominator"]] = [876, 1000]
    pd.testing.assert_frame_equal(judge.make_control_table(rows, PLAN), judge.make_control_table(secret, PLAN))


def test_a_month_that_was_never_delivered_has_no_row_and_is_a_gap():
    run = [310, 311, 310, 311]
    table = charted([*NOISE, *run, "gap", *run, *NOISE])
    assert len(table) == 40 and month(20) not in set(table["month"])
    assert not any(Special.HIGH.value in rules for rules in table["rules"])


def test_a_month_with_nobody_in_it_has_no_value():
    rows = months(NOISE)
    rows.loc[3, ["numerator", "denominator", "status"]] = [0, 0, Status.NO_PERSONS.value]
    row = judge.make_control_table(rows, PLAN).iloc[3]
    assert pd.isna(row["value"]) and row["status"] == Status.NO_PERSONS.value


def test_one_month_gives_no_limits_and_no_word():
    row = charted([300]).iloc[0]
    assert row["value"] == 30.0 and pd.isna(row["variation"]) and row["rules"] == ""
    assert all(pd.isna(row[name]) for name in ("centre", "lo", "hi", "trial"))


@pytest.mark.parametrize(("count", "trial"), [(12, True), (13, False)])
def test_under_thirteen_months_the_limits_are_trial_limits(count, trial):
    assert set(charted(NOISE[:count])["trial"]) == {trial}


def test_a_break_in_the_definition_begins_a_phase_with_its_reason():
    before = (KONTANTHJAELP_REFORM.year - START[0]) * 12 + KONTANTHJAELP_REFORM.month - 1
    table = charted([200, 210] * (before // 2) + [400, 410] * 4, indicator_id="kontanthjaelp")
    assert list(table["phase"]) == [1] * before + [2] * 8
    (version,) = [each for each in catalogue.indicators()["kontanthjaelp"].versions if each.breaks]
    assert set(table["phase_reason"][:before]) == {""}
    assert set(table["phase_reason"][before:]) == {f"Databrud: {version.why}"}
    assert set(table["rules"]) == {""}
    assert list(table["trial"]) == [False] * before + [True] * 8


@pytest.mark.parametrize(
    ("day", "phases"),
    [(date(2024, 9, 1), [1] * 8 + [2] * 8), (date(2024, 8, 2), [1] * 8 + [2] * 8), (date(2024, 1, 1), [1] * 16)],
)
def test_a_rebasing_event_begins_a_phase_with_the_first_whole_month(day, phases):
    table = charted(NOISE, event(day))
    assert list(table["phase"]) == phases
    assert set(table["phase_reason"]) == ({"", "Boligerne er skiftet ud."} if 2 in phases else {""})


def test_two_reasons_for_the_same_month_are_both_told():
    both = dataclasses.replace(
        PLAN,
        events=(
            *event(date(2024, 9, 1), what="Første.").events,
            *event(date(2024, 8, 20), what="Anden.").events,
        ),
    )
    assert charted(NOISE, both)["phase_reason"].iloc[-1] == "Anden. Første."


@pytest.mark.parametrize(
    "plan",
    [
        event(date(2024, 9, 1), rebase=False),
        event(date(2024, 9, 1), area_id="vangdalen"),
        event(date(2024, 9, 1), area_id="randers"),
        event(date(2024, 9, 1), indicators=("kontanthjaelp",)),
        event(date(2027, 9, 1)),
    ],
)
def test_other_events_rebase_nothing(plan):
    assert set(charted(NOISE, plan)["phase"]) == {1}


def test_the_municipality_has_its_own_chart_and_its_own_phases():
    both = pd.concat([months(NOISE, area_id="randers"), months([400, 410] * 8)])
    table = judge.make_control_table(both, event(date(2024, 9, 1)))
    assert list(table["area_id"]) == ["alle-7"] * 16 + ["randers"] * 16
    assert set(table["phase"][16:]) == {1} and table["centre"].iloc[16] == 30.5 and table["centre"].iloc[0] == 40.5


def test_limits_do_not_reach_beyond_what_can_be():
    low, high = charted([0, 20] * 8).iloc[0], charted([1000, 980] * 8).iloc[0]
    assert (low["lo"], low["hi"]) == (0.0, 1 + 5.32)
    assert (high["lo"], high["hi"]) == (99 - 5.32, 100.0)


def test_where_a_change_may_not_be_judged_special_variation_is_neutral(monkeypatch):
    declared = dict(catalogue.indicators())
    declared[OUTSIDE] = dataclasses.replace(declared[OUTSIDE], change_judged=False)
    monkeypatch.setattr(catalogue, "indicators", lambda: declared)
    assert charted([*NOISE, 400, *NOISE]).loc[16, "variation"] == Variation.NEUTRAL.value


@pytest.mark.parametrize(("target", "said"), [("40", Assured.MET), ("20", Assured.MISSED), ("30.5", Assured.VARIES)])
def test_a_numeric_target_is_held_against_the_band(target, said):
    adoptions = tuple(
        dataclasses.replace(a, target=Target.NUMBER, target_value=Decimal(target)) if a.indicator_id == OUTSIDE else a
        for a in PLAN.adoptions
    )
    table = charted(NOISE, dataclasses.replace(PLAN, adoptions=adoptions))
    assert set(table["assurance"]) == {said.value} and set(table["target"]) == {float(target)}


def test_without_a_numeric_target_nothing_is_said_of_one():
    table = charted(NOISE)
    assert table["target"].isna().all() and table["assurance"].isna().all()


def test_no_months_give_an_empty_table_with_the_columns():
    table = judge.make_control_table(pd.DataFrame(columns=MONTHLY.names), PLAN)
    assert list(table) == CONTROL.names and len(table) == 0


def test_the_table_is_in_the_plans_order_whatever_the_order_of_the_rows():
    rows = pd.concat([months(NOISE, indicator_id="kontanthjaelp"), months(NOISE)])
    mixed = rows.sample(frac=1, random_state=3)
    table = judge.make_control_table(mixed, PLAN)
    assert list(dict.fromkeys(table["indicator_id"])) == [OUTSIDE, "kontanthjaelp"]
    pd.testing.assert_frame_equal(table, judge.make_control_table(rows, PLAN))
