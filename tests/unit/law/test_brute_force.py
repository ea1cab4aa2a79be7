"""A second, slow way to the same answer: the law's words as plain conditions on plain numbers, asked about every way in
which the unknown figures may be. It shares no line with hpanalysis.law and reads no criteria.csv."""

from collections import defaultdict
from itertools import product

import pytest

import frames
from hpanalysis import law
from hpanalysis.law import AreaFigures, CriterionId, Figures, Status, Unit, Why
from slow_cases import keep_quick

LAW = law.read(frames.ROOT / "params" / "law")
VERSIONS = {version.id: version for version in LAW.versions}
NAMES = ("work", "convicted", "school", "income", "non_western")
IDS = dict(
    zip(
        NAMES,
        (
            CriterionId.OUTSIDE_WORK,
            CriterionId.CONVICTED,
            CriterionId.BASIC_SCHOOL,
            CriterionId.INCOME,
            CriterionId.NON_WESTERN,
        ),
        strict=True,
    )
)
YEAR = {"2010": 2012, "2014": 2016, "2018": 2019, "2021-01": 2021, "2021-12": 2025}
EARLIER_YEARS = {"2010": 0, "2014": 0, "2018": 4, "2021-01": 3, "2021-12": 4}


def decide_by_hand(version, work, convicted, school, income, non_western, residents, listed_before):
    """The status of an area of which all is known, written from the law's words."""
    if residents < 1000:
        return "ingen"
    if version == "2010":
        return "parallelsamfund" if (work > 40) + (convicted > 2.7) + (non_western > 50) >= 2 else "ingen"
    if version == "2014":
        met = (work > 40) + (convicted > 2.7) + (school > 50) + (income < 55) + (non_western > 50)
        return "parallelsamfund" if met >= 3 else "ingen"
    if (work > 40) + (convicted >= 3) + (school > 60) + (income < 55) >= 2:
        if non_western <= 50:
            return "udsat_boligomraade"
        return "omdannelsesomraade" if listed_before else "parallelsamfund"
    lower = (work > 30) + (convicted >= 2) + (school > 60) + (income < 65)
    return "forebyggelsesomraade" if version == "2021-12" and lower >= 2 and non_western > 30 else "ingen"


# What a known figure is, for each version: on each side of each of its limits, and the limits themselves where they
# tell the comparisons apart. And what an unknown one may be.
KNOWN = {
    "2010": ((40, 41), (2, 3), (90,), (10,), (50, 51)),
    "2014": ((40, 41), (2, 3), (50, 51), (54, 55), (50, 51)),
    "2018": ((40, 41), (2, 3), (60, 61), (54, 55), (50, 51)),
    "2021-01": ((40, 41), (2, 3), (60, 61), (54, 55), (50, 51)),
    "2021-12": ((30, 31, 41), (1, 2, 3), (60, 61), (54, 64, 65), (30, 31, 51)),
}
ANYTHING = (
    (0, 29, 30, 30.5, 40, 40.5, 100),
    (0, 1.5, 2, 2.6, 2.75, 3, 9),
    (0, 50, 50.5, 60, 60.5, 100),
    (1, 54.5, 55, 60, 65, 200),
    (0, 30, 30.5, 50, 50.5, 100),
)
RESIDENTS = (999, 1000, None)
SEEN = {"2010": 972, "2014": 2187, "2018": 2187, "2021-01": 2187, "2021-12": 6912}
LISTED = (True, False, None)


def find_all_answers(version, known, residents, listed):
    """Every way in which an area may be, and its status then: a tuple of the seven things each."""
    choices = [(value,) if value is not None else ANYTHING[place] for place, value in enumerate(known)]
    choices.append((residents,) if residents is not None else (0, 999, 1000, 5000))
    choices.append((listed,) if listed is not None else (True, False))
    return {way: decide_by_hand(version, *way) for way in product(*choices)}


def find_what_matters(answers, unknown):
    """The places of the unknown things on which the status depends: two ways that differ in one alone."""
    matters = set()
    for place in unknown:
        seen = defaultdict(set)
        for way, status in answers.items():
            seen[way[:place] + way[place + 1 :]].add(status)
        if any(len(statuses) > 1 for statuses in seen.values()):
            matters.add(place)
    return matters


def classify(version, known, residents, listed):
    year = YEAR[version]
    times = version not in ("2010", "2014")
    measures = {
        IDS[name]: Figures(
            Unit.TIMES if times and name == "convicted" else Unit.PERCENT, {year - back: value for back in range(4)}
        )
        for name, value in zip(NAMES, known, strict=True)
        if value is not None
    }
    before = dict.fromkeys(range(year - EARLIER_YEARS[version], year), True)
    if before:
        before[min(before)] = listed
    return law.classify(VERSIONS[version], year, AreaFigures(measures, {year: residents}, before))


def name_reasons(standing):
    """The places of the seven things that a standing's reasons name."""
    places = {Why.RESIDENTS_NOT_DELIVERED: 5, Why.EARLIER_STATUS_UNKNOWN: 6}
    ids = list(IDS.values())
    return {places[one.why] if one.criterion is None else ids.index(one.criterion) for one in standing.reasons}


def list_combinations(version):
    return product(product(*((*values, None) for values in KNOWN[version])), RESIDENTS, LISTED)


@pytest.mark.parametrize("version", keep_quick(YEAR, "2010"))
def test_both_ways_agree_on_every_combination_of_known_and_unknown(version):
    """Status, what it could be, what it would be with enough residents, and what leaves it open."""
    seen = 0
    for known, residents, listed in list_combinations(version):
        standing = classify(version, known, residents, listed)
        answers = find_all_answers(version, known, residents, listed)
        statuses = set(answers.values())
        case = (known, residents, listed)
        assert {one.value for one in standing.could_be} == statuses, case
        assert standing.status is (Status(next(iter(statuses))) if len(statuses) == 1 else Status.UNDECIDED), case
        enough = set(find_all_answers(version, known, max(residents or 0, 1000), listed).values())
        assert {one.value for one in standing.could_be_if_enough} == enough, case
        assert (standing.if_enough_residents is Status.UNDECIDED) is (len(enough) > 1), case
        unknown = [place for place, value in enumerate((*known, residents, listed)) if value is None]
        assert name_reasons(standing) == (find_what_matters(answers, unknown) if len(statuses) > 1 else set()), case
        seen += 1
    assert seen == SEEN[version]


def test_the_two_ways_can_differ():
    """The comparison has teeth: with one limit moved, it fails."""
    known = (41, 3, 60, 55, 50)
    assert classify("2018", known, 1000, True).status.value == decide_by_hand("2018", *known, 1000, True)
    assert decide_by_hand("2018", 40, *known[1:], 1000, True) != classify("2018", known, 1000, True).status.value
