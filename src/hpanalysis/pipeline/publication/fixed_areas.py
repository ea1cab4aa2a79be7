"""The areas of a plan are fixed for all half-years: what was published of one and not of another gives others away."""

from __future__ import annotations

from hpanalysis import corrections
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.tables import Status


def _is_known_outside(figure: corrections.PublishedFigure) -> bool:
    """Whether readers know of a published figure: it shows a number, or that a number is hidden. Called at the
    beginning of a run or of `hpanalysis check` for every published figure, to find the areas that the plan must go on
    having."""
    return figure.counts is not None or figure.status is Status.HIDDEN


def stop_if_changed(ledger: corrections.Ledger, plan: Plan) -> None:
    """`Stop` if a published area is not in the plan any more: it was merged with others since, or divided. Called at
    the beginning of a half-year's run and of `hpanalysis check`. ledger: what is published. A figure of the merged area
    beside those of its parts, in any half-year, would give by subtraction what is hidden."""
    known = {area.id for area in plan.all_areas}
    told = {key[2] for key, found in ledger.figures.items() if any(map(_is_known_outside, found))}
    if changed := sorted(told - known):
        raise Stop(
            f"Områder, der er udgivet før, vises ikke længere hver for sig i planen, og intet er udgivet: "
            f"{', '.join(changed)}.",
            place="merged_areas i »plan.yaml« og »areas.csv« i planens mappe",
            expected="de samme områder, og de samme områder vist samlet, i alle halvår.",
            do="Ret planen, eller træk de tidligere udgivelser tilbage, og kør halvårene igen fra det første.",
            ask="den dataansvarlige.",
        )
