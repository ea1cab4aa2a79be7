"""The sheets of a partner's workbook: which columns they have, what is locked, and what is asked in each."""

from __future__ import annotations

from typing import get_args

from hpanalysis.followup.logs.log import ProgressWord
from hpanalysis.partner_workbook.asked import Asked
from hpanalysis.workbooks.choices import Choices
from hpanalysis.workbooks.columns import Column, Form, Table

DELIVERIES, HOURS = "Leverancer", "Timer"
KEY, UNTIL, ACTIVITY, AGREED = "key", "until", "activity", "agreed"  # of locked cells, by which a row is known
NUMBER, GROUPS, PARTICIPANTS, STATUS, NOTE, GIVEN = "number", "groups", "participants", "status", "note", "hours"
STATUSES = Choices("Status", {word: (word,) for word in get_args(ProgressWord)})
_NO_PERSONS = "Aldrig navn, telefon, mail eller CPR-nummer på en person."


def _make_locked(head: str, help_: str, key: str, width: int, form: Form = Form.TEXT) -> Column:
    """A column that is filled in already. Called for what a row is about."""
    return Column(head=head, help=help_, form=form, keys=(key,), width=width, is_locked=True)


_ACTIVITY = _make_locked("Aktivitet", "Aktiviteten i planen. Låst.", ACTIVITY, 34)
_KEY = _make_locked("Nøgle", "Rækken kendes på den. Låst.", KEY, 26)
_UNTIL = _make_locked("Til og med", "Den sidste dag, der tælles med. Låst.", UNTIL, 13, Form.DAY)


def _make_note(about: str) -> Column:
    """The column of remarks. Called for both sheets. about: what the remark is on, in Danish."""
    return Column(
        head="Bemærkning",
        help=f"{about} {_NO_PERSONS} Skriv organer og titler, som planen skriver dem.",
        form=Form.TEXT,
        keys=(NOTE,),
        width=50,
    )


def make_deliveries(asked: Asked) -> Table:
    """The sheet of what was promised and delivered. Called when a workbook is written and when it is read. The column
    of groups is there where a promise is for each group."""
    groups = Column(
        head="Grupper",
        help="Hvor mange grupper tallet gælder i alt. Kun hvor det aftalte gælder pr. gruppe.",
        form=Form.COUNT,
        keys=(GROUPS,),
        width=15,
    )
    return Table(
        name=DELIVERIES,
        about="Én række for hver aftale. Udfyld de hvide celler; en række, der ikke kan udfyldes endnu, lades tom.",
        spare=0,
        columns=(
            _ACTIVITY,
            _make_locked("Det aftalte", "Det, der er aftalt i planen. Låst.", AGREED, 40),
            _make_locked("Forfalder", "Hvornår det skal være leveret. Låst.", "due", 24),
            _make_locked("Tælles fra", "Den første dag, der tælles med. Låst.", "first", 13, Form.DAY),
            _UNTIL,
            Column(
                head="I alt",
                help="Hvor meget der er leveret i alt, fra og med »Tælles fra« til og med »Til og med«, også i "
                "tidligere halvår. Et helt tal; 0, hvis intet er leveret.",
                form=Form.COUNT,
                keys=(NUMBER,),
                width=20,
            ),
            *((groups,) if any(row.by_group for row in asked.deliveries) else ()),
            Column(
                head="Deltagere",
                help="Hvor mange der har deltaget i alt i samme tid, hvis det er talt. Et helt tal, som ikke vises i "
                "rapporterne.",
                form=Form.COUNT,
                keys=(PARTICIPANTS,),
                width=16,
            ),
            Column(
                head="Status",
                help="Hvordan det går. Vælg fra listen.",
                form=Form.CHOICE,
                keys=(STATUS,),
                choices=STATUSES,
                width=14,
            ),
            _make_note("Hvad der er værd at vide om tallet; kan komme i rapporterne."),
            _KEY,
        ),
    )


def make_hours() -> Table:
    """The sheet of hours. Called when a workbook is written and when it is read."""
    return Table(
        name=HOURS,
        about="Én række for hver aftale om timer. Skriv de timer, der er givet fra »Fra« til og med »Til og med«.",
        spare=0,
        columns=(
            _ACTIVITY,
            _make_locked("Det aftalte", "De timer, der er aftalt i planen. Låst.", AGREED, 40),
            _make_locked("Hvis timer", "Personalets timer eller de unges egne. Låst.", "kind", 20),
            _make_locked("Fra", "Den første dag, der tælles med. Låst.", "first", 13, Form.DAY),
            _UNTIL,
            Column(
                head="Timer",
                help="Timer i alt i halvåret for alle, rækken gælder. Højst to decimaler, fx 412,5 for 412 timer og 30 "
                "minutter; 0, hvis ingen er givet.",
                form=Form.AMOUNT,
                keys=(GIVEN,),
                width=20,
            ),
            _make_note("Hvad der er værd at vide om timerne; bliver i regnearket."),
            _KEY,
        ),
    )


def list_tables(asked: Asked) -> list[Table]:
    """The sheets of a partner's workbook; one without rows is left out. Called when it is written and when it is
    read."""
    return [
        *([make_deliveries(asked)] if asked.deliveries else []),
        *([make_hours()] if asked.hours else []),
    ]
