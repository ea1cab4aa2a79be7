"""For the notebooks of an accounting year: the secretariat's logs compared with the plan and what lies published.

The logs are params/opfoelgning.yaml and params/beredskab.yaml. Nothing is written, and no clock is asked: what is late
is late on the day that the log tells of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpanalysis import followup, publications
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.params import read_params
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace, parse_half_year, refuse_in_public_run

if TYPE_CHECKING:  # what makes pages takes seconds to import, and the command line needs the logs alone
    from hpanalysis.report.notebook.accounting_year import AccountingYearView

LOG, EMERGENCY_LOG = "opfoelgning.yaml", "beredskab.yaml"
_MADE_UP = "ja"


def _list_digests(workspace: Workspace, half_year: HalfYear) -> frozenset[str]:
    """List every digest that minutes may name of a half-year: those of the edition that holds and of each that it
    replaced, because minutes are not written again when a half-year is. Called for each published half-year when an
    accounting year is followed up."""
    editions = publications.list_editions(workspace.reports, half_year)
    return frozenset().union(*(publications.list_digests(workspace, half_year, folder) for folder in editions))


def read_publications(workspace: Workspace) -> dict[str, followup.PublishedHalfYear]:
    """Read of each published half-year the day printed on its reports, and the digests that minutes may name. The keys
    are written `2026H1`. Called whenever an accounting year is followed up: by its run, its pages and its notebook; and
    when a workbook of the logs is read. `Stop` where a half-year's params cannot be read."""
    published = {}
    for half in publications.find_half_years(workspace.reports):
        chosen = read_params(workspace.params / f"{half}.yaml", half, workspace.plan, set(catalogue.sources()))
        published[str(half)] = followup.PublishedHalfYear(chosen.report_date, _list_digests(workspace, half))
    return published


def stop_if_made_up(log: followup.Log | followup.EmergencyLog, name: str, workspace: Workspace) -> None:
    """Raise `Stop` where a log that says it is made up would stand beside figures that are not. Called for each log
    when it is read, and before it is written of a workbook. name: the log's file, for the message."""
    if log.synthetic == _MADE_UP and not workspace.synthetic:
        raise Stop(
            "Optegnelserne er opdigtede, men udtrækkene er rigtige.",
            place=f"»{name}«",
            expected="sekretariatets egne optegnelser.",
            do=f"Skriv de rigtige optegnelser i {name}, og fjern linjen synthetic.",
            ask=f"{workspace.plan.settings.contact}.",
        )


def read_log(workspace: Workspace) -> followup.Log:
    """Read the secretariat's log, params/opfoelgning.yaml; `Stop` names all that is wrong in it, or says that it is
    made up beside real extracts. Called whenever an accounting year is followed up: by its run, its pages and its
    notebooks."""
    log = followup.read_log(workspace.params / LOG, workspace.plan)
    stop_if_made_up(log, LOG, workspace)
    return log


def read_emergency_log(workspace: Workspace) -> followup.EmergencyLog | None:
    """Read the emergency group's log, params/beredskab.yaml; None where the project has none. Called whenever an
    accounting year is followed up: by its run, its pages and its notebooks. The log never leaves the data unit, so
    elsewhere it is missing. `Stop` names all that is wrong in it."""
    path = workspace.params / EMERGENCY_LOG
    if not path.is_file():
        return None
    log = followup.read_emergency_log(path, workspace.plan)
    stop_if_made_up(log, EMERGENCY_LOG, workspace)
    return log


def _require_emergency_log(workspace: Workspace) -> followup.EmergencyLog:
    """Read the emergency group's log for the page and notebook about it; `Stop` if there is none."""
    log = read_emergency_log(workspace)
    if log is None:
        raise Stop(
            f"Filen »{EMERGENCY_LOG}« mangler i mappen params.",
            expected="beredskabsgruppens optegnelser, som dataenheden opbevarer.",
            do="Læg filen i mappen params, og kør igen.",
            ask=f"{workspace.plan.settings.contact}.",
        )
    return log


def choose_half_year(workspace: Workspace, year: int) -> HalfYear:
    """Choose the half-year that a year's figures are taken from: the log's choice, else the latest published by then.
    Called by an accounting year's run and its notebooks. `Stop` if the log has faults, if the choice is not published,
    or if no half-year up to the end of the year is."""
    choice = read_log(workspace).half_years.get(year)
    candidates = [half for half in publications.find_half_years(workspace.reports) if half.year <= year]
    half = parse_half_year(choice) if choice else max(candidates, default=None)
    if half is None or half not in publications.find_half_years(workspace.reports):
        raise Stop(
            f"Halvåret {choice} er ikke udgivet." if choice else f"Intet halvår til og med {year} er udgivet.",
            expected="et udgivet halvår, som regnskabsårets tal kan tages fra.",
            do="Skriv »hpanalysis list« for at se halvårene, og kør det, der mangler.",
        )
    return half


def follow_year(year: int, workspace: Workspace | None = None) -> followup.YearFollowup:
    """Assess what was due, done and late in an accounting year; a year outside the plan raises `WrongUse`. Called by an
    accounting year's run, for its page, and by the notebook lbf_opfoelgning. workspace: None for the project that the
    notebook lies in."""
    where = workspace or Workspace.from_environment()
    return followup.assess_year(where.plan, read_log(where), year, read_publications(where), read_emergency_log(where))


def emergency(year: int, workspace: Workspace | None = None) -> followup.EmergencyYear:
    """The emergency group's year in counts that every reader may see: no area, and no day of an activation. Called by
    an accounting year's run, before its pages are made and for the group's own, and by the notebook beredskab.
    workspace: None for that of the notebook. `Stop` without the group's log, or for a fault in it; a year outside the
    plan raises `WrongUse`."""
    where = workspace or Workspace.from_environment()
    return followup.assess_emergency_year(where.plan, _require_emergency_log(where), year)


def activations(
    year: int, edition: Edition, workspace: Workspace | None = None
) -> tuple[followup.ActivationRecord, ...]:
    """List each activation with place and hour, for the confidential edition; the public one gets an empty tuple.
    Called for the notebook beredskab. workspace: None for that of the notebook. `Stop` where the confidential edition
    lacks the emergency group's log."""
    if edition is Edition.PUBLIC:
        return ()
    refuse_in_public_run(edition)
    where = workspace or Workspace.from_environment()
    return followup.list_activations(where.plan, _require_emergency_log(where), year)


def accounting_year(year: int, edition: str = Edition.PUBLIC.value) -> AccountingYearView:
    """Open an accounting year of this project; the Tab key lists all that can be shown of it. Called first in the
    notebooks lbf_opfoelgning and beredskab. edition: `offentlig`, or `fortrolig` for the data unit alone; another one
    raises `WrongUse`. opfoelgning.yaml is read at once, to choose the half-year that the figures are taken from: `Stop`
    where its form or a key in it is wrong, or that half-year is not published. An impossible date, or a fault in
    beredskab.yaml, is a `Stop` only when a cell asks for what the logs say."""
    from hpanalysis.report.notebook.accounting_year import AccountingYearView, YearLogs
    from hpanalysis.report.release import Release, parse_edition

    where, chosen = Workspace.from_environment(), parse_edition(edition)
    logs = YearLogs(
        read_followup=lambda: follow_year(year, where),
        read_emergency=lambda: emergency(year, where),
        list_activations=lambda: activations(year, chosen, where),
    )
    return AccountingYearView(where, Release.of(where, choose_half_year(where, year), chosen), logs)
