"""Three years together on the pages: beside the year's figure in tables, in its place where it is hidden."""

from datetime import date

import pytest

import report_tables
from hpanalysis.report.cells import read_cells
from hpanalysis.report.profile import profile_table
from hpanalysis.report.tables import matrix, pooled
from hpanalysis.report.tables.area_table import make_area_table
from hpanalysis.report.words import areas_in_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Since, Status, Versus

YOUTH = "unge_i_uddannelse_15_mdr"
YEAR = {"window_start": date(2025, 10, 1), "window_end": date(2025, 10, 31), "baseline_window": "2024-10"}
THREE = {"window_start": date(2023, 10, 1), "window_end": date(2025, 10, 31), "latest": False, "new": False}
HIDDEN = {"status": Status.HIDDEN.value}
SHOWN = {
    "versus_municipality": Versus.NO_SURE_DIFFERENCE.value,
    "versus_reason": "",
    "municipality_value": 78.1,
    "since_baseline": Since.NOT_JUDGEABLE.value,
    "since_reason": "udgangspunktet kun er opgjort for ét år",
}


def year(area: str, **given) -> dict:
    return report_tables.row(YOUTH, area, "2025-10", **YEAR | given)


def three_years(area: str, value: float | None = 79.2, window="2023-10..2025-10", **given) -> dict:
    numbers = {} if value is None else {"value": value, "numerator": 19, "denominator": 24, "lo": 59.5, "hi": 90.8}
    return report_tables.row(YOUTH, area, window, **THREE | SHOWN | numbers | given)


@pytest.fixture
def cells():
    """One area hidden and shown pooled, one shown and pooled, one hidden in both."""
    rows = [
        year("gl-jennumparken", **HIDDEN),
        three_years("gl-jennumparken"),
        year("glarbjergvej", value=66.7, numerator=20, denominator=30, **SHOWN),
        three_years("glarbjergvej", 70.1),
        year("vangdalen", **HIDDEN),
        three_years("vangdalen", None, **HIDDEN),
    ]
    return read_cells(report_tables.table(*rows), Edition.PUBLIC)


@pytest.fixture
def speaker():
    return Speaker(report_tables.release(), YOUTH)


def test_a_pooled_cell_is_no_part_of_the_course_and_never_the_latest(cells):
    assert [cell.window for cell in cells.course(YOUTH, "gl-jennumparken")] == ["2025-10"]
    assert cells.latest(YOUTH, "gl-jennumparken").window == "2025-10"
    assert cells.pooled(YOUTH, "gl-jennumparken").window == "2023-10..2025-10"


def test_the_newest_pool_stands_beside_the_latest_year():
    windows = {"2023-10..2025-10": date(2025, 10, 31), "2020-10..2022-10": date(2022, 10, 31)}
    rows = [three_years("vangdalen", window=window, window_end=end) for window, end in windows.items()]
    cells = read_cells(report_tables.table(year("vangdalen"), *rows), Edition.PUBLIC)
    assert cells.pooled(YOUTH, "vangdalen").window == "2023-10..2025-10"


def test_the_pooled_figures_stand_in_a_table_of_their_own(cells, speaker):
    html = pooled.make_pooled_table(speaker, cells)
    assert "tre år samlet</caption>" in html
    assert ">Tre år samlet, 2022-24<" in html  # the cohorts that left
    assert f'id="{YOUTH}-gl-jennumparken-samlet"' in html
    assert "79,2" in html
    assert html.count(Status.HIDDEN.value) == 1
    assert "79,2" not in make_area_table(speaker, cells)


def test_no_table_is_made_where_nothing_is_pooled(speaker):
    assert pooled.make_pooled_table(speaker, read_cells(report_tables.table(year("vangdalen")), Edition.PUBLIC)) is None


def test_the_profile_has_a_row_for_the_year_and_one_for_three_years(cells, speaker):
    release = speaker.release
    html = profile_table.make_profile_figure(release, release.plan.area("gl-jennumparken"), cells)
    for anchor in (f"{YOUTH}-gl-jennumparken", f"{YOUTH}-gl-jennumparken-samlet"):
        assert html.count(f'id="{anchor}"') == 1
    assert "Tre år samlet, 2022-24" in html


def test_a_hidden_year_is_spoken_of_by_its_three_years(cells, speaker):
    said = areas_in_words.describe_measured_areas(speaker, cells, more=pooled.describe_pooled_areas(speaker, cells))
    assert said[-1] == "Tallet er diskretioneret for Gl.\N{NO-BREAK SPACE}Jennumparken og Vangdalen."  # nothing follows
    pooled_level = next(sentence for sentence in said if "79,2" in sentence)
    assert pooled_level.startswith("Af de unge i Gl.\N{NO-BREAK SPACE}Jennumparken, der forlod skolen")
    assert "i årene 2022-24" in pooled_level
    assert not any("70,1" in sentence for sentence in said)  # its year is shown


def test_the_profile_tells_the_three_years_in_place_of_a_hidden_year_only(cells, speaker):
    told = pooled.find_pooled_instead(cells.latest(YOUTH, "gl-jennumparken"), cells)
    assert told.key == f"{YOUTH}/2023-10..2025-10/gl-jennumparken"
    assert pooled.find_pooled_instead(cells.latest(YOUTH, "glarbjergvej"), cells) is None  # the year is shown
    assert pooled.find_pooled_instead(cells.latest(YOUTH, "vangdalen"), cells) is None  # both are hidden


def test_a_pooled_figure_is_not_said_to_be_old_or_held_against_one_year(cells, speaker):
    said = speaker.describe(cells.pooled(YOUTH, "gl-jennumparken"))
    assert "ingen ny opgørelse" not in said
    assert "fordi udgangspunktet kun er opgjort for ét år" in said
    assert "Usikkerhedsintervallet går fra 59,5 til 90,8" in said


def test_the_matrix_keeps_the_year_and_the_note_below_it_tells_the_three_years(cells, speaker):
    release = speaker.release
    drawn = matrix.make_matrix(release, matrix.list_lines(release, cells))
    note = pooled.list_pooled_instead_of_hidden(release, cells)
    assert "79,2" not in drawn
    assert "I uddannelse, 15 mdr. (tre år samlet, 2022-24): Gl. Jennumparken" in note.replace("\N{NO-BREAK SPACE}", " ")
    assert "79,2" in note
    assert "70,1" not in note


def test_nothing_is_noted_where_no_hidden_year_is_shown_pooled(speaker):
    shown = read_cells(report_tables.table(year("vangdalen", value=70.0)), Edition.PUBLIC)
    assert pooled.list_pooled_instead_of_hidden(speaker.release, shown) is None
