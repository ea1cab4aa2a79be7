"""A pooled figure is the sum of its windows as they stand, and never tells what few persons moved in them."""

from datetime import date

import pandas as pd
import pytest

import corrections_tables as made
from hpanalysis import corrections
from hpanalysis.publications import find_half_years

SPROG = "sprog_saerlig"
PARTS = ((10, 40), (12, 40), (6, 20), (12, 60))  # three areas and the rest of the municipality


def window(year: int, *parts: tuple[int, int]) -> list[dict]:
    return _rows(str(year), date(year, 1, 1), date(year, 12, 31), parts)


def _rows(name: str, start: date, end: date, parts) -> list[dict]:
    def added(pairs):
        return tuple(sum(column) for column in zip(*pairs, strict=True))

    pairs = [*parts[:3], added(parts[:3]), added(parts)]
    return made.areas(SPROG, *pairs, window=name, window_start=start, window_end=end)


def three_years(*years: tuple) -> list[dict]:
    """The windows 2022, 2023 and 2024, each by its parts, and the three pooled."""
    together = [tuple(sum(column) for column in zip(*part, strict=True)) for part in zip(*years, strict=True)]
    singles = [row for year, parts in enumerate(years, start=2022) for row in window(year, *parts)]
    return [*singles, *_rows("2022..2024", date(2022, 1, 1), date(2024, 12, 31), together)]


def moved(parts: tuple, place: int, by: int) -> tuple:
    """By so many persons more in one of the parts, all of them in the numerator."""
    return tuple((n + by, d + by) if i == place else (n, d) for i, (n, d) in enumerate(parts))


@pytest.fixture
def stands(tmp_path):
    """(window, area) -> numerator of what stands, when the tables given follow on one that was published."""

    def held(before: list[dict], now: list[dict], hidden_in: frozenset = frozenset()):
        table = made.measured(*before)
        parts = [(table[table["window"].isin(hidden_in)], {(SPROG, area) for area in made.AREAS})]
        parts.append((table[~table["window"].isin(hidden_in)], set()))
        publication = pd.concat([made.judged(part, hidden) for part, hidden in parts if len(part)], ignore_index=True)
        made.publish(tmp_path, made.THEN, publication)
        ledger = corrections.read_ledger(find_half_years(tmp_path), made.NOW)
        found = corrections.find_standing_figures(made.measured(*now), ledger, made.PLAN, {made.THEN: table})
        return {(row.window, row.area_id): int(row.numerator) for row in found.itertuples()}

    return held


SAME = (PARTS, PARTS, PARTS)


def test_a_window_that_stands_takes_the_pooled_figure_with_it(stands):
    """Two persons more in one area in 2023: nothing of them is published, in the year or in the three years."""
    found = stands(three_years(*SAME), three_years(PARTS, moved(PARTS, 0, 2), PARTS))
    assert found == {
        ("2023", "moellebakken"): 10,
        ("2023", "alle-3"): 28,
        ("2023", "lillekoebing"): 40,
        ("2022..2024", "moellebakken"): 30,
        ("2022..2024", "alle-3"): 84,
        ("2022..2024", "lillekoebing"): 120,
    }


def test_a_window_that_is_corrected_corrects_the_pooled_figure(stands):
    assert stands(three_years(*SAME), three_years(PARTS, moved(PARTS, 0, 5), PARTS)) == {}


def test_what_moved_in_hidden_windows_is_not_told_by_the_pooled_figure(stands):
    """Three persons each in two hidden years: six together might be told, three of one year may not be. In each year
    the figure was never shown, so nothing but the pooled one tells; and there it is six."""
    now = three_years(moved(PARTS, 0, 3), moved(PARTS, 0, 3), PARTS)
    assert stands(three_years(*SAME), now, hidden_in=frozenset({"2022", "2023", "2024"})) == {}


def test_few_persons_in_hidden_windows_stand_with_the_pooled_figure(stands):
    now = three_years(moved(PARTS, 0, 3), PARTS, PARTS)
    found = stands(three_years(*SAME), now, hidden_in=frozenset({"2022", "2023", "2024"}))
    assert found["2022..2024", "moellebakken"] == 30
    assert found["2022", "moellebakken"] == 10


def test_the_pooled_figure_minus_the_year_shown_tells_of_no_few_persons(stands):
    """Five more in the year that is shown and two more in one that is hidden: seven, minus five, would be two."""
    now = three_years(moved(PARTS, 0, 5), moved(PARTS, 0, 2), PARTS)
    found = stands(three_years(*SAME), now, hidden_in=frozenset({"2023"}))
    assert found["2022..2024", "moellebakken"] == 30
    assert found["2023", "moellebakken"] == 10


def test_a_pool_that_was_never_published_is_the_sum_of_its_windows_as_they_stand(tmp_path):
    made.publish(tmp_path, made.THEN, made.judged(made.measured(*window(2022, *PARTS))))
    ledger = corrections.read_ledger(find_half_years(tmp_path), made.NOW)
    now = made.measured(*three_years(moved(PARTS, 0, 2), PARTS, PARTS))
    found = corrections.find_standing_figures(now, ledger, made.PLAN)
    whole = corrections.restore_standing_figures(now, found).set_index(["window", "area_id"])["numerator"]
    for area in made.AREAS:
        assert whole["2022..2024", area] == sum(whole[year, area] for year in ("2022", "2023", "2024"))
