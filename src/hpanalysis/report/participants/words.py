"""The Danish of reach and courses: what a row tells, in a cell and in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import TargetGroup
from hpanalysis.plan import Activity
from hpanalysis.report.participants.rows import CoursesRow, ReachRow
from hpanalysis.tables import Status

UNKNOWN_GROUP = "ingen kilde kender målgruppen"
NOT_DELIVERED = Status.NOT_DELIVERED.value
# Where courses are told and how they ended is not: a nought would tell that they are few where there are some.
NO_ENDS = "ingen, eller for få til at blive vist"
NO_CAUSE = "Tallene siger, hvem der deltog, og hvordan det gik dem. De siger ikke, hvad der er årsagen."
GROUPS_DIFFER = (
    "Målgrupperne er forskellige: Nogle aktiviteter er for få personer med et bestemt behov, andre for alle voksne. En "
    "lille dækning er derfor ikke i sig selv dårlig."
)
SMALLER_GROUP = (
    "Målgruppen er alle i planens boligområder, som udtrækkene kan finde efter planens ord, også hvor aktiviteten ikke "
    "tilbydes. Et udtræk kender ikke alt, så aktiviteten kan være for færre end dem, der er talt her. Målgruppen er "
    "fundet i den periode, der står under den: Den kan være forbi, når halvåret begynder, eller slutte i det."
)


def format_share(value: Decimal) -> str:
    """A coverage in a table and on a mark: `46,4 %`. Called for each that is shown."""
    return f"{danish.format_number(value, 1)}{danish.NBSP}%"


def format_share_in_text(value: Decimal) -> str:
    """A coverage in a sentence: `46,4 pct.` Called for each that a sentence tells."""
    return f"{danish.format_number(value, 1)}{danish.NBSP}pct."


def format_interval(row: ReachRow) -> str:
    """The interval of a coverage beside it: `36,2 til 57,0`; "" where there is none. Called for each row of a table."""
    if row.lo is None or row.hi is None:
        return ""
    return f"{danish.format_number(row.lo, 1)} til {danish.format_number(row.hi, 1)}"


def name_target(activity: Activity, target: TargetGroup) -> str:
    """Whom the reach is of: `mødre på kontanthjælp med børn under 18 år`, `unge på 13-17 år`. Called for each activity.
    The ages are the activity's where they choose among the group."""
    first, last = activity.age_from, activity.age_to
    if not target.by_age or (first is None and last is None):
        return target.label
    if first is not None and last is not None:
        return f"{target.label} på {first}-{last} år"
    return f"{target.label} fra {first} år" if first is not None else f"{target.label} til og med {last} år"


def state_reached(row: ReachRow) -> str:
    """How many of how many took part: `39 af 84`; the status where that is not shown. Called for each row."""
    if row.reached is None or row.members is None:
        return row.status.value
    return f"{danish.format_number(row.reached)} af {danish.format_number(row.members)}"


def state_ends(row: CoursesRow) -> str:
    """How the courses that ended went: `19 sluttede, 17 gennemførte, 8,2 uger i gennemsnit`. Called for each activity;
    without numbers the words on why."""
    if row.participants is None:
        return row.status.value
    if row.ended is None or row.finished is None or row.weeks is None:
        return NO_ENDS
    ended, finished = (danish.format_number(number) for number in (row.ended, row.finished))
    return f"{ended} sluttede, {finished} gennemførte, {danish.format_number(row.weeks, 1)} uger i gennemsnit"


def state_before(row: ReachRow) -> str:
    """A coverage of an earlier half-year: `2. halvår 2025: 44,0 %`, or the status. Called for each."""
    told = row.status.value if row.value is None else format_share(row.value)
    return f"{danish.format_half_year(row.half_year)}: {told}"


def state_participants_before(row: CoursesRow) -> str:
    """How many took part in an earlier half-year: `2. halvår 2025: 24 deltagere`, or the status. Called for activities
    whose target group nobody knows."""
    told = row.status.value if row.participants is None else f"{danish.format_number(row.participants)} deltagere"
    return f"{danish.format_half_year(row.half_year)}: {told}"


