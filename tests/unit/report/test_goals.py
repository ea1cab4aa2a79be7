import pytest

from hpanalysis.plan import Delmaal
from hpanalysis.report import goals
from hpanalysis.report.goals import Judged
from hpanalysis.tables import Status, Verdict
from report_tables import release, row, table

MET, ON, OFF, UNKNOWN = Verdict.MET, Verdict.ON_TRACK, Verdict.NOT_ON_TRACK, Verdict.NOT_JUDGEABLE


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([MET, ON, ON, OFF], "Af de fire delmål er ét opfyldt, to er på vej, og ét er ikke på vej."),
        ([MET, MET, UNKNOWN], "Af de tre delmål er to opfyldte, og ét kan ikke vurderes."),
        ([OFF, UNKNOWN, UNKNOWN], "Af de tre delmål er ét ikke på vej, og to kan ikke vurderes."),
        ([UNKNOWN, UNKNOWN], "Ingen af de to delmål kan vurderes."),
        ([OFF, OFF], "Ingen af de to delmål er på vej."),
        ([MET, MET], "De to delmål er opfyldte."),
        ([ON], "Delmålet er på vej."),
        ([UNKNOWN], "Delmålet kan ikke vurderes."),
    ],
)
def test_how_many_are_met_is_a_sentence_to_be_read_aloud(verdicts, said):
    found = [Judged(Delmaal(str(n), "a", "b", "c"), verdict) for n, verdict in enumerate(verdicts)]
    assert goals.summary(found) == said


def absence_delmaal(first, second, **given):
    here = release()
    rows = [
        row("elevfravaer", "alle-7", "2024-25", value=9.0, verdict=first and first.value, **given),
        row("elevfravaer_over_10", "alle-7", "2024-25", value=30.0, verdict=second and second.value),
        row("elevfravaer_over_10", "vangdalen", "2024-25", value=30.0, verdict=OFF.value),
    ]
    return goals.verdict_of(here.plan.goal("fremmoede"), here.cells(table(*rows)), here)


@pytest.mark.parametrize(
    ("first", "second", "whole"), [(MET, ON, ON), (MET, OFF, OFF), (MET, UNKNOWN, MET), (UNKNOWN, None, UNKNOWN)]
)
def test_the_weakest_figure_that_can_be_judged_decides_and_areas_do_not(first, second, whole):
    assert absence_delmaal(first, second) is whole


def test_a_hidden_figure_decides_nothing():
    assert absence_delmaal(OFF, MET, status=Status.HIDDEN.value) is MET
