"""The sheets of the workbook, one for each kind of entry that the logs have, with their heads and help in Danish."""

from __future__ import annotations

from hpanalysis.by_hand import values
from hpanalysis.followup import EMERGENCY, FOLLOWUP
from hpanalysis.followup.logs import log as logs
from hpanalysis.followup.logs import references
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.columns import Column, Form, Sheet
from hpanalysis.plan import Kind, Plan

OWN_DATE, LOGS, HALF_YEARS = "Om loggen", {FOLLOWUP: "Opfølgning", EMERGENCY: "Beredskab"}, "half_years"
LOG_NAMES = choices.Choices("Log", {name: (file,) for file, name in LOGS.items()})
MEETINGS, REPORTS, GOALS = "Møder", "Rapporter på møder", "Mål på møder"
_DAY = "Dato, fx 16-11-2026."
_MINUTES = Column(
    head="Referat",
    help="Referatets nummer, som det står i journalen, fx 2026-025.",
    form=Form.TEXT,
    keys=("minutes",),
    required=True,
    width=16,
)
_NO_NAMES = "Skriv organer, kontorer og titler, aldrig navne på personer."


def _text(head: str, help_: str, key: str, *, required: bool = False) -> Column:
    """A column of free text. Called for each such column."""
    return Column(head=head, help=f"{help_} {_NO_NAMES}", form=Form.TEXT, keys=(key,), required=required, width=60)


def _day(head: str, help_: str, key: str, *, required: bool = False) -> Column:
    """A column of days. Called for each such column."""
    return Column(head=head, help=f"{help_} {_DAY}", form=Form.DAY, keys=(key,), required=required, width=13)


def _choice(
    head: str, help_: str, keys: tuple[str, ...], of: choices.Choices, width: int, *, required: bool = True
) -> Column:
    """A column in which a label is chosen. Called for each such column."""
    return Column(
        head=head,
        help=f"{help_} Vælg fra listen.",
        form=Form.CHOICE,
        keys=keys,
        choices=of,
        width=width,
        required=required,
    )


def _list_about() -> Sheet:
    """The sheet that tells which day each log is kept to, and whether it is made up."""
    return Sheet(
        name=OWN_DATE,
        about="Det, der mangler, mangler på den dag, loggen fortæller om. Ret dagen, hver gang loggen føres ajour.",
        file="",
        key="",
        identity=("log",),
        spare=0,
        columns=(
            Column(
                head="Log",
                help="Hvilken log rækken gælder.",
                form=Form.CHOICE,
                keys=("log",),
                choices=LOG_NAMES,
                required=True,
                width=16,
                is_locked=True,
            ),
            _day("Dagen", "Dagen, loggen fortæller om.", "as_of", required=True),
            _choice(
                "Opdigtet",
                "Ja, hvis loggen er opdigtet, fx til en øvelse; ellers nej.",
                ("synthetic",),
                choices.YES_NO,
                12,
            ),
        ),
    )


def _name_meeting(plan: Plan) -> tuple[Column, Column]:
    """The two columns that name a meeting, on the sheets of what meetings had before them."""
    return (
        _day("Mødets dato", f"Datoen, som den står på arket »{MEETINGS}«.", "date", required=True),
        _choice(
            "Møde", f"Mødet, som det står på arket »{MEETINGS}«.", ("duty", "body"), choices.list_meetings(plan), 44
        ),
    )


