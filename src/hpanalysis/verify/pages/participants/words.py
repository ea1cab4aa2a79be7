"""How the page deltagere writes numbers and what its sentences say, made anew of the rows of its CSV files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.pages.counts.wording import capitalise, join_clauses, join_words, spell
from hpanalysis.verify.pages.participants.held import ParticipantsHeld, Row, ToldActivity, ToldTarget, is_shown
from hpanalysis.verify.pages.progress.wording import write_day, write_number

NO_LISTS = "Der er ikke leveret lister over deltagere i dette halvår."
UNKNOWN_GROUP = "ingen kilde kender målgruppen"
NOT_DELIVERED = "ikke leveret"
NOT_SHOWN = "vises ikke"
NO_CAUSE = "Tallene siger, hvem der deltog, og hvordan det gik dem. De siger ikke, hvad der er årsagen."
KEY = "Prik: dækningen. Streg: usikkerhedsintervallet. Åben rombe: de sværest stillede, hvor de kan vises."
_NO_ENDS = "ingen, eller for få til at blive vist"
_COUNTED = (
    "Nået er de i målgruppen, der deltog mindst én dag i halvåret. Deltagere i alt er alle på listen, også forældre og "
    "andre uden for målgruppen. Under tallet for dækningen står usikkerhedsintervallet."
)
_SMALLER_GROUP = (
    "Målgruppen er alle i planens boligområder, som udtrækkene kan finde efter planens ord, også hvor aktiviteten ikke "
    "tilbydes. Et udtræk kender ikke alt, så aktiviteten kan være for færre end dem, der er talt her. Målgruppen er "
    "fundet i den periode, der står under den: Den kan være forbi, når halvåret begynder, eller slutte i det."
)
_GROUPS_DIFFER = (
    "Målgrupperne er forskellige: Nogle aktiviteter er for få personer med et bestemt behov, andre for alle voksne. En "
    "lille dækning er derfor ikke i sig selv dårlig."
)
_BEFORE = "Tal fra tidligere halvår står, som de blev udgivet."


def write_half_year(half_year: str) -> str:
    """A half-year as the page writes it. Called for headings, captions and earlier numbers."""
    return f"{half_year[-1]}. halvår {half_year[:4]}"


def write_tenths(text: str) -> str:
    """A number with one decimal, as its file has it, in Danish. Called for coverages, their limits and weeks."""
    return f"{write_number(text.partition('.')[0])},{text.partition('.')[2]}"


def write_share(row: Row) -> str:
    """A coverage in a table and on a mark; the status where there is none. Called for each row."""
    return f"{write_tenths(row['value'])} %" if is_shown(row) else row["status"]


def write_interval(row: Row) -> str:
    """The interval of a coverage; "" where there is none. Called for each row."""
    return f"{write_tenths(row['lo'])} til {write_tenths(row['hi'])}" if is_shown(row) else ""


def write_reached(row: Row) -> str:
    """How many of how many took part. Called for each row that is shown."""
    return f"{write_number(row['reached'])} af {write_number(row['members'])}"


def write_ends(row: Row) -> str:
    """How the courses that ended went. Called for each row of courses that is shown."""
    if not row["ended"]:
        return _NO_ENDS
    ended, finished = write_number(row["ended"]), write_number(row["finished"])
    return f"{ended} sluttede, {finished} gennemførte, {write_tenths(row['weeks'])} uger i gennemsnit"


def write_participants(row: Row) -> str:
    """How many took part in an earlier half-year; the status where that was not told. Called for each."""
    return f"{write_number(row['participants'])} deltagere" if is_shown(row) else row["status"]


def name_target(activity: ToldActivity) -> str:
    """Whom an activity is for. Called for each."""
    target = activity.target
    if target is None:
        return activity.told
    if target.ages is None:
        return target.label
    first, last = target.ages
    if first and last:
        return f"{target.label} på {first}-{last} år"
    return f"{target.label} fra {first} år" if first else f"{target.label} til og med {last} år"


def name_window(target: ToldTarget, window: str) -> str:
    """The window that a target group was found in. Called for each activity with one."""
    if target.kind == "SchoolYear":
        return f"skoleåret {window.replace('-', '/')}"
    if target.kind == "Rolling":
        return f"de {target.months} måneder til og med {_name_month(window[-7:])}"
    if target.kind == "StatusDate":
        return write_day(date.fromisoformat(window))
    if target.kind == "StatusMonth" and target.cohort_years_before is not None:
        return f"afgangsår {int(window[:4]) - target.cohort_years_before}"
    return _name_month(window) if target.kind == "StatusMonth" else window


def _name_month(month: str) -> str:
    """A month in words. Called for windows."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def _tell(name: str, row: Row) -> str:
    """An activity with its reach. Called for the largest and the smallest coverage."""
    return f"i {name}, hvor {write_reached(row)} i målgruppen deltog ({write_tenths(row['value'])} pct.)"


