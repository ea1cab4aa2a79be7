import random

import pytest

import frames
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure import WindowAmounts, link_persons, measure
from hpanalysis.tables import LINKED

H = HalfYear.parse
PERSONS = ["both_in", "only_now", "only_before", "neither", "joined_in", "joined_out", "left_in", "left_out"]
SUMS = ["sum_nn", "sum_nd", "sum_dn", "sum_dd"]


@pytest.fixture
def where(tmp_path):
    return frames.workspace(tmp_path)


def row(table, area: str, window: str, reference: str, columns=PERSONS) -> tuple[int, ...]:
    """One row's numbers, in the columns' order; there must be exactly one."""
    found = table[(table["area_id"] == area) & (table["window"] == window) & (table["reference"] == reference)]
    assert len(found) == 1
    return tuple(found.iloc[0][columns])


def pairs(table) -> list[tuple[str, str]]:
    return list(dict.fromkeys(zip(table["window"], table["reference"], strict=True)))


def sprog(where, half_year: str, year: int, children: dict[str, tuple[str, str]]) -> None:
    """Children by name: area (- outside) and result, all assessed in the year."""
    lines = [f"{name} {area} {year}-05-01 3 {result}" for name, (area, result) in children.items()]
    text = "\n".join(["person area_id vurderingsdato alder resultat", *lines])
    frames.write(where, "sprogvurdering", half_year, text)


BEFORE = {
    "a": ("vangdalen", "saerlig"),
    "b": ("vangdalen", "saerlig"),
    "c": ("vangdalen", "generel"),
    "d": ("vangdalen", "generel"),
    "e": ("energivej", "saerlig"),  # moves to Vangdalen
    "f": ("vangdalen", "generel"),  # moves out of the areas
    "g": ("vangdalen", "saerlig"),  # is not there in the later year
}
NOW = {
    "a": ("vangdalen", "saerlig"),
    "b": ("vangdalen", "generel"),
    "c": ("vangdalen", "saerlig"),
    "d": ("vangdalen", "generel"),
    "e": ("vangdalen", "saerlig"),
    "f": ("-", "saerlig"),
    "h": ("vangdalen", "generel"),  # was not there in the earlier year
}


@pytest.fixture
def two_years(where):
    sprog(where, "2024H2", 2023, BEFORE)
    sprog(where, "2025H1", 2024, NOW)
    return link_persons(where, H("2025H1"), ["sprog_saerlig"])


def test_persons_are_followed_by_their_pseudonym_from_one_delivery_to_the_next(two_years):
    # a both; c now only; b before only; d neither; e joined (in); h joined (out); g left (in); f left (out)
    assert row(two_years, "vangdalen", "2024", "2023") == (1, 1, 1, 1, 1, 1, 1, 1)


def test_who_moved_between_areas_has_left_one_and_joined_the_other_and_is_followed_in_the_total(two_years):
    assert row(two_years, "energivej", "2024", "2023") == (0, 0, 0, 0, 0, 0, 1, 0)
    # as Vangdalen, but e is among those in both
    assert row(two_years, "alle-7", "2024", "2023") == (2, 1, 1, 1, 0, 1, 1, 1)


def test_areas_and_total_have_rows_the_municipality_none_and_an_empty_area_zeros(two_years, where):
    assert list(two_years) == LINKED.names
    assert list(two_years["area_id"]) == [*(area.id for area in where.plan.areas), "alle-7"]
    assert row(two_years, "glarbjergvej", "2024", "2023", PERSONS + SUMS) == (0,) * 12


def test_a_baseline_that_is_also_the_year_before_has_one_row(two_years):
    assert pairs(two_years) == [("2024", "2023")]


def test_a_later_window_is_held_against_the_baseline_and_against_the_year_before(where):
    for half_year, year in (("2024H2", 2023), ("2025H1", 2024), ("2026H1", 2025)):
        sprog(where, half_year, year, NOW)
    found = link_persons(where, H("2026H1"), ["sprog_saerlig"])
    assert pairs(found) == [("2024", "2023"), ("2025", "2023"), ("2025", "2024")]


def test_a_window_that_was_not_delivered_is_neither_followed_from_nor_to(where):
    sprog(where, "2024H2", 2023, BEFORE)
    sprog(where, "2026H1", 2025, NOW)
    assert pairs(link_persons(where, H("2026H1"), ["sprog_saerlig"])) == [("2025", "2023")]


def test_an_earlier_half_year_knows_nothing_of_later_deliveries(where, two_years):
    assert len(link_persons(where, H("2024H2"), ["sprog_saerlig"])) == 0


