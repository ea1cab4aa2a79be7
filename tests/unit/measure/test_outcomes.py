"""What became of participants: whose months are told, whom they are held against, and that a planted truth is found."""

from __future__ import annotations

import random
from datetime import date

import pytest

import outcome_frames
from hpanalysis import disclose
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.outcomes import measure_one_outcome, measure_outcomes
from hpanalysis.measure.outcomes.months import PersonMonths, compute_values, list_begin_months
from hpanalysis.statistics.matched import Reason, Verdict
from outcome_frames import MONTHS, Course, Neighbour

H = HalfYear.parse("2026H1")
BEGIN = date(2025, 8, 1)  # the month of index 16: six before it are 10..15, six after it 17..22
AT = 16
WORKS, DOES_NOT, MOTHERS = "fremskudt_beskaeftigelse", "det_gode_liv", "job_til_mor"


@pytest.fixture
def where(tmp_path):
    return outcome_frames.make_workspace(tmp_path)


def draw(rng: random.Random, name: str, *, leaves: float, **traits) -> Neighbour:
    """Somebody who is on kontanthjælp to the begin month and leaves it after with a chance, for good."""
    gone = rng.random() < leaves
    months = tuple(n <= AT or not gone for n in range(MONTHS))
    return Neighbour(name, months, **traits)


def draw_town(seed: int, *, of_participants: float, of_others: float, participants: int = 60, others: int = 240):
    """Participants and others of the same kind, by sex, age and area, with a chance each to leave kontanthjælp."""
    rng = random.Random(seed)
    town = []
    for place in range(participants + others):
        side = "p" if place < participants else "o"
        chance = of_participants if side == "p" else of_others
        traits = {
            "area": outcome_frames.AREAS[place % 3],
            "sex": ("kvinde", "mand")[place % 2],
            "born": 1985 + (place // 6) % 3,
        }
        town.append(draw(rng, f"{side}{place}", leaves=chance, **traits))
    return town


def attend(town, activity: str = WORKS, start: date = date(2025, 8, 11)) -> list[Course]:
    return [Course(one.name, activity, start) for one in town if one.name.startswith("p")]


def find(outcomes, activity: str):
    (found,) = (one for one in outcomes if one.activity_id == activity)
    return found


def test_a_value_is_the_share_of_six_months_and_the_begin_month_is_in_neither(where):
    on = [False] * MONTHS
    for month in (4, 5, 12, 13, 14, 16, 17):  # two of the six before last, three of the last six, one of the six after
        on[month] = True
    outcome_frames.write_work(where, [Neighbour("a", tuple(on))])
    months = PersonMonths(where, H, "kontanthjaelp")
    values = compute_values(months.read(set()), BEGIN, 100).loc["a"]
    assert values["earlier"] == pytest.approx(100 * 2 / 6)
    assert values["before"] == pytest.approx(100 * 3 / 6)
    assert values["after"] == pytest.approx(100 * 1 / 6)
    assert (values["area_id"], values["koen"], values["foedselsaar"]) == ("vangdalen", "kvinde", 1985)


def test_too_few_months_are_no_value(where):
    outcome_frames.write_work(where, [Neighbour("a", (True,) * MONTHS)])
    months = PersonMonths(where, H, "kontanthjaelp").read(set())
    for kept, known in ((4, True), (3, False)):
        after = [date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1)][:kept]
        some = months[(months["month"] <= BEGIN) | months["month"].isin(after)]
        values = compute_values(some, BEGIN, 100).loc["a"]
        assert bool(values["after"] == 100) is known


def test_who_lives_in_no_area_the_month_before_is_left_out(where):
    outcome_frames.write_work(where, [Neighbour("a", (True,) * MONTHS, area=None), Neighbour("b", (True,) * MONTHS)])
    values = compute_values(PersonMonths(where, H, "kontanthjaelp").read({"a"}), BEGIN, 100)
    assert list(values.index) == ["b"]


def test_what_the_reform_folded_in_counts_in_all_months(where):
    outcome_frames.write_work(where, [Neighbour("a", (True,) * MONTHS, code="hjemrejseydelse")])
    values = compute_values(PersonMonths(where, H, "kontanthjaelp").read(set()), date(2025, 1, 1), 100).loc["a"]
    assert values["before"] == 100  # 2024-07 to 2024-12, before the reform