def _list_reach(held: ParticipantsHeld) -> Iterator[str]:
    """The sentences on reach at the top. Called where lists were delivered."""
    rows = [(activity, held.find_whole(activity)) for activity in held.activities]
    shown = [(activity.name, row) for activity, row in rows if row is not None and is_shown(row)]
    if not shown:
        yield "Dækningen kan ikke vises for nogen af dem."
    elif len(shown) == 1:
        yield f"Dækningen kan vises for én: {_tell(*shown[0])}."
    else:
        ordered = sorted(shown, key=lambda one: Decimal(one[1]["value"]))
        least = ordered[0]
        most = next(one for one in shown if Decimal(one[1]["value"]) == Decimal(ordered[-1][1]["value"]))
        yield f"Dækningen er størst {_tell(*most)}, og mindst {_tell(*least)}."
    unknown = sum(activity.target is None for activity in held.activities)
    counts = (
        (sum(row is not None and row["status"] == "diskretioneret" for _, row in rows), "er dækningen diskretioneret"),
        (unknown, "kender ingen kilde målgruppen"),
        (sum(row is None for _, row in rows) - unknown, "er målgruppens udtræk ikke leveret"),
    )
    parts = [
        f"for {spell(count, 'én')} {'aktivitet' if count == 1 else 'aktiviteter'} {why}"
        for count, why in counts
        if count
    ]
    if parts:
        yield capitalise(f"{join_clauses(parts)}.")


def state_summary(held: ParticipantsHeld) -> str:
    """The first paragraph. Called once."""
    count = len(held.activities)
    followed = f"{capitalise(spell(count))} aktiviteter er fulgt med lister over deltagerne."
    if count == 1:
        followed = "Én aktivitet er fulgt med en liste over deltagerne."
    return " ".join([followed, *(_list_reach(held) if held.courses else ())])


def list_hardest(held: ParticipantsHeld, activities: Sequence[ToldActivity]) -> list[str]:
    """The sentences on whether the worst placed are reached. Called for each delaftale."""
    told, unknown = [], []
    for activity in activities:
        whole, hardest = held.find_whole(activity), held.find_hardest(activity)
        if whole is None or hardest is None:
            continue
        if not (is_shown(whole) and is_shown(hardest)):
            unknown.append(activity.name)
            continue
        parts = [f"deltog {write_reached(row)} ({write_tenths(row['value'])} pct.)" for row in (whole, hardest)]
        told.append(f"{activity.name}: I hele målgruppen {parts[0]}. Blandt {hardest['group']} {parts[1]}.")
    return [*told, *([f"For {join_words(unknown)} kan det ikke vises."] if unknown else [])]


def list_notes(held: ParticipantsHeld) -> Iterator[str]:
    """The paragraphs on how reach is counted. Called once."""
    few = f"færre end {spell(held.k, 'én')}"
    yield from (_COUNTED, _SMALLER_GROUP, _GROUPS_DIFFER)
    yield (
        f"{capitalise(few)} deltagere vises ikke, og heller ikke {few}, der ikke deltog: Det siger mere om en person "
        "at have deltaget end at bo i et område. Derfor er grænsen højere end for de andre tal, og også tal, som et "
        "lille tal kunne regnes ud af, er diskretioneret."
    )
    yield _BEFORE