def test_only_the_areas_the_plan_measures_have_rows(where):
    header = "person area_id statusmaaned boern_under_18 ydelse\n"
    frames.write(where, "moedre", "2024H2", header + "a vangdalen 2023-12-01 1 kontanthjaelp_jobparat")
    frames.write(where, "moedre", "2025H1", header + "a vangdalen 2024-12-01 1 kontanthjaelp_jobparat")
    found = link_persons(where, H("2025H1"), ["moedre_kontanthjaelp"])
    assert list(found["area_id"]) == ["alle-7"]
    assert row(found, "alle-7", "2024-12", "2023-12") == (1, 0, 0, 0, 0, 0, 0, 0)


def test_cases_dwellings_and_ready_made_tables_have_no_persons_to_follow(where):
    header = "sagsnummer organisation afdeling blok sagsdato udsat area_id\n"
    frames.write(where, "udsaettelser", "2024H2", header + "1 RandersBolig 1 - 2023-02-01 - vangdalen")
    frames.write(where, "udsaettelser", "2025H1", header + "2 RandersBolig 1 - 2024-02-01 - vangdalen")
    header = "indicator_id area_id periode numerator denominator spread\n"
    for half_year, year in (("2024H2", 2023), ("2025H1", 2024)):
        given = f"sigtede_15_29 alle-7 {year}-01-01 30 100 -"
        frames.write(where, "boligsociale_data", half_year, header + given)
    assert len(link_persons(where, H("2025H1"), ["udsaettelser", "sigtede_15_29"])) == 0


def _a_year_from(year: int) -> list[str]:
    return [f"{year}-{month:02d}" for month in (10, 11, 12)] + [f"{year + 1}-{month:02d}" for month in range(1, 10)]


def months(where, half_year: str, rows: list[tuple[str, str, str, str]]) -> None:
    """Rows of person, area, month and benefit."""
    lines = [f"{person} {area} {month}-01 30 {benefit}" for person, area, month, benefit in rows]
    frames.write(where, "beskaeftigelse", half_year, "\n".join(["person area_id maaned alder ydelse", *lines]))


FIRST, SECOND = _a_year_from(2023), _a_year_from(2024)
FIRST_ID, SECOND_ID = "2023-10/2024-09", "2024-10/2025-09"


def test_person_months_are_multiplied_person_by_person_and_added_over_the_areas_in_the_total(where):
    # a: 3 months of benefit out of 12 before (4 in Vangdalen, 8 in Energivej), 5 of 12 now (all in Vangdalen)
    before = [("a", "vangdalen" if i < 4 else "energivej", m, "foertidspension" if i < 3 else "arbejde")
              for i, m in enumerate(FIRST)]  # fmt: skip
    now = [("a", "vangdalen", m, "foertidspension" if i < 5 else "arbejde") for i, m in enumerate(SECOND)]
    # b: 12 of 12 before, 2 of 6 now
    before += [("b", "vangdalen", m, "foertidspension") for m in FIRST]
    now += [("b", "vangdalen", m, "foertidspension" if i < 2 else "arbejde") for i, m in enumerate(SECOND[:6])]
    months(where, "2024H2", before)
    months(where, "2025H2", now)
    found = link_persons(where, H("2025H2"), ["uden_for_arbejdsmarkedet"])
    assert row(found, "vangdalen", SECOND_ID, FIRST_ID) == (2, 0, 0, 0, 0, 0, 0, 0)
    assert row(found, "energivej", SECOND_ID, FIRST_ID) == (0, 0, 0, 0, 0, 0, 0, 1)
    # sums of n now x n before, n now x d before, d now x n before, d now x d before: a in Vangdalen had 3 of 4 months
    assert row(found, "vangdalen", SECOND_ID, FIRST_ID, SUMS) == (
        5 * 3 + 2 * 12,
        5 * 4 + 2 * 12,
        12 * 3 + 6 * 12,
        12 * 4 + 6 * 12,
    )
    assert row(found, "alle-7", SECOND_ID, FIRST_ID, SUMS) == (
        5 * 3 + 2 * 12,
        5 * 12 + 2 * 12,
        12 * 3 + 6 * 12,
        12 * 12 + 6 * 12,
    )


def test_nobody_is_followed_across_a_break(where):
    months(where, "2024H2", [("a", "vangdalen", m, "kontanthjaelp_jobparat") for m in FIRST])
    months(where, "2025H2", [("a", "vangdalen", m, "kontanthjaelp_jobparat") for m in SECOND])
    found = link_persons(where, H("2025H2"), ["uden_for_arbejdsmarkedet", "kontanthjaelp"])
    assert set(found["indicator_id"]) == {"uden_for_arbejdsmarkedet"}


