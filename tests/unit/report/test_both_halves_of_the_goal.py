"""Delmål 4 asks for two things: the municipality's own figures must fall, and the state's must come under the limit of
its criterion. Plans are judged for real, from figures to the words on the delaftale's page: met, half met by either
half, and not met."""

import re
from datetime import date

import pandas as pd
import pytest

from disclosed_tables import AREAS, RANDERS, TOTAL, figure, hidden, judged, year
from hpanalysis import judge
from hpanalysis.report import goals
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.pages import delaftale
from hpanalysis.report.pages.delmaal_indicator import Beside
from hpanalysis.tables import Verdict
from report_tables import release

GOAL = RANDERS.goal("uden_for_arbejdsmarkedet")
BEFORE, NOW = (
    ("2023-10/2024-09", date(2023, 10, 1), date(2024, 9, 30)),
    ("2024-10/2025-09", date(2024, 10, 1), date(2025, 9, 30)),
)
PERSONS = 3000
STATE = "kriterie_beskaeftigelse"
UNDER, ON_THE_LIMIT, OVER = (380, 400), (400, 400), (430, 420)  # of 1,000 in the newest year and the year before


def of_the_municipality(indicator_id: str, window: tuple, share: float) -> dict:
    """Of the areas together: each person is outside in all twelve months or in none."""
    outside = round(share * PERSONS)
    sums = {"denominator_persons": PERSONS, "sum_nn": 144 * outside, "sum_nd": 144 * outside, "sum_dd": 144 * PERSONS}
    return figure(indicator_id, window, TOTAL, 12 * outside, 12 * PERSONS, **sums)


def judge_half_year(fallen: bool, state: dict[str, tuple[int | None, int | None]]) -> pd.DataFrame:
    """A half-year in which the municipality's two figures have surely fallen, or surely risen. state: area -> the
    state's count of 1,000 in 2025 and 2024, None where it is hidden."""
    shares = (0.45, 0.35) if fallen else (0.35, 0.45)
    rows = []
    for indicator_id in ("uden_for_arbejdsmarkedet", "kontanthjaelp"):
        # The benefits before the reform are counted again by the later rule.
        again = "@3" if indicator_id == "kontanthjaelp" else ""
        rows.append(of_the_municipality(indicator_id, (BEFORE[0] + again, *BEFORE[1:]), shares[0]))
        rows.append(of_the_municipality(indicator_id, NOW, shares[1]))
    for number, place in ((2024, 1), (2025, 0)):
        for area_id in AREAS:
            x = state[area_id][place]
            shown = hidden(STATE, year(number), area_id) if x is None else figure(STATE, year(number), area_id, x, 1000)
            rows.append(shown)
    return judged(*rows).reset_index()


def tell(table: pd.DataFrame) -> tuple[Verdict, str, str]:
    """The delmål's verdict, its words in the overview, and the paragraph that states it on the delaftale's page."""
    here = release()
    cells = here.cells(table)
    one = goals.judge_delmaal(GOAL, cells, here)
    beside = Beside({}, criteria=Criteria(*judge.make_criteria_tables(table, RANDERS), here))
    page = str(delaftale.show_delmaal(here, RANDERS.agreement("beskaeftigelse"), cells, beside))
    stated = re.search(rf'<p data-om="delmaal/{GOAL.id}">.*?</p>', page)
    assert stated
    return one.verdict, goals.explain_verdict(one), re.sub(r"<[^>]+>", "", stated[0])


def everywhere(counts: tuple[int | None, int | None], **other: tuple[int | None, int | None]) -> dict:
    """The same counts in all areas, but for some."""
    return dict.fromkeys(AREAS, counts) | {area_id.replace("_", "-"): told for area_id, told in other.items()}


def test_the_goal_is_judged_on_the_municipalitys_figures_and_on_the_states_measure_of_each_area():
    adopted = {adoption.indicator_id: adoption for adoption in RANDERS.adopted(delmaal_id=GOAL.id)}
    assert {key: one.target.value for key, one in adopted.items()} == {
        "uden_for_arbejdsmarkedet": "falling",
        "kontanthjaelp": "falling",
        STATE: "below_state_criterion",
    }
    assert set(adopted[STATE].areas) == set(AREAS)


@pytest.mark.parametrize("counts", [UNDER, ON_THE_LIMIT], ids=["under the limit", "on it"])
def test_it_is_met_by_a_sure_fall_and_every_area_at_the_limit_or_under_it(counts):
    verdict, words, page = tell(judge_half_year(True, everywhere(counts)))
    assert (verdict, words) == (Verdict.MET, "")
    assert page == "Delmålet: opfyldt" or (page.startswith("Delmålet: ") and "opfyldt" in page and "fordi" not in page)


def test_half_met_by_the_municipalitys_figures_it_is_decided_by_the_area_over_the_limit():
    verdict, words, page = tell(judge_half_year(True, everywhere(UNDER, glarbjergvej=OVER)))
    assert verdict is Verdict.NOT_ON_TRACK
    told = "»Statens jobtal, Glarbjergvej-området«, fordi tallet er over statens kriterium og er ikke faldet"
    assert told in words and told in page
    assert "Uden for arbejdsmarkedet" not in words and "Vangdalen" not in words


def test_half_met_by_the_states_measure_it_is_decided_by_the_municipalitys_figures():
    verdict, words, page = tell(judge_half_year(False, everywhere(UNDER)))
    assert verdict is Verdict.NOT_ON_TRACK
    told = "»Uden for arbejdsmarkedet« og »På kontanthjælp«, fordi tallet er forværret siden udgangspunktet"
    assert told in words and told in page
    assert "kriterium" not in words


def test_not_met_both_halves_are_named():
    verdict, words, page = tell(judge_half_year(False, everywhere(UNDER, vangdalen=OVER)))
    assert verdict is Verdict.NOT_ON_TRACK
    for told in ("»Uden for arbejdsmarkedet«", "»Statens jobtal, Vangdalen«", "fordi tallet er over statens"):
        assert told in words and told in page


def test_on_its_way_where_the_newest_year_alone_is_under_the_limit():
    verdict, words, page = tell(judge_half_year(True, everywhere(UNDER, energivej=(390, 420))))
    assert verdict is Verdict.ON_TRACK
    told = "»Statens jobtal, Energivej-området«, fordi det nyeste år er under statens kriterium"
    assert told in words and told in page


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((380, None), "fordi tallet for et af de to år mangler, og loven bruger gennemsnittet af dem"),
        ((None, 380), "fordi tallet ikke kan vises"),
    ],
    ids=["the year before hidden", "the newest hidden"],
)
def test_one_year_that_is_not_shown_leaves_it_undecided_with_its_reason(counts, told):
    verdict, words, page = tell(judge_half_year(True, everywhere(UNDER, vangdalen=counts)))
    assert verdict is Verdict.UNCLEAR
    assert f"»Statens jobtal, Vangdalen«, {told}" in words and told in page
