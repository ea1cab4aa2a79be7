"""Every promise by delaftale: what is needed, due and delivered now, and how the round before it ended."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.published.names import PROGRESS_CSV
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.progress.standing_marks import mark_standing
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.year_publication import Year

_COLUMNS: list[cells_in_tables.Column] = [
    "Leverance",
    "Sidste gang",
    ("Skal nås", "num"),
    ("Forfaldet", "num"),
    ("Leveret", "num"),
    "Status",
]
_INFERRED = "vores læsning af planen"


def _format_count(number: int | None) -> str:
    """A whole number; `intet aftalt` where no amount is. Called for what is needed and due."""
    return "intet aftalt" if number is None else danish.format_number(number)


def _make_delivered(line) -> list[object]:
    """The cell of what is delivered: the number, the day it was counted up to, and how many groups. Called for each
    row. line: a `followup.PromiseLine`."""
    if line.judged.delivered is None:
        return ["ikke meldt"]
    day = f"pr. {danish.format_day_in_digits(line.reported_on)}"
    if line.groups is not None:
        day += f"; grupper: {danish.format_number(line.groups)}"
    return [danish.format_number(line.judged.delivered), tag("small", day)]


def _make_status(line) -> list[object]:
    """The cell of how a promise stands, with what is beyond the most that was meant, and the partner's own word. Called
    for each row. line: a `followup.PromiseLine`."""
    beyond = line.judged.beyond
    more = f"{danish.format_number(beyond)} mere end aftalt" if beyond else ""
    own = f"parten melder: {line.status}" if line.status else ""
    return [mark_standing(line.judged.standing), [tag("small", text) for text in (more, own) if text]]


def _make_before(line) -> list[object]:
    """The cell of how the round before ended: the mark, and delivered of needed; `første gang` without one. Called for
    each row. line: a `followup.PromiseLine`, or None."""
    if line is None:
        return ["første gang"]
    if line.judged.needed is None or line.judged.delivered is None:
        return [mark_standing(line.judged.standing)]
    told = f"{danish.format_number(line.judged.delivered)} af {danish.format_number(line.judged.needed)}"
    return [mark_standing(line.judged.standing), tag("small", told)]


def _make_row(now, before) -> Markup:
    """The row of a promise. Called for each. now, before: `followup.PromiseLine` of its present round and of the one
    before it, None where that does not reach into the accounting year."""
    promise = now.promise
    small = [promise.responsible_da, *([] if promise.is_printed else [_INFERRED])]
    name = [promise.word(), tag("small", "; ".join(small))]
    values = [
        _make_before(before),
        _format_count(now.judged.needed),
        _format_count(now.judged.due),
        _make_delivered(now),
        _make_status(now),
    ]
    return cells_in_tables.make_row(_COLUMNS, name, values)


def _list_rows(year: Year, agreement_id: str) -> list[Markup]:
    """The rows of a delaftale's promises, in the plan's order. Called for each delaftale."""
    lines = [line for line in year.followed.promises if line.promise.agreement == agreement_id]
    rows = []
    for _, several in groupby(lines, key=lambda line: line.promise.promise_id):
        *earlier, now = several
        rows.append(_make_row(now, earlier[-1] if earlier else None))
    return rows


_NOTE = (
    "»Skal nås« er det, der er aftalt for den nuværende periode: planens eget år, sommeren, eller hele planen for det, "
    "der er aftalt én gang. »Forfaldet« er det, der skulle være leveret nu efter hver aftales egen kalender; intet "
    "forfalder løbende. Ved »ca.« er det nået, når der højst mangler {tolerance} pct. »Ikke meldt« siger kun, at ingen "
    "har fortalt det. Kalenderen er systemets egen, hvor planen kun trykker antallet. Tallene er parternes egne "
    "indberetninger til sekretariatet, og de er for hele planen, aldrig for ét boligområde. Sætningerne øverst tæller "
    "både perioden, der er slut, og den nuværende."
)


def show_promises(year: Year) -> Block:
    """The section on every promise, by delaftale. Called by the notebook fremdrift."""
    groups = [(one.name, _list_rows(year, one.id)) for one in year.release.plan.delaftaler]
    table = make_grouped_table("Aftalte leverancer", _COLUMNS, [group for group in groups if group[1]])
    note = _NOTE.format(tolerance=year.release.plan.settings.progress.tolerance)
    link = tag("p", tag("a", f"Leverancerne som CSV-fil ({PROGRESS_CSV})", href=PROGRESS_CSV), class_="note")
    return Block(make_section("leverancer", "Hver leverance", table, make_paragraphs([note], "note"), link))
