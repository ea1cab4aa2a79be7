"""The pages do not change by a byte when only what is hidden changes: charts, colours, order, sentences and alt texts.

Every notebook is run cell by cell on a half-year in which each hidden row holds numbers and verdicts of its own; in a
real run such a row holds none.
"""

import ast

import nbformat
import pandas as pd
import pytest

import control_tables
import report_tables
from hpanalysis.pipeline.pages.plan_of_pages import names
from hpanalysis.report.html import Block
from hpanalysis.tables import Evidence, Since, Status, Verdict, Versus
from hpanalysis.workspace import Workspace
from report_tables import ROOT

NUMBERS = [
    *("numerator", "denominator", "value", "lo", "hi", "change", "change_lo", "change_hi", "change_p", "rest_value"),
    *("year_before_value", "year_before_change", "year_before_p", "municipality_p", "others_value", "others_p"),
    *("effect", "effect_se", "prior_sd", "probability"),
    *("gap", "gap_lo", "gap_hi", "from_line", "from_line_lo", "from_line_hi", "target_probability"),
]
VERDICTS = {
    "versus_municipality": Versus,
    "versus_others": Versus,
    "since_baseline": Since,
    "since_year_before": Since,
    "evidence": Evidence,
    "verdict": Verdict,
}


def with_hidden(change) -> pd.DataFrame:
    """The half-year with the hidden rows' cells put through `change(column, old value)`."""
    table = report_tables.half_year()
    hidden = table["status"] == Status.HIDDEN.value
    assert hidden.sum() > 30
    for column in (*NUMBERS, *VERDICTS):
        table[column] = table[column].astype(object)
        table.loc[hidden, column] = [change(column, old) for old in table.loc[hidden, column]]
    return table.astype({column: "Float64" for column in NUMBERS})


def other(column, old):
    """Another number, or the verdict after this one."""
    if column in VERDICTS:
        words = [word.value for word in VERDICTS[column]]
        return words[(words.index(old) + 1) % len(words)] if old in words else words[0]
    return 3.0 if column in ("numerator", "value") else 7.0


PROFILE = "omraade-vangdalen"

# Hidden rows as they are in a real run, and with two sets of numbers and verdicts that nobody may see.
TABLES = {
    "none": lambda column, old: None,
    "low": other,
    "high": lambda column, old: other(column, other(column, old)) if column in VERDICTS else 4321.0,
}


def results(notebook, parameters: dict) -> str:
    """What the cells show, in their order. The figures of a delaftale are those of the table, not counted anew."""
    space, shown = {}, []
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        if "recompute_delaftale" in cell.source:
            stored = space["half"].delaftale(parameters["agreement"])
            space["delaftale"] = stored.with_figures(stored.figures)
            continue
        *lines, last = ast.parse(cell.source).body
        exec(compile(ast.Module(lines, []), "cell", "exec"), space)
        if isinstance(last, ast.Expr):
            found = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            shown.append(str(found.html) if isinstance(found, Block) else str(found))
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space |= parameters
    assert shown
    return "\n".join(shown)


def pages(folder, judged: pd.DataFrame, only: str = "") -> dict[str, str]:
    """The pages of the half-year by name: all of them, or one."""
    processed = folder / "processed" / "2026H1"
    processed.mkdir(parents=True)
    judged.to_parquet(processed / "judged.parquet")
    report_tables.write_state_criteria(judged, processed)
    report_tables.checks().to_parquet(processed / "checks.parquet")
    report_tables.corrections().to_parquet(processed / "corrections.parquet")
    control_tables.half_year().to_parquet(processed / "control.parquet")
    where = Workspace.at(ROOT, raw=folder / "raw", processed=folder / "processed", reports=folder / "reports")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in where.environment().items():
            patch.setenv(name, value)
        found = {
            name: results(ROOT / "notebooks" / f"{notebook}.ipynb", {"half_year": "2026H1"} | own)
            for name, notebook, own in names(where.plan)
            if not only or name == only
        }
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return pages(tmp_path_factory.mktemp("none"), with_hidden(TABLES["none"]))


def test_the_hidden_rows_of_the_tables_differ():
    low, high = (with_hidden(TABLES[name]) for name in ("low", "high"))
    hidden = low["status"] == Status.HIDDEN.value
    assert (low.loc[hidden, "value"] != high.loc[hidden, "value"]).all()
    assert (low.loc[hidden, "versus_municipality"] != high.loc[hidden, "versus_municipality"]).all()
    pd.testing.assert_frame_equal(low[~hidden], high[~hidden])


@pytest.mark.slow
@pytest.mark.parametrize("one", ["low", "high"])
def test_no_page_changes_when_only_what_is_hidden_changes(one, made, tmp_path):
    assert len(made) > 12
    changed = pages(tmp_path, with_hidden(TABLES[one]))
    assert [name for name, html in changed.items() if html != made[name]] == []


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    return pages(tmp_path_factory.mktemp("profil"), with_hidden(TABLES["none"]), PROFILE)


def test_a_profile_does_not_change_when_only_what_is_hidden_changes(profile, tmp_path):
    assert profile == pages(tmp_path, with_hidden(TABLES["low"]), PROFILE)


def test_a_page_changes_when_a_shown_number_does(profile, tmp_path):
    """So that the tests above can fail."""
    table = with_hidden(TABLES["none"])
    shown = table.index[(table["status"] == Status.SHOWN.value) & table["latest"] & (table["area_id"] == "vangdalen")][
        0
    ]
    table.loc[shown, "value"] += 7
    assert pages(tmp_path, table, PROFILE) != profile
