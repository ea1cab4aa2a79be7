"""The sheets of the emergency group's log."""

from __future__ import annotations

from hpanalysis.by_hand import values
from hpanalysis.followup import EMERGENCY
from hpanalysis.followup.logs import log as logs
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.sheets.made_columns import MINUTES, make_choice, make_day
from hpanalysis.plan import Plan
from hpanalysis.workbooks.columns import Column, Form


def list_emergency_sheets(plan: Plan) -> tuple[Sheet, Sheet]:
    """The sheets of the emergency group's log."""
    moment = f"{values.MOMENT_FORMS[0].upper()}{values.MOMENT_FORMS[1:]}."
    activations = Sheet(
        name="Aktiveringer",
        about="FORTROLIGT. Én række for hver gang, beredskabet blev aktiveret. Skriv aldrig, hvem eller hvad "
        "det drejede sig om.",
        file=EMERGENCY,
        key="activations",
        model=logs.Activation,
        identity=("activated", "level", "area"),
        columns=(
            Column(
                head="Aktiveret",
                help=f"Da beredskabet blev aktiveret. {moment}",
                form=Form.MOMENT,
                keys=("activated",),
                required=True,
                width=18,
            ),
            make_choice("Niveau", "Gult eller rødt.", ("level",), choices.LEVELS, 15),
            make_choice("Boligområde", "Området, det gjaldt.", ("area",), choices.list_areas(plan), 30),
            Column(
                head="Mødtes",
                help=f"Da gruppen mødtes; tom, hvis den ikke har. {moment}",
                form=Form.MOMENT,
                keys=("gathered",),
                width=18,
            ),
            make_choice("Evaluering", "Om forløbet skal evalueres.", ("evaluation",), choices.EVALUATIONS, 18),
            make_day("Evalueret", "Dagen, forløbet blev evalueret.", "evaluated"),
        ),
    )
    status = Sheet(
        name="Statusmøder",
        about="Én række for hvert af beredskabsgruppens statusmøder.",
        file=EMERGENCY,
        key="status_meetings",
        model=logs.StatusMeeting,
        identity=("date",),
        spare=20,
        columns=(make_day("Dato", "Dagen, mødet blev holdt.", "date", required=True), MINUTES),
    )
    return activations, status