def test_every_begin_month_is_told_of_in_one_half_year():
    months = outcome_frames.list_months(date(2024, 1, 1), 60)
    plan_begins, told = date(2025, 8, 1), []
    for delivered, before in ((24, 18), (30, 24), (36, 30), (42, 36)):
        told += list_begin_months(months[:delivered], months[:before], plan_begins)
    assert told == outcome_frames.list_months(plan_begins, len(told))
    assert told[-1] == months[41 - 6]
    assert list_begin_months([], [], plan_begins) == []
    # In the first half-year with a list there is none before, and months before the plan are never told of.
    assert list_begin_months(months[:30], [], plan_begins)[0] == plan_begins


def test_a_planted_difference_is_found(where):
    town = draw_town(1, of_participants=0.7, of_others=0.15)
    outcome_frames.write_work(where, town)
    outcome_frames.write_courses(where, attend(town))
    found = find(measure_outcomes(where, H), WORKS)
    assert found.comparison.verdict is Verdict.BETTER
    assert found.comparison.difference.estimate < -35
    assert found.begins == (date(2025, 8, 1), date(2025, 9, 1))
    assert found.change.before == 100 and found.change.n == 60


def test_none_is_found_where_there_is_none(where):
    town = draw_town(20, of_participants=0.3, of_others=0.3)
    outcome_frames.write_work(where, town)
    outcome_frames.write_courses(where, attend(town))
    found = find(measure_outcomes(where, H), WORKS)
    assert found.comparison.verdict is Verdict.NO_DIFFERENCE
    # Before and after alone would have called it a great success.
    assert found.change.limits[1] < -10


def test_who_was_chosen_for_a_bad_half_year_is_not_called_better(where):
    """Everybody comes and goes by chance; who had a bad half-year begins. The naive change is large, ours is none."""
    rng = random.Random(3)
    neighbours = [
        Neighbour(f"n{n}", tuple(rng.random() < 0.5 for _ in range(MONTHS)), sex=("kvinde", "mand")[n % 2])
        for n in range(700)
    ]
    bad = [one for one in neighbours if sum(one.on[10:16]) >= 4]
    chosen = {one.name for one in rng.sample(bad, 60)}
    outcome_frames.write_work(where, neighbours)
    outcome_frames.write_courses(where, [Course(name, DOES_NOT, date(2025, 8, 5)) for name in sorted(chosen)])
    found = find(measure_outcomes(where, H), DOES_NOT)
    assert found.change.limits[1] < 0
    assert found.comparison.verdict is Verdict.NO_DIFFERENCE
    # Most of the change is what the others with the same value had, too.
    assert abs(found.comparison.difference.estimate) < abs(found.change.change) / 2


def count_verdicts(where, seeds, verdicts, *, of_participants: float, of_others: float) -> int:
    """In how many drawn towns the participants are told of with one of these verdicts."""
    found = 0
    for seed in seeds:
        town = draw_town(1000 + seed, of_participants=of_participants, of_others=of_others)
        outcome_frames.write_work(where, town)
        outcome_frames.write_courses(where, attend(town))
        found += find(measure_outcomes(where, H), WORKS).comparison.verdict in verdicts
    return found


@pytest.mark.slow
def test_over_200_seeds_false_findings_are_as_many_as_stated(where):
    """From frames to verdict. Five of a hundred are stated; 17 of 200 is two standard errors over it."""
    wrong = count_verdicts(where, range(200), {Verdict.BETTER, Verdict.WORSE}, of_participants=0.3, of_others=0.3)
    assert wrong <= 17


@pytest.mark.slow
def test_over_200_seeds_a_planted_difference_is_found_with_the_stated_power(where):
    """The smallest difference that is found with 80 % is told with each comparison; a truth of that size is found so
    often, within three standard errors of 200 draws."""
    # Who leaves is away for 6 of 6 months: a chance of .2 more is 20 points, which about is what is told as smallest.
    found = count_verdicts(where, range(200), {Verdict.BETTER}, of_participants=0.5, of_others=0.3)
    smallest = [_find_smallest(where, seed) for seed in range(5)]
    expected = 0.8 if abs(sum(smallest) / len(smallest) - 20) < 2 else None
    assert expected is not None, f"the town must be drawn so that 20 points are just found, not {smallest}"
    assert abs(found / 200 - expected) < 0.1


