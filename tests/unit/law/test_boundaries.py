"""Every rule of every version at its boundary. What is expected is written here by hand from the law's words, and
criteria.csv is held against it: a limit that is changed in the file, or a row that nobody expected, fails."""

from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import pytest

import frames
from hpanalysis import law
from hpanalysis.errors import Stop
from hpanalysis.law import AreaFigures, AreaType, CriterionId, Figures, Status, Truth, Unit, Why

LAW = law.read(frames.ROOT / "params" / "law")
VERSIONS = {version.id: version for version in LAW.versions}
WORK, CONVICTED, SCHOOL = CriterionId.OUTSIDE_WORK, CriterionId.CONVICTED, CriterionId.BASIC_SCHOOL
INCOME, NON_WESTERN = CriterionId.INCOME, CriterionId.NON_WESTERN
PARALLEL, VULNERABLE = AreaType.PARALLEL, AreaType.VULNERABLE
PREVENTION, TRANSFORMATION = AreaType.PREVENTION, AreaType.TRANSFORMATION
MET, NOT_MET = Truth.MET, Truth.NOT_MET
# A list year of each version. 2021-01 held between two lists, so its year is that of no list.
YEAR = {"2010": 2012, "2014": 2016, "2018": 2019, "2021-01": 2021, "2021-12": 2025}

# version, kind of area, measure; years in the mean; then the figure just below the limit, the limit and just above it,
# each with whether the criterion is met. Convicted from 2018 in times the country's share, income in percent of the
# region's, all else in percent.
LIMITS = [
    ("2010", PARALLEL, NON_WESTERN, 1, ("49.9", NOT_MET), ("50", NOT_MET), ("50.1", MET)),
    ("2010", PARALLEL, WORK, 4, ("39.9", NOT_MET), ("40.0", NOT_MET), ("40.1", MET)),
    ("2010", PARALLEL, CONVICTED, 4, ("2.69", NOT_MET), ("2.70", NOT_MET), ("2.71", MET)),
    ("2014", PARALLEL, NON_WESTERN, 1, ("49.9", NOT_MET), ("50", NOT_MET), ("50.1", MET)),
    ("2014", PARALLEL, WORK, 2, ("39.9", NOT_MET), ("40.0", NOT_MET), ("40.1", MET)),
    ("2014", PARALLEL, CONVICTED, 2, ("2.69", NOT_MET), ("2.70", NOT_MET), ("2.71", MET)),
    ("2014", PARALLEL, SCHOOL, 1, ("49.9", NOT_MET), ("50", NOT_MET), ("50.1", MET)),
    ("2014", PARALLEL, INCOME, 1, ("54.9", MET), ("55", NOT_MET), ("55.1", NOT_MET)),
    *(
        row
        for version in ("2018", "2021-01", "2021-12")
        for row in (
            (version, VULNERABLE, WORK, 2, ("39.9", NOT_MET), ("40.0", NOT_MET), ("40.1", MET)),
            (version, VULNERABLE, CONVICTED, 2, ("2.99", NOT_MET), ("3", MET), ("3.01", MET)),
            (version, VULNERABLE, SCHOOL, 1, ("59.9", NOT_MET), ("60", NOT_MET), ("60.1", MET)),
            (version, VULNERABLE, INCOME, 1, ("54.9", MET), ("55", NOT_MET), ("55.1", NOT_MET)),
            (version, PARALLEL, NON_WESTERN, 1, ("49.9", NOT_MET), ("50", NOT_MET), ("50.1", MET)),
        )
    ),
    ("2021-12", PREVENTION, WORK, 2, ("29.9", NOT_MET), ("30.0", NOT_MET), ("30.1", MET)),
    ("2021-12", PREVENTION, CONVICTED, 2, ("1.99", NOT_MET), ("2", MET), ("2.01", MET)),
    ("2021-12", PREVENTION, SCHOOL, 1, ("59.9", NOT_MET), ("60", NOT_MET), ("60.1", MET)),
    ("2021-12", PREVENTION, INCOME, 1, ("64.9", MET), ("65", NOT_MET), ("65.1", NOT_MET)),
    ("2021-12", PREVENTION, NON_WESTERN, 1, ("29.9", NOT_MET), ("30", NOT_MET), ("30.1", MET)),
]
# How many criteria are needed of how many, and how many residents.
NEEDED = {
    ("2010", PARALLEL): (2, 3),
    ("2014", PARALLEL): (3, 5),
    ("2018", VULNERABLE): (2, 4),
    ("2021-01", VULNERABLE): (2, 4),
    ("2021-12", VULNERABLE): (2, 4),
    ("2021-12", PREVENTION): (2, 4),
}
IN_A_ROW = {"2018": 5, "2021-01": 4, "2021-12": 5}


