"""Workbooks of the secretariat's logs, filled in by a test as another program would save them; and drawn logs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from hypothesis import strategies as st

from hpanalysis import followup, log_workbook
from hpanalysis.followup.logs import references
from hpanalysis.load.formats.excel.sheet import Kind, Shown
from hpanalysis.load.formats.excel.workbook import read_sheets
from hpanalysis.plan import Kind as DutyKind
from hpanalysis.plan import Plan

EMPTY = object()  # a cell that is emptied
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


class Formula(str):
    """A cell with a formula whose value nobody has computed."""


def find_place(place: str) -> tuple[int, int]:
    """Row and column from 0 of a place such as `C7`."""
    letters, digits = _PLACE.fullmatch(place).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


def _write(sheet, formats, row: int, column: int, value) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value, None, "")
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["day"])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    elif value is not EMPTY:
        sheet.write_string(row, column, value)


def save_again(
    path: Path,
    changes: Mapping[tuple[str, str], object] | None = None,
    *,
    names: Mapping[str, str | None] | None = None,
    merged: Mapping[str, str] | None = None,
) -> Path:
    """Save a workbook anew, as another program would: its values and no more. changes: (sheet, place) -> what stands
    there instead. names: sheet -> its new name, None for one that is left out. merged: sheet -> a range."""
    cells = {}
    for sheet in read_sheets(path):
        for row in sheet.rows:
            for column, cell in row.cells.items():
                cells[sheet.name, row.number - 1, column] = cell
    changed = {(name, *find_place(place)): value for (name, place), value in (changes or {}).items()}
    order = [sheet.name for sheet in read_sheets(path)]
    anew = path.with_name(f"{path.stem}-igen.xlsx")
    book = xlsxwriter.Workbook(str(anew))
    formats = {
        "day": book.add_format({"num_format": "dd-mm-yyyy"}),
        "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
    }
    sheets = {}
    for name in order:
        title = (names or {}).get(name, name)
        if title is not None:
            sheets[name] = book.add_worksheet(title)
    for (name, row, column), cell in cells.items():
        if name not in sheets or (name, row, column) in changed:
            continue
        if cell.kind is Kind.NUMBER and cell.shown is Shown.DAY:
            sheets[name].write_number(row, column, float(cell.text), formats["moment"])
        elif cell.kind is Kind.NUMBER:
            sheets[name].write_number(row, column, float(cell.text))
        else:
            sheets[name].write_string(row, column, cell.text)
    for (name, row, column), value in changed.items():
        _write(sheets[name], formats, row, column, value)
    for name, area in (merged or {}).items():
        sheets[name].merge_range(area, "")
    book.close()
    return anew


def write(folder: Path, plan: Plan, logs: Mapping[str, log_workbook.Plain | None]) -> Path:
    """The workbook of some logs, in a folder."""
    path = folder / "optegnelser.xlsx"
    path.write_bytes(log_workbook.make_workbook(plan, logs, made_up=False))
    return path


# Signs that a text may have, among them those that YAML, Excel or a formula would take for something else.
_SIGNS = st.sampled_from(
    [*"abcæøåÅé 1:#,[]{}&*!|>'\"%@`=+-~?\\/\n_x", "\u00a0", "\u200b", "\u2028", "\u0085", "🙂", "_x0041_"]
)
TEXTS = st.lists(_SIGNS, max_size=12).map(lambda signs: f"a{''.join(signs)}").map(str.strip) | st.sampled_from(
    ["=1+1", "null", "- a", "ja", "@a", "010", "1e3", "a: b", "a #b", "2026-025", "'a", '"a"', "~a", "{a", "-1"]
)


@st.composite
def drawn_logs(draw, plan: Plan) -> dict[str, log_workbook.Plain]:
    """Both logs of a plan, in order by every check, with whatever texts."""
    start, end = plan.settings.start, plan.settings.end
    days = st.dates(start, end)
    kinds = {kind: [duty for duty in plan.duties if duty.kind is kind] for kind in DutyKind}
    first = [duty.id for duty in kinds[DutyKind.MEETING] if not duty.meeting]  # no order is asked of these
    halves = [str(half) for half in _list_halves(plan)]
    goals = [goal.id for goal in references.list_goals(plan)]
    meetings = []
    of_meeting = st.tuples(
        days, st.sampled_from([{"duty": first[0]}, *({"body": b} for b in references.list_bodies(plan))])
    )
    for day, whose in draw(st.lists(of_meeting, max_size=4, unique_by=str)):
        named = draw(st.lists(st.sampled_from(halves), max_size=2, unique=True))
        reports = [{"half_year": half} | draw(_maybe("delivered", st.dates(start, day))) for half in named]
        dealt = []
        for goal in draw(st.lists(st.sampled_from(goals), max_size=2)):
            which = {"half_year": draw(st.sampled_from(named))} if len(named) > 1 else {}
            dealt.append({"goal": goal, **which, "decided": draw(TEXTS)})
        items = draw(st.lists(st.sampled_from(references.list_agenda_items(plan)), max_size=3, unique=True))
        meeting = {"date": day, **whose, "items": items, "reports": reports, "goals": dealt, "minutes": draw(TEXTS)}
        meetings.append(
            {key: value for key, value in (meeting | draw(_maybe("decided", TEXTS))).items() if value != []}
        )
    hours = []
    for number in range(draw(st.integers(0, 3))):
        activity = draw(st.sampled_from([one for one in plan.activities if not one.is_of_agreement]))
        hours.append(
            {
                "activity": activity.activity_id,
                "responsible": draw(st.sampled_from(references.list_givers(plan, activity))),
                **draw(st.sampled_from([{}, {"kind": "unge"}])),
                "from": date(2026, number + 1, 2),
                "to": date(2026, number + 1, 20),
                "hours": draw(st.decimals("0.01", "9999999", places=2)),
            }
        )
    changes = draw(
        st.lists(
            st.builds(
                lambda what, day, agreed, about, minutes: {
                    **what,
                    "date": day,
                    "consensus": agreed,
                    "about": about,
                    "minutes": minutes,
                },
                st.sampled_from([{"what": "kommissorium"}, {"what": "delaftale", "agreement": plan.delaftaler[0].id}]),
                days,
                st.sampled_from(["ja", "nej"]),
                TEXTS,
                TEXTS,
            ),
            max_size=2,
        )
    )
    seen = draw(st.lists(st.builds(lambda day, about: {"seen": day, "about": about}, days, TEXTS), max_size=2))
    asked = draw(st.lists(st.builds(lambda asks, source: {"asks": asks, "source": source}, TEXTS, TEXTS), max_size=2))
    log = {
        "as_of": end,
        "synthetic": draw(st.sampled_from(["ja", "nej"])),
        "half_years": draw(st.dictionaries(st.sampled_from(["2026", "2027"]), st.sampled_from(halves))),
        "meetings": meetings,
        "hours": hours,
        "changes": changes,
        "irregularities": seen,
        "lbf_requirements": asked,
    }
    return {followup.FOLLOWUP: log, followup.EMERGENCY: draw(_emergency(plan))}


@st.composite
def _emergency(draw, plan: Plan) -> log_workbook.Plain:
    start, end = plan.settings.start, plan.settings.end
    areas = [area.id for area in plan.areas_as_printed if area.is_area]
    moments = st.datetimes(datetime(start.year, start.month, start.day), datetime(end.year, end.month, end.day - 2))
    activations = []
    for moment in draw(
        st.lists(moments.map(lambda one: one.replace(second=0, microsecond=0)), max_size=3, unique=True)
    ):
        entry = {
            "activated": moment,
            "level": draw(st.sampled_from(["gul", "roed"])),
            "area": draw(st.sampled_from(areas)),
        }
        entry |= draw(_maybe("gathered", st.just(moment + timedelta(hours=5, minutes=7))))
        entry |= draw(st.sampled_from([{}, {"evaluation": "ja", "evaluated": end}, {"evaluation": "nej"}]))
        activations.append(entry)
    status = draw(st.lists(st.dates(start, end), max_size=2, unique=True))
    return {
        "as_of": end,
        "activations": activations,
        "status_meetings": [{"date": day, "minutes": draw(TEXTS)} for day in status],
    }


def _maybe(key: str, values: st.SearchStrategy) -> st.SearchStrategy[dict]:
    return st.just({}) | values.map(lambda value: {key: value})


def _list_halves(plan: Plan):
    from hpanalysis.definitions.windows import find_half_year

    return find_half_year(plan.settings.end).since(plan.first)
