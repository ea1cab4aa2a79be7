"""The outcomes on the page deltagere, of rows written out: before and after, what may be concluded, and how alike."""

import re

import pytest

import participant_tables as tables
from hpanalysis.definitions import catalogue
from hpanalysis.published.charts.tables import list_rows
from hpanalysis.report.participants import outcome_words
from hpanalysis.report.participants.outcome_rows import Outcomes
from hpanalysis.tables import TOLD_OF_HIDDEN, Concluded, NotCompared, OutcomeStatus
from participant_tables import ParticipantsPage, not_compared, not_told, outcome

NBSP = "\N{NO-BREAK SPACE}"
JOB, READY, HEALTH = "job_til_mor", "fremskudt_beskaeftigelse", "det_gode_liv"
NOTHING = {
    "concluded": Concluded.NO_DIFFERENCE.value,
    "difference": -0.4,
    "difference_lo": -3.0,
    "difference_hi": 2.2,
}
ALIKE = {"koen": (0.1, 0.02), "area_id": (0.5, 0.09), "before": (None, 0.1)}


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace(NBSP, " ").split())


def page(*rows, balance=(), earlier=()):
    """A page of these outcomes; of reach there is what the half-year of Randers has."""
    given = tables.outcomes_table(*rows) if rows else None
    return ParticipantsPage(*tables.half_year(), given, tables.balance_table(*balance), earlier)


def show(*rows, balance=(), earlier=()):
    return page(*rows, balance=balance, earlier=earlier).show("outcomes")


def find_figures(html, kind):
    return re.findall(rf'<figure id="fig-{kind}-.*?</figure>', html, re.DOTALL)


def test_an_outcome_is_told_before_and_after_with_the_interval_of_the_change_and_of_whom():
    told = plain(show(outcome(JOB)))
    change = "På kontanthjælp: I gennemsnit 82,1 pct. i det halve år før og 61,5 pct. i det halve år efter"
    assert f"{change}, en ændring på −20,6 procentpoint (−27,9 til −13,3)." in told
    assert "gennemsnit for mindst 40 deltagere, der begyndte fra januar 2025 til juni 2025." in told
    assert "der begyndte i januar 2025." in plain(show(outcome(JOB, last_month="2025-01")))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (outcome(JOB), "Det gik bedre end for lignende ikke-deltagere. Forskellen i ændring var −12,2 procentpoint"),
        (
            outcome(JOB, concluded=Concluded.WORSE.value, difference=9.1, difference_lo=2.0, difference_hi=16.2),
            "Det gik dårligere end for lignende ikke-deltagere. Forskellen i ændring var +9,1 procentpoint (2,0 til",
        ),
        # The largest that the interval holds: nothing beyond it is left open.
        (outcome(JOB, **NOTHING), "Ingen forskel kunne ses; en forskel under 3,0 procentpoint kan ikke udelukkes."),
    ],
)
def test_a_conclusion_has_the_closed_words_and_its_difference(row, told):
    assert told in plain(show(row))


@pytest.mark.parametrize("reason", NotCompared)
def test_why_nothing_is_compared_is_told_and_no_difference(reason):
    html = show(not_compared(JOB, reason))
    assert f"Det kan ikke sammenlignes, fordi {reason.value}." in plain(html)
    assert "Forskellen i ændring" not in plain(html) and "E-værdien" not in plain(html)
    assert "I gennemsnit 82,1" in plain(html)  # what became of the participants is told all the same


@pytest.mark.parametrize("status", [OutcomeStatus.HIDDEN, OutcomeStatus.NOBODY_YET])
def test_what_is_not_told_has_a_sentence_and_no_number_whatever_stands_in_the_row(status):
    hidden = outcome(JOB, before=87.6, after=88.8, difference=87.7) | {"status": status.value}
    html = show(hidden)
    assert outcome_words.NOT_TOLD[status] in plain(html) and "<svg" not in html
    assert not re.search(r"8[78],[678]", html)
    assert html == show(not_told(JOB, status))


@pytest.mark.parametrize("reason", NotCompared)
def test_of_hidden_numbers_it_is_told_that_there_are_too_few_to_compare_and_no_other_reason(reason):
    row = not_compared(JOB, reason) | {"status": OutcomeStatus.HIDDEN.value}
    told = plain(show(row))
    said = f"Det kan ikke sammenlignes, fordi {reason.value}. {outcome_words.NOT_TOLD[OutcomeStatus.HIDDEN]}"
    assert (said in told) is (reason in TOLD_OF_HIDDEN)
    assert outcome_words.NOT_TOLD[OutcomeStatus.HIDDEN] in told and "82,1" not in told


