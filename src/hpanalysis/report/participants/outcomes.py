"""How it went those who took part: for each activity with an outcome the change, what may be concluded, and by what."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.definitions import catalogue
from hpanalysis.plan import Activity
from hpanalysis.published.names import BALANCE_CSV, OUTCOMES_CSV
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.participants import outcome_words
from hpanalysis.report.participants.outcome_figures import make_balance_figure, make_slope_figure
from hpanalysis.report.participants.outcome_rows import OutcomeRow, Outcomes


def _make_words(activity: Activity, row: OutcomeRow) -> Markup:
    """What is said of an outcome that is shown: the conclusion first, then the change, then how sure it is. Called for
    each."""
    indicator = catalogue.indicators()[row.indicator_id]
    more = (
        outcome_words.tell_who(row),
        outcome_words.state_placebo(row, indicator),
        outcome_words.state_e_value(row, indicator),
        outcome_words.state_smallest(row, indicator),
        outcome_words.state_elsewhere(row),
    )
    return tag(
        "div",
        tag("p", tag("b", outcome_words.state_conclusion(row, indicator))),
        tag("p", outcome_words.state_change(row, indicator)),
        make_paragraphs([outcome_words.state_expected(row, indicator, activity.condition_da)]),
        tag("p", " ".join(filter(None, more)), class_="note"),
    )


def _make_activity(outcomes: Outcomes, activity: Activity, row: OutcomeRow) -> Markup:
    """The part of an activity. Called for each with an outcome; one that is not shown has the reason alone."""
    indicator = catalogue.indicators()[row.indicator_id]
    before = [outcome_words.state_before(one) for one in outcomes.list_before(activity)]
    earlier = make_paragraphs([f"Tidligere halvår: {' '.join(before)}"] if before else [], "note")
    told: object = make_paragraphs([outcome_words.state_conclusion(row, indicator)])
    if row.is_shown:
        figures = (
            make_slope_figure(activity, row, indicator),
            make_balance_figure(activity, outcomes.list_balance(activity)),
        )
        told = tag("div", figures[0], _make_words(activity, row), figures[1], class_="udfald")
    # The heading has no id of its own, because the table of contents would else have a line for each activity.
    return tag("div", tag("h3", activity.name_da), told, earlier, id=f"udfald-{activity.activity_id}")


def show_outcomes(outcomes: Outcomes) -> Block:
    """How it went the participants of each activity with an outcome, and how they are compared. Called by the notebook
    deltagere; nothing where the half-year has no outcomes."""
    told = outcomes.list_told()
    if not told:
        return Block(Markup(""))
    files = tag(
        "p",
        "Tallene som CSV-filer: ",
        tag("a", OUTCOMES_CSV, href=OUTCOMES_CSV),
        " og ",
        tag("a", BALANCE_CSV, href=BALANCE_CSV),
        class_="note",
    )
    how = [tag("h3", "Sådan er der sammenlignet"), make_paragraphs(outcome_words.DESIGN, "note bred")]
    parts = [_make_activity(outcomes, activity, row) for activity, row in told]
    return Block(make_section("udfald", "Hvordan gik det deltagerne?", parts, how, files))