def test_windows_that_overlap_are_not_held_against_each_other(where):
    between = [*FIRST[6:], *SECOND[:6]]  # April 2024 to March 2025
    for half_year, window in (("2024H2", FIRST), ("2025H1", between), ("2025H2", SECOND)):
        months(where, half_year, [("a", "vangdalen", m, "arbejde") for m in window])
    assert pairs(link_persons(where, H("2025H2"), ["uden_for_arbejdsmarkedet"])) == [(SECOND_ID, FIRST_ID)]


def test_what_measure_counted_is_not_counted_again(where):
    sprog(where, "2024H2", 2023, BEFORE)
    sprog(where, "2025H1", 2024, NOW)
    expected = link_persons(where, H("2025H1"), ["sprog_saerlig"])
    counted = WindowAmounts(where, H("2025H1"))
    measure(where, H("2025H1"), ["sprog_saerlig"], counted)
    for half_year in ("2024H2", "2025H1"):
        where.frame("sprogvurdering", H(half_year)).unlink()
    assert link_persons(where, H("2025H1"), ["sprog_saerlig"], counted).equals(expected)


def test_a_figures_persons_are_those_followed_and_those_who_joined(where, two_years):
    measured = measure(where, H("2025H1"), ["sprog_saerlig"]).set_index(["window", "area_id"])
    for each in two_years.itertuples():
        now, before = (measured.loc[(window, each.area_id)] for window in ("2024", "2023"))
        both = each.both_in + each.only_now + each.only_before + each.neither
        assert now["denominator_persons"] == both + each.joined_in + each.joined_out
        assert now["numerator_persons"] == each.both_in + each.only_now + each.joined_in
        assert before["denominator_persons"] == both + each.left_in + each.left_out
        assert before["numerator_persons"] == each.both_in + each.only_before + each.left_in


AREAS = ["vangdalen", "energivej", "glarbjergvej", "-"]


def _random_months(dice: random.Random, window: list[str]) -> list[tuple[str, str, str, str]]:
    """Sixty persons, some of whom are there, move and get a benefit in some months; every month has a row."""
    rows = [("everywhere", "-", month, "arbejde") for month in window]
    for number in range(60):
        area = dice.choice(AREAS)
        for month in window if dice.random() < 0.7 else []:
            area = dice.choice(AREAS) if dice.random() < 0.1 else area
            if dice.random() < 0.8:
                rows.append((f"p{number}", area, month, dice.choice(["foertidspension", "arbejde", "arbejde"])))
    return rows


def _by_hand(before, now, areas: set[str]) -> tuple[int, ...]:
    """The twelve numbers for a set of areas, person by person from the rows."""
    amounts = []
    for rows in (now, before):
        added: dict[str, list[int]] = {}
        for person, area, _, benefit in rows:
            if area in areas:
                n_d = added.setdefault(person, [0, 0])
                n_d[0] += benefit == "foertidspension"
                n_d[1] += 1
        amounts.append(added)
    found = dict.fromkeys(PERSONS + SUMS, 0)
    for person in {*amounts[0], *amounts[1]}:
        here, was = (added.get(person) for added in amounts)
        if here and was:
            name = {(1, 1): "both_in", (1, 0): "only_now", (0, 1): "only_before", (0, 0): "neither"}
            found[name[here[0] > 0, was[0] > 0]] += 1
            for i, first in enumerate("nd"):
                for j, second in enumerate("nd"):
                    found[f"sum_{first}{second}"] += here[i] * was[j]
        else:
            group, (n, _) = ("joined", here) if here else ("left", was)
            found[f"{group}_{'in' if n else 'out'}"] += 1
    return tuple(found.values())


@pytest.mark.parametrize("seed", range(5))
def test_a_second_and_slower_count_person_by_person_gives_the_same(where, seed):
    dice = random.Random(seed)
    before, now = _random_months(dice, FIRST), _random_months(dice, SECOND)
    months(where, "2024H2", before)
    months(where, "2025H2", now)
    found = link_persons(where, H("2025H2"), ["uden_for_arbejdsmarkedet"])
    inside = [area for area in AREAS if area != "-"]
    for area, areas in (*((area, {area}) for area in inside), ("alle-7", set(inside))):
        assert row(found, area, SECOND_ID, FIRST_ID, PERSONS + SUMS) == _by_hand(before, now, areas)