def _unit(version, criterion):
    return Unit.TIMES if criterion is CONVICTED and version not in ("2010", "2014") else Unit.PERCENT


def _whole(version, year, residents=1000, was_parallel=None, **measures):
    """An area whose figures are the same in every year; a measure that is left out is on the good side."""
    good = {"work": "10", "convicted": "0.5", "school": "10", "income": "100", "non_western": "10"} | measures
    ids = {"work": WORK, "convicted": CONVICTED, "school": SCHOOL, "income": INCOME, "non_western": NON_WESTERN}
    return AreaFigures(
        {
            ids[name]: Figures(_unit(version, ids[name]), {year - back: D(text) for back in range(4)})
            for name, text in good.items()
        },
        {year: residents},
        was_parallel or {},
    )


def _status(version, residents=1000, was_parallel=None, **measures):
    year = YEAR[version]
    return law.classify(VERSIONS[version], year, _whole(version, year, residents, was_parallel, **measures)).status


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: f"{row[0]}-{row[1].value}-{row[2].value}")
def test_a_limit_itself_is_on_the_side_that_the_law_says(row):
    version, kind, measure, years, *figures = row
    criterion = next(one for one in VERSIONS[version].rules[kind].criteria if one.id is measure)
    assert criterion.years == years
    for text, expected in figures:
        year = YEAR[version]
        given = Figures(_unit(version, measure), {year - back: D(text) for back in range(years)})
        standing = law.classify(VERSIONS[version], year, AreaFigures({measure: given}))
        judged = next(one for one in standing.judged[kind] if one.criterion.id is measure)
        assert (judged.truth, judged.why) == (expected, None), text
    limit = Fraction(figures[1][0])
    assert criterion.limit == limit


def test_the_file_has_these_criteria_and_no_others():
    found = [
        (version.id, kind, criterion.id)
        for version in LAW.versions
        for kind, rule in version.rules.items()
        for criterion in rule.criteria
    ]
    assert sorted(map(str, found)) == sorted(str(row[:3]) for row in LIMITS)


def test_as_many_criteria_and_residents_are_needed_as_the_law_says():
    found = {
        (version.id, kind): (rule.needed, len(rule.counted), rule.least_residents)
        for version in LAW.versions
        for kind, rule in version.rules.items()
        if rule.counted
    }
    assert found == {key: (*value, 1000) for key, value in NEEDED.items()}
    years = {v.id: r.years_in_a_row for v in LAW.versions for k, r in v.rules.items() if k is TRANSFORMATION}
    assert years == IN_A_ROW


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2011, 10, 1), "2010"),
        (date(2013, 10, 1), "2010"),
        (date(2014, 12, 1), "2014"),
        (date(2017, 12, 1), "2014"),
        (date(2018, 11, 30), "2014"),
        (date(2018, 12, 1), "2018"),
        (date(2020, 12, 1), "2018"),
        (date(2021, 1, 1), "2021-01"),
        (date(2021, 11, 30), "2021-01"),
        (date(2021, 12, 1), "2021-12"),
        (date(2024, 12, 1), "2021-12"),
        (date(2026, 12, 1), "2021-12"),
    ],
)
def test_a_day_has_the_rules_of_its_time(day, version):
    assert LAW.version_on(day).id == version


def test_a_day_before_the_first_rules_is_refused():
    with pytest.raises(Stop, match="Der er ingen regler for dagen"):
        LAW.version_on(date(2010, 10, 26))


def test_the_list_of_a_year_is_of_the_first_of_december():
    assert law.list_day(2024) == date(2024, 12, 1)


