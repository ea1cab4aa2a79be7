import re

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.pages import attention
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Status, Verdict, Versus
from report_tables import release, row, table


def figure(indicator_id, window, versus=None, since=None, verdict=None, **given):
    words = {
        "versus_municipality": versus and versus.value,
        "since_baseline": since and since.value,
        "verdict": verdict and verdict.value,
    }
    return row(indicator_id, "alle-7", window, value=20.0, municipality_value=22.0, **(words | given))


def names(part, *rows) -> list[str]:
    here = release()
    return re.findall(r"<li[^>]*><b><a [^>]*>(.*?)</a>\. </b>", part(here, here.cells(table(*rows))))


WORSENED = figure("ungdomsskole", "2025-09-01", Versus.NO_SURE_DIFFERENCE, Since.WORSENED)
OFF = figure("fraflytning", "2025", None, Since.NO_SURE_CHANGE, Verdict.NOT_ON_TRACK)
WORSE = figure("elevfravaer", "2024-25", Versus.WORSE, Since.NO_SURE_CHANGE, Verdict.UNCLEAR)
BOTH = figure("udsaettelser", "2025", None, Since.WORSENED, Verdict.NOT_ON_TRACK)
IMPROVED = figure("elevfravaer_over_10", "2024-25", Versus.WORSE, Since.IMPROVED, Verdict.UNCLEAR)
MET = figure("unge_paabegyndt_samme_aar", "2025-10", Versus.NO_SURE_DIFFERENCE, Since.NO_SURE_CHANGE, Verdict.MET)
UNSURE = figure("moedre_kontanthjaelp", "2025-12", Versus.NOT_JUDGEABLE, Since.NO_SURE_CHANGE, Verdict.UNCLEAR)
ALL = (WORSE, IMPROVED, MET, OFF, WORSENED, BOTH, UNSURE)


def test_what_needs_attention_is_sure_and_ranked_worsened_first():
    assert names(attention.list_needing_attention, *ALL) == [
        "Udsættelsessager",
        "Randers Ungdomsskole",
        "Fraflytning",
        "Elevfravær, 0.-10. kl",
    ]


def test_what_goes_the_right_way_is_surely_improved_or_met():
    assert names(attention.list_going_well, *ALL) == ["Fravær over 10 pct", "Begyndt i afgangsåret"]


def test_nothing_sure_gives_neither_and_says_so():
    here = release()
    cells = here.cells(table(UNSURE))
    for part in (attention.list_needing_attention, attention.list_going_well):
        assert names(part, UNSURE) == [] and part(here, cells).startswith("<p>Ingen af delmålenes tal er for")


TOWARDS = figure("udsaettelser", "2025", None, Since.NO_SURE_CHANGE, Verdict.TOWARDS)
AWAY = figure("fraflytning", "2025", None, Since.NO_SURE_CHANGE, Verdict.AWAY)
TOWARDS_AND_WORSE = figure("elevfravaer_over_10", "2024-25", Versus.WORSE, Since.NO_SURE_CHANGE, Verdict.TOWARDS)


def test_what_is_only_probable_comes_after_what_is_sure():
    assert names(attention.list_needing_attention, AWAY, WORSE) == ["Elevfravær, 0.-10. kl", "Fraflytning"]
    assert names(attention.list_going_well, TOWARDS, MET) == ["Begyndt i afgangsåret", "Udsættelsessager"]


def test_a_figure_that_is_surely_worse_needs_attention_though_it_probably_points_towards_its_target():
    assert names(attention.list_needing_attention, TOWARDS_AND_WORSE) == ["Fravær over 10 pct"]
    assert names(attention.list_going_well, TOWARDS_AND_WORSE) == []


@pytest.mark.parametrize("part", [attention.list_needing_attention, attention.list_going_well])
def test_a_hidden_figure_is_on_no_list(part):
    assert names(part, *[given | {"status": Status.HIDDEN.value} for given in ALL]) == []


def test_the_text_of_an_item_is_the_figures_own():
    here = release()
    cells = here.cells(table(OFF))
    sentences = Speaker(here, "fraflytning").list_short_sentences(cells.latest("fraflytning", "alle-7"))
    shown = str(attention.list_needing_attention(here, cells).striptags())
    assert " ".join(text for text, _ in sentences).replace(NBSP, " ") in shown.replace(NBSP, " ")


def test_one_sheet_of_paper_carries_what_is_sure_and_leaves_the_rest_to_the_page():
    here = release()
    cells = here.cells(table(OFF))
    speaker, cell = Speaker(here, "fraflytning"), cells.latest("fraflytning", "alle-7")
    carried = [sentence for sentence, needed in speaker.list_short_sentences(cell) if needed]
    assert carried == [
        said
        for said in (
            speaker.describe_level(cell),
            speaker.describe_comparison(cell),
            speaker.describe_target(cell, because=False),
        )
        if said
    ]
    assert f'<span class="kun-skaerm">{speaker.state_caveat(cell)}</span>' in attention.list_needing_attention(
        here, cells
    )


def test_a_single_area_stands_on_a_list_only_where_it_has_surely_changed_and_after_the_rest():
    improved = figure("uden_for_arbejdsmarkedet", "2025-04/2026-03", None, Since.IMPROVED) | {"area_id": "vangdalen"}
    worsened = improved | {"area_id": "energivej", "since_baseline": Since.WORSENED.value}
    worse = figure("elevfravaer", "2024-25", Versus.WORSE, Since.NO_SURE_CHANGE) | {"area_id": "vangdalen"}
    rows = (improved, worsened, worse, WORSENED, MET)
    assert names(attention.list_needing_attention, *rows) == [
        "Randers Ungdomsskole",
        "Uden for arbejdsmarkedet, Energivej-området",
    ]
    assert names(attention.list_going_well, *rows) == ["Begyndt i afgangsåret", "Uden for arbejdsmarkedet, Vangdalen"]


def test_a_list_of_more_than_five_says_how_many_it_leaves_out():
    areas = ["vangdalen", "energivej", "glarbjergvej", "sjaellandsgade", "centrale-randers", "gl-jennumparken"]
    rows = [figure("fraflytning", "2025", None, Since.IMPROVED) | {"area_id": area} for area in areas]
    assert len(names(attention.list_going_well, *rows)) == attention.MOST == 5
    here = release()
    said = attention.list_going_well(here, here.cells(table(*rows)))
    assert "Listen viser fem af seks tal" in said
    assert "Listen viser" not in attention.list_going_well(here, here.cells(table(*rows[:5])))
