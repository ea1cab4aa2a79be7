"""LÆSMIG.txt: what a half-year owes, in Danish, for the analyst; each supplier gets an order of its own (`orders`)."""

from __future__ import annotations

from datetime import date

from hpanalysis import danish, deadlines
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.load.headings import list_wanted_columns
from hpanalysis.plan import Plan
from hpanalysis.workspace import Workspace

# The folder beside that of the extracts, in which each half-year's orders lie, as texts name it.
ORDERS = "bestillinger"


def format_day(day: date | None) -> str:
    """A day in Danish, `30. juni 2026`, with plain spaces as in any text file; None gives `ikke fastsat` (not set).
    Called for LÆSMIG.txt, for what `hpanalysis new` and messages about extracts tell of days, and for the letter in a
    package."""
    return "ikke fastsat" if day is None else danish.format_day(day, space=" ")


def format_window(span: Span) -> str:
    """The days of a window in Danish: `1. januar 2025 til 31. december 2025`, or its one day. Called for LÆSMIG.txt and
    for messages about extracts that are missing or repeated."""
    return format_day(span.end) if span.start == span.end else f"{format_day(span.start)} til {format_day(span.end)}"


def find_last_delivery(workspace: Workspace, source: Source, before: HalfYear) -> HalfYear | None:
    """The latest half-year before `before` in whose folder an extract of the source lies; None if there is none. Called
    for LÆSMIG.txt, and by `hpanalysis check` for a source that owes nothing."""
    earlier = before.previous.since(workspace.plan.first)
    return max((half for half in earlier if workspace.raw_files(source, half)), default=None)


def describe_standing_delivery(workspace: Workspace, source: Source, half: HalfYear) -> str:
    """Danish words on a source that no delivery is due from in the half-year `half`: `leveringen fra 2. halvår 2025
    står`, because its last delivery still applies, or that it was never delivered. Called for LÆSMIG.txt and by
    `hpanalysis check`."""
    last = find_last_delivery(workspace, source, half)
    return "er ikke leveret før" if last is None else f"leveringen fra {danish.format_half_year(last, space=' ')} står"


def _describe_columns(source: Source) -> list[str]:
    """A line in Danish for each column of the source that is read, with its headings: names and postal codes are not
    asked for. Called for each extract in LÆSMIG.txt, which tells suppliers what to deliver."""
    lines = []
    for column in list_wanted_columns(source):
        others = " eller ".join(f"»{heading}«" for heading in column.headings[1:])
        name = f"»{column.headings[0]}«" + (f" (eller {others})" if others else "")
        lines.append(f"     {name}: {column.expected}")
    return lines


def _list_followed_activities(plan: Plan, source: Source) -> list[str]:
    """The lines that name the activities whose participants are to be listed, with who keeps the list; none for any
    other source. Called for each extract in LÆSMIG.txt, because a list of another activity is refused."""
    if not source.lists_participants:
        return []
    lines = [
        f"     »{activity.name_da}« (eller »{activity.activity_id}«): {activity.responsible_da}"
        for activity in plan.followed_activities
    ]
    return ["   Aktiviteter, hvis deltagere skal med, og hvem der fører listen:", *lines]


def _list_terms(plan: Plan, source: Source, half: HalfYear, meeting: date | None) -> list[tuple[str, str]]:
    """(Danish label, text) of the terms that a source is delivered on: the plan's, else the source's usual ones. Called
    for each extract in LÆSMIG.txt, which tells suppliers what to deliver. meeting: the steering group's, which the
    deadline is counted back from; None where none is set."""
    agreed = plan.data_agreement(source.name)
    if agreed is None:
        return [("Leverandør", source.delivered_by), ("Spørg", source.contact)]
    return [
        ("Leverandør", agreed.delivered_by),
        ("Spørg", agreed.contact),
        ("Leveres senest", format_day(deadlines.find_due_date(plan, source, meeting))),
        ("Dataansvarlig", agreed.data_controller),
        ("Retsgrundlag", agreed.legal_basis),
        ("Aftale", agreed.agreement + (f" ({agreed.note})" if agreed.note else "")),
        ("Slettes senest", format_day(agreed.kept_until(half))),
    ]


def describe_extract(
    workspace: Workspace, source: Source, half: HalfYear, meeting: date | None, span: Span | None
) -> list[str]:
    """The lines of LÆSMIG.txt on one extract to be delivered: its file, terms, window and columns. Called for each
    source that owes one or may deliver one, and for the order to its supplier (`orders`). meeting: the steering
    group's, from which the deadline is counted back; None where none is set. span: the window it must cover; None for a
    source that comes when there is something new."""
    last = find_last_delivery(workspace, source, half)
    facts = [
        *_list_terms(workspace.plan, source, half, meeting),
        ("Periode", "den nyeste, der findes" if span is None else format_window(span)),
        ("Senest leveret", "ikke leveret før" if last is None else f"i {danish.format_half_year(last, space=' ')}"),
        ("En række er", source.grain),
    ]
    lines = [f"{source.label}: {source.usual_file}", *(f"   {label}: {text}" for label, text in facts)]
    lines += _list_followed_activities(workspace.plan, source)
    return [*lines, "   Kolonner, der læses:", *_describe_columns(source), ""]


def _add_heading(title: str, lines: list[str]) -> list[str]:
    """The lines under an underlined title; no lines at all where there are none to put under it. Called for each
    section of LÆSMIG.txt, the list of what is to be delivered."""
    return [title, "-" * len(title), "", *lines] if lines else []


def write_read_me(workspace: Workspace, half: HalfYear, meeting: date | None) -> str:
    """The text of LÆSMIG.txt, which tells the analyst which sources must deliver in a half-year, which may, and for
    which the last delivery still applies; each source once. Called by `hpanalysis new`, which writes it to the
    half-year's folder of extracts. meeting: the steering group's, as proposed or chosen; None where none is set."""
    plan, owed, may_come, stands = workspace.plan, [], [], []
    for source in deadlines.list_requestable_sources(plan):
        span = deadlines.find_window_owed(plan, source, half)
        if span is not None:
            owed += describe_extract(workspace, source, half, meeting, span)
        elif deadlines.has_no_fixed_time(plan, source, half):
            may_come += describe_extract(workspace, source, half, meeting, None)
        else:
            stands.append(f"{source.label}: {describe_standing_delivery(workspace, source, half)}.")
    lines = [
        f"Udtræk til {danish.format_half_year(half, space=' ')}",
        f"{plan.settings.name}",
        f"Styregruppens møde: {format_day(meeting)}. Fristerne er talt tilbage fra mødet.",
        "",
        f"Hver leverandør har sin egen bestilling i mappen {ORDERS}/{half}: send den, og ikke denne liste.",
        "",
        "Læg hvert udtræk i denne mappe under det filnavn, der står her; flere filer fra samme kilde kan hedde fx",
        "udsaettelser_lejerbo.csv. Ret aldrig i et udtræk: Bed om et nyt. Bed ikke om flere kolonner om personer, end",
        f"der læses. Skriv »hpanalysis check {half}« for at se, hvad der mangler.",
        "",
        *_add_heading("Skal leveres i dette halvår", owed),
        *_add_heading("Leveres, når der er nyt", may_come),
        *_add_heading("Skal ikke leveres i dette halvår", [*stands, ""] if stands else []),
    ]
    return "\n".join(lines).rstrip() + "\n"
