"""An accounting year written out, for tests of its pages: the very objects that `followup` gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import report_tables
from hpanalysis.followup import (
    ChangeRecord,
    DutyYear,
    EmergencyYear,
    GoalDiscussion,
    GoalYear,
    HoursLine,
    HoursTotal,
    IrregularityRecord,
    LevelYear,
    Match,
    MeetingHeld,
    MeetingOrder,
    Occasion,
    Requirement,
    State,
    YearFollowup,
)
from hpanalysis.report.notebook.accounting_year import AccountingYearView, YearLogs
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace
from report_tables import ROOT

DIGEST = "ab" * 32
AUTUMN = date(2026, 10, 12)
SPAN = {
    "year": 2026,
    "label": "2026",
    "first": date(2026, 1, 1),
    "last": date(2026, 12, 31),
    "plan_first": date(2026, 1, 1),
    "plan_last": date(2026, 12, 31),
    "as_of": date(2027, 2, 15),
}


def year_view(followed, edition: Edition = Edition.PUBLIC, activations=(), reports: Path = Path("reports")):
    """What a notebook holds, of this year: `followed` stands for both logs."""
    logs = YearLogs(
        read_followup=lambda: followed, read_emergency=lambda: followed, list_activations=lambda: activations
    )
    return AccountingYearView(Workspace.at(ROOT, reports=reports), report_tables.release(edition), logs)


def occasion(state: State, **given: object) -> Occasion:
    usual = {"what": "Forårsmødet", "due": date(2026, 5, 31), "why_due": "Foråret slutter 31. maj.", "done": None}
    return Occasion(**usual | {"state": state} | given)


def duty(*occasions: Occasion, **given: object) -> DutyYear:
    usual = {"duty_id": "bestyrelse_moede", "body": "Bestyrelsen", "wording": "Bestyrelsen holder to møder om året."}
    return DutyYear(**usual | {"occasions": occasions} | given)


def treated(match: Match = Match.SAME, **given: object) -> GoalDiscussion:
    usual = {
        "day": AUTUMN,
        "body": "Bestyrelsen",
        "half_year": "2026H1",
        "digest": DIGEST,
        "minutes": "SYN-17",
        "decided": "Taget til efterretning.",
    }
    return GoalDiscussion(**usual | {"match": match} | given)


def goal(goal_id: str, *by_board: GoalDiscussion) -> GoalYear:
    return GoalYear(goal_id, by_board, by_board)


def hours(promised: str | None, given: str, **other: object) -> HoursLine:
    usual = {
        "agreement_id": "uddannelse",
        "activity_id": "npu",
        "activity": "Neuropsykologisk udviklingsleg (NPU)",
        "responsible": "Institutionerne",
        "own_hours": False,
    }
    number = None if promised is None else Decimal(promised)
    return HoursLine(**usual | {"promised": number, "promised_so_far": number, "given": Decimal(given)} | other)


def total(promised: str, given: str, beside: str = "0", own_hours: bool = False) -> HoursTotal:
    return HoursTotal(
        agreement_id="uddannelse",
        own_hours=own_hours,
        promised=Decimal(promised),
        promised_so_far=Decimal(promised),
        given=Decimal(given),
        given_unpromised=Decimal(beside),
    )


def year(**given: object) -> YearFollowup:
    """Two goals of four dealt with, a meeting missing, a third of the hours given; everything else empty."""
    usual = SPAN | {
        "duties": (duty(occasion(State.DONE, done=AUTUMN, minutes="SYN-17"), occasion(State.MISSING)),),
        "order": (),
        "meetings": (),
        "goals": (
            goal("fagligt_loeft", treated()),
            goal("tilknytning", treated(decided="Bestyrelsen beder om en plan.")),
            goal("liv_uden_kriminalitet"),
            goal("faellesskab"),
        ),
        "hours": (hours("9660", "3220"),),
        "totals": (total("9660", "3220"),),
        "hours_until": date(2026, 11, 30),
        "hours_due": date(2026, 11, 30),
        "promises": (),
        "milestones": (),
        "economy": (),
        "next_meetings": (),
        "changes": (),
        "irregularities": (),
        "requirements": (),
        "synthetic": True,
    }
    return YearFollowup(**usual | given)


def full_year() -> YearFollowup:
    """A year in which everything is told of."""
    return year(
        order=(
            MeetingOrder(AUTUMN, date(2026, 9, 21), 21, 21, True),
            MeetingOrder(date(2026, 3, 16), None, None, 21, False),
        ),
        meetings=(
            MeetingHeld(
                day=date(2026, 9, 21),
                body="Styregruppen",
                duty_id="styregruppe_moede",
                items=(),
                minutes="SYN-14",
                decided="",
            ),
            MeetingHeld(
                day=AUTUMN, body="Bestyrelsen", duty_id="bestyrelse_moede", items=(), minutes="SYN-17", decided=""
            ),
        ),
        changes=(
            ChangeRecord(
                what="delaftale",
                agreement_id="uddannelse",
                day=AUTUMN,
                consensus=True,
                needs_lbf=False,
                lbf_approved=None,
                about="Ti er ni.",
                minutes="SYN-17",
                state=State.DONE,
            ),
            ChangeRecord(
                what="strategisk",
                agreement_id=None,
                day=AUTUMN,
                consensus=True,
                needs_lbf=True,
                lbf_approved=None,
                about="En ny kadence.",
                minutes="SYN-17",
                state=State.AWAITED,
            ),
        ),
        irregularities=(IrregularityRecord(date(2026, 5, 4), None, "Timer er talt to gange.", "", State.MISSING),),
        requirements=(Requirement("Bestyrelsen følger op.", "Regulativet"),),
    )


def level(name: str = "gul", **given: int | str) -> LevelYear:
    usual = dict.fromkeys(("activations", "in_time", "late", "missing", "to_come"), 0)
    usual |= dict.fromkeys(("to_evaluate", "not_to_evaluate", "undecided", "evaluated"), 0)
    return LevelYear(**{"level": name, "within": "inden for 3 arbejdsdage"} | usual | given)


def emergency_year(*levels: LevelYear, **given: object) -> EmergencyYear:
    status = duty(occasion(State.NOT_YET_DUE), wording="Gruppen holder hvert år et statusmøde.")
    return EmergencyYear(**SPAN | {"levels": levels, "status": status, "duties": (), "synthetic": True} | given)


MIDNIGHT_CALL = datetime(2026, 8, 14, 2, 15)


def part_of(followed: YearFollowup) -> YearFollowup:
    """The year as if the plan began in August."""
    return replace(followed, plan_first=date(2026, 8, 1))