# By hand: what an area is with so many criteria met. `51` etc. are over the limit of the version.
STATUSES = [
    ("2010", {"work": "41"}, Status.NONE),
    ("2010", {"work": "41", "convicted": "2.8"}, Status.PARALLEL),
    ("2010", {"work": "41", "non_western": "51"}, Status.PARALLEL),
    ("2010", {"convicted": "2.8", "non_western": "51"}, Status.PARALLEL),
    ("2010", {"work": "40", "non_western": "51"}, Status.NONE),
    ("2010", {"school": "90", "income": "10", "work": "41"}, Status.NONE),  # no criteria before 2014
    ("2014", {"work": "41", "non_western": "51"}, Status.NONE),
    ("2014", {"work": "41", "non_western": "51", "school": "51"}, Status.PARALLEL),
    ("2014", {"work": "41", "convicted": "2.8", "income": "54"}, Status.PARALLEL),  # without the non-western share
    ("2014", {"work": "41", "convicted": "2.7", "income": "54"}, Status.NONE),
    ("2018", {"work": "41"}, Status.NONE),
    ("2018", {"work": "41", "school": "61"}, Status.VULNERABLE),
    ("2018", {"work": "41", "school": "61", "non_western": "50"}, Status.VULNERABLE),
    ("2018", {"convicted": "3", "income": "54.9"}, Status.VULNERABLE),
    ("2018", {"non_western": "90"}, Status.NONE),
    ("2018", {"work": "31", "income": "64", "non_western": "31"}, Status.NONE),  # § 61 b is of 2021
    ("2021-12", {"work": "31", "income": "64", "non_western": "31"}, Status.PREVENTION),
    ("2021-12", {"work": "31", "income": "64", "non_western": "30"}, Status.NONE),
    ("2021-12", {"work": "31", "non_western": "31"}, Status.NONE),
    ("2021-12", {"convicted": "2", "school": "61", "non_western": "90"}, Status.PREVENTION),
    ("2021-12", {"convicted": "3", "school": "61", "non_western": "31"}, Status.VULNERABLE),  # and § 61 b too
    ("2021-12", {"convicted": "3", "school": "61", "non_western": "20"}, Status.VULNERABLE),
]


@pytest.mark.parametrize(("version", "measures", "expected"), STATUSES)
def test_a_status_takes_as_many_criteria_as_the_law_says(version, measures, expected):
    assert _status(version, was_parallel=dict.fromkeys(range(2000, 2025), False), **measures) is expected


# The fewest criteria that make an area of each version the furthest-reaching kind that asks for no years.
ENOUGH = {
    "2010": {"work": "41", "convicted": "2.8"},
    "2014": {"work": "41", "convicted": "2.8", "school": "51"},
    "2018": {"work": "41", "school": "61", "non_western": "51"},
    "2021-01": {"work": "41", "school": "61", "non_western": "51"},
    "2021-12": {"work": "41", "school": "61", "non_western": "51"},
}


@pytest.mark.parametrize("version", ENOUGH)
def test_a_thousand_residents_are_enough_and_one_fewer_is_not(version):
    never = dict.fromkeys(range(2000, 2025), False)
    year = YEAR[version]
    assert _status(version, 1000, never, **ENOUGH[version]) is Status.PARALLEL
    lacking = law.classify(VERSIONS[version], year, _whole(version, year, 999, never, **ENOUGH[version]))
    assert (lacking.status, lacking.residents_lacking) == (Status.NONE, 1)
    assert lacking.if_enough_residents is Status.PARALLEL


@pytest.mark.parametrize("version", IN_A_ROW)
def test_the_last_of_the_years_in_a_row_makes_the_kind(version):
    year, needed = YEAR[version], IN_A_ROW[version]
    earlier = {year - back: True for back in range(1, needed)}
    assert _status(version, was_parallel=earlier, **ENOUGH[version]) is Status.TRANSFORMATION
    # One year before the asked ones does not matter, and one among them that it was not does.
    assert _status(version, was_parallel=earlier | {year - needed: False}, **ENOUGH[version]) is Status.TRANSFORMATION
    for gap in earlier:
        assert _status(version, was_parallel=earlier | {gap: False}, **ENOUGH[version]) is Status.PARALLEL
        standing = law.classify(
            VERSIONS[version], year, _whole(version, year, 1000, earlier | {gap: None}, **ENOUGH[version])
        )
        assert standing.could_be == (Status.PARALLEL, Status.TRANSFORMATION)
        assert [(r.why, r.years) for r in standing.reasons] == [(Why.EARLIER_STATUS_UNKNOWN, (gap,))]


def test_an_area_that_was_listed_for_years_and_is_not_now_is_nothing_of_it():
    earlier = dict.fromkeys(range(2019, 2025), True)
    assert _status("2021-12", was_parallel=earlier, work="41", non_western="51") is Status.NONE


def test_the_fourth_year_is_enough_by_the_law_itself_and_not_by_the_transitional_rule():
    three = {back: True for back in (2018, 2019, 2020)}
    assert _status("2021-01", was_parallel=three, **ENOUGH["2021-01"]) is Status.TRANSFORMATION
    assert _status("2018", was_parallel={2018: True, 2017: True, 2016: True, 2015: False}, **ENOUGH["2018"]) is (
        Status.PARALLEL
    )


def _judge_work(by_year, year=2025):
    standing = law.classify(VERSIONS["2021-12"], year, AreaFigures({WORK: Figures(Unit.PERCENT, by_year)}))
    judged = next(one for one in standing.judged[VULNERABLE] if one.criterion.id is WORK)
    return judged.truth, judged.why


