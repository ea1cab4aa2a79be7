"""All that the page deltagere must say, in its order, as its tables, the plan and the target groups give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hpanalysis.verify.pages.participants import before, charts, outcome_charts, outcome_words, words
from hpanalysis.verify.pages.participants.before import OnPage
from hpanalysis.verify.pages.participants.held import BY_AGE, ParticipantsHeld, Row, ToldActivity, is_shown
from hpanalysis.verify.pages.pieces import Piece
from hpanalysis.verify.pages.progress.wording import write_number

FILE = "deltagere.html"
_LEAD = "Hvor mange i målgrupperne deltager i planens aktiviteter, og hvordan går det dem bagefter?"
_SUMMARY, _COUNTED = "Kort sagt", "Sådan er dækningen opgjort"
_OUTCOMES, _COMPARED = "Hvordan gik det deltagerne?", "Sådan er der sammenlignet"
_HARDEST = "Når aktiviteterne dem, der har det sværest?"
_COLUMNS = (
    "Aktivitet",
    "Målgruppe",
    "Nået",
    "Dækning",
    "Deltagere i alt",
    "Forløb, der sluttede",
    before.COLUMN,
)
_FEWEST_HEADINGS = 4  # from which on a page has a table of contents
_FILES = ("deltagere.csv", "forloeb.csv")


def _make_heads(caption: str, columns: Sequence[str]) -> Iterator[Piece]:
    """The caption and the heads of a table. Called for each."""
    yield Piece("caption", caption)
    yield from (Piece("th", column) for column in columns)


def _make_top(held: ParticipantsHeld) -> Iterator[Piece]:
    """The heading and the table of contents. Called first."""
    yield Piece("p", f"{held.plan_name}, {words.write_half_year(held.half_year)}")
    yield Piece("h1", f"Deltagere i aktiviteterne, {words.write_half_year(held.half_year)}")
    yield Piece("p", _LEAD)
    headings = {"kort": _SUMMARY}
    if held.courses:
        headings |= {f"delaftale-{one}": held.agreements[one] for one, _ in held.sections}
        headings |= {"opgjort": _COUNTED}
    headings |= {"udfald": _OUTCOMES} if held.told_outcomes else {}
    if len(headings) >= _FEWEST_HEADINGS:
        yield Piece("nav", "På denne side")
        for anchor, heading in headings.items():
            yield from (Piece("li", heading), Piece("a", heading, href=f"#{anchor}"))


def _make_reach_cells(row: Row | None, unknown: bool) -> Iterator[Piece]:
    """The cells of who was reached and of the coverage. Called for each activity. unknown: whether no extract knows the
    target group."""
    if row is not None and is_shown(row):
        yield Piece("td", words.write_reached(row), "Nået")
        yield Piece("td", words.write_share(row), "Dækning")
        yield Piece("small", words.write_interval(row), "Dækning")
        return
    why = words.NOT_DELIVERED if row is None else row["status"]
    yield Piece("td", words.UNKNOWN_GROUP if unknown else why, "Nået")


def _make_row(held: ParticipantsHeld, activity: ToldActivity, on_page: OnPage) -> Iterator[Piece]:
    """The row of an activity in its delaftale's table. Called for each."""
    row, courses = held.find_whole(activity), held.find_courses(activity)
    yield Piece("th", activity.name)
    yield Piece("td", words.name_target(activity), "Målgruppe")
    if activity.target is not None and row is not None:
        yield Piece("small", words.name_window(activity.target, row["window"]), "Målgruppe")
    yield from _make_reach_cells(row, activity.target is None)
    if courses is not None and is_shown(courses):
        yield Piece("td", write_number(courses["participants"]), "Deltagere i alt")
        yield Piece("td", words.write_ends(courses), "Forløb, der sluttede")
    else:
        yield Piece("td", words.NOT_DELIVERED if courses is None else courses["status"], "Deltagere i alt")
    lines = list(before.list_lines(held, activity, list(on_page.lines.get(activity.name, ()))))
    yield from (Piece("small", line, before.COLUMN) for line in lines)
    if not lines:
        yield Piece("td", before.NONE, before.COLUMN)


def _make_area_cell(row: Row | None, name: str) -> Iterator[Piece]:
    """The cell of an area and an activity. Called for each; an empty one is no piece."""
    if row is None:
        return
    yield Piece("td", words.write_reached(row) if is_shown(row) else row["status"], name)
    if is_shown(row):
        yield Piece("small", words.write_share(row), name)


