"""Windows pooled: the last three windows of an indicator together, counted from frames."""

from dataclasses import replace

import pytest

import frames
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.measure import link_persons, measure
from hpanalysis.tables import MEASURED, Status

H = HalfYear.parse
LANGUAGE = "sprog_saerlig"
YEARS = {"2024H2": 2023, "2025H1": 2024, "2026H1": 2025, "2027H1": 2026, "2028H1": 2027, "2029H1": 2028}


@pytest.fixture
def where(tmp_path):
    """A workspace of the plan of Randers, in which the language assessments are pooled over three years."""
    return pooling(frames.workspace(tmp_path), LANGUAGE)


def pooling(where, *indicator_ids):
    adoptions = tuple(replace(a, pooled_years=3 * (a.indicator_id in indicator_ids)) for a in where.plan.adoptions)
    where.__dict__["plan"] = replace(where.plan, adoptions=adoptions)  # a cached property
    return where


def assessed(where, half_year: str, rows: str) -> None:
    """Assessments in March of the half-year's year; rows: person, area and outcome."""
    lines = [line.split() for line in rows.strip().splitlines()]
    found = [f"{person} {area} {YEARS[half_year]}-03-01 3 {outcome}" for person, area, outcome in lines]
    header = "person area_id vurderingsdato alder resultat"
    frames.write(where, "sprogvurdering", half_year, "\n".join([header, *found]))


def three_years(where) -> None:
    assessed(where, "2024H2", "a vangdalen saerlig\nb vangdalen generel\nc - saerlig")
    assessed(where, "2025H1", "a vangdalen generel\nd energivej saerlig")
    assessed(where, "2026H1", "a energivej saerlig\ne vangdalen saerlig")


def of(table, window: str):
    return table[table["window"] == window].set_index("area_id")


def test_three_windows_are_pooled_and_a_person_counts_in_each_of_them(where):
    three_years(where)
    found = frames.figures(measure(where, H("2026H1"), [LANGUAGE]), LANGUAGE, "2023..2025")
    assert found["vangdalen"] == (1 + 0 + 1, 2 + 1 + 1)
    assert found["energivej"] == (0 + 1 + 1, 0 + 1 + 1)
    assert found["alle-7"] == (1 + 1 + 2, 2 + 2 + 2)
    assert found["randers"] == (2 + 1 + 2, 3 + 2 + 2)


def test_a_pooled_figure_is_the_sum_of_its_windows_in_every_area(where):
    three_years(where)
    table = measure(where, H("2026H1"), [LANGUAGE])
    parts = table[~table["window"].str.contains("..", regex=False)].groupby("area_id")[["numerator", "denominator"]]
    pooled = of(table, "2023..2025")
    for area, sums in parts.sum().iterrows():
        assert (pooled.loc[area, "numerator"], pooled.loc[area, "denominator"]) == tuple(sums)


def test_the_persons_behind_a_pooled_figure_are_told_once(where):
    three_years(where)
    pooled = of(measure(where, H("2026H1"), [LANGUAGE]), "2023..2025")
    vangdalen = pooled.loc["vangdalen"]  # a: once in need of two; b: none of one; e: in need
    assert (vangdalen["numerator_persons"], vangdalen["denominator_persons"]) == (2, 3)
    assert vangdalen["complement_persons"] == 2  # a and b
    assert vangdalen["largest"] == 2  # a, in two of the years
    assert (vangdalen["sum_nn"], vangdalen["sum_nd"], vangdalen["sum_dd"]) == (1 + 1, 1 * 2 + 1, 2 * 2 + 1 + 1)
    total = pooled.loc["alle-7"]  # a in all three years, in need in two
    assert (total["numerator_persons"], total["denominator_persons"], total["largest"]) == (3, 4, 3)
    assert total["sum_nn"] == 2 * 2 + 1 + 1