def test_regression_to_the_mean_is_told_where_the_participants_were_chosen_by_a_condition():
    told = plain(show(outcome(JOB), outcome(HEALTH)))
    chosen = "Deltagerne er valgt efter et vilkår: mor er på kontanthjælp, og børnene har højt skolefravær. Et tal, der"
    assert f"{chosen} er dårligt, når nogen bliver valgt, bliver ofte bedre af sig selv. Blandt de lignende" in told
    assert told.count("bedre af sig selv") == 1  # whoever lives there may take part in the other
    assert told.count("Blandt de lignende ikke-deltagere var ændringen −8,4 procentpoint") == 2
    unknown = plain(show(outcome(JOB, expected=None)))
    assert "bedre af sig selv." in unknown and "lignende ikke-deltagere var" not in unknown


def test_nothing_is_held_beside_the_participants_where_they_may_not_be_compared():
    html = show(not_compared(JOB, NotCompared.TOO_FEW_MATCHED))
    assert "bedre af sig selv." in plain(html) and "8,4" not in html
    (figure,) = find_figures(html, "udfald")
    assert figure.count("<use ") == 2 and "Stiplet" not in figure


def test_placebo_e_value_and_the_smallest_difference_are_told_in_plain_words():
    told = plain(show(outcome(JOB)))
    assert "Opgjort på samme måde, før nogen begyndte, var forskellen +0,8 procentpoint (−3,1 til 4,7)." in told
    assert "både det at deltage og udfaldet mindst 2,1 gange så hyppigt (E-værdien; 1,4 gange for" in told
    assert "En forskel på 11,3 procentpoint eller mere ville være set med 80 pct. sandsynlighed." in told
    assert "E-værdien" not in plain(show(outcome(JOB, **NOTHING)))


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (20.0, "Omkring 20 pct. af dem begyndte nær samme tid i en anden aktivitet med samme udfald."),
        (0.0, "Ingen eller næsten ingen af dem begyndte nær samme tid"),
        (None, "Hvor mange af dem der begyndte nær samme tid i en anden aktivitet med samme udfald, kan ikke vises."),
    ],
)
def test_it_is_told_how_many_took_part_in_something_else_too(share, told):
    assert told in plain(show(outcome(JOB, elsewhere=share)))


def test_the_design_is_named_with_what_it_cannot_show():
    told = plain(show(outcome(JOB)))
    assert "matchet difference-in-differences" in told and "Det er ikke lodtrækning." in told
    assert "kan sammenligningen ikke vise, hvad der er årsagen" in told


def test_before_and_after_are_drawn_with_what_was_to_be_expected_and_the_verdicts_own_mark():
    def draw(row):
        (figure,) = find_figures(show(row), "udfald")
        return figure

    better, worse = draw(outcome(JOB)), draw(outcome(JOB, concluded=Concluded.WORSE.value))
    assert "På kontanthjælp: 82,1 % før, 61,5 % efter" in plain(better)
    assert better.count("<use ") == 3 and draw(outcome(JOB, expected=None)).count("<use ") == 2
    assert "--good" in better and "--bad" not in better and "--bad" in worse
    neutral = draw(not_compared(JOB, NotCompared.TOO_FEW_MATCHED))
    assert "--good" not in neutral and "--bad" not in neutral


def test_a_charts_table_has_the_digits_of_the_csv_file():
    (figure,) = find_figures(show(outcome(JOB)), "udfald")
    heads, *rows = list_rows(re.search(r"<table.*?</table>", figure, re.DOTALL)[0])
    assert heads == ["Tal", "På kontanthjælp", "Usikkerhedsinterval"]
    assert [row[1].replace(NBSP, " ") for row in rows] == ["82,1 %", "61,5 %", "−20,6", "−8,4"]
    assert rows[2][2] == "−27,9 til −13,3"


def test_balance_is_a_chart_with_the_limit_and_only_where_there_is_a_comparison():
    rows = tables.balance(JOB, **ALIKE)
    html = show(outcome(JOB), not_compared(READY, NotCompared.OUT_OF_BALANCE), balance=rows)
    (figure,) = find_figures(html, "balance")
    assert JOB in figure and "grænsen" in figure
    told = plain(re.search(r"<tbody>.*?</tbody>", figure, re.DOTALL)[0])
    assert told == "køn højst 0,1 højst 0,02 boligområde højst 0,5 højst 0,09 tallet før over 1 højst 0,1"
    shapes = re.findall(r'<use [^>]*href="([^"]*)"', figure)
    assert len(shapes) == 6 and len(set(shapes)) == 3  # filled, open, and an arrow for what is beyond the axis


