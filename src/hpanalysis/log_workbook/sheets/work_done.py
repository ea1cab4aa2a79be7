"""The sheets of what was done and given: yearly duties, deliveries ahead of meetings, hours, and promises."""

from __future__ import annotations

from hpanalysis import danish
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


def _make_count(head: str, help: str, key: str, *, required: bool = False) -> Column:
    """A column of a whole number. Called for what a partner has reported of a promise."""
    return Column(head=head, help=help, form=Form.COUNT, keys=(key,), required=required, width=13)


def _list_progress(plan: Plan) -> Sheet:
    """The sheet of how far the promises of the activities are."""
    start = plan.settings.start
    day = f"{start.day}. {danish.name_month(start.month)}"
    return Sheet(
        name="Fremdrift",
        about="Én række for hver gang, en partner har meldt, hvor langt en aftalt leverance er. Antallet er alt siden "
        f"planårets begyndelse (hvert år den {day}), og ikke kun det nye.",
        file=FOLLOWUP,
        key="progress",
        model=logs.Progress,
        identity=("promise", "as_of"),
        spare=150,
        columns=(
            make_choice("Leverance", "Hvad der er aftalt.", ("promise",), choices.list_promises(plan), 60),
            make_day("Opgjort pr.", "Dagen, antallet er talt op til.", "as_of", required=True),
            _make_count(
                "Antal i alt",
                "Hvor mange i alt, siden planåret begyndte; ved det, der er aftalt én gang, siden planen begyndte. "
                "0, hvis intet er leveret.",
                "number",
                required=True,
            ),
            _make_count("Grupper", "Kun ved det, der er aftalt for hver gruppe: hvor mange grupper.", "groups"),
            _make_count("Deltagere", "Hvor mange der har deltaget. Tallet vises ikke i rapporterne.", "participants"),
            make_choice(
                "Status", "Partnerens eget ord; kan være tom.", ("status",), choices.PROGRESS, 14, required=False
            ),
            make_text("Bemærkning", "Kommer på siden. Skriv aldrig om personer.", "note"),
        ),
    )


def _list_accounts(plan: Plan) -> Sheet:
    """The sheet of what was spent."""
    return Sheet(
        name="Forbrug",
        about="Én række for hver gang, regnskabet er gjort op for en delaftale eller de fælles udgifter. Beløbet er "
        "alt siden regnskabsårets begyndelse.",
        file=FOLLOWUP,
        key="accounts",
        model=logs.Accounts,
        identity=("agreement", "year", "as_of"),
        columns=(
            make_choice("Delaftale", "Hvad beløbet er brugt til.", ("agreement",), choices.list_accounts(plan), 40),
            Column(
                head="Regnskabsår", help="Årstallet, fx 2026.", form=Form.YEAR, keys=("year",), required=True, width=13
            ),
            make_day("Opgjort pr.", "Dagen, forbruget er talt op til.", "as_of", required=True),
            Column(
                head="Forbrugt",
                help="Kroner siden regnskabsårets begyndelse, med højst to decimaler, fx 125000,50.",
                form=Form.NUMBER,
                keys=("spent",),
                required=True,
                width=16,
            ),
            make_text("Kilde", "Hvor tallet er fra, fx økonomisystemet.", "source", required=True),
        ),
    )


def list_work_sheets(plan: Plan) -> tuple[Sheet, ...]:
    """The sheets of yearly duties, deliveries, hours, progress and what was spent. Called when the sheets are
    listed."""
    return _list_done(plan), _list_deliveries(plan), _list_hours(plan), _list_progress(plan), _list_accounts(plan)
