"""Deliveries beside those before them: what is planted is found by its kind, and what chance makes is not."""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.validate.oddities import Kind, measure_leap_of_count, measure_leap_of_share
from slow_cases import keep_some_quick

EARLIEST, EARLIER, LATER = HalfYear(2024, 2), HalfYear(2025, 1), HalfYear(2026, 1)


@pytest.fixture
def odd(tmp_path):
    """The kinds of what is odd about the last of some frames of a source, and the oddities themselves."""

    def find(source_name, *frames):
        source, delivered = catalogue.sources()[source_name], []
        for half_year, frame in zip([EARLIEST, EARLIER, LATER][-len(frames) :], frames, strict=True):
            path = tmp_path / f"{half_year}-{source_name}.parquet"
            days = {
                name: frame[name].astype(pd.ArrowDtype(pa.date32()))
                for name in frame
                if any(isinstance(value, date) for value in frame[name])
            }
            frame.assign(**days).to_parquet(path, index=False)
            delivered.append(validate.Delivered(half_year, source, path, 0, 0))
        return validate.find_oddities(delivered)[-1]

    return find


def kinds(found):
    return {oddity.kind for oddity in found}


DEPARTMENTS = [
    *[("Byg", "1", "1", 30, 4), ("Byg", "1", "2", 29, 2), ("Byg", "2", None, 35, 5), ("Byg", "3", None, 45, 7)],
    *[("Bo", "1", None, 28, 3), ("Bo", "2", None, 8, 0), ("Bo", "3", None, 7, 1), ("Bo", "4", None, 62, 6)],
]


def departments(year: int) -> pd.DataFrame:
    names = ["organisation", "afdeling", "blok", "familieboliger", "fraflytninger"]
    return pd.DataFrame(DEPARTMENTS, columns=names).assign(aar=date(year, 1, 1), area_id="vangdalen")


def each(column, value):
    return lambda frame: frame.assign(**{column: value(frame[column]) if callable(value) else value})


def one(column, row, value):
    def change(frame):
        frame.loc[row, column] = value
        return frame

    return change


def with_totals(frame):
    whole = frame.iloc[:1].assign(afdeling="I alt", blok=None)
    whole["familieboliger"], whole["fraflytninger"] = frame["familieboliger"].sum(), frame["fraflytninger"].sum()
    return pd.concat([frame, whole], ignore_index=True)


DEPARTMENT_FAULTS = {
    "a decimal point moved": (one("familieboliger", 0, 300), Kind.SIZE),
    "a decimal point moved the other way": (one("familieboliger", 3, 4), Kind.SIZE),
    "a placeholder": (one("familieboliger", 5, 99), Kind.SIZE),
    "in thousands": (each("familieboliger", lambda values: values * 1000), Kind.SIZE),
    "another unit": (each("familieboliger", lambda values: values * 6), Kind.SIZE),
    "rooms for dwellings in one area": (one("familieboliger", 7, 186), Kind.SIZE),
    "shifted down": (each("familieboliger", lambda values: values.shift(1, fill_value=30)), Kind.SIZE),
    "sorted by itself": (each("familieboliger", lambda values: sorted(values)), Kind.SIZE),
    "two rows exchanged": (each("familieboliger", [62, 29, 35, 45, 28, 8, 7, 30]), Kind.SIZE),
    "the columns exchanged": (lambda f: f.assign(familieboliger=f["fraflytninger"]), Kind.SIZE),
    "per cent for a count": (each("fraflytninger", [13, 7, 14, 16, 11, 0, 14, 10]), Kind.RATIO),
    "dwellings in the other column": (lambda f: f.assign(fraflytninger=f["familieboliger"]), Kind.RATIO),
    "a block lost": (lambda f: f.drop(index=1), Kind.MISSING),
    "a block renamed": (one("blok", 1, "12"), Kind.MISSING),
    "a row of totals": (with_totals, Kind.TOTAL),
    "all one value": (each("familieboliger", 35), Kind.ONE_VALUE),
}


@pytest.mark.parametrize("fault", keep_some_quick(DEPARTMENT_FAULTS, every=4))
def test_a_fault_in_a_table_of_departments_is_found(odd, fault):
    change, kind = DEPARTMENT_FAULTS[fault]
    many = [departments(year) for year in (2023, 2024, 2025)]
    assert odd("fraflytning", *many) == []
    assert kind in kinds(odd("fraflytning", *many[:2], change(many[2])))


