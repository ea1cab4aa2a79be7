"""The rules across files and time: what they are held against, and for each a delivery that breaks it."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest

import shared_plans
from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import CHECKS
from hpanalysis.validate.deliveries_frame import ENOUGH_ROWS
from hpanalysis.validate.oddities import Kind
from slow_cases import keep_some_quick

PLAN = shared_plans.read(shared_plans.RANDERS)
EARLIER, LATER = HalfYear(2025, 2), HalfYear(2026, 1)
NOVEMBER, DECEMBER = date(2025, 11, 1), date(2025, 12, 1)


@pytest.fixture
def delivered(tmp_path):
    """Make a delivery out of rows (person, day, area) or, for a table by area, areas."""

    def make(source_name, half_year, rows, **files):
        source = catalogue.sources()[source_name]
        columns = {"person": pa.string(), source.period: pa.date32(), "area_id": pa.string()}
        if not source.has_persons:
            rows, columns = [(area,) for area in rows], {"area_id": pa.string()}
        values = zip(*rows, strict=True)
        table = {name: pa.array(column, kind) for (name, kind), column in zip(columns.items(), values, strict=True)}
        path = tmp_path / f"{half_year}-{source_name}.parquet"
        pa.table(table).to_pandas(types_mapper=lambda kind: pd.ArrowDtype(kind)).to_parquet(path, index=False)
        return validate.Delivered(half_year, source, path, **({"same_files": 0, "changed_files": 0} | files))

    return make


def frame(*delivered):
    return validate.build_deliveries_frame(list(delivered), PLAN).set_index(["half_year", "source"])


def many(count, day=NOVEMBER, area="vangdalen"):
    return [(f"p{number}", day, area) for number in range(count)]


def test_rows_are_held_against_the_same_sources_delivery_before(delivered):
    found = frame(
        delivered("moedre", EARLIER, many(200)),
        delivered("unoung", EARLIER, many(10)),
        delivered("moedre", LATER, many(150, DECEMBER)),
    )
    assert found["rows"].tolist() == [200, 10, 150]
    assert found.loc[("2026H1", "moedre"), "rows_ratio"] == 0.75
    assert found["rows_ratio"].isna().tolist() == [True, True, False]


def test_a_tenth_of_many_rows_is_asked_about_and_of_fewer_is_not(delivered):
    for count, asked in ((1000, [True, False]), (999, [True, True])):
        found = frame(delivered("moedre", EARLIER, many(count)), delivered("moedre", LATER, many(850, DECEMBER)))
        assert found["many_rows_ratio"].isna().tolist() == asked


def test_few_rows_are_held_against_nothing_for_a_fifth_is_chance(delivered):
    found = frame(
        delivered("moedre", EARLIER, many(ENOUGH_ROWS - 1)), delivered("moedre", LATER, many(ENOUGH_ROWS + 50))
    )
    assert found["rows_ratio"].isna().all()


def test_a_table_by_area_gains_years_and_is_held_against_nothing(delivered):
    found = frame(delivered("valgdata", EARLIER, ["randers"] * 200), delivered("valgdata", LATER, ["randers"] * 400))
    assert found["rows_ratio"].isna().all()


def test_a_person_in_two_areas_on_a_day_is_found_and_one_who_moved_is_not(delivered):
    rows = [("a", NOVEMBER, "vangdalen"), ("a", NOVEMBER, "energivej"), ("b", NOVEMBER, "vangdalen")]
    rows += [("b", DECEMBER, "energivej"), ("c", NOVEMBER, None), ("c", NOVEMBER, "vangdalen")]
    found = frame(delivered("beskaeftigelse", LATER, rows)).iloc[0]
    assert (found["persons"], found["two_areas"]) == (3, 2)  # outside the areas is a place too


def test_persons_are_compared_with_other_sources_in_the_same_month(delivered):
    work = [("a", DECEMBER, "vangdalen"), ("b", DECEMBER, None), ("c", NOVEMBER, "vangdalen")]
    mothers = [("a", date(2025, 12, 31), "vangdalen"), ("b", DECEMBER, "vangdalen"), ("c", DECEMBER, "energivej")]
    found = frame(delivered("beskaeftigelse", LATER, work), delivered("moedre", LATER, mothers))
    assert found[["compared", "elsewhere"]].to_numpy().tolist() == [[2, 1], [2, 1]]
    assert found["elsewhere_share"].tolist() == [0.5, 0.5]


def test_the_benefits_that_two_sources_give_a_person_in_a_month_are_compared(tmp_path):
    def give(source_name, **benefits):
        source, path = catalogue.sources()[source_name], tmp_path / f"{source_name}.parquet"
        days = pd.Series([DECEMBER] * len(benefits), dtype=pd.ArrowDtype(pa.date32()))
        rows = {"person": list(benefits), source.period: days, "area_id": None, "ydelse": list(benefits.values())}
        pd.DataFrame(rows).to_parquet(path, index=False)
        return validate.Delivered(LATER, source, path, 0, 0)

    work = give("beskaeftigelse", a="arbejde", b="dagpenge", c="arbejde", e="arbejde")
    found = frame(work, give("moedre", a="arbejde", b="efterloen", d="arbejde", e=None))
    assert found[["compared", "coded", "other_codes"]].to_numpy().tolist() == [[3, 2, 1], [3, 2, 1]]
    assert found["other_codes_share"].tolist() == [0.5, 0.5]


def test_what_is_found_of_a_delivery_does_not_change_when_a_later_one_comes(delivered):
    work = delivered("beskaeftigelse", EARLIER, [("a", DECEMBER, "vangdalen")])
    mothers = delivered("moedre", LATER, [("a", DECEMBER, "energivej")])
    alone = frame(work)
    pd.testing.assert_frame_equal(frame(work, mothers).iloc[:1], alone)
    assert alone["compared"].tolist() == [0]


def test_an_area_that_the_plan_does_not_have_is_counted_and_outside_is_not(delivered):
    found = frame(delivered("valgdata", LATER, ["randers", "atlantis", None, "atlantis"]))
    assert found["unknown_areas"].tolist() == [2]


def test_cases_without_persons_have_none_to_compare(delivered):
    found = frame(delivered("udsaettelser", LATER, ["vangdalen", None])).iloc[0]
    assert found[["persons", "two_areas", "compared", "elsewhere"]].tolist() == [0, 0, 0, 0]
    assert pd.isna(found["elsewhere_share"])


def kept() -> pd.DataFrame:
    """Two deliveries that keep every rule."""
    return pd.DataFrame(
        {
            "half_year": ["2025H2", "2026H1"],
            "source": ["beskaeftigelse", "moedre"],
            "rows": [500, 600],
            "rows_ratio": [None, 1.2],
            "many_rows_ratio": [None, 1.1],
            "same_files": 0,
            "changed_files": 0,
            "unknown_areas": 0,
            "persons": [100, 200],
            "two_areas": 0,
            "compared": [100, 100],
            "elsewhere": [2, 2],
            "elsewhere_share": [0.02, 0.02],
            "coded": [100, 100],
            "other_codes": [2, 2],
            "other_codes_share": [0.02, 0.02],
            "areas_before": [0, 7],
            "leapt_areas": 0,
            "gone_areas": 0,
            "departments_before": [0, 80],
            "lost_departments": 0,
            "cases_before": [0, 30],
            "moved_cases": 0,
            "redated_cases": 0,
            "doubled_departments": 0,
            "files": 2,
            "fewer_files": 0,
            **{kind.value: 0 for kind in Kind},
        }
    ).astype({"rows_ratio": "float64", "many_rows_ratio": "float64"})


# What breaks the rule in the second delivery, and the rows or persons that it then counts.
BROKEN = {
    "tvaers-01": ({"same_files": 1}, 600, 600),
    "tvaers-02": ({"changed_files": 1}, 600, 600),
    "tvaers-03": ({"unknown_areas": 7}, 600, 7),
    "tvaers-04": ({"two_areas": 3}, 200, 3),
    "tvaers-05": ({"elsewhere": 3, "elsewhere_share": 0.03}, 100, 3),
    "tvaers-06": ({"rows_ratio": 1.21}, 600, 600),
    "tvaers-07": ({"many_rows_ratio": 0.89}, 600, 600),
    "tvaers-11": ({"leapt_areas": 2}, 7, 2),
    "tvaers-12": ({"gone_areas": 1}, 7, 1),
    "tvaers-13": ({"lost_departments": 3}, 80, 3),
    "tvaers-14": ({"doubled_departments": 1}, 600, 1),
    "tvaers-16": ({"moved_cases": 2}, 30, 2),
    "tvaers-17": ({"redated_cases": 2}, 30, 2),
    "tvaers-18": ({"other_codes": 3, "other_codes_share": 0.03}, 100, 3),
    "tvaers-15": ({"fewer_files": 1}, 2, 1),
    "tvaers-21": ({"one_value_columns": 1}, 600, 600),
    "tvaers-22": ({"leapt_rows": 1}, 600, 600),
    "tvaers-23": ({"leapt_shares": 2}, 600, 600),
    "tvaers-24": ({"leapt_means": 1}, 600, 600),
    "tvaers-25": ({"missing_figures": 3}, 600, 3),
    "tvaers-26": ({"stale_indicators": 1}, 600, 600),
    "tvaers-27": ({"leapt_sizes": 4}, 600, 4),
    "tvaers-28": ({"leapt_ratios": 5}, 600, 5),
    "tvaers-29": ({"total_rows": 1}, 600, 1),
    "tvaers-31": ({"copied_parts": 1}, 600, 600),
    "tvaers-32": ({"months_of_leavers": 1}, 600, 600),
    "tvaers-33": ({"rewritten_months": 1}, 600, 600),
    "tvaers-34": ({"restated_figures": 2}, 600, 2),
    "tvaers-35": ({"redated_figures": 2}, 600, 2),
    "tvaers-36": ({"rounded_columns": 1}, 600, 600),
    "tvaers-37": ({"sorted_columns": 1}, 600, 600),
    "tvaers-38": ({"months_between": 1}, 600, 600),
}


def test_no_rule_is_without_a_bad_delivery(suites):
    assert set(BROKEN) == {rule.id for rule in suites[validate.ACROSS_SUITE].rules}


def test_good_deliveries_hold_every_rule(suites):
    checks = suites.validate_across(kept())
    assert list(checks) == CHECKS.names
    assert checks["held"].all()
    assert (checks["failed"] == 0).all()
    assert len(checks) == 2 * len(BROKEN)


@pytest.mark.parametrize("rule_id", keep_some_quick(sorted(BROKEN), every=4))
def test_a_bad_delivery_breaks_its_rule_and_no_other_delivery_does(suites, rule_id):
    change, rows, failed = BROKEN[rule_id]
    bad = kept()
    for column, value in change.items():
        bad.loc[1, column] = value
    checks = suites.validate_across(bad)
    broken = checks[~checks["held"]]
    assert broken[["half_year", "source", "rule_id", "rows", "failed"]].to_numpy().tolist() == [
        ["2026H1", "moedre", rule_id, rows, failed]
    ]


def test_fewer_rows_break_the_rule_of_rows_too(suites):
    checks = suites.validate_across(kept().assign(rows_ratio=[None, 0.79]))
    assert checks[~checks["held"]]["rule_id"].tolist() == ["tvaers-06"]


def test_the_owner_of_a_suppliers_rule_is_the_sources_own_contact(suites):
    owners = suites.validate_across(kept()).set_index(["source", "rule_id"])["owner"]
    assert owners["moedre", "tvaers-06"] == catalogue.sources()["moedre"].contact
    assert owners["moedre", "tvaers-05"] == "Dataenheden"


def test_what_the_pipeline_stops_for_is_critical_in_the_file(suites):
    severities = {rule.id: rule.severity.value for rule in suites[validate.ACROSS_SUITE].rules}
    assert (severities["tvaers-01"], severities["tvaers-02"]) == ("kritisk", "kritisk")
