"""The sheets on the logs themselves: the day each is kept to, and the half-years chosen for accounting years."""

from __future__ import annotations

from hpanalysis.followup import FOLLOWUP
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.sheets.made_columns import make_choice, make_day
from hpanalysis.log_workbook.sheets.names import HALF_YEARS, LOG_NAMES, OWN_DATE
from hpanalysis.plan import Plan
from hpanalysis.workbooks.columns import Column, Form


def list_about() -> Sheet:
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
            make_day("Dagen", "Dagen, loggen fortæller om.", "as_of", required=True),
            make_choice(
                "Opdigtet",
                "Ja, hvis loggen er opdigtet, fx til en øvelse; ellers nej.",
                ("synthetic",),
                choices.YES_NO,
                12,
            ),
        ),
    )


def list_chosen_half_years(plan: Plan) -> Sheet:
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
                head="Regnskabsår", help="Årstallet, fx 2026.", form=Form.YEAR, keys=("year",), required=True, width=14
            ),
            make_choice("Halvår", "Halvåret, tallene tages fra.", ("half_year",), choices.list_half_years(plan), 18),
        ),
    )