def _list_meetings(plan: Plan) -> tuple[Sheet, Sheet, Sheet]:
    """The sheets of meetings, and of the reports and goals that they dealt with."""
    halves = choices.list_half_years(plan)
    items = tuple(
        Column(
            head=f"Punkt: {item}",
            help="Ja, hvis mødet behandlede punktet; ellers tom.",
            form=Form.TICK,
            keys=("items",),
            choices=choices.TICK,
            word=item,
            width=15,
        )
        for item in references.list_agenda_items(plan)
    )
    meetings = Sheet(
        name=MEETINGS,
        about="Én række for hvert møde, der er holdt. Rapporter og mål, mødet behandlede, står på de næste ark.",
        file=FOLLOWUP,
        key="meetings",
        model=logs.Meeting,
        identity=("date", "duty", "body"),
        columns=(
            _day("Dato", "Dagen, mødet blev holdt.", "date", required=True),
            _choice("Møde", "Hvilket møde det var.", ("duty", "body"), choices.list_meetings(plan), 44),
            *items,
            _MINUTES,
            _text("Beslutning", "Hvad mødet besluttede, hvis det skal frem.", "decided"),
        ),
    )
    reports = Sheet(
        name=REPORTS,
        about="Én række for hver halvårsrapport, et møde fik.",
        file=FOLLOWUP,
        key="reports",
        parent="meetings",
        model=logs.Report,
        identity=("half_year",),
        columns=(
            *_name_meeting(plan),
            _choice("Halvår", "Rapportens halvår.", ("half_year",), halves, 18),
            _day("Leveret", "Dagen, mødets deltagere fik rapporten.", "delivered"),
            Column(
                head="Kontrolsum",
                help="Kontrolsummen fra siden »Udgivelser« eller fra dokumentationspakken, som den står i referatet.",
                form=Form.TEXT,
                keys=("digest",),
                width=40,
            ),
        ),
    )
    goals = Sheet(
        name=GOALS,
        about="Én række for hvert overordnet mål, et møde behandlede.",
        file=FOLLOWUP,
        key="goals",
        parent="meetings",
        model=logs.GoalDealt,
        identity=("goal",),
        columns=(
            *_name_meeting(plan),
            _choice("Mål", "Det overordnede mål.", ("goal",), choices.list_goals(plan), 50),
            _choice(
                "Halvår",
                "Hvilken af mødets rapporter; kan være tom, hvis mødet kun fik én.",
                ("half_year",),
                halves,
                18,
                required=False,
            ),
            _text("Beslutning", "Hvad mødet besluttede om målet.", "decided", required=True),
        ),
    )
    return meetings, reports, goals


