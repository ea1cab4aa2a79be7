import re

import pytest

from hpanalysis.report import attention
from hpanalysis.report.numbers import NBSP
from hpanalysis.report.sentences import Speaker
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
    return re.findall(r"<li><b>(.*?)\. </b>", part(here, here.cells(table(*rows))))


WORSENED = figure("ungdomsskole", "2025-09-01", Versus.NO_SURE_DIFFERENCE, Since.WORSENED)
OFF = figure("fraflytning", "2025", None, Since.NO_SURE_CHANGE, Verdict.NOT_ON_TRACK)
WORSE = figure("elevfravaer", "2024-25", Versus.WORSE, Since.NO_SURE_CHANGE, Verdict.NOT_JUDGEABLE)
BOTH = figure("udsaettelser", "2025", None, Since.WORSENED, Verdict.NOT_ON_TRACK)
IMPROVED = figure("elevfravaer_over_10", "2024-25", Versus.WORSE, Since.IMPROVED, Verdict.NOT_JUDGEABLE)
MET = figure("unge_paabegyndt_samme_aar", "2025-10", Versus.NO_SURE_DIFFERENCE, Since.NO_SURE_CHANGE, Verdict.MET)
UNSURE = figure("moedre_kontanthjaelp", "2025-12", Versus.NOT_JUDGEABLE, Since.NO_SURE_CHANGE, Verdict.NOT_JUDGEABLE)
ALL = (WORSE, IMPROVED, MET, OFF, WORSENED, BOTH, UNSURE)


def test_what_needs_attention_is_sure_and_ranked_worsened_first():
    assert names(attention.needs_attention, *ALL) == [
        "Udsættelsessager",
        "Randers Ungdomsskole",
        "Fraflytning",
        "Elevfravær, 0.-10. kl",
    ]


def test_what_goes_the_right_way_is_surely_improved_or_met():
    assert names(attention.goes_well, *ALL) == ["Fravær over 10 pct", "Begyndt i afgangsåret"]


def test_nothing_sure_gives_neither_and_says_so():
    here = release()
    cells = here.cells(table(UNSURE))
    for part in (attention.needs_attention, attention.goes_well):
        assert names(part, UNSURE) == [] and part(here, cells).startswith("<p>Ingen af delmålenes tal er vurderet som")


@pytest.mark.parametrize("part", [attention.needs_attention, attention.goes_well])
def test_a_hidden_figure_is_on_no_list(part):
    assert names(part, *[given | {"status": Status.HIDDEN.value} for given in ALL]) == []


def test_the_text_of_an_item_is_the_figures_own():
    here = release()
    cells = here.cells(table(OFF))
    said = Speaker(here, "fraflytning").whole(cells.latest("fraflytning", "alle-7"), target=True)
    assert said.replace(NBSP, " ") in attention.needs_attention(here, cells).replace(NBSP, " ")
