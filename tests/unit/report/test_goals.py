from dataclasses import replace

import pytest

from hpanalysis.plan import Delmaal, Level
from hpanalysis.report import goals
from hpanalysis.report.goals import JudgedDelmaal
from hpanalysis.report.tables import matrix
from hpanalysis.tables import Status, Verdict
from report_tables import release, row, table

MET, ON, TOWARDS, UNCLEAR, AWAY, OFF, NONE = Verdict


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([MET, ON, ON, OFF], "Af de fire delmål er ét opfyldt, to er på vej, og ét er ikke på vej."),
        ([MET, MET, NONE], "Af de tre delmål er to opfyldte, og ét kan ikke opgøres."),
        ([TOWARDS, UNCLEAR, UNCLEAR], "Af de tre delmål peger ét mod målet, og to er uafklarede."),
        (
            [UNCLEAR, TOWARDS, AWAY, AWAY],
            "Af de fire delmål peger ét mod målet, ét er uafklaret, og to peger væk fra målet.",
        ),
        ([AWAY, OFF], "Af de to delmål peger ét væk fra målet, og ét er ikke på vej."),
        (
            [MET, ON, TOWARDS, TOWARDS, UNCLEAR, UNCLEAR, UNCLEAR, AWAY, OFF, NONE],
            "Af de ti delmål er ét opfyldt, ét er på vej, to peger mod målet, tre er uafklarede, ét peger væk fra "
            "målet, ét er ikke på vej, og ét kan ikke opgøres.",
        ),
        ([OFF, NONE, NONE], "Af de tre delmål er ét ikke på vej, og to kan ikke opgøres."),
        ([NONE, NONE], "Ingen af de to delmål kan opgøres."),
        ([TOWARDS, TOWARDS], "De to delmål peger mod målet."),
        ([UNCLEAR, UNCLEAR], "De to delmål er uafklarede."),
        ([AWAY, AWAY], "De to delmål peger væk fra målet."),
        ([ON, ON], "De to delmål er på vej."),
        ([OFF, OFF], "Ingen af de to delmål er på vej."),
        ([MET, MET], "De to delmål er opfyldte."),
        ([ON], "Delmålet er på vej."),
        ([TOWARDS], "Delmålet peger mod målet."),
        ([UNCLEAR], "Delmålet er uafklaret."),
        ([AWAY], "Delmålet peger væk fra målet."),
        ([NONE], "Delmålet kan ikke opgøres."),
    ],
)
def test_how_many_are_met_is_a_sentence_to_be_read_aloud(verdicts, said):
    found = [JudgedDelmaal(Delmaal(str(n), "a", "b", "c"), verdict) for n, verdict in enumerate(verdicts)]
    assert goals.summarise_delmaal(found) == said


def absence_delmaal(first, second, **given):
    here = release()
    rows = [
        row("elevfravaer", "alle-7", "2024-25", **({"value": 9.0, "verdict": first and first.value} | given)),
        row("elevfravaer_over_10", "alle-7", "2024-25", value=30.0, verdict=second and second.value),
        row("elevfravaer_over_10", "vangdalen", "2024-25", value=30.0, verdict=OFF.value),
    ]
    return goals.judge_delmaal(here.plan.goal("fremmoede"), here.cells(table(*rows)), here)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [(MET, ON, ON), (MET, OFF, OFF), (UNCLEAR, OFF, OFF), (MET, UNCLEAR, UNCLEAR), (TOWARDS, AWAY, AWAY)],
)
def test_all_figures_of_a_delmaal_decide_and_areas_do_not(first, second, whole):
    assert absence_delmaal(first, second).verdict is whole


def test_a_hidden_figure_leaves_its_delmaal_unclear_and_a_weaker_one_decides_all_the_same():
    assert absence_delmaal(MET, MET, status=Status.HIDDEN.value).verdict is UNCLEAR
    assert absence_delmaal(MET, OFF, status=Status.HIDDEN.value).verdict is OFF
    assert absence_delmaal(MET, None, status=Status.NOT_DELIVERED.value, value=None).verdict is UNCLEAR