def test_a_few_dwellings_made_one_a_new_department_and_busy_year_are_no_fault(odd):
    now = departments(2025)
    now.loc[0, "familieboliger"], now.loc[5, "familieboliger"] = 28, 10
    now["fraflytninger"] += 1
    new = now.iloc[:1].assign(afdeling="9", familieboliger=50)
    assert odd("fraflytning", departments(2024), pd.concat([now, new], ignore_index=True)) == []


def test_a_file_with_years_before_a_department_stood_lacks_nothing(odd):
    now = pd.concat([departments(2024).iloc[:6], departments(2025)], ignore_index=True)
    assert odd("fraflytning", departments(2023).iloc[:6], now) == []


SAFE, HELPS = "grundlaeggende_trygge", "frivilligt_arbejde"


def survey(year: int) -> pd.DataFrame:
    rows = [
        *[("vangdalen", SAFE, 26, 61), ("energivej", SAFE, 27, 60), ("hele-landet", SAFE, 5453, 9158)],
        *[("vangdalen", HELPS, 18, 60), ("energivej", HELPS, 17, 61), ("hele-landet", HELPS, 3000, 8778)],
    ]
    names = ["area_id", "indicator_id", "numerator", "denominator"]
    frame = pd.DataFrame(rows, columns=names).assign(periode=date(year, 1, 1), spread=None)
    return frame.assign(numerator=frame["numerator"].astype("float64") + year - 2023)


SURVEY_FAULTS = {
    "a row lost": (lambda f: f.drop(index=0), Kind.MISSING),
    "the tail lost": (lambda f: f.iloc[:4], Kind.MISSING),
    "an area lost": (lambda f: f[f["area_id"] != "energivej"], Kind.MISSING),
    "half on another sheet": (lambda f: f.iloc[:3], Kind.MISSING),
    "the area of a row another": (one("area_id", 1, "vangdalen"), Kind.MISSING),
    "the year of a row another": (one("periode", 2, date(2024, 1, 1)), Kind.MISSING),
    "the codes exchanged": (each("indicator_id", [HELPS] * 3 + [SAFE] * 3), Kind.RATIO),
    "a code for another": (each("indicator_id", SAFE), Kind.MISSING),
    "shares for counts": (lambda f: f.assign(numerator=f["numerator"] / f["denominator"]), Kind.RATIO),
    "whole per cent for counts": (lambda f: f.assign(numerator=100 * f["numerator"] // f["denominator"]), Kind.RATIO),
    "in thousands": (each("denominator", lambda values: values * 1000), Kind.SIZE),
    "another unit": (each("denominator", lambda values: values * 30), Kind.SIZE),
    "another unit in one area": (one("denominator", 5, 43890), Kind.SIZE),
    "the year before once more": (each("periode", date(2023, 1, 1)), Kind.STALE),
}


@pytest.mark.parametrize("fault", keep_some_quick(SURVEY_FAULTS, every=4))
def test_a_fault_in_a_table_by_area_is_found(odd, fault):
    change, kind = SURVEY_FAULTS[fault]
    assert odd("tryghedsmaaling", survey(2023), survey(2025)) == []
    assert kind in kinds(odd("tryghedsmaaling", survey(2023), change(survey(2025))))


def test_an_election_is_held_when_it_is_held_and_an_earlier_one_is_kept(odd):
    def elections(*days):
        votes = {day: 640.0 + n for n, day in enumerate(days)}
        rows = [(area, "stemt_kommunalvalg", day, votes[day], 1001) for day in days for area in ("alle-7", "randers")]
        names = ["area_id", "indicator_id", "periode", "numerator", "denominator"]
        return pd.DataFrame(rows, columns=names)

    first, second = date(2021, 11, 16), date(2025, 11, 18)
    assert odd("valgdata", elections(first), elections(first)) == []
    assert odd("valgdata", elections(first), elections(first, second)) == []
    astray = one("periode", 3, date(2025, 12, 18))(elections(first, second))
    assert kinds(odd("valgdata", elections(first), astray)) == {Kind.MISSING}


def test_a_mean_of_incomes_is_held_against_the_mean_before_by_its_own_size(odd):
    def incomes(year, total):
        row = ("vangdalen", "husstandsindkomst", date(year, 1, 1), total, 560)
        return pd.DataFrame([row], columns=["area_id", "indicator_id", "periode", "numerator", "denominator"])

    source, before = "boligstatistiske_noegletal", incomes(2023, 38080.0)  # 68 per cent of the municipality's
    assert odd(source, before, incomes(2024, 41617.7)) == []  # 74, which is no mark's leap
    assert kinds(odd(source, before, incomes(2024, 25000.0))) == {Kind.RATIO}
    assert kinds(odd(source, before, incomes(2024, 560 * 577.97))) == {Kind.RATIO}  # in thousands of kroner


def test_a_mean_of_marks_is_held_against_the_mean_before(odd):
    def marks(year, total):
        rows = [("randers", "karakter_dansk_matematik", date(year, 1, 1), total, 400)]
        return pd.DataFrame(rows, columns=["area_id", "indicator_id", "periode", "numerator", "denominator"])

    assert odd("boligsociale_data", marks(2023, 2800.0), marks(2024, 2950.0)) == []
    assert kinds(odd("boligsociale_data", marks(2023, 2800.0), marks(2024, 7.0))) == {Kind.RATIO}


def pupils(seed: int, count: int = 400) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "person": [f"{seed}-{number}" for number in range(count)],
            "area_id": None,
            "maaned": date(2022 + seed, 1, 1),
            "klassetrin": draw.integers(0, 10, count),
            "skoledage": draw.integers(17, 22, count),
            "fravaersdage": draw.integers(0, 6, count),
        }
    )


