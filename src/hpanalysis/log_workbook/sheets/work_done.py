"""The sheets of what was done and given: yearly duties, deliveries ahead of meetings, hours."""

from __future__ import annotations

from hpanalysis.followup import FOLLOWUP
from hpanalysis.followup.logs import log as logs
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.sheets.made_columns import MINUTES, make_choice, make_day, make_text
from hpanalysis.plan import Kind, Plan
from hpanalysis.workbooks.columns import Column, Form


def _list_done(plan: Plan) -> Sheet:
    """The sheet of what is done once a year."""
    return Sheet(
        name="Årlige opgaver",
        about="Én række for hver årlig opgave, der er udført, fx datarapporten.",
        file=FOLLOWUP,
        key="done",
        model=logs.Done,
        identity=("duty", "date"),
        columns=(
            make_choice(
                "Opgave",
                "Hvilken opgave.",
                ("duty",),
                choices.list_duties(plan, "Årlige opgaver", Kind.YEARLY, Kind.ACCOUNTS),
                60,
            ),
            make_day("Dato", "Dagen, den blev udført.", "date", required=True),
            Column(
                head="Regnskabsår",
                help="Kun hvis opgaven gælder et andet år end datoens, og altid for den, der følger regnskabet.",
                form=Form.YEAR,
                keys=("year",),
                width=13,
            ),
            make_text("Om", "Hvad der blev gjort.", "about", required=True),
            Column(**{**vars(MINUTES), "required": False}),
        ),
    )


def _list_deliveries(plan: Plan) -> Sheet:
    """The sheet of what is delivered ahead of meetings."""
    return Sheet(
        name="Leverancer",
        about="Én række for hver leverance før et møde. Uden dato er den ikke kommet.",
        file=FOLLOWUP,
        key="deliveries",
        model=logs.Delivery,
        identity=("duty", "meeting", "by"),
        spare=150,
        columns=(
            make_choice(
                "Leverance",
                "Hvad der skulle leveres.",
                ("duty",),
                choices.list_duties(plan, "Leverancer", Kind.DELIVERY),
                60,
            ),
            make_day("Mødets dato", "Mødet, leverancen er til.", "meeting", required=True),
            Column(
                head="Leveret af",
                help="Kontoret, der leverer. Skylder flere hver deres, så vælg fra listen.",
                form=Form.TEXT,
                keys=("by",),
                required=True,
                width=34,
                suggested=choices.list_offices(plan),
            ),
            make_day("Leveret", "Dagen, leverancen kom; tom, til den er kommet.", "date"),
        ),
    )


def _list_hours(plan: Plan) -> Sheet:
    """The sheet of hours given."""
    return Sheet(
        name="Timer",
        about="Én række for hver periode, aktivitet og ansvarlig. En periode går ikke ind i et nyt regnskabsår.",
        file=FOLLOWUP,
        key="hours",
        model=logs.HoursGiven,
        identity=("activity", "agreement", "responsible", "kind", "from"),
        spare=150,
        columns=(
            make_choice(
                "Aktivitet",
                "Aktiviteten, eller delaftalen som helhed.",
                ("activity", "agreement"),
                choices.list_activities(plan),
                50,
            ),
            Column(
                head="Ansvarlig",
                help="Hvem der har givet timerne, som det står ved aktiviteten. Vælg fra listen.",
                form=Form.TEXT,
                keys=("responsible",),
                required=True,
                width=40,
                suggested=choices.list_givers(plan),
            ),
            make_choice("Slags", "Personalets timer eller de unges egne.", ("kind",), choices.HOURS_KINDS, 20),
            make_day("Fra", "Periodens første dag.", "from", required=True),
            make_day("Til", "Periodens sidste dag.", "to", required=True),
            Column(
                head="Timer",
                help="Antal timer over 0 med højst to decimaler, fx 412,5 for 412 timer og 30 minutter.",
                form=Form.NUMBER,
                keys=("hours",),
                required=True,
                width=11,
            ),
        ),
    )


def list_work_sheets(plan: Plan) -> tuple[Sheet, Sheet, Sheet]:
    """The sheets of yearly duties, deliveries and hours. Called when the sheets are listed."""
    return _list_done(plan), _list_deliveries(plan), _list_hours(plan)
