"""The faults that the checks of the logs find, told for one who fills in the workbook: by head and never by key.

The checks are the YAML files' own (`followup.logs`). What they say of keys and files is said here of columns and
sheets, and each fault is laid on the column that it is about.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hpanalysis.followup.logs.faults import Fault
from hpanalysis.log_workbook.sheets.names import MEETINGS, OWN_DATE, REPORTS


class Told(NamedTuple):
    """A fault as the workbook's reader tells it. key: of the column it is about; "" for the row as a whole."""

    key: str
    wrong: str
    expected: str


_OF_DAY = re.compile(r"Datoen i (\w+) ligger (.*)")
_AFTER_OWN = "efter loggens egen dato, as_of."
_OVERLAP = re.compile(r"Perioden overlapper nr\. ([0-9]+) (for samme aktivitet og ansvarlig\.)")
# What the checks say -> the column, the sentence, and what was expected; an empty one as the check has it.
_TOLD = {
    "Det samme halvår står to gange under reports.": Told(
        "date", f"Mødet har det samme halvår to gange på arket »{REPORTS}«.", "én række for hvert halvår."
    ),
    "Halvåret står ikke under mødets reports.": Told(
        "half_year", f"Mødet har ikke halvåret på arket »{REPORTS}«.", "et halvår, som mødet fik en rapport for."
    ),
    "Nøglen half_year mangler.": Told("half_year", "Halvåret mangler, for mødet fik flere rapporter.", ""),
    "Nøglen year mangler.": Told("year", "Regnskabsåret mangler.", ""),
    "Nøglen by findes ikke i members.csv blandt dem, der skylder.": Told(
        "by", "Navnet er ikke et af dem, der skylder leverancen.", ""
    ),
    "Nøglen responsible findes ikke ved aktiviteten.": Told(
        "responsible", "Navnet er ikke et af dem, der kan give timer i aktiviteten.", ""
    ),
    "Rapporten er leveret efter mødet.": Told("delivered", "", ""),
    "Mødet er holdt før rapportens dato.": Told("half_year", "", ""),
    "Rapporten er leveret før sin egen dato.": Told("delivered", "", ""),
    "Mødet står to gange.": Told("date", "", "én række for hvert møde."),
    "Mødet har behandlet en rapport, før det møde, der skal ligge forud, fik den.": Told("date", "", ""),
    "Regnskabsåret i year ligger uden for helhedsplanen.": Told(
        "year", "Regnskabsåret ligger uden for helhedsplanen.", ""
    ),
    "Opgaven er udført før det regnskabsår, den gælder.": Told("date", "", ""),
    "Der er intet møde på dagen i meeting.": Told(
        "meeting",
        f"Det møde, leverancen er til, står ikke på arket »{MEETINGS}« på den dag.",
        "datoen for et møde, der står dér.",
    ),
    "Nøglen groups hører til det, der er lovet for hver gruppe, og kun til det.": Told(
        "groups",
        "»Grupper« hører til det, der er lovet for hver gruppe, og kun til det.",
        "et antal, eller en tom celle.",
    ),
    "Leverancen er meldt to gange for den dag.": Told("as_of", "", ""),
    "Forbruget er opgjort to gange for den dag.": Told("as_of", "", ""),
    "Forbruget er opgjort før sit regnskabsår.": Told("as_of", "", ""),
    "Perioden slutter, før den begynder.": Told("to", "", "en dag, der ikke er før »Fra«."),
    "Perioden går over i et nyt regnskabsår.": Told("to", "", "én række for hvert regnskabsår."),
    "Ændringen er godkendt, før den er besluttet.": Told(
        "lbf_approved", "", "den dag, den blev besluttet, eller senere."
    ),
    "Bestyrelsen er orienteret, før sagen blev set.": Told("passed_on", "", "den dag, den blev set, eller senere."),
    "Loggens egen dato, as_of, ligger før helhedsplanen.": Told("as_of", "Dagen ligger før helhedsplanen.", ""),
    "Et regnskabsår ligger uden for helhedsplanen.": Told("year", "Regnskabsåret ligger uden for helhedsplanen.", ""),
    "Gruppen er samlet, før beredskabet blev aktiveret.": Told("gathered", "", "et tidspunkt efter aktiveringen."),
    "Forløbet er evalueret, før beredskabet blev aktiveret.": Told("evaluated", "", "en dag efter aktiveringen."),
    "Forløbet er evalueret uden en beslutning om det.": Told(
        "evaluation", "", "ja, når dagen for evalueringen står der."
    ),
    "Aktiveringen står to gange.": Told("activated", "", "én række for hver aktivering."),
}
# A label stands for these keys in the workbook, so nothing that is read of it can have them wrong.
OF_LABELS = frozenset(
    {
        "Mødet skal have enten duty eller body.",
        "Nøglen duty findes ikke i governance.csv som et møde.",
        "Nøglen body findes ikke i governance.csv.",
        "Et punkt under items er ikke et af de faste punkter.",
        "Målet findes ikke i delmaal.csv.",
        "Nøglen duty findes ikke i governance.csv som en årlig opgave.",
        "Nøglen duty findes ikke i governance.csv som en leverance.",
        "Timerne skal have enten activity eller agreement.",
        "Aktiviteten findes ikke i activities.csv.",
        "Nøglen promise findes ikke i promises.csv.",
        "Nøglen agreement findes ikke i plan.yaml.",
        "Nøglen agreement hører til en delaftale og kun til den.",
        "Nøglen agreement findes ikke i plan.yaml som en delaftale.",
        "Nøglen area findes ikke i areas.csv.",
    }
)


def find_overlapped(fault: Fault) -> int:
    """The number of the entry whose period a fault says is overlapped; 0 for any other fault. Asked of each fault, for
    the row must be named as the workbook counts rows."""
    found = _OVERLAP.fullmatch(fault.wrong)
    return int(found[1]) if found else 0


def tell_fault(fault: Fault, overlapped_row: int = 0) -> Told:
    """A fault of the logs' checks, for the workbook. Called for each. overlapped_row: the row of `find_overlapped`."""
    if found := _OVERLAP.fullmatch(fault.wrong):
        return Told("from", f"Perioden overlapper række {overlapped_row} {found[2]}", fault.expected)
    if found := _OF_DAY.fullmatch(fault.wrong):
        lies = found[2].replace(_AFTER_OWN, f"efter den dag, loggen fortæller om (arket »{OWN_DATE}«).")
        return Told(found[1], f"Datoen ligger {lies}", fault.expected)
    told = _TOLD.get(fault.wrong, Told("", "", ""))
    return Told(told.key, told.wrong or fault.wrong, told.expected or fault.expected)
