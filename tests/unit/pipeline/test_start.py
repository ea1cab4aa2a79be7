"""What the start page in JupyterLab says is next: never that extracts are to be had again that were rightly deleted."""

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.list_half_years import HalfYearState
from hpanalysis.pipeline.start import run_command, suggest_next_step


def state(*missing, published=False, has_params=True) -> HalfYearState:
    return HalfYearState(HalfYear(2026, 1), 3, missing, published, "", has_params)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (state(has_params=False), "»new 2026H1«"),
        (state("elevfravaer.csv"), "elevfravaer.csv"),
        (state(), "»check 2026H1«"),
        (state(published=True), "»package 2026H1«"),
        (state("elevfravaer.csv", published=True), "»package 2026H1«"),
        (state("elevfravaer.csv", published=True, has_params=False), "»package 2026H1«"),
    ],
)
def test_the_next_step_follows_from_how_far_a_half_year_is(where, said):
    assert said in suggest_next_step(where)


def test_a_command_says_what_it_says_in_a_terminal(capfd):
    run_command("hpanalysis rnu 2026H1")
    assert "Mente du »run«?" in (told := capfd.readouterr().out) and "kode 2" in told
