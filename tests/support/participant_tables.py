"""Tables of reach and courses for tests of the page deltagere: rows written out, or a whole half-year of Randers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

import shared_plans
from hpanalysis.definitions import catalogue
from hpanalysis.published.reach.checks import compute_coverage
from hpanalysis.report.notebook.participants import ParticipantsView
from hpanalysis.report.participants.outcome_rows import Outcomes
from hpanalysis.report.participants.rows import Participants
from hpanalysis.tables import (
    BALANCE,
    COURSES,
    OUTCOMES,
    PUBLISHED_REACH,
    Concluded,
    NotCompared,
    OutcomeStatus,
    Status,
)
from hpanalysis.tables.csv_text import write_csv
from hpanalysis.workspace import BALANCE_TABLE, COURSES_TABLE, OUTCOMES_TABLE, REACH_TABLE
from report_tables import HALF, SECRET, release

TOTAL = "alle-7"
# Groups besides all: breakdown, id and name.
_AGES = [("alder", "-15", "under 16 år"), ("alder", "16-", "16 år og derover")]
SECTIONS = ("summary", "reach", "outcomes")


def reach(activity_id: str, area_id: str = TOTAL, **given: object) -> dict[str, object]:
    """A row of reach: 39 of 84 unless something else is given; a hidden one has no number."""
    usual = dict.fromkeys(PUBLISHED_REACH.names) | {
        "activity_id": activity_id,
        "half_year": "2026H1",
        "breakdown": "",
        "group_id": "",
        "group": "",
        "area_id": area_id,
        "target_group": "x",
        "window": "2024-25",
        "window_start": date(2024, 8, 1),
        "window_end": date(2025, 7, 31),
        "status": Status.SHOWN.value,
    }
    row = usual | {"reached": 39, "members": 84} | given
    if row["status"] != Status.SHOWN.value:
        return row | {name: given.get(name) for name in ("reached", "members")}
    return row | dict(zip(("value", "lo", "hi"), compute_coverage(row["reached"], row["members"]), strict=True)) | given


def courses(activity_id: str, **given: object) -> dict[str, object]:
    """A row of courses: 29 took part, and nothing is told of who ended, unless something else is given."""
    usual = dict.fromkeys(COURSES.names) | {"activity_id": activity_id, "half_year": "2026H1", "participants": 29}
    return usual | {"status": Status.SHOWN.value} | given


def reach_table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=PUBLISHED_REACH.names).astype(PUBLISHED_REACH.dtypes)


def courses_table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COURSES.names).astype(COURSES.dtypes)


def publish(folder: Path, *rows: dict[str, object], of_courses: tuple[dict[str, object], ...] = ()) -> Path:
    """An earlier publication with these rows in its CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deltagere.csv").write_text(write_csv(reach_table(*rows), PUBLISHED_REACH, [1] * len(rows)), "utf-8")
    (folder / "forloeb.csv").write_text(write_csv(courses_table(*of_courses), COURSES, [1] * len(of_courses)), "utf-8")
    return folder


def _hide(row: dict[str, object], secret: float) -> dict[str, object]:
    whole = round(secret * 100)
    numbers = {"value": secret, "lo": secret - 1, "hi": secret + 1, "reached": whole, "members": whole}
    return row | numbers | {"status": Status.HIDDEN.value}


def half_year(secret: float = SECRET) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Reach and courses of every followed activity of Randers: some shown, some hidden, some with nobody. secret: what
    stands in every number of a hidden row, as in no real run."""
    plan, rows, ended = shared_plans.read(shared_plans.RANDERS), [], []
    for number, activity in enumerate(plan.followed_activities):
        shown = {"ended": 19, "finished": 12, "weeks": 8.2} if number % 3 == 0 else {}
        one = courses(activity.activity_id, participants=40 + number, **shown)
        hidden = {"status": Status.HIDDEN.value, "participants": round(secret * 100), "ended": 12, "weeks": secret}
        ended.append(one | hidden if number % 4 == 1 else one)
        if not activity.target_group:
            continue
        target = catalogue.target_groups()[activity.target_group]
        span = target.window.latest(HALF.cutoff)
        window = {"window": span.id, "window_start": span.start, "window_end": span.end}
        groups = [("", "", "")] * (len(plan.areas) + 1) + _AGES + [("behov", "svaerest", target.hardest_label)]
        places = [*(area.id for area in plan.areas), *[TOTAL] * 4]
        for place, (area_id, (breakdown, group_id, group)) in enumerate(zip(places, groups, strict=True)):
            told = {"breakdown": breakdown, "group_id": group_id, "group": group, **window}
            one = reach(activity.activity_id, area_id, reached=11 + place, members=60 + 7 * number, **told)
            if (number + place) % 4 == 2:
                one = _hide(one, secret)
            elif (number + place) % 9 == 3:
                one = reach(activity.activity_id, area_id, status=Status.NO_PERSONS.value, **told, reached=0, members=0)
            rows.append(one)
    return reach_table(*rows), courses_table(*ended)


def write(folder: Path) -> None:
    """The tables as a run lays them in a half-year's folder of data/processed."""
    names = (REACH_TABLE, COURSES_TABLE, OUTCOMES_TABLE, BALANCE_TABLE)
    for name, table in zip(names, (*half_year(), *half_year_of_outcomes()), strict=True):
        table.to_parquet(folder / f"{name}.parquet")


