"""Faults planted in a list of participants: each kind with the rule that must name it, or the message that must stop.

The sound list is of the plan of Randers: two half-years of courses, and registers that know everybody in them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from hpanalysis import load, validate
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.load.frame import load_frame
from hpanalysis.pipeline.extracts import loading, participant_registers, participant_rules
from hpanalysis.tables import Severity
from hpanalysis.workspace import Workspace

SOURCE = catalogue.sources()["deltagere"]
BEFORE, NOW = HalfYear(2025, 2), HalfYear(2026, 1)
KEY = load.Key(b"planted in lists of participants")
HEADINGS = [column.headings[0] for column in SOURCE.columns]
CPR, ACTIVITY, ROLE, START, END, HOW, PARTNER = range(7)
Rows = list[list[str]]
# Activity, role, the years of birth of those in it, and how many there are of them.
_GROUPS = (
    ("Fremmøde i skolen", "Barn", range(2011, 2018), 40),
    ("fremmoede_i_skolen", "Forælder", range(1975, 1995), 8),
    ("Job til mor", "Forælder", range(1980, 2000), 30),
    ("BRANDKADET", "Deltager", range(2009, 2012), 16),
    ("Social vicevært", "Deltager", range(1965, 2000), 30),
)


def _write_day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _read_day(text: str) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def make_rows(half_year: HalfYear, seed: str) -> Rows:
    """A sound list: everybody of the half-years up to this one, in courses of which most have ended."""
    chosen, rows = random.Random(seed), []
    for group, (activity, role, born, count) in enumerate(_GROUPS):
        for number in range(count):
            cpr = f"{1 + number % 28:02d}{1 + number % 12:02d}{chosen.choice(born) % 100:02d}"
            start = date(2025, 8, 1) + timedelta(days=chosen.randrange(330))
            end = start + timedelta(days=chosen.randrange(20, 200))
            # A number from 4000 on is of whoever was born in 2000 or later, before 2037.
            serial = (4000 if min(born) >= 2000 else 1000) + 100 * group + number
            how = chosen.choice(["Gennemført", "Afbrudt"])
            ended = end <= half_year.cutoff
            row = [f"{cpr}-{serial}", activity, role, _write_day(start), _write_day(end), how, f"Partner {group}"]
            rows.append(row if ended else [*row[:END], "", "", row[PARTNER]])
    return [row for row in rows if _read_day(row[START]) <= half_year.cutoff]


def _pick(rows: Rows, chosen: random.Random, column: int = CPR, text: str = "") -> list[str]:
    """A row that has something in a column, or this text in it."""
    return chosen.choice([row for row in rows if (row[column] == text if text else row[column])])


def _turn_dates(rows: Rows, chosen: random.Random) -> None:
    row = _pick(rows, chosen, END)
    row[START], row[END] = row[END], row[START]


def _begin_before_the_plan(rows: Rows, chosen: random.Random) -> None:
    _pick(rows, chosen)[START] = _write_day(date(2025, 7, 31) - timedelta(days=chosen.randrange(700)))


def _begin_after_the_half_year(rows: Rows, chosen: random.Random) -> None:
    row = _pick(rows, chosen)
    row[START], row[END], row[HOW] = _write_day(NOW.cutoff + timedelta(days=chosen.randrange(1, 300))), "", ""


def _double(rows: Rows, chosen: random.Random) -> None:
    rows.insert(chosen.randrange(len(rows)), list(_pick(rows, chosen)))


def _overlap(rows: Rows, chosen: random.Random) -> None:
    row = _pick(rows, chosen, END)
    later = [*row[:START], _write_day(_read_day(row[END]) - timedelta(days=chosen.randrange(15))), "", "", row[PARTNER]]
    rows.append(later)


def _make_old(rows: Rows, chosen: random.Random) -> None:
    """A child of sixty: the number is a grandparent's."""
    row = _pick(rows, chosen, ROLE, "Barn")
    row[CPR] = next(other[CPR] for other in rows if other[ROLE] == "Deltager" and other[CPR][4] == "6")


def _make_parent_a_child(rows: Rows, chosen: random.Random) -> None:
    row = _pick(rows, chosen, ROLE, "Forælder")
    # Old enough to be a parent is whoever is thirteen in the year.
    row[CPR] = chosen.choice([other[CPR] for other in rows if other[ROLE] == "Barn" and int(other[CPR][4:6]) >= 14])


def _leave_out_how(rows: Rows, chosen: random.Random) -> None:
    _pick(rows, chosen, HOW)[HOW] = ""


def _leave_out_end(rows: Rows, chosen: random.Random) -> None:
    _pick(rows, chosen, END)[END] = ""


def _end_never(rows: Rows, chosen: random.Random) -> None:
    _pick(rows, chosen, END)[END] = "31-12-2099"


def _mistype_number(rows: Rows, chosen: random.Random) -> None:
    row = _pick(rows, chosen)
    row[CPR] = f"{row[CPR][:-4]}{row[CPR][-4]}9{row[CPR][-2:]}"


def _be_of_another_list(rows: Rows, chosen: random.Random) -> None:
    for row in rows:
        row[CPR] = f"{row[CPR][:-4]}{row[CPR][-4]}9{row[CPR][-2:]}"


def _be_of_another_age(rows: Rows, chosen: random.Random) -> None:
    _pick(rows, chosen, ACTIVITY, "Social vicevært")[ACTIVITY] = "Brandkadet"


def _lose_a_partner(rows: Rows, chosen: random.Random) -> None:
    lost = _pick(rows, chosen)[PARTNER]
    rows[:] = [row for row in rows if row[PARTNER] != lost]