def _make_areas(held: ParticipantsHeld, activities: Sequence[ToldActivity]) -> Iterator[Piece]:
    """The folded table of areas. Called for each delaftale; nothing where no activity is told by area."""
    told = {one.name: {row["area_id"]: row for row in held.select(one)} for one in activities if held.select(one)}
    if not told:
        return
    yield Piece("summary", "Område for område")
    yield from _make_heads("Nået, område for område", ["Område", *told])
    for area, short in held.areas.items():
        yield Piece("th", short)
        for name, rows in told.items():
            yield from _make_area_cell(rows.get(area), name)


def _make_ages(held: ParticipantsHeld, activities: Sequence[ToldActivity]) -> Iterator[Piece]:
    """The folded table of age bands. Called for each delaftale; nothing where no activity is told by age."""
    rows = [(activity, row) for activity in activities for row in held.select(activity, BY_AGE)]
    if not rows:
        return
    yield Piece("summary", "Alder")
    yield from _make_heads("Nået efter alder, alle områder samlet", ["Aktivitet og alder", "Nået", "Dækning"])
    for activity, row in rows:
        yield Piece("th", f"{activity.name}, {row['group']}")
        yield from _make_reach_cells(row, unknown=False)


def _make_section(
    held: ParticipantsHeld, agreement: str, activities: Sequence[ToldActivity], on_page: OnPage
) -> Iterator[Piece]:
    """The section of a delaftale. Called for each with followed activities."""
    yield Piece("h2", held.agreements[agreement])
    yield from _make_heads(f"Hvem aktiviteterne nåede i {words.write_half_year(held.half_year)}", _COLUMNS)
    for activity in activities:
        yield from _make_row(held, activity, on_page)
    chart = charts.make_chart(held, agreement, activities)
    yield from () if chart is None else charts.list_pieces(chart)
    hardest = words.list_hardest(held, activities)
    if hardest:
        yield Piece("h3", _HARDEST)
        yield from (Piece("p", told) for told in hardest)
    yield from _make_areas(held, activities)
    yield from _make_ages(held, activities)


def _make_notes(held: ParticipantsHeld) -> Iterator[Piece]:
    """The section on how reach is counted. Called once."""
    yield Piece("h2", _COUNTED)
    yield from (Piece("p", told) for told in words.list_notes(held))
    yield Piece("p", f"Tallene som CSV-filer: {' og '.join(_FILES)}")
    yield from (Piece("a", name, href=name) for name in _FILES)


def _make_outcome(held: ParticipantsHeld, activity: ToldActivity, row: Row, on_page: OnPage) -> Iterator[Piece]:
    """The part of an activity's outcome. Called for each."""
    yield Piece("h3", activity.name)
    if is_shown(row):
        begins = on_page.axes.get(outcome_charts.make_slope(held, activity, row).title, "")
        yield from outcome_charts.list_slope(held, activity, row, begins)
        yield Piece("p", outcome_words.state_conclusion(held, row))
        yield Piece("p", outcome_words.state_change(held, row))
        expected = outcome_words.state_expected(held, activity, row)
        yield from [Piece("p", expected)] if expected else ()
        yield Piece("p", " ".join(outcome_words.list_more(held, row)))
        yield from outcome_charts.list_love_plot(held, activity)
    else:
        yield Piece("p", outcome_words.state_conclusion(held, row))
    earlier = before.state_conclusions(held, activity, on_page.conclusions.get(activity.name, ""))
    yield from [Piece("p", earlier)] if earlier else ()


def _make_outcomes(held: ParticipantsHeld, on_page: OnPage) -> Iterator[Piece]:
    """The section on outcomes; nothing where the half-year has none. Called last."""
    if not held.told_outcomes:
        return
    yield Piece("h2", _OUTCOMES)
    for activity, row in held.told_outcomes:
        yield from _make_outcome(held, activity, row, on_page)
    yield Piece("h3", _COMPARED)
    yield from (Piece("p", told) for told in outcome_words.DESIGN)
    files = ("udfald.csv", "balance.csv")
    yield Piece("p", f"Tallene som CSV-filer: {' og '.join(files)}")
    yield from (Piece("a", name, href=name) for name in files)


def list_content(held: ParticipantsHeld, on_page: OnPage) -> Iterator[Piece]:
    """All that the page must say, in its order. Called once for the page. on_page: what it says that its own package
    does not have."""
    yield from _make_top(held)
    yield Piece("h2", _SUMMARY)
    concluded = " ".join(outcome_words.list_concluded(held))
    yield from (Piece("p", told) for told in (words.state_summary(held), concluded, words.NO_CAUSE) if told)
    if not held.courses:
        yield Piece("p", words.NO_LISTS)
    else:
        for agreement, activities in held.sections:
            yield from _make_section(held, agreement, activities, on_page)
        yield from _make_notes(held)
    yield from _make_outcomes(held, on_page)
