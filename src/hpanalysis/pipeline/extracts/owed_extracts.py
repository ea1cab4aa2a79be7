"""Which extracts a half-year owes: what is missing is said before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hpanalysis import deadlines, params
from hpanalysis.cpr import show_name
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import Delivered, HalfYear, Span, Window, find_month_end
from hpanalysis.errors import Stop
from hpanalysis.params import Params
from hpanalysis.pipeline.extracts import readme_txt
from hpanalysis.plan import Plan
from hpanalysis.workspace import Workspace, find_files_of_source


@dataclass(frozen=True)
class OwedExtract:
    """An extract that a half-year owes, and the window (first and last day) that it must cover. Made by
    `find_owed_extracts`; read by runs and by the commands `check` and `list`."""

    source: Source
    span: Span


def _check_agreements(plan: Plan, sources: set[Source]) -> None:
    """`Stop` unless the plan's sources.csv has terms for every source that the plan needs (`sources`), and for known
    sources only. Called whenever a run, `hpanalysis check` or `hpanalysis new` looks up the plan's sources."""
    place, agreed = "»sources.csv« i planens mappe", {agreement.source for agreement in plan.data_agreements}
    if strange := sorted(agreed - set(catalogue.sources())):
        raise Stop(
            f"Kilden »{strange[0]}« kendes ikke.",
            place=place,
            expected=f"en af {', '.join(catalogue.sources())}.",
            do="Ret nøglen, eller læg en kilde i definitions/sources.",
        )
    if lacking := sorted({source.name for source in sources} - agreed):
        raise Stop(
            f"Kilden »{lacking[0]}« mangler.",
            place=place,
            expected="dataansvarlig, retsgrundlag, aftale og frister for hver kilde, som planens tal bygger på.",
            do="Tilføj en række for kilden.",
        )


def refuse_list_without_terms(plan: Plan, folder: Path, half_year: HalfYear) -> None:
    """`Stop` for a list of participants that lies in a half-year's folder of extracts though sources.csv has no terms
    for it, and so no legal basis. Called for each folder when deliveries are looked for, also of a plan that follows no
    activity: such a list must not be there at all. A row whose legal basis is empty is refused with the plan."""
    for source in (source for source in catalogue.sources().values() if source.lists_participants):
        if plan.data_agreement(source.name) is None and (files := find_files_of_source(source, folder)):
            raise Stop(
                "Listen over deltagere har intet retsgrundlag i planen og læses ikke.",
                place=f"{show_name(files[0].name)} i mappen data/raw/{half_year}",
                expected=f"en række for {source.name} i sources.csv med dataansvarlig, retsgrundlag og aftale.",
                do="Fjern filen, til den dataansvarlige har godkendt den, og tilføj rækken.",
                ask="den dataansvarlige.",
            )


_BASELINE_YEARS = (-15, 2)  # how long before and after a plan's first half-year a baseline can be of


@cache
def _list_possible_windows(window: Window, first: HalfYear) -> tuple[str, ...]:
    """The ids of the windows that a baseline can be of, such as `2022-23` and `2023-24` for a school year, oldest
    first. Called for each adopted indicator, to check the baseline window that adoption.csv names; kept, because the
    sources are looked up for each delivery, and indicators share their rules. window: the indicator's rule for its
    windows. first: the plan's first half-year."""
    earliest, latest = _BASELINE_YEARS
    if isinstance(window, Delivered):
        return tuple(str(first.year + years) for years in range(earliest, latest + 1))
    spans = {window.latest(find_month_end(first.cutoff, months)) for months in range(12 * earliest, 12 * latest + 1)}
    return tuple(span.id for span in sorted(span for span in spans if span is not None))


def _check_baseline_windows(plan: Plan) -> None:
    """`Stop` where adoption.csv names a baseline window that its indicator never has, because such a slip of the
    keyboard would leave the indicator without a baseline. Called whenever the sources that the plan needs are looked
    up, in a run or by another command."""
    declared = catalogue.indicators()
    for line, adoption in plan.number_rows("adoption.csv", plan.adoptions):
        possible = _list_possible_windows(declared[adoption.indicator_id].window, plan.first)
        if adoption.baseline_window not in possible:
            raise Stop(
                f"Perioden for udgangspunktet til {adoption.indicator_id} kendes ikke.",
                place=f"»adoption.csv« i planens mappe, linje {line}, kolonnen »baseline_window«",
                expected=f"en periode som {possible[len(possible) // 2]}.",
                do="Ret cellen, og kør igen.",
            )


