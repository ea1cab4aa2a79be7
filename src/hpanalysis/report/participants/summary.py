"""The top of the page: how many activities are followed, where reach is largest and smallest, and what is not said."""

from __future__ import annotations

from hpanalysis.report.html import Block, make_paragraphs, make_section
from hpanalysis.report.participants import outcome_words, words
from hpanalysis.report.participants.outcome_rows import Outcomes
from hpanalysis.report.participants.rows import Participants
from hpanalysis.tables import Status


def _state_reach(participants: Participants) -> list[str]:
    """The sentences on reach. Called where lists were delivered."""
    rows = [(activity, participants.find_whole(activity)) for activity in participants.activities]
    shown = [(activity.name_da, row) for activity, row in rows if row is not None and row.is_shown]
    hidden = sum(row is not None and row.status is Status.HIDDEN for _, row in rows)
    unknown = sum(not activity.target_group for activity, _ in rows)
    missing = sum(row is None for _, row in rows) - unknown
    return [words.state_extremes(shown), words.state_not_shown(hidden, unknown, missing)]


def show_summary(participants: Participants, outcomes: Outcomes) -> Block:
    """What a board member is told first. Called by the notebook deltagere."""
    concluded = [(activity.name_da, row) for activity, row in outcomes.list_told()]
    found = [outcome_words.count_concluded([row for _, row in concluded]), *outcome_words.list_concluded(concluded)]
    told = [words.count_followed(len(participants.activities))]
    told += _state_reach(participants) if participants.is_delivered else []
    return Block(
        make_section(
            "kort",
            "Kort sagt",
            make_paragraphs([" ".join(filter(None, told)), " ".join(filter(None, found)), words.NO_CAUSE]),
        )
    )
