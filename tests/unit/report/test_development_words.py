"""The development beside the municipality's in words, and the areas that a figure does not cover: on every page."""

import re

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.tables import board_goals
from hpanalysis.report.tables.area_table import fold_further, make_area_table
from hpanalysis.report.words import explanations
from hpanalysis.report.words.caveats import list_caveats, list_coverages
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Development, Since, Status
from report_tables import release, row, table

GOAL = "uden_tilknytning_18_64"  # low is good; the plan holds its development against the municipality's
UNCOVERED = (
    "ingen boligafdelinger fra Energivej-området, kun én fra Centrale Randers og få fra Hermann Stillingsvej-området"
)
EFFECT = re.compile(r"effekt|skyldes|takket være|på grund af|medført|resulteret|lykkedes", re.I)


def plain(html: object) -> str:
    return re.sub(r"(<[^>]+>)+", "|", str(html)).replace(NBSP, " ")


def given(indicator_id: str = GOAL, verdict=Development.UNDECIDED, area_id="alle-7", **more) -> dict:
    usual = {
        "value": 34.5,
        "baseline_window": "2022",
        "baseline_recomputed": 38.6,
        "change": -4.1,
        "since_baseline": Since.NO_SURE_CHANGE.value,
        "municipality_value": 15.5,
        "rest_change": -0.3,
        "development": -3.8,
        "development_lo": -6.7,
        "development_hi": -0.8,
        "development_ratio": 0.91,
        "development_margin": 5.0,
        "versus_development": verdict.value,
        "development_reason": "forskellen ikke er sikker" if verdict is Development.UNDECIDED else "",
    }
    return row(indicator_id, area_id, "2024", **(usual | more))


def say(**more) -> str:
    here = release()
    one = given(**more)
    return plain(Speaker(here, one["indicator_id"]).describe(next(iter(here.cells(table(one))))))


CHANGES = (
    "Siden udgangspunktet er det målte tal faldet med 4,1 procentpoint, og i resten af kommunen er det faldet med 0,3 "
    "procentpoint. "
)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (
            Development.CAUGHT_UP,
            "Forskellen på de to ændringer er sikker, og de opgjorte boligafdelinger har hentet ind.",
        ),
        (
            Development.FALLEN_BEHIND,
            "Forskellen på de to ændringer er sikker, og de opgjorte boligafdelinger er sakket bagud.",
        ),
        (
            Development.KEPT_PACE,
            "Forskellen på de to ændringer ligger inden for margenen på 5 procentpoint, og de opgjorte boligafdelinger "
            "har fulgt med.",
        ),
        (
            Development.UNDECIDED,
            "Det kan ikke afgøres, om de opgjorte boligafdelinger har fulgt med, fordi forskellen ikke er sikker.",
        ),
    ],
)
def test_each_verdict_has_one_pattern_without_a_word_on_causes(verdict, sentence):
    text = say(verdict=verdict)
    assert CHANGES + sentence in text
    assert not EFFECT.search(text)


def test_a_change_of_nothing_is_told_so_and_the_country_by_its_name():
    text = say(
        indicator_id="grundlaeggende_trygge",
        area_id="glarbjergvej",
        change=0.0,
        rest_change=2.0,
        development_margin=5.0,
    )
    assert (
        "Siden udgangspunktet er det målte tal ikke ændret, og i hele landet er det steget med 2 procentpoint." in text
    )


def test_where_only_the_reason_is_known_it_stands_with_the_other_open_questions():
    text = say(rest_change=None, development=None, development_reason="kommunens udgangspunkt ikke kan vises")
    assert (
        "Det kan ikke vurderes, om de opgjorte boligafdelinger har fulgt med udviklingen i resten af kommunen, fordi "
        "kommunens udgangspunkt ikke kan vises." in text
    )


def test_a_figure_whose_target_is_another_has_the_column_and_not_the_sentence():
    here = release()
    one = given(indicator_id="elevfravaer", area_id="vangdalen")
    cells = here.cells(table(one))
    speaker = Speaker(here, "elevfravaer")
    assert "har fulgt med" not in plain(speaker.describe(next(iter(cells))))
    assert "Mod kommunens udvikling" in plain(fold_further(speaker, cells))


def test_the_goals_table_has_the_verdict_with_difference_ratio_and_reason():
    here = release()
    html = plain(board_goals.make_goals_table(here, here.cells(table(given(verdict=Development.CAUGHT_UP)))))
    minus = "\N{MINUS SIGN}"
    told = f"hentet ind|{minus}3,8 procentpoint ({minus}6,7 til {minus}0,8)|forhold: 0,91"
    assert f"{told}|kun de boligafdelinger, der er med" in html
    assert f"med {UNCOVERED}" in html
    summary = board_goals.summarise_goals(here, here.cells(table(given(verdict=Development.CAUGHT_UP))))
    assert any("Sammenlignet med udviklingen i" in text and "har hentet ind" in text for text in summary)


def test_the_areas_left_out_are_named_with_every_figure_of_the_source_and_of_no_other():
    here = release()
    of_lbf, other = Speaker(here, GOAL), Speaker(here, "stemt_kommunalvalg")
    assert of_lbf.caveat.endswith(f"Ifølge noten til planens tabel over de overordnede mål indgår der {UNCOVERED}.")
    assert other.uncovered == other.uncovered_briefly == ""
    assert UNCOVERED in plain(list_caveats([of_lbf])) and UNCOVERED not in plain(list_caveats([other]))
    compared = "Sammenligningen gælder kun de boligafdelinger, der er med i områdernes tal."
    assert compared in plain(list_coverages([of_lbf])) and compared not in plain(list_coverages([other]))


def test_a_hidden_figure_has_no_development_on_any_page():
    one = given(verdict=Development.CAUGHT_UP, status=Status.HIDDEN.value)
    here = release()
    cell = next(iter(here.cells(table(one))))
    assert cell.development is None
    for make in (make_area_table, fold_further):
        assert "hentet ind" not in plain(make(Speaker(here, GOAL), here.cells(table(one))) or "")


def test_the_words_are_explained_where_figures_are():
    text = plain(explanations.explain_certainty(release()))
    assert "»hentet ind«, »fulgt med« og »sakket bagud«" in text and "Ordene siger intet om årsagen." in text