def find_sources(plan: Plan) -> list[Source]:
    """The sources that a run reads: the residence history, those that the plan's adopted indicators need, and the list
    of participants if the plan follows an activity.

    Called when deliveries or files are looked for, and by `hpanalysis new` before anything is written. The history
    comes first, because the persons of the others are placed by it; then they come by name. `Stop` if the plan adopts
    an indicator that nobody has defined or a baseline of no known window, or lacks the terms of a source.
    """
    declared = catalogue.indicators()
    unknown = [a.indicator_id for a in plan.adoptions if a.indicator_id not in declared]
    if unknown:
        raise Stop(
            f"Indikatoren »{unknown[0]}« har ingen definition.",
            place="»adoption.csv« i planens mappe",
            expected=f"en af {', '.join(declared)}.",
            do="Ret nøglen, eller læg en definition i definitions/indicators.",
        )
    _check_baseline_windows(plan)
    needed = set(deadlines.list_needed_sources(plan))
    _check_agreements(plan, needed)
    histories = {source for source in catalogue.sources().values() if source.residence_history}
    return sorted(needed | histories, key=lambda source: (source not in histories, source.name))


def find_owed_extracts(plan: Plan, half: HalfYear) -> list[OwedExtract]:
    """What must come new in a half-year: each source of which an adopted indicator's window has closed in it, and the
    list of participants. Called by runs and by `hpanalysis check` and `list`, to compare with the files in the
    half-year's folder, and for the days that a delivery must cover."""
    spans = ((source, deadlines.find_window_owed(plan, source, half)) for source in deadlines.list_needed_sources(plan))
    return [OwedExtract(source, span) for source, span in spans if span is not None]


def _make_missing_error(plan: Plan, half: HalfYear, item: OwedExtract, meeting: date | None) -> Stop:
    """The error for an extract that is owed and missing: who delivers it, for which days, and by when.

    Called for each such extract, before anything is loaded. meeting: the steering group's, which the deadline is
    counted back from; None where none is set, and then no deadline is named. The terms are the plan's (sources.csv);
    where it has none they are the source's usual ones.
    """
    source, agreed = item.source, plan.data_agreement(item.source.name)
    due = deadlines.find_due_date(plan, source, meeting)
    by = f", leveret senest {readme_txt.format_day(due)}" if due else ""
    return Stop(
        f"»{source.usual_file}« mangler i mappen data/raw/{half}.",
        expected=f"en fil fra {agreed.delivered_by if agreed else source.delivered_by} for "
        f"{readme_txt.format_window(item.span)}{by}.",
        do=(
            f"Bed leverandøren om filen, og læg den i mappen. Kommer den ikke, så skriv {source.name} under "
            f"not_delivered i params/{half}.yaml."
        ),
        ask=f"{agreed.contact if agreed else source.contact}.",
    )


def find_missing(
    workspace: Workspace, half: HalfYear, files: Mapping[str, Sequence[Path]], chosen: Params
) -> list[Stop]:
    """A `Stop` for each extract owed that neither lies in the half-year's folder nor is declared as not delivered.
    Called by a run and by `hpanalysis check`, before anything is loaded. files: by source name, as `find_files` gives
    them. chosen: the half-year's params, which declare what is not delivered."""
    absent = [item for item in find_owed_extracts(workspace.plan, half) if not files.get(item.source.name)]
    undeclared = [item for item in absent if item.source.name not in chosen.not_delivered]
    return [_make_missing_error(workspace.plan, half, item, chosen.steering_group) for item in undeclared]


def read_params(workspace: Workspace, half: HalfYear) -> Params:
    """Read what the analyst chose for the half-year, params/<half-year>.yaml. Called first in a run and in `hpanalysis
    check`. `Stop` if the half-year lies before the plan, has no folder of extracts, or no params file in order."""
    plan = workspace.plan
    if half < plan.first:
        raise Stop(
            f"Halvåret {half} ligger før planens første halvår.",
            expected=f"{plan.first} eller senere.",
            do="Skriv »hpanalysis list« for at se de halvår, der findes.",
        )
    chosen = params.read_params(workspace.params / f"{half}.yaml", half, plan, set(catalogue.sources()))
    if not workspace.raw_folder(half).is_dir():
        raise Stop(
            f"Mappen data/raw/{half} findes ikke.",
            expected="en mappe med halvårets udtræk.",
            do=f"Opret mappen, og læg udtrækkene i den, eller skriv »hpanalysis demo« for opdigtede data til {half}.",
        )
    return chosen


def find_files(workspace: Workspace, half: HalfYear) -> dict[str, list[Path]]:
    """The files of each source, by its name, in the half-year's folder of extracts. An empty list for a source without
    any. Called at the beginning of a run and of `hpanalysis check`."""
    folder = workspace.raw_folder(half)
    return {source.name: find_files_of_source(source, folder) for source in find_sources(workspace.plan)}