ABSENCE, OVER_10 = "»Elevfravær, 0.-10. kl.«", "»Fravær over 10 pct.«"
FEW = "antallet af personer er for lille"


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (MET, AWAY, f"Afgøres af {OVER_10}, fordi {FEW}"),
        (UNCLEAR, UNCLEAR, f"Afgøres af {ABSENCE} og {OVER_10}, fordi {FEW}"),
        (MET, MET, ""),
    ],
)
def test_a_delmaal_of_several_figures_says_which_of_them_decides(first, second, why):
    here = release()
    rows = [
        row("elevfravaer", "alle-7", "2024-25", value=9.0, verdict=first.value, reason="" if first is MET else FEW),
        row("elevfravaer_over_10", "alle-7", "2024-25", value=9.0, verdict=second.value, reason=FEW),
    ]
    judged = goals.judge_delmaal(here.plan.goal("fremmoede"), here.cells(table(*rows)), here)
    assert goals.explain_verdict(judged) == why
    assert goals.name_deciding(judged) == why.split(", fordi")[0]


def test_figures_that_decide_for_different_reasons_say_each_its_own():
    here = release()
    rows = [
        row("elevfravaer", "alle-7", "2024-25", value=9.0, verdict=UNCLEAR.value, reason="der er databrud"),
        row(
            "elevfravaer_over_10",
            "alle-7",
            "2024-25",
            status=Status.HIDDEN.value,
            verdict=NONE.value,
            reason="hemmelig",
        ),
    ]
    judged = goals.judge_delmaal(here.plan.goal("fremmoede"), here.cells(table(*rows)), here)
    assert goals.explain_verdict(judged) == (
        f"Afgøres af {ABSENCE}, fordi der er databrud, og {OVER_10}, fordi tallet ikke kan vises"
    )


def test_a_delmaal_of_one_figure_needs_no_name_beside_the_reason():
    here = release()
    rows = [row("fraflytning", "alle-7", "2025", value=9.0, verdict=TOWARDS.value, reason=FEW)]
    judged = goals.judge_delmaal(here.plan.goal("tilfredse_beboere"), here.cells(table(*rows)), here)
    assert (goals.explain_verdict(judged), goals.name_deciding(judged)) == (f"fordi {FEW}", "")


def test_a_figure_that_is_there_without_a_verdict_is_unclear_and_never_not_computable():
    here = release()
    cells = here.cells(table(row("fraflytning", "alle-7", "2025", value=9.0)))
    judged = goals.judge_delmaal(here.plan.goal("tilfredse_beboere"), cells, here)
    assert judged.verdict is UNCLEAR
    assert goals.explain_verdict(judged) == "fordi planen ikke siger, hvornår målet er nået"


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
    [((MET, OFF, UNCLEAR), MET, OFF), ((MET, ON, UNCLEAR), OFF, UNCLEAR), ((MET, ON, MET), OFF, ON)],
)
def test_a_delmaal_that_is_judged_on_each_area_is_met_when_all_of_them_are(areas, total, whole):
    here, cells = each(*areas, total=total)
    judged = goals.judge_delmaal(here.plan.goal("tilfredse_beboere"), cells, here)
    assert judged.verdict is whole
    weakest = [
        area
        for area, verdict in zip(("Vangdalen", "Energivej-området", "Glarbjergvej-området"), areas, strict=True)
        if verdict is whole
    ]
    assert goals.name_deciding(judged) == f"Afgøres af »Fraflytning, {weakest[0]}«"
    line = next(line for line in matrix.list_lines(here, cells) if line.speaker.indicator_id == "fraflytning")
    assert line.goal is whole


def test_an_indicator_without_a_target_has_no_verdict_of_its_own():
    here = release()
    cells = here.cells(table(row("sprog_saerlig", "alle-7", "2025", value=9.0)))
    assert goals.find_verdict_of_indicator(here.plan.adoption("sprog_saerlig"), cells, here) is None


def test_the_rule_says_what_the_verdicts_are_given_on():
    assert goals.explain_rule(release(), "uddannelse").startswith("Vurderingen gælder områderne samlet. Har")
    # The state's criterion is judged area by area, because the law knows no areas together.
    assert "hvor planen siger det, hvert område for sig" in goals.explain_rule(release())
    assert "hvor planen siger det, hvert område for sig" in goals.explain_rule(each(MET)[0])
