"""Which extracts a half-year owes: what is missing is said before anything is computed."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Owed:
    """An extract that a half-year owes, and the window it must cover."""

    source: Source
    span: Span


def sources_of(plan: Plan) -> list[Source]:
    """The sources that the plan's adopted indicators need, by name."""
    declared = catalogue.indicators()
    unknown = [a.indicator_id for a in plan.adoptions if a.indicator_id not in declared]
    if unknown:
        raise Stop(
            f"Indikatoren »{unknown[0]}« har ingen definition.",
            place="»adoption.csv« i planens mappe",
            expected=f"en af {', '.join(declared)}.",
            do="Ret nøglen, eller læg en definition i definitions/indicators.",
        )
    found = {source for a in plan.adoptions for source in declared[a.indicator_id].sources}
    return sorted(found, key=lambda source: source.name)


def owed(plan: Plan, half: HalfYear) -> list[Owed]:
    """What comes new in a half-year by the windows of the adopted indicators, a row a source."""
    found: dict[str, Owed] = {}
    for adoption in plan.adoptions:
        indicator = catalogue.indicators()[adoption.indicator_id]
        span = indicator.window.comes_new_in(half, plan.first)
        if span is not None:
            for source in indicator.sources:
                found.setdefault(source.name, Owed(source, span))
    return [found[name] for name in sorted(found)]


def _period(span: Span) -> str:
    return span.id if len(span.id) <= 10 else span.id.replace("/", " til ")


def check(workspace: Workspace, half: HalfYear, files: dict[str, list], not_delivered: list[str]) -> None:
    """Every extract owed lies in the half-year's folder, or is declared as not delivered in its params."""
    folder = workspace.raw_folder(half)
    if not folder.is_dir():
        raise Stop(
            f"Mappen data/raw/{half} findes ikke.",
            expected="en mappe med halvårets udtræk.",
            do=f"Opret mappen, og læg udtrækkene i den, eller skriv »hpanalysis demo« for opdigtede data til {half}.",
        )
    for item in owed(workspace.plan, half):
        if not files.get(item.source.name) and item.source.name not in not_delivered:
            source = item.source
            raise Stop(
                f"»{source.usual_file}« mangler i mappen data/raw/{half}.",
                expected=f"en fil fra {source.delivered_by} for {_period(item.span)}.",
                do=(
                    f"Bed leverandøren om filen, og læg den i mappen. Kommer den ikke, så skriv {source.name} under "
                    f"not_delivered i params/{half}.yaml."
                ),
                ask=f"{source.contact}.",
            )