def leavers(seed: int, count: int = 300) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    begun = draw.random(count) < 0.8
    return pd.DataFrame(
        {
            "person": [f"{seed}-{number}" for number in range(count)],
            "area_id": None,
            "statusdato": date(2025, 10, 1),
            "afgangsaar": draw.choice([2024, 2025], count),
            "afgangsklasse": draw.choice([9, 10], count),
            "fortsat_i_10": draw.choice(["ja", "nej"], count, p=[0.3, 0.7]),
            "begyndt": [date(2025, 8, 1 + n % 28) if yes else None for n, yes in enumerate(begun)],
            "i_gang": np.where(begun, "ja", "nej"),
        }
    )


LEAVER_FAULTS = {
    "a column emptied": (each("begyndt", None), Kind.ONE_VALUE),
    "a placeholder in every row": (each("begyndt", date(1900, 1, 1)), Kind.ONE_VALUE),
    "yes in every row": (each("i_gang", "ja"), Kind.ONE_VALUE),
    "one class in every row": (each("afgangsklasse", 9), Kind.ONE_VALUE),
    "the codes exchanged": (each("i_gang", lambda v: v.map({"ja": "nej", "nej": "ja"})), Kind.SHARE),
    "codes become one": (each("fortsat_i_10", lambda v: v.where(v.index % 20 == 0, "nej")), Kind.SHARE),
    "half the cells empty": (each("begyndt", lambda v: v.where(v.index % 2 == 0, None)), Kind.SHARE),
    "a day for every empty cell": (each("begyndt", lambda v: v.fillna(date(2025, 8, 1))), Kind.SHARE),
}


@pytest.mark.parametrize("fault", keep_some_quick(LEAVER_FAULTS, every=4))
def test_a_fault_in_rows_of_persons_is_found(odd, fault):
    change, kind = LEAVER_FAULTS[fault]
    assert odd("unoung", leavers(1), leavers(2), leavers(3)) == []
    assert kind in kinds(odd("unoung", leavers(1), leavers(2), change(leavers(3))))


@pytest.mark.parametrize(("column", "times"), [("fravaersdage", 7), ("skoledage", 6), ("klassetrin", 12)])
def test_a_number_in_another_unit_is_found(odd, column, times):
    wrong = pupils(3)
    wrong[column] *= times
    assert Kind.MEAN in kinds(odd("elevfravaer", pupils(1), wrong))
    assert odd("elevfravaer", pupils(1), pupils(3)) == []