def test_a_pooled_window_is_shown_with_its_last_and_spans_all_of_them(where):
    three_years(where)
    row = of(measure(where, H("2026H1"), [LANGUAGE]), "2023..2025").loc["vangdalen"]
    assert (row["half_year"], row["delivered_in"]) == ("2026H1", "2026H1")
    assert (str(row["window_start"])[:10], str(row["window_end"])[:10]) == ("2023-01-01", "2025-12-31")


def test_pools_do_not_overlap(where):
    three_years(where)
    for half_year in ("2027H1", "2028H1"):
        assessed(where, half_year, "f vangdalen saerlig")
    two_years_later = set(measure(where, H("2028H1"), [LANGUAGE])["window"])
    assert two_years_later == {"2023", "2024", "2025", "2026", "2027", "2023..2025"}
    assessed(where, "2029H1", "g vangdalen saerlig")
    assert measure(where, H("2029H1"), [LANGUAGE])["window"].unique()[-2:].tolist() == ["2023..2025", "2026..2028"]


def test_nothing_is_pooled_while_a_window_was_not_delivered(where):
    assessed(where, "2024H2", "a vangdalen saerlig")
    assessed(where, "2026H1", "a vangdalen saerlig")
    table = measure(where, H("2026H1"), [LANGUAGE])
    assert list(dict.fromkeys(table["window"])) == ["2023", "2024", "2025"]
    assert set(of(table, "2024")["status"]) == {Status.NOT_DELIVERED.value}


def test_nothing_is_pooled_that_the_plan_does_not_pool(where):
    three_years(where)
    assert set(measure(pooling(where), H("2026H1"), [LANGUAGE])["window"]) == {"2023", "2024", "2025"}


def test_nothing_is_pooled_across_a_break_in_the_definition(where, monkeypatch):
    from hpanalysis.definitions import catalogue
    from hpanalysis.measure import window_amounts

    three_years(where)
    indicator = catalogue.indicators()[LANGUAGE]
    end = indicator.window.latest(H("2026H1").cutoff).end
    later = replace(indicator.versions[-1], number=9, since=end, breaks=True)
    broken = catalogue.indicators() | {LANGUAGE: replace(indicator, versions=(*indicator.versions, later))}
    monkeypatch.setattr(window_amounts.catalogue, "indicators", lambda: broken)
    assert set(measure(where, H("2026H1"), [LANGUAGE])["window"]) == {"2023", "2024", "2025"}


def test_pooled_windows_follow_no_persons(where):
    three_years(where)
    assert not link_persons(where, H("2026H1"), [LANGUAGE])["window"].str.contains("..", regex=False).any()


def test_cases_are_pooled_by_adding_them_up(tmp_path):
    where = pooling(frames.workspace(tmp_path), "udsaettelser")
    header = "sagsnummer organisation afdeling blok sagsdato udsat area_id\n"
    for half_year, year in list(YEARS.items())[:3]:
        frames.write(where, "udsaettelser", half_year, f"{header}1 RandersBolig 1 - {year}-02-01 - vangdalen")
    row = of(measure(where, H("2026H1"), ["udsaettelser"]), "2023..2025")
    assert (row.loc["vangdalen", "numerator"], row.loc["vangdalen", "numerator_persons"]) == (3, 3)
    assert row.loc["energivej", "status"] == Status.NO_CASES.value


@pytest.mark.parametrize("indicator_id", ["kontanthjaelp", "sigtede_15_29"])
def test_windows_that_overlap_or_come_ready_made_cannot_be_pooled(tmp_path, indicator_id):
    where = pooling(frames.workspace(tmp_path), indicator_id)
    with pytest.raises(Stop, match=f"Tallet {indicator_id} kan ikke lægges sammen over flere år"):
        measure(where, H("2026H1"), [indicator_id])


def test_the_table_has_the_promised_columns(where):
    three_years(where)
    assert list(measure(where, H("2026H1"), [LANGUAGE])) == MEASURED.names
