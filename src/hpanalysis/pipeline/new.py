"""`hpanalysis new`: the folder, params, LÆSMIG, orders and partners' workbooks of a half-year. Nothing that is there is
overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hpanalysis import params
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import WrongUse
from hpanalysis.pipeline import partners
from hpanalysis.pipeline.extracts import orders, owed_extracts, readme_txt
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.workspace import READ_ME, Workspace

# The meetings keep their weekday: half a year is 26 weeks. Without a half-year before, they lie so long after the
# cut-off that what is due by then can be delivered, run and read.
_HALF_A_YEAR = timedelta(weeks=26)
_REPORT_AFTER, _MEETING_AFTER = timedelta(weeks=10), timedelta(weeks=12)

_PARAMS = """\
half_year: {half}
# Datoen, der trykkes på rapporterne. Et forslag ud fra {basis}: Ret den.
report_date: {report_date}
# Styregruppens møde, som leverandørernes frister tælles tilbage fra. Et forslag ud fra {basis}: Ret det.
steering_group: {steering_group}

# Udtræk, der ikke kommer, fx [fraflytning]; deres tal står, som de var.
not_delivered: []

# Analytikerens egne ord til et tal: indicator, text, role, date og eventuelt area.
comments: []

# Analytikerens egen begrundelse, hvor udgivne tal rettes: indicator, why og eventuelt window.
corrections: []
"""


@dataclass(frozen=True)
class CreatedHalfYear:
    """What `create_half_year` made for `hpanalysis new`: the two files, the orders and the partners' workbooks written,
    and the steering group's meeting."""

    params: Path
    read_me: Path
    orders: Path  # the folder with a folder for each supplier
    meeting: date
    partners: Path  # the folder with a workbook for each partner
    asked: int  # how many partners that is


def _find_last(workspace: Workspace) -> HalfYear:
    """The half-year in which the plan ends, the last that can be followed. Called by `hpanalysis new`."""
    end = workspace.plan.settings.end
    return HalfYear(end.year, 1 if end.month <= 6 else 2)


def _stop_if_there(workspace: Workspace, half: HalfYear, *paths: Path) -> None:
    """`WrongUse` if the half-year lies before or after the plan, or one of `paths`, the files about to be written, is
    there already. Called by `hpanalysis new` before anything is written."""
    if half < workspace.plan.first:
        raise WrongUse(
            f"Halvåret {half} ligger før planens første halvår.",
            expected=f"{workspace.plan.first} eller senere.",
            do="Vælg et senere halvår.",
        )
    if half > (last := _find_last(workspace)):
        raise WrongUse(
            f"Halvåret {half} ligger efter planens udløb.",
            expected=f"{last} eller tidligere.",
            do="Ret årstallet. Er planen forlænget, så ret end i plan.yaml.",
        )
    for path in paths:
        if path.exists():
            raise WrongUse(
                "Filen findes allerede og overskrives ikke.",
                place=f"»{path.name}«",
                expected="et halvår, der ikke er oprettet.",
                do=f"Brug halvåret, som det er, eller flyt filen, og skriv »hpanalysis new {half}« igen.",
            )


def _propose_dates(workspace: Workspace, half: HalfYear) -> tuple[str, date, date]:
    """Propose what the new params file has: what the dates follow from (in Danish), the report's date, and the meeting
    of the steering group. Called by `hpanalysis new`. With a params file of the half-year before, its dates are moved
    by 26 weeks; without one they are counted from the half-year's last day. `Stop` if that file is faulty."""
    path = workspace.params / f"{half.previous}.yaml"
    if not path.is_file():
        return "halvårets sidste dag", half.cutoff + _REPORT_AFTER, half.cutoff + _MEETING_AFTER
    before = params.read_params(path, half.previous, workspace.plan, set(catalogue.sources()))
    meeting = before.steering_group or before.report_date + (_MEETING_AFTER - _REPORT_AFTER)
    return "halvåret før", before.report_date + _HALF_A_YEAR, meeting + _HALF_A_YEAR


def create_half_year(workspace: Workspace, half: HalfYear) -> CreatedHalfYear:
    """Write data/raw/<half-year>/LÆSMIG.txt, the partners' workbooks beside it, the suppliers' orders and
    params/<half-year>.yaml; called by `hpanalysis new`. `WrongUse` if LÆSMIG.txt or the params are there, or the
    half-year lies outside the plan; `Stop` if the params of the half-year before, whose dates are moved on, are faulty.
    Comments and the sources not delivered are each half-year's own, so they are not copied."""
    made = workspace.params / f"{half}.yaml", workspace.raw_folder(half) / READ_ME
    _stop_if_there(workspace, half, *made)
    owed_extracts.find_sources(workspace.plan)  # what the plan adopts is known, before anything is written
    basis, report_date, meeting = _propose_dates(workspace, half)
    write_text(readme_txt.write_read_me(workspace, half, meeting), made[1])
    chosen = {"half": half, "basis": basis, "report_date": report_date, "steering_group": meeting}
    orders.write_orders(workspace, half, meeting)
    asked = partners.write_workbooks(workspace, half)
    write_text(_PARAMS.format(**chosen), made[0])
    ordered, folder = orders.find_orders_folder(workspace, half), partners.find_folder(workspace, half)
    return CreatedHalfYear(*made, ordered, meeting, folder, asked)
