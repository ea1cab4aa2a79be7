"""Windows from before the reform of July 2025, counted once more by its rule: which, of what, and who is followed."""

import pytest

import frames
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure import link_persons, measure

H = HalfYear.parse
MOTHERS, BENEFIT = "moedre_kontanthjaelp", "kontanthjaelp"


@pytest.fixture
def where(tmp_path):
    return frames.workspace(tmp_path)


def write_mothers(where, half_year: str, month: str, mothers: dict[str, tuple[str, str]]) -> None:
    """Mothers by name: area and benefit."""
    lines = [f"{name} {area} {month}-01 1 {benefit}" for name, (area, benefit) in mothers.items()]
    frames.write(where, "moedre", half_year, "\n".join(["person area_id statusmaaned boern_under_18 ydelse", *lines]))


BEFORE = {
    "a": ("vangdalen", "kontanthjaelp_jobparat"),
    "b": ("vangdalen", "uddannelseshjaelp"),
    "c": ("vangdalen", "arbejde"),
    "d": ("-", "overgangsydelse"),
}
AFTER = {"a": ("vangdalen", "arbejde"), "b": ("vangdalen", "kontanthjaelp_jobparat"), "c": ("vangdalen", "arbejde")}


def figures(where, indicator: str, window: str, half_year: str = "2026H1") -> dict:
    return frames.figures(measure(where, H(half_year), [indicator]), indicator, window)


def test_the_codes_that_were_folded_in_count_before_the_reform_beside_the_figure_as_it_was(where):
    write_mothers(where, "2025H1", "2024-12", BEFORE)
    write_mothers(where, "2026H1", "2025-12", AFTER)
    assert figures(where, MOTHERS, "2024-12") == {"alle-7": (1, 3), "randers": (1, 4)}
    assert figures(where, MOTHERS, "2024-12@3") == {"alle-7": (2, 3), "randers": (3, 4)}
    assert figures(where, MOTHERS, "2025-12") == {"alle-7": (1, 3), "randers": (1, 3)}
    table = measure(where, H("2026H1"), [MOTHERS]).set_index("window")
    assert set(table.loc["2024-12@3", "definition_version"]) == {3}
    assert set(table.loc["2024-12@3", "half_year"]) == {"2026H1"}
    assert "2025-12@3" not in table.index


def test_nothing_is_counted_again_before_a_window_has_come_after_the_reform(where):
    write_mothers(where, "2025H1", "2024-12", BEFORE)
    assert figures(where, MOTHERS, "2024-12@3", "2025H2") == {}


def test_an_extract_without_any_of_the_codes_is_not_counted_again(where):
    """It was made after the benefits were merged: the old rule's number would pass for the new one's."""
    merged = {
        name: (area, benefit if benefit == "arbejde" else "kontanthjaelp_jobparat")
        for name, (area, benefit) in BEFORE.items()
    }
    write_mothers(where, "2025H1", "2024-12", merged)
    write_mothers(where, "2026H1", "2025-12", AFTER)
    assert figures(where, MOTHERS, "2024-12@3") == {}


def test_persons_are_followed_from_the_window_counted_again_and_over_no_break(where):
    write_mothers(where, "2025H1", "2024-12", BEFORE)
    write_mothers(where, "2026H1", "2025-12", AFTER)
    links = link_persons(where, H("2026H1"), [MOTHERS])
    assert set(zip(links["window"], links["reference"], strict=True)) == {("2025-12", "2024-12@3")}
    (row,) = links.itertuples()
    # b was on a benefit that counts by the new rule, and is on kontanthjælp now; a has left it.
    assert (row.area_id, row.both_in, row.only_now, row.only_before, row.neither) == ("alle-7", 1, 0, 1, 1)


MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]


def write_months(where, half_year: str, first: str, last: str) -> None:
    """One person in Vangdalen, on uddannelseshjælp before the reform and on kontanthjælp after it."""
    lines = [
        f"a vangdalen {month}-01 30 {'uddannelseshjaelp' if month < '2025-07' else 'kontanthjaelp_jobparat'}"
        for month in MONTHS
        if first <= month <= last
    ]
    frames.write(where, "beskaeftigelse", half_year, "\n".join(["person area_id maaned alder ydelse", *lines]))


def test_a_window_that_the_reform_lies_within_is_counted_by_the_new_rule_in_all_its_months(where):
    write_months(where, "2025H1", "2024-04", "2025-03")
    write_months(where, "2025H2", "2024-10", "2025-09")
    assert figures(where, BENEFIT, "2024-10/2025-09", "2025H2")["vangdalen"] == (12, 12)
    assert figures(where, BENEFIT, "2024-04/2025-03", "2025H2")["vangdalen"] == (0, 12)
    assert figures(where, BENEFIT, "2024-04/2025-03@3", "2025H2")["vangdalen"] == (12, 12)
    # Its being of the kind that is outside the labour market does not move.
    assert figures(where, "uden_for_arbejdsmarkedet", "2024-04/2025-03", "2025H2")["vangdalen"] == (12, 12)
