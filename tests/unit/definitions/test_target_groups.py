"""Each target group counts whom it says it counts: small frames, counted by the room itself with a real DuckDB."""

from datetime import date

import pytest

import frames
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count, TargetGroup
from hpanalysis.definitions.reach import narrow_to_ages
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.amounts import compute_amounts

HALF = HalfYear.parse("2026H1")
SCHOOL_MONTHS = [f"2024-{m:02d}" for m in range(8, 13)] + [f"2025-{m:02d}" for m in range(1, 7)]
WORK_MONTHS = [f"2025-{m:02d}" for m in range(4, 13)] + [f"2026-{m:02d}" for m in range(1, 4)]


@pytest.fixture
def where(tmp_path):
    return frames.workspace(tmp_path)


def persons(where, count: Count, target: TargetGroup) -> dict[str, str]:
    """Person -> area, of those who add to a count in the window that the half-year's report shows."""
    span = target.window.latest(HALF.cutoff)
    assert span is not None
    source = target.source.name
    amounts = compute_amounts({"denominator": count}, {source: where.frame(source, HALF)}, span)
    found = amounts[amounts["denominator"] > 0]
    return dict(zip(found["person"], found["area_id"], strict=True))


def members(where, key: str, ages=(None, None)) -> set[str]:
    target = narrow_to_ages(catalogue.target_groups()[key], ages)
    return set(persons(where, target.members, target))


def hardest(where, key: str, ages=(None, None)) -> set[str]:
    target = narrow_to_ages(catalogue.target_groups()[key], ages)
    assert target.hardest is not None
    return set(persons(where, target.hardest, target))


def numerator(where, key: str, indicator_id: str) -> set[str]:
    """Who is in the numerator of an indicator in the target group's window: the indicator's own count."""
    count = catalogue.indicators()[indicator_id].numerator
    assert isinstance(count, Count)
    return set(persons(where, count, catalogue.target_groups()[key]))


def write_absence(where, pupils: dict[str, tuple[int, int, int]]) -> None:
    """Pupils by name: grade, days absent and possible days of the school year, in two months of it."""
    lines = ["person area_id klassetrin maaned skoledage fravaersdage"]
    for name, (grade, absent, possible) in pupils.items():
        lines.append(f"{name} vangdalen {grade} 2024-09-01 {possible - possible // 2} {absent - absent // 2}")
        lines.append(f"{name} energivej {grade} 2025-03-01 {possible // 2} {absent // 2}")
    # The year before and the year after, which nobody's share may be moved by.
    lines += ["a energivej 4 2024-07-01 20 20", "a energivej 4 2025-08-01 20 20", "gone energivej 4 2024-06-01 20 20"]
    frames.write(where, "elevfravaer", str(HALF), "\n".join(lines))


ABSENCE = {
    "a": (4, 19, 200),  # 9.5 %
    "exactly-5": (0, 10, 200),
    "under-5": (5, 9, 200),
    "exactly-10": (10, 20, 200),
    "over-10": (9, 21, 200),
    "exactly-20": (8, 40, 200),
    "over-20": (8, 41, 200),
    "never-there": (3, 0, 0),
    "grade-11": (11, 90, 200),
}


def test_pupils_absent_over_a_tenth_and_a_fifth_of_the_school_year(where):
    write_absence(where, ABSENCE)
    assert members(where, "elever_fravaer_over_10") == {"over-10", "exactly-20", "over-20"}
    assert hardest(where, "elever_fravaer_over_10") == {"over-20"}


def test_pupils_absent_from_5_to_10_per_cent_with_both_ends(where):
    write_absence(where, ABSENCE)
    assert members(where, "elever_fravaer_5_10") == {"a", "exactly-5", "exactly-10"}
    assert catalogue.target_groups()["elever_fravaer_5_10"].hardest is None


def test_every_pupil_is_under_5_or_from_5_to_10_or_over_10(where):
    """Of those with possible days; nobody is in two of the groups."""
    write_absence(where, ABSENCE)
    few, many = members(where, "elever_fravaer_5_10"), members(where, "elever_fravaer_over_10")
    assert not few & many
    denominator = catalogue.indicators()["elevfravaer_over_10"].denominator
    everybody = persons(where, denominator, catalogue.target_groups()["elever_fravaer_over_10"])
    assert set(everybody) - few - many == {"under-5"}


def test_pupils_of_the_8th_grade_once_each_where_they_lived_last(where):
    write_absence(where, ABSENCE)
    target = catalogue.target_groups()["elever_8_klasse"]
    # Also one without a possible day: the group is the grade, whoever came.
    assert persons(where, target.members, target) == {"exactly-20": "energivej", "over-20": "energivej"}


def write_mothers(where, mothers: dict[str, tuple[str, str, int]]) -> None:
    """Mothers by name: month, benefit, and children under 18."""
    lines = [
        f"{name} vangdalen {month}-01 {children} {benefit}" for name, (month, benefit, children) in mothers.items()
    ]
    head = "person area_id statusmaaned boern_under_18 ydelse"
    frames.write(where, "moedre", str(HALF), "\n".join([head, *lines]))


MOTHERS = {
    "two": ("2025-12", "kontanthjaelp_jobparat", 2),
    "three": ("2025-12", "kontanthjaelp_aktivitetsparat", 3),
    "works": ("2025-12", "arbejde", 4),
    "none-under-18": ("2025-12", "kontanthjaelp_jobparat", 0),
    "in-november": ("2025-11", "kontanthjaelp_jobparat", 3),
}


