"""The participants of activities in a notebook: the sections of the page deltagere, and the reach of one activity."""

from __future__ import annotations

import pandas as pd

from hpanalysis.errors import WrongUse
from hpanalysis.plan import Plan
from hpanalysis.report.html import Block
from hpanalysis.report.notebook.shown import Shown
from hpanalysis.report.participants import outcomes, reach, summary
from hpanalysis.report.participants.outcome_rows import Outcomes
from hpanalysis.report.participants.rows import Participants


class ParticipantsView(Shown):
    """What a half-year has of participants. Opened by `half.participants()` in the notebook deltagere; a half-year
    without lists of them says so."""

    def __init__(self, participants: Participants, of_outcomes: Outcomes) -> None:
        """Keep the rows. Called by `HalfYearView.participants`."""
        self._participants, self._outcomes = participants, of_outcomes

    def summary(self) -> Block:
        """How many activities are followed, and where reach is largest and smallest. Called in the notebook
        deltagere."""
        return summary.show_summary(self._participants, self._outcomes)

    def reach(self) -> Block:
        """Whom the activities reach, a section a delaftale. Called in the notebook deltagere."""
        return reach.show_reach(self._participants)

    def outcomes(self) -> Block:
        """How it went those who took part, before and after and beside others like them; nothing where the half-year
        has no outcomes. Called in the notebook deltagere."""
        return outcomes.show_outcomes(self._outcomes)


class ReachView(Shown):
    """The reach of one activity: shown as tables where it is a cell's result, and held in `table` for whoever goes on
    with the numbers. A hidden one has none."""

    def __init__(self, participants: Participants, activity_id: str, table: pd.DataFrame) -> None:
        """Called by `find_reach`. table: the activity's rows of `tables.PUBLISHED_REACH`."""
        self.table = table
        self._participants, self._activity_id = participants, activity_id

    def show(self) -> Block:
        """The activity's row, areas, ages and worst placed, as on the page. For an analyst."""
        return reach.show_activity(self._participants, self._activity_id)

    def _ipython_display_(self) -> None:
        """Show the tables as a page's own blocks are shown. Called by IPython when it is a cell's result."""
        self.show()._ipython_display_()


def find_reach(
    plan: Plan, participants: Participants, published: pd.DataFrame | None, activity_id: str | None
) -> ReachView:
    """An activity's reach by its key; without a key the first activity with a target group. Called by
    `HalfYearView.reach`. `WrongUse` for an activity whose participants are not followed, which names those that are."""
    followed = [one.activity_id for one in plan.followed_activities]
    chosen = activity_id or next((one.activity_id for one in plan.followed_activities if one.target_group), "")
    if chosen not in followed:
        raise WrongUse(
            "Aktivitetens deltagere er ikke fulgt.",
            place="Notesbogen",
            expected=f"en af {', '.join(followed)}." if followed else "en plan, der følger aktiviteter.",
            do='Ret nøglen i cellen, fx half.reach("job_til_mor").',
        )
    rows = pd.DataFrame() if published is None else published[published["activity_id"] == chosen]
    return ReachView(participants, chosen, rows.reset_index(drop=True))
