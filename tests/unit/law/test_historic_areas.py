"""Areas whose status is public, by the rules of their year. Every figure and every status was read in the source that
stands beside it; where a source gives some of the figures only, the case is used as far as it decides (`decided`):

- `ja`: the figures decide the status, and it is the published one.
- `beboere`: the number of residents is missing; with enough of them, as the list itself says, it is the published one.
- `delvis`: the figures decide one kind of area of several, as `PARTLY` says.
- `nej`: the figures leave the published status open with others, and must not decide another one.
"""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import frames
from hpanalysis import law
from hpanalysis.law import AreaFigures, AreaType, CriterionId, Figures, Status, Truth, Unit

LAW = law.read(frames.ROOT / "params" / "law")
CASES = list(csv.DictReader((Path(__file__).parent / "historic_areas.csv").open(encoding="utf-8")))
IDS = [f"{case['area']}-{case['list_year']}" for case in CASES]
# What the figures of a case decide, where they do not decide its status.
PARTLY = {
    ("Korskærparken", "2018"): AreaType.VULNERABLE,
    ("Vollsmose", "2019"): AreaType.VULNERABLE,
    ("Korsløkkeparken Øst", "2019"): AreaType.VULNERABLE,
}
EARLIER = {"ja": True, "nej": False, "": None}


def _read_figure(case, criterion, times):
    """The published mean of one measure, with half a unit of its last digit; None where the source has none."""
    text = case[criterion.value]
    if not text:
        return None
    year, half = int(case["list_year"]), Fraction(1, 2) * Fraction(Decimal(1).scaleb(Decimal(text).as_tuple().exponent))
    if criterion is CriterionId.CONVICTED and case["doemte_graense"]:
        share = Fraction(case["doemte_graense"]) / times  # the sources print the limit, not the country's share
        return Figures(
            Unit.PERCENT,
            base_by_year={year: share, year - 1: share},
            mean_by_year={year: Decimal(text)},
            half_unit=half,
        )
    return Figures(Unit.PERCENT, mean_by_year={year: Decimal(text)}, half_unit=half)


def _classify(case):
    year = int(case["list_year"])
    figures = {criterion: _read_figure(case, criterion, 3) for criterion in CriterionId}
    was = EARLIER[case["earlier"]]
    return law.classify(
        LAW.version_on(law.list_day(year)),
        year,
        AreaFigures(
            {criterion: given for criterion, given in figures.items() if given is not None},
            {year: int(case["residents"]) if case["residents"] else None},
            {year - back: was for back in range(1, 5)},
        ),
    )


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_published_status_is_never_contradicted(case):
    standing = _classify(case)
    assert Status(case["published"]) in standing.could_be
    assert case["source"]


@pytest.mark.parametrize("case", [case for case in CASES if case["decided"] == "ja"], ids=lambda case: case["area"])
def test_whole_figures_decide_the_published_status(case):
    assert _classify(case).status is Status(case["published"])


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["decided"] == "beboere"], ids=lambda case: case["area"]
)
def test_with_enough_residents_the_status_is_the_published_one(case):
    standing = _classify(case)
    assert standing.status is Status.UNDECIDED
    assert [reason.why for reason in standing.reasons] == [law.Why.RESIDENTS_NOT_DELIVERED]
    assert standing.if_enough_residents is Status(case["published"])


@pytest.mark.parametrize("case", [case for case in CASES if case["decided"] == "delvis"], ids=lambda case: case["area"])
def test_what_some_figures_decide_is_so(case):
    kind = PARTLY[case["area"], case["list_year"]]
    standing = _classify(case | {"residents": "1000"})  # the list has no smaller areas
    assert standing.kinds[kind] is Truth.MET


@pytest.mark.parametrize("case", [case for case in CASES if case["decided"] == "nej"], ids=lambda case: case["area"])
def test_half_the_figures_decide_nothing_and_say_what_is_missing(case):
    standing = _classify(case | {"residents": case["residents"] or "1000"})
    assert standing.status is Status.UNDECIDED
    missing = {reason.criterion for reason in standing.reasons}
    assert missing
    assert not any(case[criterion.value] for criterion in missing if criterion is not None)


def test_a_share_of_non_western_under_half_is_enough_to_know_that_an_area_is_no_parallelsamfund():
    case = next(case for case in CASES if (case["area"], case["list_year"]) == ("Korskærparken", "2020"))
    assert _classify(case).kinds[AreaType.PARALLEL] is Truth.NOT_MET


def test_at_least_ten_cases_are_decided_and_every_set_of_rules_has_one():
    decided = [case for case in CASES if case["decided"] in ("ja", "beboere")]
    versions = {LAW.version_on(law.list_day(int(case["list_year"]))).id for case in decided}
    assert len(decided) >= 10
    assert versions == {"2010", "2014", "2018", "2021-12"}  # no list was made by the rules of 2021-01
