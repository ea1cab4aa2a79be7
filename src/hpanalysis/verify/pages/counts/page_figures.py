"""Which delmål and which figures a page counts, by its name and by what the plan follows."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis.published.figures import NOT_MEASURED
from hpanalysis.verify.pages.facts import Cells, Facts

SUPPLEMENTARY = "supplerende"  # the target of what is asked for besides the delmål


class PageFigures:
    """Lists the delmål and the figures that one page counts. Made for each page."""

    def __init__(self, facts: Facts, stem: str) -> None:
        """Keep what is listed from. stem: the page's name without its ending."""
        self._facts, self.stem = facts, stem

    def list_goals(self) -> list[str]:
        """The delmål that a page counts: of its delaftale, or of all of them. Called for the sentence on delmål."""
        agreement = self.stem.removeprefix("delaftale-")
        return [
            row["delmaal_id"]
            for row in self._facts.plan["delmaal"]
            if self._facts.agreements.get(row["agreement_id"]) == "delaftale"
            and (not self.stem.startswith("delaftale-") or row["agreement_id"] == agreement)
        ]

    def has_overall_goals(self) -> bool:
        """Whether the plan has a strategic agreement. Called for the yearly reports."""
        return "strategisk" in self._facts.agreements.values()

    def list_latest(self, indicator: str, areas: Sequence[str | None]) -> list[Cells]:
        """The newest rows of an indicator in areas, without those that are not measured. Called for what is counted."""
        rows = [row for row in self._facts.find(f"{indicator}/*/*") if row.get("latest") == "ja"]
        return [
            row
            for row in rows
            if row["area_id"] in areas and row["status"] != NOT_MEASURED and "@" not in row["window"]
        ]

    def _list_of(self, indicator: str) -> list[Cells]:
        """The figures that the board's reports tell of an indicator: of the total, else of each area. Called for each
        indicator that is counted."""
        named = self._facts.adopted[indicator]["areas"]
        return self.list_latest(
            indicator, [self._facts.definitions.total] if named in ("hver", "samlet") else named.split()
        )

    def list_board_figures(self) -> list[Cells]:
        """The figures of the overall goals, or of the delmål where the plan has none. Called for the yearly reports."""
        goals = {
            row["delmaal_id"]: self._facts.agreements.get(row["agreement_id"]) for row in self._facts.plan["delmaal"]
        }
        strategic = [name for name, row in self._facts.adopted.items() if goals.get(row["delmaal_id"]) == "strategisk"]
        names = strategic or [name for goal in goals for name in self.select_with_target(goal)]
        return [row for name in names for row in self._list_of(name)]

    def select_with_target(self, goal: str) -> list[str]:
        """A delmål's indicators with a target, else all of them. Called for the yearly reports, and for what is counted
        of an area."""
        adopted = [name for name, row in self._facts.adopted.items() if row["delmaal_id"] == goal]
        return [name for name in adopted if self._facts.adopted[name]["target"] != "none"] or adopted

    def list_main_figures(self) -> list[Cells]:
        """The first figure of each delmål. Called for the headline over their courses."""
        rows = []
        for goal in self.list_goals():
            for name in self.select_with_target(goal)[:1]:
                named = self._facts.adopted[name]["areas"]
                areas = [self._facts.definitions.total] if named in ("hver", "samlet") else named.split()[:1]
                rows += self.list_latest(name, areas)
        return rows

    def list_goal_figures(self) -> list[Cells]:
        """All figures that the delmål are judged on. Called for the yearly reports of a plan without overall goals."""
        return [
            row for goal in self.list_goals() for name in self.select_with_target(goal) for row in self._list_of(name)
        ]


def has_number(row: Cells) -> bool:
    """Whether a row shows a number, which a status in words is not. Called for each figure counted."""
    return row["status"] == "vist" and bool(row["value"])