def test_the_top_tells_of_how_many_something_may_be_concluded_and_what():
    rows = (outcome(JOB), outcome(READY, **NOTHING), not_compared(HEALTH, NotCompared.NEARLY_ALL_TREATED))
    told = plain(page(*rows).show("summary"))
    assert "holdes op mod lignende ikke-deltagere for to af tre aktiviteter med et udfald." in told
    assert "Gik bedre end for lignende ikke-deltagere: Job til mor. Ingen forskel kunne ses: Fremskudt" in told
    none = plain(page(not_told(JOB, OutcomeStatus.HIDDEN)).show("summary"))
    assert "for ingen af én aktivitet med et udfald." in none
    assert "udfald" not in plain(page().show("summary"))


def test_earlier_outcomes_stand_as_they_were_published(tmp_path):
    first = tables.publish_outcomes(tmp_path / "2025H2", outcome(JOB, half_year="2025H2", **NOTHING))
    second = not_compared(JOB, NotCompared.TOO_FEW_MEASURED, half_year="2025H1")
    earlier = (first, tables.publish_outcomes(tmp_path / "2025H1", second), tmp_path / "2024H2")
    told = plain(show(outcome(JOB), earlier=earlier))
    assert (
        "Tidligere halvår: 2. halvår 2025: ingen forskel kunne ses. 1. halvår 2025: kan ikke sammenlignes, for" in told
    )


def test_without_outcomes_the_section_is_left_out():
    assert page().show("outcomes") == ""
    empty = Outcomes(page().release, tables.outcomes_table(), tables.balance_table())
    assert empty.list_told() == []


def test_every_covariate_that_may_be_matched_on_has_a_danish_name():
    rows = tables.balance(JOB, koen=(0.1, 0.1), area_id=(0.1, 0.1), age=(0.1, 0.1), before=(0.1, 0.1))
    held = Outcomes(page().release, None, tables.balance_table(*rows))
    (activity,) = (one for one in held.release.plan.followed_activities if one.activity_id == JOB)
    named = [outcome_words.name_covariate(row) for row in held.list_balance(activity)]
    assert named == ["køn", "boligområde", "alder", "tallet før"]


# Words that say that an activity was the cause of something.
_CAUSING = re.compile(
    r"\b(virk(er|ede|ning\w*)|effekt\w*|før(t|te|er) til|på grund af|takket være|skyldes|medfør\w*|result\w+ i)\b", re.I
)
_OF_A_ROW = (
    outcome_words.state_change,
    outcome_words.state_conclusion,
    outcome_words.state_placebo,
    outcome_words.state_e_value,
    outcome_words.state_smallest,
)


def test_no_word_on_the_page_or_in_a_sentence_says_that_an_activity_was_the_cause():
    assert _CAUSING.search("Indsatsen førte til færre") and _CAUSING.search("på grund af") and _CAUSING.search("virker")
    whole = ParticipantsPage(*tables.half_year(), *tables.half_year_of_outcomes())
    assert _CAUSING.findall(plain(whole.html())) == []
    indicator = catalogue.indicators()["kontanthjaelp"]
    rows = [outcome(JOB), outcome(JOB, **NOTHING), *(not_compared(JOB, reason) for reason in NotCompared)]
    for given in rows:
        ((_, row),) = Outcomes(whole.release, tables.outcomes_table(given), None).list_told()
        told = " ".join(tell(row, indicator) for tell in _OF_A_ROW)
        assert not _CAUSING.search(told), told
        assert row.concluded.value.casefold() in told.casefold()


def test_the_conclusions_are_said_in_the_closed_words_and_in_no_others():
    whole = ParticipantsPage(*tables.half_year(), *tables.half_year_of_outcomes()).show("outcomes")
    closed = re.compile(
        "|".join(re.escape(word.value) for word in Concluded if word is not Concluded.NOT_COMPARED)
        + "|kan ikke sammenlignes, fordi (?:"
        + "|".join(re.escape(reason.value) for reason in NotCompared)
        + ")",
        re.I,
    )
    bold = [plain(told) for told in re.findall(r"<p><b>(.*?)</b></p>", whole)]
    assert len(bold) == 4 and all(closed.search(told) for told in bold)
