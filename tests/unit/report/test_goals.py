from dataclasses import replace

import pytest

from hpanalysis.plan import Delmaal, Level
from hpanalysis.report import goals
from hpanalysis.report.goals import JudgedDelmaal
from hpanalysis.report.tables import matrix
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
    found = [JudgedDelmaal(Delmaal(str(n), "a", "b", "c"), verdict) for n, verdict in enumerate(verdicts)]
    assert goals.summarise_delmaal(found) == said


def absence_delmaal(first, second, **given):
    here = release()
    rows = [
        row("elevfravaer", "alle-7", "2024-25", value=9.0, verdict=first and first.value, **given),
        row("elevfravaer_over_10", "alle-7", "2024-25", value=30.0, verdict=second and second.value),
        row("elevfravaer_over_10", "vangdalen", "2024-25", value=30.0, verdict=OFF.value),
    ]
    return goals.find_verdict_of_delmaal(here.plan.goal("fremmoede"), here.cells(table(*rows)), here)


@pytest.mark.parametrize(
    ("first", "second", "whole"), [(MET, ON, ON), (MET, OFF, OFF), (UNKNOWN, OFF, OFF), (MET, UNKNOWN, UNKNOWN)]
)
def test_all_figures_of_a_delmaal_decide_and_areas_do_not(first, second, whole):
    assert absence_delmaal(first, second) is whole


def test_a_hidden_figure_leaves_its_delmaal_not_judgeable():
    assert absence_delmaal(MET, MET, status=Status.HIDDEN.value) is UNKNOWN
    assert absence_delmaal(MET, OFF, status=Status.HIDDEN.value) is OFF


def each(*verdicts, total=None):
    """A release whose delmål on move-outs is judged on each area, and cells of three areas and the total."""
    here = release()
    own = [replace(a, judged_on=Level.EACH) if a.delmaal_id == "tilfredse_beboere" else a for a in here.plan.adoptions]
    here = replace(here, plan=replace(here.plan, adoptions=tuple(own)))
    areas = ["vangdalen", "energivej", "glarbjergvej"]
    rows = [row("fraflytning", a, "2025", value=9.0, verdict=v.value) for a, v in zip(areas, verdicts, strict=False)]
    rows += [row("fraflytning", "alle-7", "2025", value=9.0, verdict=total.value)] if total else []
    return here, here.cells(table(*rows))


@pytest.mark.parametrize(
    ("areas", "total", "whole"),
    [((MET, OFF, UNKNOWN), MET, OFF), ((MET, ON, UNKNOWN), OFF, UNKNOWN), ((MET, ON, MET), OFF, ON)],
)
def test_a_delmaal_that_is_judged_on_each_area_is_met_when_all_of_them_are(areas, total, whole):
    here, cells = each(*areas, total=total)
    assert goals.find_verdict_of_delmaal(here.plan.goal("tilfredse_beboere"), cells, here) is whole
    line = next(line for line in matrix.list_lines(here, cells) if line.speaker.indicator_id == "fraflytning")
    assert line.goal is whole


def test_an_indicator_without_a_target_has_no_verdict_of_its_own():
    here = release()
    cells = here.cells(table(row("sprog_saerlig", "alle-7", "2025", value=9.0)))
    assert goals.find_verdict_of_indicator(here.plan.adoption("sprog_saerlig"), cells, here) is None


def test_the_rule_says_what_the_verdicts_are_given_on():
    assert goals.explain_rule(release()).startswith("Vurderingen gælder områderne samlet. Har")
    assert "hvor planen siger det, hvert område for sig" in goals.explain_rule(each(MET)[0])
