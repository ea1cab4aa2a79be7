"""Where a figure has probably gone, in words and in outline: on every page that shows its change since the baseline."""

import re

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.pages import annual_report, attention, delaftale
from hpanalysis.report.pages.delmaal_indicator import Beside
from hpanalysis.report.profile.profile_table import make_profile_figure
from hpanalysis.report.tables import board_goals
from hpanalysis.report.tables.area_table import make_area_table
from hpanalysis.report.words import evidence_words, explanations
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import (
    ALMOST_SURE,
    CHANCE_EVER,
    JUDGED,
    PROBABLE,
    SIMULATED_CHANCE_EVER,
    WRONG_DIRECTIONS_OF_100,
    Edition,
    Evidence,
    Since,
    Status,
    Verdict,
    WhenHidden,
)
from report_tables import release, row, table

GOAL = "uden_tilknytning_18_64"  # low is good; an overall goal's, so on every kind of page but a delaftale's
OWN = "elevfravaer"  # low is good; a delmål's
DIRECTED = [word for word in Evidence if word is not Evidence.UNCERTAIN]


def plain(html: object) -> str:
    return re.sub(r"(<[^>]+>)+", "|", str(html)).replace(NBSP, " ")


def given(word: Evidence | None = Evidence.PROBABLY_IMPROVED, probability=0.9123, indicator_id=GOAL, **more) -> dict:
    usual = {
        "value": 34.5,
        "lo": 32.1,
        "hi": 36.9,
        "baseline_window": "2022" if indicator_id == GOAL else "2023-24",
        "baseline_recomputed": 38.6,
        "change": -4.1,
        "change_lo": -7.0,
        "change_hi": -1.1,
        "since_baseline": Since.NO_SURE_CHANGE.value,
        "municipality_value": 15.5,
        "evidence": None if word is None else word.value,
        "probability": probability,
    }
    return row(indicator_id, "alle-7", "2024" if indicator_id == GOAL else "2024-25", **(usual | more))


def read(one: dict, edition=Edition.PUBLIC):
    here = release(edition)
    return Speaker(here, one["indicator_id"]), next(iter(here.cells(table(one))))


def say(*args, **more) -> str:
    speaker, cell = read(given(*args, **more))
    return plain(speaker.describe_change(cell))


@pytest.mark.parametrize(
    ("word", "probability", "end"),
    [
        (
            Evidence.ALMOST_SURELY_IMPROVED,
            0.9824,
            "tallet næsten sikkert forbedret (98 pct. sandsynlighed), uden at en test afgør det.",
        ),
        (
            Evidence.PROBABLY_IMPROVED,
            0.9123,
            "tallet sandsynligvis forbedret (91 pct. sandsynlighed), uden at en test afgør det.",
        ),
        (
            Evidence.UNCERTAIN,
            0.5831,
            "der ingen sikker ændring, og det er uvist, om tallet er forbedret eller forværret.",
        ),
        (
            Evidence.PROBABLY_WORSENED,
            0.1174,
            "tallet sandsynligvis forværret (88 pct. sandsynlighed), uden at en test afgør det.",
        ),
        (
            Evidence.ALMOST_SURELY_WORSENED,
            0.0122,
            "tallet næsten sikkert forværret (99 pct. sandsynlighed), uden at en test afgør det.",
        ),
    ],
)
def test_each_word_has_one_sentence_pattern(word, probability, end):
    assert say(word, probability) == f"Siden udgangspunktet i 2022 (38,6 pct.) er {end}"


@pytest.mark.parametrize(
    ("probability", "said"), [(0.9949, "(99 pct. "), (0.9951, "(over 99 pct. "), (1.0, "(over 99 pct. ")]
)
def test_what_is_only_probable_is_never_said_to_be_certain(probability, said):
    assert said in say(Evidence.ALMOST_SURELY_IMPROVED, probability)


@pytest.mark.parametrize("since", [Since.IMPROVED, Since.WORSENED])
def test_a_tested_word_stands_alone(since):
    speaker, cell = read(given(Evidence.ALMOST_SURELY_IMPROVED, 0.99, since_baseline=since.value))
    everywhere = f"{speaker.describe(cell)} {make_area_table(speaker, speaker.release.cells(table(given())))}"
    assert "sandsynlig" not in speaker.describe(cell) and "ændringen er sikker" in everywhere
    assert evidence_words.find_evidence(cell) is None


@pytest.mark.parametrize("since", [Since.NOT_JUDGEABLE, Since.BREAK, None])
def test_a_change_that_was_not_tested_has_no_word(since):
    _, cell = read(given(since_baseline=since and since.value))
    assert evidence_words.find_evidence(cell) is None


def test_a_table_of_before_the_words_says_what_it_said_then():
    old = table(given()).drop(columns=["probability", "evidence", "since_trend", "trend", "trend_windows"])
    here = release()
    cell = next(iter(here.cells(old)))
    assert (cell.evidence, cell.probability, cell.course) == (None, None, None)
    assert Speaker(here, GOAL).describe_change(cell).endswith("er der ingen sikker ændring.")
    assert "uvist" not in make_area_table(Speaker(here, GOAL), here.cells(old))


@pytest.mark.parametrize("edition", list(Edition))
def test_a_hidden_row_says_nothing_in_any_edition_whatever_stands_in_it(edition):
    one = given(status=Status.HIDDEN.value) | {"area_id": "vangdalen"}
    speaker, cell = read(one, edition)
    cells = speaker.release.cells(table(one))
    assert (cell.evidence, cell.probability) == (None, None)
    for text in (speaker.describe(cell), make_area_table(speaker, cells)):
        assert not re.search(r"sandsynlig|uvist|næsten", str(text))
    assert {JUDGED[name].when_hidden for name in ("probability", "evidence", "since_trend")} == {WhenHidden.NOBODY}