def outcome(activity_id: str, **given: object) -> dict[str, object]:
    """A row of an outcome that is shown, by which participants went better than others like them."""
    usual = dict.fromkeys(OUTCOMES.names) | {
        "activity_id": activity_id,
        "half_year": "2026H1",
        "indicator_id": "kontanthjaelp",
        "first_month": "2025-01",
        "last_month": "2025-06",
        "status": OutcomeStatus.SHOWN.value,
        "persons_at_least": 40,
        "before": 82.1,
        "after": 61.5,
        "change": -20.6,
        "change_lo": -27.9,
        "change_hi": -13.3,
        "expected": -8.4,
        "concluded": Concluded.BETTER.value,
        "difference": -12.2,
        "difference_lo": -20.1,
        "difference_hi": -4.3,
        "placebo": 0.8,
        "placebo_lo": -3.1,
        "placebo_hi": 4.7,
        "e_value": 2.1,
        "e_value_of_limit": 1.4,
        "elsewhere": 20.0,
        "smallest": 11.3,
    }
    return usual | given


_COMPARED = ("difference", "difference_lo", "difference_hi", "placebo", "placebo_lo", "placebo_hi", "e_value")
_COMPARED += ("e_value_of_limit", "smallest")


def not_compared(activity_id: str, reason: NotCompared, **given: object) -> dict[str, object]:
    """A row of an outcome whose participants are not held against others."""
    none = dict.fromkeys(_COMPARED) | {"concluded": Concluded.NOT_COMPARED.value, "reason": reason.value}
    return outcome(activity_id, **(none | given))


def not_told(activity_id: str, status: OutcomeStatus) -> dict[str, object]:
    """A row of an outcome that is not told."""
    kept = {"activity_id": activity_id, "half_year": "2026H1", "indicator_id": "kontanthjaelp"}
    return dict.fromkeys(OUTCOMES.names) | kept | {"first_month": "", "last_month": "", "status": status.value}


def balance(activity_id: str, **classes: tuple[float | None, float]) -> list[dict[str, object]]:
    """The rows of balance of an activity: covariate -> the class before matching, and what it is at most after."""
    common = {"activity_id": activity_id, "half_year": "2026H1"}
    return [
        common | {"covariate": name, "before_matching": before, "after_matching": after}
        for name, (before, after) in classes.items()
    ]


def outcomes_table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=OUTCOMES.names).astype(OUTCOMES.dtypes)


def balance_table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=BALANCE.names).astype(BALANCE.dtypes)


def publish_outcomes(folder: Path, *rows: dict[str, object]) -> Path:
    """An earlier publication with these outcomes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "udfald.csv").write_text(write_csv(outcomes_table(*rows), OUTCOMES, [1] * len(rows)), "utf-8")
    return folder


def half_year_of_outcomes() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Outcomes and balance of every activity of Randers with an outcome: each conclusion, and one that is not told."""
    nothing = {"concluded": Concluded.NO_DIFFERENCE.value, "difference": -0.4, "difference_lo": -3.0}
    made = [
        lambda key: outcome(key, indicator_id="elevfravaer", before=18.2, after=14.1, elsewhere=0.0),
        lambda key: outcome(key, **nothing, difference_hi=2.2, e_value=1.2, e_value_of_limit=1.0, elsewhere=None),
        lambda key: not_compared(key, NotCompared.NEARLY_ALL_TREATED),
        lambda key: outcome(
            key, concluded=Concluded.WORSE.value, difference=9.1, difference_lo=2.0, difference_hi=16.2
        ),
        lambda key: not_told(key, OutcomeStatus.HIDDEN),
    ]
    plan = shared_plans.read(shared_plans.RANDERS)
    keys = [one.activity_id for one in plan.followed_activities if one.target_group][: len(made)]
    rows = [make(key) for make, key in zip(made, keys, strict=True)]
    compared = [row["activity_id"] for row in rows if row["difference"] is not None]
    alike = {"koen": (0.1, 0.02), "area_id": (0.5, 0.09), "age": (0.25, 0.05), "before": (None, 0.1)}
    return outcomes_table(*rows), balance_table(*(row for key in compared for row in balance(key, **alike)))


class ParticipantsPage:
    """The page of these tables. Made for each case of a test; earlier: folders of publications, newest first."""

    def __init__(
        self,
        reach: pd.DataFrame | None,
        courses: pd.DataFrame | None,
        outcomes: pd.DataFrame | None = None,
        balance: pd.DataFrame | None = None,
        earlier: tuple[Path, ...] = (),
    ) -> None:
        self.release = release()
        self.participants = Participants(self.release, reach, courses, earlier)
        self.outcomes = Outcomes(self.release, outcomes, balance, earlier)

    def show(self, section: str) -> str:
        return str(getattr(ParticipantsView(self.participants, self.outcomes), section)().html)

    def html(self) -> str:
        return "".join(map(self.show, SECTIONS))