def _list_deliveries(plan: Plan) -> tuple[Sheet, Sheet]:
    """The sheets of what is done once a year, and of what is delivered ahead of meetings."""
    done = Sheet(
        name="Årlige opgaver",
        about="Én række for hver årlig opgave, der er udført, fx datarapporten.",
        file=FOLLOWUP,
        key="done",
        model=logs.Done,
        identity=("duty", "date"),
        columns=(
            _choice(
                "Opgave",
                "Hvilken opgave.",
                ("duty",),
                choices.list_duties(plan, "Årlige opgaver", Kind.YEARLY, Kind.ACCOUNTS),
                60,
            ),
            _day("Dato", "Dagen, den blev udført.", "date", required=True),
            Column(
                head="Regnskabsår",
                help="Kun hvis opgaven gælder et andet år end datoens, og altid for den, der følger regnskabet.",
                form=Form.WHOLE,
                keys=("year",),
                width=13,
            ),
            _text("Om", "Hvad der blev gjort.", "about", required=True),
            Column(**{**vars(_MINUTES), "required": False}),
        ),
    )
    deliveries = Sheet(
        name="Leverancer",
        about="Én række for hver leverance før et møde. Uden dato er den ikke kommet.",
        file=FOLLOWUP,
        key="deliveries",
        model=logs.Delivery,
        identity=("duty", "meeting", "by"),
        spare=150,
        columns=(
            _choice(
                "Leverance",
                "Hvad der skulle leveres.",
                ("duty",),
                choices.list_duties(plan, "Leverancer", Kind.DELIVERY),
                60,
            ),
            _day("Mødets dato", "Mødet, leverancen er til.", "meeting", required=True),
            Column(
                head="Leveret af",
                help="Kontoret, der leverer. Skylder flere hver deres, så vælg fra listen.",
                form=Form.TEXT,
                keys=("by",),
                required=True,
                width=34,
                suggested=choices.list_offices(plan),
            ),
            _day("Leveret", "Dagen, leverancen kom; tom, til den er kommet.", "date"),
        ),
    )
    return done, deliveries


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
            _choice(
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
            _choice("Slags", "Personalets timer eller de unges egne.", ("kind",), choices.HOURS_KINDS, 20),
            _day("Fra", "Periodens første dag.", "from", required=True),
            _day("Til", "Periodens sidste dag.", "to", required=True),
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


def _list_events(plan: Plan) -> tuple[Sheet, Sheet, Sheet]:
    """The sheets of changed agreements, of irregularities and of what LBF asks."""
    changes = Sheet(
        name="Ændringer",
        about="Én række for hver ændring af en aftale.",
        file=FOLLOWUP,
        key="changes",
        model=logs.Change,
        identity=("what", "agreement", "date"),
        columns=(
            _choice("Aftale", "Hvad der blev ændret.", ("what", "agreement"), choices.list_agreements(plan), 44),
            _day("Dato", "Dagen, ændringen blev besluttet.", "date", required=True),
            _choice("Enighed", "Ja, hvis alle var enige.", ("consensus",), choices.YES_NO, 12),
            _day("Godkendt af LBF", "Dagen, Landsbyggefonden godkendte den, hvis den skal.", "lbf_approved"),
            _text("Om", "Hvad der blev ændret.", "about", required=True),
            _MINUTES,
        ),
    )
    irregularities = Sheet(
        name="Uregelmæssigheder",
        about="Én række for hver uregelmæssighed eller bekymring. Aldrig om en person.",
        file=FOLLOWUP,
        key="irregularities",
        model=logs.Irregularity,
        identity=("seen", "about"),
        columns=(
            _day("Set", "Dagen, den blev set.", "seen", required=True),
            _day("Givet videre", "Dagen, bestyrelsen fik besked; tom, til den har.", "passed_on"),
            _text("Om", "Hvad det var.", "about", required=True),
            _text("Opfølgning", "Hvad der blev gjort ved det.", "followed_up"),
        ),
    )
    requirements = Sheet(
        name="Krav fra LBF",
        about="Hvad Landsbyggefondens regler kræver, så vidt det vides, og hvor det står.",
        file=FOLLOWUP,
        key="lbf_requirements",
        model=logs.LbfRequirement,
        identity=("asks",),
        columns=(
            _text("Krav", "Hvad der kræves.", "asks", required=True),
            _text("Kilde", "Hvor det står.", "source", required=True),
        ),
    )
    return changes, irregularities, requirements


def _list_half_years(plan: Plan) -> Sheet:
    """The sheet of the half-years that accounting years take their figures from."""
    return Sheet(
        name="Regnskabsår",
        about="Kun hvis et regnskabsårs tal skal tages fra et andet halvår end det senest udgivne.",
        file=FOLLOWUP,
        key=HALF_YEARS,
        identity=("year",),
        spare=8,
        columns=(
            Column(
                head="Regnskabsår", help="Årstallet, fx 2026.", form=Form.WHOLE, keys=("year",), required=True, width=14
            ),
            _choice("Halvår", "Halvåret, tallene tages fra.", ("half_year",), choices.list_half_years(plan), 18),
        ),
    )


def _list_emergency(plan: Plan) -> tuple[Sheet, Sheet]:
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
            _choice("Niveau", "Gult eller rødt.", ("level",), choices.LEVELS, 15),
            _choice("Boligområde", "Området, det gjaldt.", ("area",), choices.list_areas(plan), 30),
            Column(
                head="Mødtes",
                help=f"Da gruppen mødtes; tom, hvis den ikke har. {moment}",
                form=Form.MOMENT,
                keys=("gathered",),
                width=18,
            ),
            _choice("Evaluering", "Om forløbet skal evalueres.", ("evaluation",), choices.EVALUATIONS, 18),
            _day("Evalueret", "Dagen, forløbet blev evalueret.", "evaluated"),
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
        columns=(_day("Dato", "Dagen, mødet blev holdt.", "date", required=True), _MINUTES),
    )
    return activations, status


def list_sheets(plan: Plan, *, with_emergency: bool) -> tuple[Sheet, ...]:
    """The sheets of the workbook, in order. Called when it is written and when it is read. with_emergency: whether the
    emergency group's log is with it."""
    return (
        _list_about(),
        *_list_meetings(plan),
        *_list_deliveries(plan),
        _list_hours(plan),
        *_list_events(plan),
        _list_half_years(plan),
        *(_list_emergency(plan) if with_emergency else ()),
    )
