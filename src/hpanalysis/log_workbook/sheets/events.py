"""The sheets of changed agreements, of irregularities and of what LBF (Landsbyggefonden) asks."""

from __future__ import annotations

from hpanalysis.followup import FOLLOWUP
from hpanalysis.followup.logs import log as logs
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.sheets.made_columns import MINUTES, make_choice, make_day, make_text
from hpanalysis.plan import Plan


def _list_changes(plan: Plan) -> Sheet:
    """The sheet of changed agreements."""
    return Sheet(
        name="Ændringer",
        about="Én række for hver ændring af en aftale.",
        file=FOLLOWUP,
        key="changes",
        model=logs.Change,
        identity=("what", "agreement", "date"),
        columns=(
            make_choice("Aftale", "Hvad der blev ændret.", ("what", "agreement"), choices.list_agreements(plan), 44),
            make_day("Dato", "Dagen, ændringen blev besluttet.", "date", required=True),
            make_choice("Enighed", "Ja, hvis alle var enige.", ("consensus",), choices.YES_NO, 12),
            make_day("Godkendt af LBF", "Dagen, Landsbyggefonden godkendte den, hvis den skal.", "lbf_approved"),
            make_text("Om", "Hvad der blev ændret.", "about", required=True),
            MINUTES,
        ),
    )


def _list_irregularities() -> Sheet:
    """The sheet of irregularities and worries."""
    return Sheet(
        name="Uregelmæssigheder",
        about="Én række for hver uregelmæssighed eller bekymring. Aldrig om en person.",
        file=FOLLOWUP,
        key="irregularities",
        model=logs.Irregularity,
        identity=("seen", "about"),
        columns=(
            make_day("Set", "Dagen, den blev set.", "seen", required=True),
            make_day("Givet videre", "Dagen, bestyrelsen fik besked; tom, til den har.", "passed_on"),
            make_text("Om", "Hvad det var.", "about", required=True),
            make_text("Opfølgning", "Hvad der blev gjort ved det.", "followed_up"),
        ),
    )


def _list_requirements() -> Sheet:
    """The sheet of what LBF's rules ask."""
    return Sheet(
        name="Krav fra LBF",
        about="Hvad Landsbyggefondens regler kræver, så vidt det vides, og hvor det står.",
        file=FOLLOWUP,
        key="lbf_requirements",
        model=logs.LbfRequirement,
        identity=("asks",),
        columns=(
            make_text("Krav", "Hvad der kræves.", "asks", required=True),
            make_text("Kilde", "Hvor det står.", "source", required=True),
        ),
    )


def list_event_sheets(plan: Plan) -> tuple[Sheet, Sheet, Sheet]:
    """The sheets of changes, irregularities and LBF's rules. Called when the sheets are listed."""
    return _list_changes(plan), _list_irregularities(), _list_requirements()
