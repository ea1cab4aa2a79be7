"""Tables of reach and courses for tests of the page deltagere: rows written out, or a whole half-year of Randers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.published.reach.checks import compute_coverage
from hpanalysis.report.notebook.participants import ParticipantsView
from hpanalysis.report.participants.rows import Participants
from hpanalysis.tables import COURSES, PUBLISHED_REACH, Status
from hpanalysis.tables.csv_text import write_csv
from hpanalysis.workspace import COURSES_TABLE, REACH_TABLE
from report_tables import HALF, ROOT, SECRET, release

TOTAL = "alle-7"
# Groups besides all: breakdown, id and name.
_AGES = [("alder", "-15", "under 16 år"), ("alder", "16-", "16 år og derover")]
SECTIONS = ("summary", "reach")


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
    plan, rows, ended = plans.read(ROOT / "params" / "plan"), [], []
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
    for name, table in zip((REACH_TABLE, COURSES_TABLE), half_year(), strict=True):
        table.to_parquet(folder / f"{name}.parquet")


class ParticipantsPage:
    """The page of these tables. Made for each case of a test; earlier: folders of publications, newest first."""

    def __init__(self, reach: pd.DataFrame | None, courses: pd.DataFrame | None, earlier: tuple[Path, ...] = ()):
        self.release = release()
        self.participants = Participants(self.release, reach, courses, earlier)

    def show(self, section: str) -> str:
        return str(getattr(ParticipantsView(self.participants), section)().html)

    def html(self) -> str:
        return "".join(map(self.show, SECTIONS))