def test_a_mean_of_two_years_is_taken_exactly():
    assert _judge_work({2024: D("39.9"), 2025: D("40.1")}) == (NOT_MET, None)  # 40 exactly
    assert _judge_work({2024: D("39.9"), 2025: D("40.1000000001")}) == (MET, None)
    assert _judge_work({2024: D("0.1"), 2025: D("79.9")}) == (NOT_MET, None)  # no binary fraction in between


@pytest.mark.parametrize("missing", [2024, 2025])
def test_one_of_two_years_missing_leaves_the_criterion_open(missing):
    figures = {2024: D("90"), 2025: D("90")}
    kept = {year: figure for year, figure in figures.items() if year != missing}
    assert _judge_work(kept) == (Truth.UNKNOWN, Why.NOT_DELIVERED)
    assert _judge_work(kept | {missing: Why.WITHHELD}) == (Truth.UNKNOWN, Why.WITHHELD)


def test_a_zero_is_a_figure():
    assert _judge_work({2024: D("80.1"), 2025: D("0")}) == (MET, None)
    assert _judge_work({2024: D("0"), 2025: D("0")}) == (NOT_MET, None)


def _judge_convicted(shares, country):
    figures = Figures(
        Unit.PERCENT, {2024: D(shares[0]), 2025: D(shares[1])}, dict(zip((2024, 2025), country, strict=False))
    )
    standing = law.classify(VERSIONS["2021-12"], 2025, AreaFigures({CONVICTED: figures}))
    return next((one.truth, one.why) for one in standing.judged[VULNERABLE] if one.criterion.id is CONVICTED)


def test_three_times_the_country_is_of_the_mean_of_both():
    country = (D("0.7"), D("0.8"))  # three times the mean is 2.25
    assert _judge_convicted(("2.20", "2.30"), country) == (MET, None)
    assert _judge_convicted(("2.20", "2.29"), country) == (NOT_MET, None)
    assert _judge_convicted(("2.20", "2.31"), country) == (MET, None)
    thirds = (D("0.73"), D("0.74"))  # three times the mean is 2.205
    assert _judge_convicted(("2.20", "2.21"), thirds) == (MET, None)


def test_a_country_share_that_was_not_delivered_or_is_zero_leaves_the_criterion_open():
    assert _judge_convicted(("9", "9"), (D("0.7"),)) == (Truth.UNKNOWN, Why.BASE_NOT_DELIVERED)
    assert _judge_convicted(("9", "9"), (D(0), D(0))) == (Truth.UNKNOWN, Why.BASE_ZERO)
    assert _judge_convicted(("9", "9"), (Why.WITHHELD, D(1))) == (Truth.UNKNOWN, Why.WITHHELD)


def test_percent_are_not_taken_for_times_nor_times_for_percent():
    times = Figures(Unit.TIMES, {2015: D(9), 2016: D(9)})
    standing = law.classify(VERSIONS["2014"], 2016, AreaFigures({CONVICTED: times}))
    judged = next(one for one in standing.judged[PARALLEL] if one.criterion.id is CONVICTED)
    assert (judged.truth, judged.why) == (Truth.UNKNOWN, Why.OTHER_UNIT)


def test_an_income_in_kroner_is_held_against_the_regions():
    def judge(area, region):
        figures = AreaFigures({INCOME: Figures(Unit.KRONER, {2025: area}, {2025: region})})
        return next(
            one.truth
            for one in law.classify(VERSIONS["2021-12"], 2025, figures).judged[VULNERABLE]
            if one.criterion.id is INCOME
        )

    assert judge(219_999, 400_000) is MET
    assert judge(220_000, 400_000) is NOT_MET  # 55 percent exactly
    assert judge(220_001, 400_000) is NOT_MET


def test_a_printed_mean_is_taken_as_it_stands_and_a_rounded_one_on_the_limit_is_open():
    def judge(text, half):
        printed = Figures(Unit.PERCENT, {2025: D(99)}, mean_by_year={2025: D(text)}, half_unit=D(half))
        standing = law.classify(VERSIONS["2021-12"], 2025, AreaFigures({WORK: printed}))
        return next((one.truth, one.why) for one in standing.judged[VULNERABLE] if one.criterion.id is WORK)

    assert judge("40.0", "0") == (NOT_MET, None)
    assert judge("40.0", "0.05") == (Truth.UNKNOWN, Why.ROUNDED_AT_LIMIT)  # it may be 40.04
    assert judge("39.9", "0.05") == (NOT_MET, None)
    assert judge("40.1", "0.05") == (MET, None)