def test_mothers_on_kontanthjaelp_in_december_and_those_with_three_children(where):
    write_mothers(where, MOTHERS)
    assert members(where, "moedre_paa_kontanthjaelp") == {"two", "three"}
    # Of the members alone: the mother of four who works is none.
    assert hardest(where, "moedre_paa_kontanthjaelp") & members(where, "moedre_paa_kontanthjaelp") == {"three"}


def write_young(where, young: dict[str, tuple[str, int, str]]) -> None:
    """The young by name: status day, age and day of enrolment (`-` for none)."""
    lines = [f"{name} vangdalen {day} {age} {enrolled}" for name, (day, age, enrolled) in young.items()]
    frames.write(where, "ungdomsskole", str(HALF), "\n".join(["person area_id opgoerelsesdato alder tilmeldt", *lines]))


YOUNG = {
    "12": ("2025-09-01", 12, "-"),
    "13": ("2025-09-01", 13, "-"),
    "15": ("2025-09-01", 15, "2025-08-20"),
    "16": ("2025-09-01", 16, "-"),
    "17": ("2025-09-01", 17, "2025-08-20"),
    "18": ("2025-09-01", 18, "-"),
    "19": ("2025-09-01", 19, "-"),
    "the-year-before": ("2024-09-01", 15, "-"),
}


@pytest.mark.parametrize(
    ("ages", "inside", "not_enrolled"),
    [
        ((None, None), {"13", "15", "16", "17", "18"}, {"13", "16", "18"}),
        ((13, 15), {"13", "15"}, {"13"}),
        ((13, 17), {"13", "15", "16", "17"}, {"13", "16"}),
        ((16, None), {"16", "17", "18"}, {"16", "18"}),
        ((None, 15), {"13", "15"}, {"13"}),
        ((17, 17), {"17"}, set()),
        ((19, 25), set(), set()),
    ],
)
def test_the_young_of_an_activitys_ages_with_both_ends(where, ages, inside, not_enrolled):
    write_young(where, YOUNG)
    assert members(where, "unge", ages) == inside
    assert hardest(where, "unge", ages) & inside == not_enrolled


def write_work(where, residents: dict[str, tuple[int, dict[str, str]]]) -> None:
    """Residents by name: age, and benefit by month; of the months without one they live elsewhere."""
    lines = ["person area_id maaned alder ydelse"]
    for name, (age, months) in residents.items():
        lines += [f"{name} vangdalen {month}-01 {age} {benefit}" for month, benefit in months.items()]
    frames.write(where, "beskaeftigelse", str(HALF), "\n".join(lines))


def months(benefit: str, number: int, otherwise: str = "arbejde") -> dict[str, str]:
    """The twelve months of the window, the first `number` of them with a benefit."""
    return {month: benefit if place < number else otherwise for place, month in enumerate(WORK_MONTHS)}


READY, NOT_READY = "kontanthjaelp_jobparat", "kontanthjaelp_aktivitetsparat"
RESIDENTS = {
    "never": (40, months(NOT_READY, 0)),
    "one-month": (18, months(NOT_READY, 1)),
    "eight": (30, months(NOT_READY, 8)),
    "nine": (64, months(NOT_READY, 9)),
    "going-home": (50, months("hjemrejseydelse", 12)),
    "ready-for-work": (50, months(READY, 12)),
    "too-young": (17, months(NOT_READY, 12)),
    "too-old": (65, months(NOT_READY, 12)),
    "moved-away": (25, {WORK_MONTHS[0]: "arbejde"}),
    "before": (25, {"2025-03": NOT_READY}),
}


def test_those_not_ready_for_work_in_a_month_and_in_nine_of_twelve(where):
    write_work(where, RESIDENTS)
    assert members(where, "aktivitetsparate") == {"one-month", "eight", "nine", "going-home"}
    assert hardest(where, "aktivitetsparate") == {"nine", "going-home"}


def test_residents_of_18_to_64_whoever_lived_there_a_month_of_the_window(where):
    write_work(where, RESIDENTS)
    outside = {"too-young", "too-old", "before"}
    assert members(where, "voksne_beboere") == RESIDENTS.keys() - outside


def test_a_group_that_an_indicator_counts_is_the_indicators_own_numerator(where):
    write_absence(where, ABSENCE)
    write_mothers(where, MOTHERS)
    same = {key: one.same_as for key, one in catalogue.target_groups().items() if one.same_as}
    assert same == {
        "elever_fravaer_over_10": "elevfravaer_over_10",
        "moedre_paa_kontanthjaelp": "moedre_kontanthjaelp",
    }
    for key, indicator_id in same.items():
        found = members(where, key)
        assert found and found == numerator(where, key, indicator_id)
        assert catalogue.target_groups()[key].window == catalogue.indicators()[indicator_id].window


def test_every_group_has_a_label_and_words_for_its_worst_placed():
    for key, target in catalogue.target_groups().items():
        assert (target.label and target.label[0].islower()) or target.label[0].isdigit(), key
        assert bool(target.hardest_label) is (target.hardest is not None), key
        span = target.window.latest(date(2026, 6, 30))
        assert span is not None and span.due <= date(2026, 6, 30), key