def months(seed: int, year: int, count: int = 300) -> pd.DataFrame:
    """Pupils who are there from January to June, month by month in the file; each is absent much or little."""
    draw = np.random.default_rng(seed)
    usual = draw.integers(0, 8, count)
    rows = [
        (f"{seed}-{n}", None, date(year, month, 1), n % 10, 20, min(20, int(usual[n]) + int(draw.integers(0, 2))))
        for month in range(1, 7)
        for n in range(count)
        if draw.random() < 0.995
    ]
    return pd.DataFrame(rows, columns=["person", "area_id", "maaned", "klassetrin", "skoledage", "fravaersdage"])


def of_month(frame: pd.DataFrame, month: int) -> pd.Series:
    return frame["maaned"].map(lambda day: day.month) == month


MONTH_FAULTS = {
    "the last tenth of the last month cut off": (lambda f: f.iloc[:-60], Kind.LEAVERS),
    "a third of a month filtered away": (lambda f: f[~(of_month(f, 3) & (f.index % 3 == 0))], Kind.LEAVERS),
    "rows lost all over": (lambda f: f[f.index % 12 != 0], Kind.GAPS),
    "those in grade 7 filtered away": (lambda f: f[f["klassetrin"] != 7], Kind.SHARE),
    "a column sorted by itself": (each("fravaersdage", lambda values: sorted(values)), Kind.SORTED),
    "the rows of the year before": (lambda f: months(1, 2025), Kind.COPIED),
}


@pytest.mark.parametrize("fault", keep_some_quick(MONTH_FAULTS, every=3))
def test_a_fault_in_rows_of_persons_and_months_is_found(odd, fault):
    change, kind = MONTH_FAULTS[fault]
    assert odd("elevfravaer", months(1, 2024), months(2, 2025)) == []
    assert kind in kinds(odd("elevfravaer", months(1, 2024), change(months(2, 2025)).reset_index(drop=True)))


def test_months_that_both_deliveries_tell_of_are_compared_row_by_row(odd):
    before = months(1, 2025)
    few = before.assign(fravaersdage=before["fravaersdage"].where(before.index % 100 != 0, 9))
    many = before.assign(fravaersdage=before["fravaersdage"].where(before.index % 20 != 0, 9))
    later = before.assign(maaned=before["maaned"].map(lambda day: date(2025, day.month + 6, 1)))
    assert Kind.REWRITTEN not in kinds(odd("elevfravaer", before, pd.concat([few, later], ignore_index=True)))
    assert Kind.REWRITTEN in kinds(odd("elevfravaer", before, pd.concat([many, later], ignore_index=True)))


def test_cases_and_departments_that_are_the_old_ones_with_new_days_are_found(odd):
    again = cases(5).assign(sagsdato=date(2026, 3, 1))
    assert Kind.COPIED in kinds(odd("udsaettelser", cases(6), again))
    half = pd.concat([again.iloc[:2], cases(5, "Lejerbo")], ignore_index=True)
    assert Kind.COPIED in kinds(odd("udsaettelser", cases(6), half))
    others = again.assign(sagsnummer=[f"Byg-{n + 50}" for n in range(5)])
    assert Kind.COPIED not in kinds(odd("udsaettelser", cases(6), others))


def figures(*rows: tuple[int, int, int]) -> pd.DataFrame:
    """A yearly table: year, numerator, denominator of the municipality."""
    names = ["area_id", "indicator_id", "periode", "numerator", "denominator"]
    told = [("randers", "sigtede_15_29", date(year, 1, 1), float(some), whole) for year, some, whole in rows]
    return pd.DataFrame(told, columns=names)


BEFORE = [(2021, 311, 18211), (2022, 325, 18003)]


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        ([*BEFORE, (2023, 343, 18533)], None),
        ([(2023, 343, 18533)], None),
        ([(2022, 325, 18003), (2023, 343, 18533)], Kind.MISSING),
        ([(2021, 311, 18211), (2022, 326, 18003), (2023, 343, 18533)], Kind.RESTATED),
        ([(2022, 311, 18211), (2023, 325, 18003), (2024, 343, 18533)], Kind.REDATED),
        ([*BEFORE, (2023, 325, 18003)], Kind.COPIED),
        ([(2021, 310, 18210), (2022, 330, 18000), (2023, 340, 18530)], Kind.ROUNDED),
    ],
)
def test_a_yearly_table_is_held_against_the_years_before(odd, now, kind):
    two = [pd.concat([figures(*rows), figures(*rows).assign(area_id="alle-7")]) for rows in (BEFORE, now)]
    found = kinds(odd("boligsociale_data", *[each.reset_index(drop=True) for each in two]))
    assert found == set() if kind is None else kind in found