def tables_of_change(one: dict) -> list[str]:
    """Every kind of table with a change since the baseline, of one figure."""
    here = release()
    cells = here.cells(table(one))
    speaker = Speaker(here, one["indicator_id"])
    made = [make_area_table(speaker, cells)]
    if one["indicator_id"] == GOAL:
        made += [board_goals.make_goals_table(here, cells), annual_report.show_overall_goals(here, cells)]
    else:
        of_area = here.cells(table(one | {"area_id": "vangdalen"}))
        made += [
            make_profile_figure(here, here.plan.area("vangdalen"), of_area),
            annual_report.show_delmaal(here, cells),
            delaftale.show_delmaal(here, here.plan.agreement("uddannelse"), cells, Beside({})),
        ]
    return [str(each) for each in made]


@pytest.mark.parametrize("indicator_id", [GOAL, OWN])
@pytest.mark.parametrize("word", DIRECTED)
def test_every_table_of_changes_shows_the_word_in_outline_under_the_tested_one(word, indicator_id):
    likely = 0.91 if word.value.endswith("forbedret") else 0.09
    for made in tables_of_change(given(word, likely, indicator_id)):
        marks = re.findall(r'<span class="o (?:god|skidt) muligt"[^>]*><svg.*?</svg>([^<]*)</span>', made)
        assert word.value in marks
        assert made.index("ingen sikker ændring") < made.index(word.value)


def test_uncertain_is_said_plainly_and_without_a_number():
    for made in tables_of_change(given(Evidence.UNCERTAIN, 0.5831))[:2]:
        assert "<small>uvist</small>" in made
        assert "58" not in plain(made).replace("2058", "")


def test_the_words_counted_of_several_figures():
    cells = [read(given(word, 0.5))[1] for word in (*[Evidence.PROBABLY_IMPROVED] * 2, Evidence.ALMOST_SURELY_WORSENED)]
    uncertain = read(given(Evidence.UNCERTAIN, 0.5))[1]
    said = "Af tallene uden sikker ændring er to sandsynligvis forbedret og ét næsten sikkert forværret"
    assert evidence_words.count_directions(cells) == f"{said}."
    assert evidence_words.count_directions([*cells, uncertain]) == f"{said}, og for ét er det uvist."
    assert evidence_words.count_directions([uncertain]).endswith("er det uvist, hvilken vej de har bevæget sig.")
    assert evidence_words.count_directions([read(given(None, None))[1]]) == ""


def test_the_summary_of_the_goals_counts_them():
    here = release()
    assert "er ét sandsynligvis forbedret" in board_goals.summarise_goals(here, here.cells(table(given())))[0]


NEUTRAL = {"indicator_id": OWN, "verdict": Verdict.UNCLEAR.value}


@pytest.mark.parametrize(
    ("word", "there", "elsewhere"),
    [
        (Evidence.PROBABLY_WORSENED, attention.list_needing_attention, attention.list_going_well),
        (Evidence.ALMOST_SURELY_IMPROVED, attention.list_going_well, attention.list_needing_attention),
    ],
)
def test_the_overviews_lists_take_what_is_only_probable_in_outline_on_paper_too(word, there, elsewhere):
    here = release()
    cells = here.cells(table(given(word, 0.5, **NEUTRAL)))
    made = str(there(here, cells))
    assert f"{word.value}</span>. " in re.sub(r'<span class="kun-skaerm">.*?</span>', "", made)
    assert ' muligt"' in made and "<li " not in str(elsewhere(here, cells))


def test_uncertain_figures_are_on_neither_list():
    here = release()
    cells = here.cells(table(given(Evidence.UNCERTAIN, 0.5, **NEUTRAL)))
    for part in (attention.list_needing_attention, attention.list_going_well):
        assert "<li " not in str(part(here, cells))


def test_a_probable_improvement_does_not_outweigh_what_points_away_from_the_target():
    here = release()
    cells = here.cells(table(given(Evidence.PROBABLY_IMPROVED, 0.9, **(NEUTRAL | {"verdict": Verdict.AWAY.value}))))
    assert "<li " in str(attention.list_needing_attention(here, cells))
    assert "<li " not in str(attention.list_going_well(here, cells))


def test_the_explanations_hold_the_numbers_that_the_words_are_given_by():
    told = plain(explanations.explain_certainty(release()))
    for text in (told, explanations.explain_directions().replace(NBSP, " ")):
        assert f"{str(100 * ALMOST_SURE).removesuffix('.5')}½ pct." in text and ALMOST_SURE == 0.975
        assert f"{100 * PROBABLE:.0f} pct." in text
        assert f"omkring {WRONG_DIRECTIONS_OF_100} af 100 tal" in text
    assert f"er højst {100 * CHANCE_EVER:.0f} pct." in told
    assert f"omkring {100 * SIMULATED_CHANCE_EVER:.0f} pct." in told
    for word in ("næsten sikkert", "sandsynligvis", "uvist"):
        assert f"»{word}«" in told.lower() and f"»{word}«" in explanations.explain_directions().lower()


def test_the_brief_explanation_has_the_words_that_a_printed_sheet_has():
    told = explanations.explain_directions(briefly=True).replace(NBSP, " ")
    assert told == (
        "»Ingen sikker ændring« er en tests svar. »Næsten sikkert« er mindst 97½ pct. sandsynligt, »sandsynligvis« "
        "mindst 80 pct., uden at en test afgør det."
    )