def compare_hardest(name: str, whole: ReachRow, hardest: ReachRow) -> str:
    """The worst placed beside all, where both are shown: `Job til mor: I hele målgruppen deltog 39 af 84 (46,4 pct.).
    Blandt mødre med mindst tre børn under 18 år deltog 25 af 47 (53,2 pct.).` Called for each such activity; "" where
    one of them is not shown. name: of the activity."""
    if whole.value is None or hardest.value is None:
        return ""
    told = [
        f"deltog {state_reached(row)} ({format_share_in_text(row.value)})"
        for row in (whole, hardest)
        if row.value is not None
    ]
    return f"{name}: I hele målgruppen {told[0]}. Blandt {hardest.group} {told[1]}."


def state_hardest_unknown(names: Sequence[str]) -> str:
    """The activities whose worst placed are not shown; "" for none. Called under the sentences on the others."""
    return f"For {danish.join_words(names)} kan det ikke vises." if names else ""


def count_followed(count: int) -> str:
    """How many activities are followed. Called for the top. count: at least one."""
    if count == 1:
        return "Én aktivitet er fulgt med en liste over deltagerne."
    return f"{danish.capitalise(danish.spell_count(count))} aktiviteter er fulgt med lister over deltagerne."


def _tell_extreme(name: str, row: ReachRow) -> str:
    """An activity with its reach: `i Job til mor, hvor 39 af 84 i målgruppen deltog (46,4 pct.)`. Called for the
    largest and the smallest."""
    assert row.value is not None  # only what is shown is told
    return f"i {name}, hvor {state_reached(row)} i målgruppen deltog ({format_share_in_text(row.value)})"


def state_extremes(shown: Sequence[tuple[str, ReachRow]]) -> str:
    """Where coverage is largest and smallest, of the activities whose coverage is shown. Called for the top. shown:
    name and reach of each, in the plan's order, of which the first counts where several are equal."""
    if not shown:
        return "Dækningen kan ikke vises for nogen af dem."
    if len(shown) == 1:
        return f"Dækningen kan vises for én: {_tell_extreme(*shown[0])}."
    most, least = (choose(shown, key=lambda one: one[1].value or Decimal(0)) for choose in (max, min))
    return f"Dækningen er størst {_tell_extreme(*most)}, og mindst {_tell_extreme(*least)}."


def _count_activities(count: int) -> str:
    """`for én aktivitet`, `for to aktiviteter`. Called for each kind of activity without a coverage."""
    return f"for {danish.spell_count(count)} {'aktivitet' if count == 1 else 'aktiviteter'}"


def state_not_shown(hidden: int, unknown: int, missing: int) -> str:
    """For how many activities there is no coverage, and why; "" where there is for all. Called for the top. hidden: to
    protect persons; unknown: no extract knows the target group; missing: its extract did not come."""
    parts = [
        f"{_count_activities(count)} {why}"
        for count, why in (
            (hidden, "er dækningen diskretioneret"),
            (unknown, "kender ingen kilde målgruppen"),
            (missing, "er målgruppens udtræk ikke leveret"),
        )
        if count
    ]
    return danish.capitalise(f"{danish.join_clauses(parts)}.") if parts else ""


def explain_limit(k: int) -> str:
    """Why small numbers of participants are hidden, and from which number on they are told. Called once a page. k: the
    least number of participants that may be told of."""
    few = f"færre end {danish.spell_count(k)}"
    return (
        f"{danish.capitalise(few)} deltagere vises ikke, og heller ikke {few}, der "
        "ikke deltog: Det siger mere om en person at have deltaget end at bo i et område. Derfor er grænsen højere end "
        "for de andre tal, og også tal, som et lille tal kunne regnes ud af, er diskretioneret."
    )


def list_names(activities: Iterable[Activity]) -> list[str]:
    """The names of activities. Called for sentences about several."""
    return [activity.name_da for activity in activities]