def test_a_column_that_was_in_order_before_may_be_so_again(odd):
    ordered = [leavers(seed).sort_values("afgangsklasse", ignore_index=True) for seed in (1, 2)]
    assert odd("unoung", *ordered) == []
    alone = leavers(2).assign(i_gang=sorted(leavers(2)["i_gang"]))
    assert kinds(odd("unoung", leavers(1), alone)) == {Kind.SORTED}


def test_a_month_of_the_year_that_is_lost_is_found(odd):
    def assessed(seed):
        draw = np.random.default_rng(seed)
        days = [date(2023 + seed, int(month), 10) for month in draw.integers(1, 13, 600)]
        frame = pd.DataFrame({"person": [f"{seed}-{n}" for n in range(600)], "area_id": None, "vurderingsdato": days})
        return frame.assign(alder=draw.integers(2, 6, 600), resultat=draw.choice(["generel", "saerlig"], 600))

    now = assessed(2)
    assert odd("sprogvurdering", assessed(1), now) == []
    lost = now[now["vurderingsdato"].map(lambda day: day.month) != 5].reset_index(drop=True)
    assert Kind.SHARE in kinds(odd("sprogvurdering", assessed(1), lost))
    age = now[now["alder"] != 4].reset_index(drop=True)
    assert Kind.SHARE in kinds(odd("sprogvurdering", assessed(1), age))


def test_a_column_that_was_one_value_once_may_be_so_again(odd):
    assert odd("unoung", each("afgangsklasse", 9)(leavers(1)), each("afgangsklasse", 9)(leavers(2))) == []


def test_a_column_is_one_value_by_chance_in_a_few_rows(odd):
    assert odd("unoung", leavers(1), each("i_gang", "ja")(leavers(2, 20))) == []


def cases(count: int, organisation: str = "Byg") -> pd.DataFrame:
    frame = pd.DataFrame({"sagsnummer": [f"{organisation}-{n}" for n in range(count)], "organisation": organisation})
    return frame.assign(area_id=None, afdeling="1", blok=None, sagsdato=date(2025, 3, 1), udsat=None)


@pytest.mark.parametrize(("before", "now", "found"), [(40, 8, True), (8, 40, True), (40, 20, False), (6, 1, False)])
def test_rows_of_a_small_delivery_are_held_against_chance(odd, before, now, found):
    assert (Kind.ROWS in kinds(odd("udsaettelser", cases(before), cases(now)))) == found


def test_a_file_of_one_organisation_that_is_gone_is_found(odd):
    both = pd.concat([cases(31), cases(12, "Lejerbo")], ignore_index=True)
    assert Kind.SHARE in kinds(odd("udsaettelser", both, cases(12, "Lejerbo")))


def test_the_first_delivery_of_a_source_is_held_against_nothing(odd):
    assert odd("fraflytning", departments(2025)) == odd("unoung", leavers(1)) == []


def test_no_place_of_an_oddity_tells_of_a_person(odd):
    wrong = leavers(3).assign(i_gang="ja", begyndt=None)
    assert {oddity.place for oddity in odd("unoung", leavers(1), wrong)} <= {
        "i_gang",
        "begyndt",
        "begyndt: tom",
        "i_gang: ja",
        "i_gang: nej",
    }


def test_chance_alone_leaps_in_none_of_a_thousand_pairs_of_shares_and_counts():
    draw = np.random.default_rng(14)
    for whole in (7, 30, 300, 10_000):
        for share in (0.001, 0.05, 0.5):
            pairs = draw.binomial(whole, share, (100, 2))
            assert max(measure_leap_of_share(a, whole, b, whole) for a, b in pairs) < 4.5
    for mean in (1, 5, 20, 80):
        assert max(measure_leap_of_count(a, b) for a, b in draw.poisson(mean, (300, 2))) < 4.5
