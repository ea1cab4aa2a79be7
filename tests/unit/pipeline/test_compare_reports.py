"""`hpanalysis diff` and the end of a run: what is new, in words, from the two published files alone."""

import csv
import io
from pathlib import Path

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.pipeline import compare_reports
from hpanalysis.workspace import Workspace

COLUMNS = [
    "indicator_id",
    "area_id",
    "window",
    "latest",
    "numerator",
    "denominator",
    "value",
    "status",
    "unit",
    "verdict",
    "since_baseline",
    "evidence",
]
EARLIER, LATER = HalfYear.parse("2026H1"), HalfYear.parse("2026H2")


@pytest.fixture
def workspace(tmp_path):
    return Workspace.at(reports=tmp_path, plan_folder=Path(__file__).parents[3] / "params" / "plan")


def publish(workspace, half_year, *rows):
    """A published half-year with these latest figures: indicator, area, window, value, status, verdict."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for indicator, area, window, value, status, verdict in rows:
        shown = {"numerator": "1", "denominator": "2"} if value else {}
        names = dict(indicator_id=indicator, area_id=area, window=window, value=value, status=status, verdict=verdict)
        writer.writerow({"latest": "ja", "unit": "pct.", **names, **shown})
    folder = workspace.reports / str(half_year)
    folder.mkdir()
    (folder / "indicators.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


def publish_both(workspace):
    publish(
        workspace,
        EARLIER,
        ("elevfravaer", "alle-7", "2024-25", "9.5", "vist", "uafklaret"),
        ("elevfravaer", "energivej", "2024-25", "11.0", "vist", ""),
        ("fraflytning", "energivej", "2025", "12", "vist", "uafklaret"),
    )
    publish(
        workspace,
        LATER,
        ("elevfravaer", "alle-7", "2025-26", "9.1", "vist", "ikke på vej"),
        ("elevfravaer", "energivej", "2025-26", "", "diskretioneret", ""),
        ("fraflytning", "energivej", "2025", "12", "vist", "uafklaret"),
    )


def test_each_figure_that_differs_is_told_before_and_now(workspace):
    publish_both(workspace)
    assert compare_reports.describe_changes(workspace, EARLIER, LATER) == [
        "Fra 2026H1 til 2026H2: ét tal er nyt, ét tal er nu diskretioneret og ét tal er uændret. "
        "Målet vurderes anderledes for ét tal.",
        "",
        "Målet vurderes anderledes:",
        "  Elevfravær, 0.-10. kl. (De syv boligområder): 9,5 → 9,1 pct. (2024-25 → 2025-26); målet: uafklaret → ikke "
        "på vej",
        "",
        "Andre ændringer:",
        "  Elevfravær, 0.-10. kl. (Energivej): 11,0 pct. → diskretioneret (2024-25 → 2025-26)",
    ]


def test_a_run_ends_with_the_verdicts_and_how_to_see_the_rest(workspace):
    publish_both(workspace)
    summary = compare_reports.summarise_run(workspace, LATER)
    assert summary[0].startswith("Fra 2026H1 til 2026H2:") and "Målet vurderes anderledes:" in summary
    assert not [line for line in summary if "Energivej" in line]
    assert summary[-1] == "Hvert tal for sig: »hpanalysis diff 2026H1 2026H2«."


def test_the_first_half_year_has_nothing_to_be_compared_with(workspace):
    publish(workspace, EARLIER, ("elevfravaer", "alle-7", "2024-25", "9.5", "vist", "uafklaret"))
    assert compare_reports.summarise_run(workspace, EARLIER) == []


def test_a_half_year_that_is_not_published_is_named(workspace):
    publish(workspace, EARLIER, ("elevfravaer", "alle-7", "2024-25", "9.5", "vist", "uafklaret"))
    with pytest.raises(Stop, match="2026H2 er ikke udgivet"):
        compare_reports.describe_changes(workspace, EARLIER, LATER)


def test_an_area_that_the_plan_no_longer_has_is_told_by_its_id(workspace):
    publish(workspace, EARLIER, ("elevfravaer", "nedlagt", "2024-25", "9.5", "vist", ""))
    publish(workspace, LATER, ("elevfravaer", "alle-7", "2024-25", "9.5", "vist", ""))
    assert "  Elevfravær, 0.-10. kl. (nedlagt): 9,5 pct. → intet tal (2024-25)" in compare_reports.describe_changes(
        workspace, EARLIER, LATER
    )


def test_half_years_in_the_wrong_order_are_wrong_use(workspace):
    publish_both(workspace)
    with pytest.raises(WrongUse, match="Skriv »hpanalysis diff 2026H1 2026H2«"):
        compare_reports.describe_changes(workspace, LATER, EARLIER)
    with pytest.raises(WrongUse, match="Vælg to forskellige halvår"):
        compare_reports.describe_changes(workspace, LATER, LATER)


def test_a_report_of_an_earlier_program_is_compared_by_what_it_has(workspace):
    """It has an indicator that was given up since, and lacks a column."""
    publish_both(workspace)
    path = workspace.reports / str(EARLIER) / "indicators.csv"
    text = path.read_text(encoding="utf-8").replace("fraflytning", "nedlagt_tal").replace(",evidence", ",noget_andet")
    path.write_text(text, encoding="utf-8", newline="")
    told = compare_reports.describe_changes(workspace, EARLIER, LATER)
    assert "  nedlagt_tal (Energivej): 12 pct. → intet tal (2025)" in told


def test_what_is_said_otherwise_of_the_same_number_is_told(workspace):
    publish(workspace, EARLIER, ("elevfravaer", "energivej", "2024-25", "11.0", "vist", ""))
    publish(workspace, LATER, ("elevfravaer", "energivej", "2024-25", "11.0", "vist", ""))
    path = workspace.reports / str(LATER) / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("vist,pct.,,,", "vist,pct.,,forbedret,"), encoding="utf-8")
    told = compare_reports.describe_changes(workspace, EARLIER, LATER)
    assert told[-1].endswith("; siden udgangspunktet: intet ord → forbedret")