def _name_an_unknown_activity(rows: Rows, chosen: random.Random) -> None:
    _pick(rows, chosen)[ACTIVITY] = chosen.choice(["Job til far", "npu", "get2sport"])


def _call_a_role_otherwise(rows: Rows, chosen: random.Random) -> None:
    _pick(rows, chosen)[ROLE] = chosen.choice(["Mor", "Underviser"])


@dataclass(frozen=True)
class Kind:
    """A kind of fault, and what must name it: a rule's id and gravity, or the column that the message names."""

    plant: Callable[[Rows, random.Random], None]
    named: str
    severity: Severity | None = None  # None where the list cannot be read


KINDS = {
    "dates turned round": Kind(_turn_dates, "deltagere-05", Severity.CRITICAL),
    "begun before the plan": Kind(_begin_before_the_plan, "deltagere-planstart", Severity.CRITICAL),
    "begun after the half-year": Kind(_begin_after_the_half_year, "deltagere-04", Severity.CRITICAL),
    "a row twice": Kind(_double, "deltagere-dobbelt", Severity.CRITICAL),
    "twice in one course": Kind(_overlap, "deltagere-dobbelt", Severity.CRITICAL),
    "a child of sixty": Kind(_make_old, "deltagere-barn", Severity.CRITICAL),
    "a parent who is a child": Kind(_make_parent_a_child, "deltagere-foraelder", Severity.CRITICAL),
    "ended, and nobody says how": Kind(_leave_out_how, "deltagere-07", Severity.WARNING),
    "ended, and nobody says when": Kind(_leave_out_end, "deltagere-0[89]", Severity.WARNING),
    "an end that stands for none": Kind(_end_never, "deltagere-06", Severity.CRITICAL),
    "a CPR number typed wrong": Kind(_mistype_number, "deltagere-ukendte", Severity.WARNING),
    "another town's list": Kind(_be_of_another_list, "deltagere-fremmede", Severity.CRITICAL),
    "an adult in an activity for the young": Kind(_be_of_another_age, "deltagere-alder", Severity.WARNING),
    "a partner's list missing": Kind(_lose_a_partner, "deltagere-borte", Severity.WARNING),
    "an activity that is not followed": Kind(_name_an_unknown_activity, "Aktivitet"),
    "a role that is none": Kind(_call_a_role_otherwise, "Rolle"),
}


@dataclass(frozen=True)
class Answer:
    """What is said of a list: the rules broken with their gravity, the rows told of each, or the message that stops."""

    broken: dict[str, str]
    lists: dict[str, pd.DataFrame]
    message: str = ""


class Bench:
    """A workspace of registers and of the list before; made once, and asked about each faulty list."""

    def __init__(self, folder: Path, seed: str) -> None:
        root = Path(__file__).resolve().parents[3]
        self.workspace = Workspace.at(
            root,
            raw=folder / "raw",
            processed=folder / "processed",
            reports=folder / "reports",
            plan_folder=root / "params" / "plan",
            params=root / "params",
        )
        self.plan = plans.read(self.workspace.plan_folder)
        self.suites = validate.Suites(self.workspace.expectations)
        self.rows = {half: make_rows(half, seed) for half in (BEFORE, NOW)}
        everybody = pd.DataFrame({"person": [KEY.pseudonym(row[CPR]) for row in self.rows[NOW]]})
        self._write(everybody, "beskaeftigelse", BEFORE)
        self._write(self._load(self.rows[BEFORE], BEFORE), SOURCE.name, BEFORE)
        self.ready = [
            loading.Delivery(catalogue.sources()["beskaeftigelse"], BEFORE, (), None),
            loading.Delivery(SOURCE, BEFORE, (), None),
            loading.Delivery(SOURCE, NOW, (), None),
        ]

    def _write(self, frame: pd.DataFrame, source: str, half_year: HalfYear) -> None:
        path = self.workspace.frame(source, half_year)
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.to_parquet(path, index=False)

    def _load(self, rows: Rows, half_year: HalfYear) -> pd.DataFrame:
        path = self.workspace.raw_folder(half_year) / SOURCE.usual_file
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [";".join(row) for row in [HEADINGS, *rows]]
        path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")
        return load_frame(SOURCE, [path], self.plan, KEY).frame

    def answer(self, rows: Rows) -> Answer:
        """What the rules say of the newest list, by Great Expectations itself and by the rules beside it."""
        try:
            frame = self._load(rows, NOW)
        except Stop as stop:
            return Answer({}, {}, str(stop))
        self._write(frame, SOURCE.name, NOW)
        checks = self.suites.validate(SOURCE.name, frame, NOW)
        lists = self.suites.places(SOURCE.name, frame, NOW, checks)
        of_courses, courses = participant_rules.check_courses(SOURCE, frame, NOW, self.plan)
        beside, named = participant_registers.check_registers(self.workspace, self.ready)
        beside = beside[beside["half_year"] == str(NOW)]
        files = {rule: pd.read_csv(self._find_list(rule)) for rule in named}
        checks = pd.concat([checks, of_courses, beside], ignore_index=True)
        wrong = checks[~checks["held"].astype(bool)]
        broken = dict(zip(wrong["rule_id"], wrong["severity"], strict=True))
        return Answer(broken, lists | courses | files)

    def _find_list(self, rule: str) -> Path:
        return self.workspace.folder(NOW) / "fortroligt" / f"{participant_registers.LISTS}-{rule}.csv"
