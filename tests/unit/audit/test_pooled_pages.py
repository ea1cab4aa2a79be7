"""Three years together on a page: a cell of its own, which tells what its row of indicators.csv tells and no more."""

import pytest

from audit_folders import Publication, definitions, edit, indicator
from hpanalysis.audit import audit
from hpanalysis.published.failures import Fault

YEARS = ("2023", "2024", "2025")
WINDOWS = {year: {"most_per_person": 1, "blocks": [year]} for year in YEARS}
WINDOWS["2023..2025"] = {"most_per_person": 3, "blocks": list(YEARS)}
AREAS = {"nord": (60, 120), "syd": (66, 130)}


@pytest.fixture
def folder(tmp_path):
    """Each year hidden in both areas of a plan without total, the three years of one hidden and of the other shown."""
    told = definitions({"a": indicator(windows=WINDOWS)}, "nord syd", total=None, municipality=None)
    counts = {("a", year, area): (n, d) for year in YEARS for area, (n, d) in AREAS.items()}
    counts |= {("a", "2023..2025", area): (3 * n, 3 * d) for area, (n, d) in AREAS.items()}
    hidden = [f"a/{year}/{area}" for year in YEARS for area in AREAS]
    made = Publication(told, counts).hiding(*hidden, "a/2023..2025/nord").write(tmp_path)
    row = '<tr><td class="num" id="a-{}-samlet">{}</td></tr></table>'
    edit(made / "oversigt.html", "</table>", row.format("nord", "diskretioneret"))
    edit(made / "oversigt.html", "</table>", row.format("syd", "50,8 %"))
    return made


def faults(folder) -> set[str]:
    return {failure.fault for failure in audit({"2026H1": folder}).failures}


def test_a_page_may_tell_three_years_where_they_are_shown(folder):
    assert audit({"2026H1": folder}).holds


def test_a_number_in_a_hidden_cell_of_three_years_is_caught(folder):
    edit(folder / "oversigt.html", 'id="a-nord-samlet">diskretioneret', 'id="a-nord-samlet">50,8 %')
    assert faults(folder) == {Fault.PAGE_TELLS.value}


def test_another_number_than_that_of_the_three_years_is_caught(folder):
    edit(folder / "oversigt.html", 'id="a-syd-samlet">50,8 %', 'id="a-syd-samlet">50 %')
    assert faults(folder) == {Fault.PAGE_DIFFERS.value}


def _three_years(tmp_path, *, shown_in_2023: int):
    """Three years pooled, hidden with two of the years; the first is shown. Only that tells how many there must be."""
    told = definitions({"a": indicator("count", windows=WINDOWS)}, "nord syd", municipality=None)
    years = {"2023": (shown_in_2023, 30), "2024": (0, 40), "2025": (7, 40)}
    counts = {}
    for year, pair in years.items():
        counts |= {
            ("a", year, area): (n, None) for area, n in zip(("nord", "syd", "alle"), (*pair, sum(pair)), strict=True)
        }
    pooled = [sum(pair[place] for pair in years.values()) for place in range(2)]
    whole = zip(("nord", "syd", "alle"), (*pooled, sum(pooled)), strict=True)
    counts |= {("a", "2023..2025", area): (n, None) for area, n in whole}
    hidden = [f"a/{window}/{area}" for window in ("2025", "2023..2025") for area in ("nord", "syd")]
    return audit({"2026H1": Publication(told, counts).hiding(*hidden).write(tmp_path)})


def test_a_hidden_sum_of_years_is_no_small_count_where_one_year_is_known_to_have_k(tmp_path):
    """Of the three years it must be 5 at least; fewer than 15 might be fewer than 5 persons, but 2023 has 5 alone."""
    assert _three_years(tmp_path, shown_in_2023=5).holds


def test_a_hidden_sum_of_years_that_may_be_of_few_persons_is_asked_for(tmp_path):
    found = {failure.place for failure in _three_years(tmp_path, shown_in_2023=4).failures}
    assert any("a/2023..2025/nord" in place for place in found)
