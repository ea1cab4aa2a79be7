"""What a yearly report covers: news and corrections of the year so far, or of one half-year."""

import pandas as pd
import pytest

import report_tables
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import WrongUse
from hpanalysis.report.covered import Covered, Span, find_new_figures, parse_span, read_corrections
from hpanalysis.tables import CORRECTIONS
from hpanalysis.workspace import Workspace
from report_tables import ROOT, row

SECOND = HalfYear.parse("2026H2")


@pytest.mark.parametrize(
    ("half", "span", "years", "title"),
    [
        ("2026H2", Span.YEAR, ["2026H1", "2026H2"], "2026"),
        ("2026H1", Span.YEAR, ["2026H1"], "2026"),
        ("2026H2", Span.HALF_YEAR, ["2026H2"], "for 2.\N{NO-BREAK SPACE}halvår 2026"),
    ],
)
def test_a_year_is_its_half_years_so_far_and_a_half_year_itself(half, span, years, title):
    covered = Covered(HalfYear.parse(half), span)
    assert [str(one) for one in covered.half_years] == years
    assert covered.title == title
    assert covered.inside == f"i {title.removeprefix('for ')}"


def test_another_period_than_the_two_is_wrong_use():
    with pytest.raises(WrongUse, match="Perioden kendes ikke"):
        parse_span("maaned")


def test_a_window_is_new_in_a_year_if_a_report_of_that_year_showed_it_first():
    judged = report_tables.table(
        row("fraflytning", "alle-7", "2025", half_year="2026H1"),
        row("fraflytning", "alle-7", "2024", half_year="2026H2", latest=False),
        row("elevfravaer", "alle-7", "2025-26", half_year="2026H2"),
        row("ungdomsskole", "alle-7", "2025-09-01", half_year="2025H2"),
    )
    assert find_new_figures(judged, Covered(SECOND, Span.YEAR)) == {
        ("fraflytning", "alle-7"),
        ("elevfravaer", "alle-7"),
    }
    assert find_new_figures(judged, Covered(SECOND, Span.HALF_YEAR)) == {("elevfravaer", "alle-7")}


def _correction(window: str) -> dict[str, object]:
    return dict.fromkeys(CORRECTIONS.names) | {"indicator_id": "fraflytning", "area_id": "alle-7", "window": window}


@pytest.fixture
def halves(tmp_path):
    """A workspace in which 2026H2 corrects one window and the published 2026H1 corrected another."""
    workspace = Workspace.at(ROOT, processed=tmp_path / "processed", reports=tmp_path / "reports")
    for folder in (workspace.folder(SECOND), workspace.reports / "2026H1"):
        folder.mkdir(parents=True)
    pd.DataFrame([_correction("2025")]).to_parquet(workspace.table_path("corrections", SECOND))
    pd.DataFrame([_correction("2024")]).to_csv(workspace.reports / "2026H1" / "rettelser.csv", index=False)
    return workspace


def test_a_years_corrections_are_those_published_earlier_in_it_and_the_half_years_own(halves):
    assert list(read_corrections(halves, Covered(SECOND, Span.YEAR))["window"]) == ["2024", "2025"]
    assert list(read_corrections(halves, Covered(SECOND, Span.HALF_YEAR))["window"]) == ["2025"]


def test_an_earlier_half_year_that_is_not_published_has_no_corrections(halves):
    (halves.reports / "2026H1" / "rettelser.csv").unlink()
    assert list(read_corrections(halves, Covered(SECOND, Span.YEAR))["window"]) == ["2025"]
