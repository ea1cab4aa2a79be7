"""The sheets of meetings, and of the reports and goals that they dealt with."""

from __future__ import annotations

from hpanalysis.followup import FOLLOWUP
from hpanalysis.followup.logs import log as logs
from hpanalysis.followup.logs import references
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.sheets.made_columns import MINUTES, make_choice, make_day, make_text
from hpanalysis.log_workbook.sheets.names import GOALS, MEETINGS, REPORTS
from hpanalysis.plan import Plan
from hpanalysis.workbooks.columns import Column, Form


def _name_meeting(plan: Plan) -> tuple[Column, Column]:
    """The two columns that name a meeting, on the sheets of what meetings had before them."""
    return (
        make_day("Mødets dato", f"Datoen, som den står på arket »{MEETINGS}«.", "date", required=True),
        make_choice(
            "Møde", f"Mødet, som det står på arket »{MEETINGS}«.", ("duty", "body"), choices.list_meetings(plan), 44
        ),
    )


def _list_agenda_columns(plan: Plan) -> tuple[Column, ...]:
    """A column for each fixed item of an agenda, to be ticked where a meeting dealt with it."""
    return tuple(
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


def _list_meetings(plan: Plan) -> Sheet:
    """The sheet of meetings."""
    return Sheet(
        name=MEETINGS,
        about="Én række for hvert møde, der er holdt. Rapporter og mål, mødet behandlede, står på de næste ark.",
        file=FOLLOWUP,
        key="meetings",
        model=logs.Meeting,
        identity=("date", "duty", "body"),
        columns=(
            make_day("Dato", "Dagen, mødet blev holdt.", "date", required=True),
            make_choice("Møde", "Hvilket møde det var.", ("duty", "body"), choices.list_meetings(plan), 44),
            *_list_agenda_columns(plan),
            MINUTES,
            make_text("Beslutning", "Hvad mødet besluttede, hvis det skal frem.", "decided"),
        ),
    )


def _list_reports(plan: Plan) -> Sheet:
    """The sheet of the half-years' reports that meetings had before them."""
    return Sheet(
        name=REPORTS,
        about="Én række for hver halvårsrapport, et møde fik.",
        file=FOLLOWUP,
        key="reports",
        parent="meetings",
        model=logs.Report,
        identity=("half_year",),
        columns=(
            *_name_meeting(plan),
            make_choice("Halvår", "Rapportens halvår.", ("half_year",), choices.list_half_years(plan), 18),
            make_day("Leveret", "Dagen, mødets deltagere fik rapporten.", "delivered"),
            Column(
                head="Kontrolsum",
                help="Kontrolsummen fra siden »Udgivelser« eller fra dokumentationspakken, som den står i referatet.",
                form=Form.TEXT,
                keys=("digest",),
                width=40,
            ),
        ),
    )


def _list_goals(plan: Plan) -> Sheet:
    """The sheet of the overall goals that meetings dealt with."""
    return Sheet(
        name=GOALS,
        about="Én række for hvert overordnet mål, et møde behandlede.",
        file=FOLLOWUP,
        key="goals",
        parent="meetings",
        model=logs.GoalDealt,
        identity=("goal",),
        columns=(
            *_name_meeting(plan),
            make_choice("Mål", "Det overordnede mål.", ("goal",), choices.list_goals(plan), 50),
            make_choice(
                "Halvår",
                "Hvilken af mødets rapporter; kan være tom, hvis mødet kun fik én.",
                ("half_year",),
                choices.list_half_years(plan),
                18,
                required=False,
            ),
            make_text("Beslutning", "Hvad mødet besluttede om målet.", "decided", required=True),
        ),
    )


def list_meeting_sheets(plan: Plan) -> tuple[Sheet, Sheet, Sheet]:
    """The sheets of meetings, and of the reports and goals that they dealt with. Called when the sheets are listed."""
    return _list_meetings(plan), _list_reports(plan), _list_goals(plan)