def _find_smallest(where, seed: int) -> float:
    """The smallest difference that a comparison of a drawn town says it would find."""
    town = draw_town(1000 + seed, of_participants=0.5, of_others=0.3)
    outcome_frames.write_work(where, town)
    outcome_frames.write_courses(where, attend(town))
    smallest = find(measure_outcomes(where, H), WORKS).comparison.smallest_found
    assert smallest is not None
    return smallest


def test_where_half_of_the_group_takes_part_nothing_is_compared(where):
    town = draw_town(4, of_participants=0.5, of_others=0.5, participants=60, others=50)
    outcome_frames.write_work(where, town)
    outcome_frames.write_courses(where, attend(town))
    comparison = find(measure_outcomes(where, H), WORKS).comparison
    assert (comparison.verdict, comparison.reason) == (Verdict.NOT_COMPARED, Reason.NEARLY_ALL_TREATED)
    assert comparison.difference is None


def test_who_is_in_another_activity_with_the_same_outcome_is_no_other(where):
    town = draw_town(5, of_participants=0.7, of_others=0.15)
    elsewhere = [one for one in town if one.name.startswith("o")][:100]
    outcome_frames.write_work(where, town)
    courses = attend(town) + [Course(one.name, DOES_NOT, date(2025, 11, 3)) for one in elsewhere]
    courses += [Course(one.name, DOES_NOT, date(2025, 9, 1)) for one in town[:12]]
    outcome_frames.write_courses(where, courses)
    found = find(measure_outcomes(where, H), WORKS)
    assert found.comparison.counts.others == 140
    assert found.elsewhere == 12


def test_the_first_course_counts_and_those_of_before_or_later_are_told_in_their_own_half_year(where):
    town = draw_town(6, of_participants=0.5, of_others=0.2)
    outcome_frames.write_work(where, town)
    again = [Course("p0", WORKS, date(2025, 12, 1)), Course("o70", WORKS, date(2025, 12, 1))]
    outcome_frames.write_courses(where, attend(town) + again)
    found = find(measure_outcomes(where, H), WORKS)
    assert found.comparison.counts.participants == 60
    # o70 begins later: she is no participant yet, and no other either.
    assert found.comparison.counts.others == 239


def test_nobody_is_told_of_before_the_time_after_is_delivered(where):
    town = draw_town(7, of_participants=0.5, of_others=0.2)
    outcome_frames.write_work(where, town)
    outcome_frames.write_courses(where, attend(town, start=date(2025, 10, 1)))
    found = find(measure_outcomes(where, H), WORKS)
    assert (found.begins, found.change, found.comparison) == ((), None, None)
    (row,) = disclose.tell_outcomes([found], H, 10).outcomes.to_dict("records")
    assert row["status"] == "ingen er målt endnu"


def test_without_a_list_in_the_half_year_there_are_no_outcomes(where):
    outcome_frames.write_work(where, draw_town(8, of_participants=0.5, of_others=0.2))
    assert measure_outcomes(where, H) == []


@pytest.mark.slow
def test_the_level_is_shared_out_among_those_that_can_be_compared(where):
    """An activity beside another that is compared too has the wider interval."""
    town = draw_town(9, of_participants=0.4, of_others=0.2, participants=120, others=480)
    outcome_frames.write_work(where, town)
    first, second = ([one for one in town if one.name.startswith("p")][n::2] for n in (0, 1))
    outcome_frames.write_courses(where, attend(first))
    alone = find(measure_outcomes(where, H), WORKS).comparison
    both = attend(first) + attend(second, DOES_NOT)
    outcome_frames.write_courses(where, both)
    beside = find(measure_outcomes(where, H), WORKS).comparison
    assert (alone.level, beside.level) == (0.05, 0.025)


def test_the_analyst_asks_by_another_outcome_and_another_matching(where):
    town = draw_town(10, of_participants=0.7, of_others=0.15)
    outcome_frames.write_work(where, town)
    outcome_frames.write_courses(where, attend(town))
    (activity,) = (one for one in where.plan.followed_activities if one.activity_id == WORKS)
    found = measure_one_outcome(where, H, activity, "uden_for_arbejdsmarkedet", ("koen",))
    assert found.indicator_id == "uden_for_arbejdsmarkedet"
    assert "area_id" not in found.matched_on
    assert found.comparison.verdict is Verdict.BETTER
