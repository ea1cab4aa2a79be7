"""Figures by sex and age band over real runs: the data unit has them, and nothing that is published does."""

import pandas as pd
import pytest

from hpanalysis.tables import BREAKDOWNS, Status

HALF = "2026H1"
TABLE = "opdelinger.parquet"


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_public_run_makes_no_figure_of_a_group(made):
    assert not (made.processed / HALF / TABLE).exists()
    heads = [path.read_text(encoding="utf-8-sig").partition("\n")[0] for path in made.reports.rglob("*.csv")]
    assert heads and not [head for head in heads if "group_id" in head]


@pytest.mark.parametrize(
    ("source", "columns"), {"sprogvurdering": {"koen", "foedselsaar"}, "udsaettelser": set()}.items()
)
def test_a_frame_keeps_sex_and_year_of_birth_where_there_is_a_cpr_number(made, source, columns):
    frame = pd.read_parquet(made.processed / HALF / "frames" / f"{source}.parquet")
    assert {"koen", "foedselsaar", "foedselsdato", "cpr"} & set(frame) == columns
    if columns:
        assert set(frame["koen"]) == {"kvinde", "mand"}
        assert frame["foedselsaar"].between(2018, 2024).all()


@pytest.mark.slow
def test_the_confidential_run_gives_the_data_unit_the_groups_and_publishes_nothing(project):
    published = files(project.reports)
    done = project.hpanalysis("run", HALF, "--edition", "fortrolig")
    assert done.returncode == 0, done.stderr
    table = pd.read_parquet(project.processed / HALF / TABLE)
    assert list(table) == BREAKDOWNS.names
    hidden = table["status"] == Status.HIDDEN.value
    assert hidden.any() and not hidden.all()
    assert table.loc[hidden, "numerator"].notna().all(), "the data unit sees them"
    assert table.loc[hidden, ["lo", "hi"]].isna().all(axis=None)
    assert files(project.reports) == published
    # A public run makes the figures anew and leaves none of another run's groups beside them.
    done = project.hpanalysis("run", HALF, "--reports", str(project.folder / "andre"))
    assert done.returncode == 0, done.stderr
    assert not (project.processed / HALF / TABLE).exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("edition", "En opdeling efter køn vises ikke i den offentlige udgave"),
        ('"fortrolig"', "Notesbogen åbner den fortrolige udgave, men siden, der laves, skal udgives."),
    ],
)
def test_a_page_that_asks_for_groups_is_not_published(project, edition, said):
    (project.processed / HALF / TABLE).write_bytes(b"")
    published = files(project.reports)
    asked = f'report.half_year(half_year, {edition}).indicator("elevfravaer").by("koen")'
    project.break_notebook("oversigt", f"from hpanalysis import report\n{asked}")
    done = project.hpanalysis("run", HALF)
    assert done.returncode == 1
    assert said in done.stderr
    assert files(project.reports) == published
