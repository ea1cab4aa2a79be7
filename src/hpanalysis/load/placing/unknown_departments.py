"""The organisations, departments and blocks of a delivery that the plan does not know, and the message that lists them.

A row with one is neither in an area nor outside them, so the delivery is refused until the plan or the file is mended.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from hpanalysis import danish
from hpanalysis.definitions.model import Source
from hpanalysis.errors import Stop
from hpanalysis.load.placing.department_spelling import fold_organisation, has_name, join_signs, read_number
from hpanalysis.load.placing.departments import (
    ELSEWHERE_FILE,
    INSIDE_FILE,
    AreaByDepartment,
    DepartmentMatch,
    DepartmentStatus,
)
from hpanalysis.plan import Plan

# A text with more letters or digits than a name or a number has may be a person's, from another column.
_LONGEST, _MOST_DIGITS = 60, 5
# Words for what is told of by its row alone, and how many of them are; the others are only counted.
_NOT_SHOWN = {
    DepartmentStatus.UNKNOWN_ORGANISATION: "en boligorganisation",
    DepartmentStatus.UNKNOWN_DEPARTMENT: "en boligafdeling",
    DepartmentStatus.UNKNOWN_BLOCK: "en blok",
}
_MOST_HIDDEN = 5
# Words of a housing organisation's name.
_LIKE_ORGANISATION = re.compile("bolig|selskab|forening|andels|lejer|byg", re.IGNORECASE)
# So many unknown numbers of one organisation are told of one by one; more are told of as ranges.
_MOST_NUMBERS = 6

_FILE_NAMES = f"{INSIDE_FILE} eller {ELSEWHERE_FILE} i planens mappe"


@dataclass(frozen=True)
class Unknown:
    """What the plan does not know, as one or more rows of a delivery have it: fields that are known or do not matter
    are "". Made for each row that has no place; its repr holds no text of a delivery."""

    status: DepartmentStatus
    organisation: str = field(repr=False)  # as delivered where it is unknown, else as the plan spells it
    department: str = field(default="", repr=False)
    block: str = field(default="", repr=False)

    @classmethod
    def of(cls, match: DepartmentMatch) -> Unknown:
        """The organisation, department or block of a row that the plan does not know, by the status of `match`. Called
        for each row of an extract whose area cannot be found because of that."""
        if match.status is DepartmentStatus.UNKNOWN_ORGANISATION:
            return cls(match.status, match.organisation)
        if match.status is DepartmentStatus.UNKNOWN_DEPARTMENT:
            return cls(match.status, match.organisation, match.department)
        return cls(match.status, match.organisation, match.department, match.block or "")

    @property
    def text(self) -> str:
        """The text that the plan does not know (an organisation, a department or a block, by `status`); "" where a
        block is missing. Read when the message on unknown departments is written."""
        texts = {
            DepartmentStatus.UNKNOWN_ORGANISATION: self.organisation,
            DepartmentStatus.UNKNOWN_DEPARTMENT: self.department,
        }
        return texts.get(self.status, self.block)

    @property
    def is_number(self) -> bool:
        """Whether the unknown text is a department with a plain number, such as 207. Read when the message on what the
        plan does not know is made, because departments with numbers are put together in ranges there."""
        return self.status is DepartmentStatus.UNKNOWN_DEPARTMENT and re.fullmatch("[0-9]{1,5}", self.text) is not None


@dataclass
class UnknownDepartments:
    """The rows of a source's files that have no place. Filled while they are read, one file after the other; `refuse`
    makes the message about all of them."""

    counts: Counter[Unknown] = field(default_factory=Counter, repr=False)
    first: dict[Unknown, str] = field(default_factory=dict, repr=False)  # where each stands first: file and row
    # The plain numbers of departments that stand beside an unknown organisation, for a row to paste.
    beside: dict[str, set[int]] = field(default_factory=dict, repr=False)

    def add(self, match: DepartmentMatch, place: str) -> None:
        """Count a row whose organisation, department or block the plan does not know, and keep where the first like it
        stands and, of an unknown organisation, the department numbers. Called for each such row while a source's files
        are read. match: what was recognised of it; place: its file and row, in Danish."""
        unknown = Unknown.of(match)
        self.counts[unknown] += 1
        self.first.setdefault(unknown, place)
        reading = read_number(match.department)
        if match.status is DepartmentStatus.UNKNOWN_ORGANISATION and reading and reading.sure:
            self.beside.setdefault(match.organisation, set()).add(int(reading.number))

    def refuse(self, source: Source, plan: Plan) -> None:
        """Raise `Stop` with the organisations, departments and blocks that the plan does not know: how many rows have
        each, what is nearest to it and how it is added to the plan. Of a text that may belong to another column no more
        than the place is told. Nothing happens where all are known. Called when all files of a source are read."""
        if not self.counts:
            return
        areas = AreaByDepartment(plan)
        others = [each for each, _ in self.counts.most_common() if not each.is_number]
        others.sort(key=lambda each: list(DepartmentStatus).index(each.status))
        shown = [each for each in others if _may_be_shown(each, self.counts[each], areas, plan.k)]
        hidden = [each for each in others if each not in shown]
        told = [_describe(each, self.counts[each], self.first[each], areas, plan.k) for each in shown]
        for organisation, numbers in _group_numbers(self.counts):
            told += self._describe_numbers(organisation, numbers, areas, plan.k)
        told += [f"{_NOT_SHOWN[each.status]} i {self.first[each]}" for each in hidden[:_MOST_HIDDEN]]
        if more := len(hidden[_MOST_HIDDEN:]):
            told.append(f"{danish.format_number(more)} {'tekst' if more == 1 else 'tekster'} mere")
        note = " Tekster, der kan høre til en anden kolonne, vises ikke her." if hidden else ""
        raise Stop(
            f"Planen kender ikke {danish.join_words(told)}. Det vides ikke, om rækkerne hører til i et område eller "
            f"uden for områderne, så ingen tal regnes ud.{note}",
            place=f"»{source.label}«",
            expected=f"boligorganisationer, boligafdelinger og blokke, som står i {_FILE_NAMES}.",
            do=self._advise([each for each in shown if not _find_nearest(each, areas)]),
            ask=f"{source.contact}.",
        )

    def _describe_numbers(
        self, organisation: str, numbers: list[Unknown], areas: AreaByDepartment, k: int
    ) -> Iterable[str]:
        """Describe in Danish the numbers of an organisation's departments that the plan does not know, and in how many
        rows they are: one by one, or as ranges where they are many. Called by `refuse` for each organisation with such
        numbers. numbers: in order. areas: what the plan knows. k: of fewer rows no exact number is given."""
        if len(numbers) <= _MOST_NUMBERS:
            return [_describe(each, self.counts[each], self.first[each], areas, k) for each in numbers]
        rows = sum(self.counts[each] for each in numbers)
        ranges = danish.join_words(_list_ranges([int(each.text) for each in numbers]))
        return [f"{organisation} afdeling {ranges} ({_count_rows(rows, k)}, fra {self.first[numbers[0]]})"]

    def _advise(self, new: list[Unknown]) -> str:
        """What the analyst can do about departments that the plan does not know, in Danish, with rows to paste into the
        plan. Called by `refuse`. new: those that may be shown and are like nothing in the plan. One that is like
        something gets no row, because it may be a slip, and the row would place it outside the areas."""
        parts = [
            "Er det en anden stavemåde, så skriv den i planen i kolonnen organisation_aliases eller aliases, i den "
            "række som den hører til."
        ]
        numbers = {name: {int(each.text) for each in group} for name, group in _group_numbers(self.counts)}
        numbers |= {each.organisation: self.beside[each.organisation] for each in new if each.text in self.beside}
        lines = [f"»{_quote(name)},{'|'.join(_list_ranges(found))},,«" for name, found in numbers.items() if found]
        pasted = f", fx som {danish.join_words(lines)}" if lines else ""
        parts.append(f"Ligger den uden for områderne, så skriv den i {ELSEWHERE_FILE}{pasted}.")
        if any(each.status is DepartmentStatus.NO_BLOCK for each in self.counts):
            parts.append("Mangler blokken, så bed om et udtræk med den.")
        return " ".join([*parts, "Er det en fejl, så bed om et rettet udtræk."])


def _may_be_shown(unknown: Unknown, rows: int, areas: AreaByDepartment, k: int) -> bool:
    """Whether a text that the plan does not know as an organisation, department or block may appear in a message.
    Called for each such text but plain numbers. rows: how many rows have it. A name that is like nothing in the plan
    could be of a person or a street, when a column was exchanged with another; a text on k rows or more is not. A long
    text, or one with many digits, never may."""
    text = unknown.text
    if len(text) > _LONGEST or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return False
    if unknown.status is DepartmentStatus.UNKNOWN_ORGANISATION:
        return rows >= k or bool(_LIKE_ORGANISATION.search(text) or _find_nearest(unknown, areas))
    return rows >= k or not has_name(text)


def _quote(name: str) -> str:
    """The name as a cell of a CSV file with commas. Called when a message on unknown departments is written, for each
    row that it gives the analyst to paste into the plan."""
    return '"' + name.replace('"', '""') + '"' if "," in name or '"' in name else name


def _count_rows(rows: int, k: int) -> str:
    """How many rows have an unknown department, in Danish; of fewer than k only that they are fewer, because a row may
    be of a person's case. Called for each unknown organisation, department or block that an error message names."""
    return f"færre end {k} rækker" if rows < k else f"{danish.format_number(rows)} rækker"


def _list_ranges(numbers: Iterable[int]) -> list[str]:
    """The numbers in order, each once, three or more in a row as `207-209`. Called for the departments that a message
    lists, and for the rows that it says can be pasted into the plan."""
    ordered = sorted(set(numbers))
    ranges = []
    for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        row = [number for _, number in run]
        ranges += [f"{row[0]}-{row[-1]}"] if len(row) > 2 else [str(number) for number in row]
    return ranges


def _group_numbers(unknown: Iterable[Unknown]) -> list[tuple[str, list[Unknown]]]:
    """(organisation, departments) for the unknown departments that are plain numbers, both in order. Called when the
    message on unknown departments is written. unknown: everything that the plan does not know, names and blocks too."""
    ordered = sorted(
        (each for each in unknown if each.is_number), key=lambda each: (each.organisation, int(each.text), each.text)
    )
    return [(name, list(group)) for name, group in groupby(ordered, key=lambda each: each.organisation)]


def _find_nearest(unknown: Unknown, areas: AreaByDepartment) -> str:
    """The plan's spelling that is nearest to an unknown organisation or department, or several with `eller`; "" where
    none is near, and for a block. Called when the message on what the plan does not know is made, for each text in it,
    and for an organisation also to decide whether its text may be shown."""
    if unknown.status is DepartmentStatus.UNKNOWN_ORGANISATION:
        names = {fold_organisation(name): name for name in areas.organisations}
        folded = fold_organisation(unknown.text)
        within = [fold for fold in names if folded and (fold in folded or folded in fold)]
        near = within or difflib.get_close_matches(folded, list(names), n=1, cutoff=0.6)
        return f"»{names[near[0]]}«" if near else ""
    if unknown.status is not DepartmentStatus.UNKNOWN_DEPARTMENT:
        return ""
    known = areas.list_departments(unknown.organisation)
    numbers = [each for each in known if each.isdecimal()]
    if unknown.is_number and numbers:
        return min(numbers, key=lambda each: (abs(int(each) - int(unknown.text)), each))
    # Of `7/8` and `7.5` each part that is a department may have been meant.
    meant = [str(int(part)) for part in re.findall("[0-9]{1,5}", unknown.text)]
    near = [part for part in dict.fromkeys(meant) if part in known]
    return danish.join_words(near, "eller") or next(
        iter(difflib.get_close_matches(join_signs(unknown.text), known, n=1, cutoff=0.6)), ""
    )


def _describe(unknown: Unknown, rows: int, first: str, areas: AreaByDepartment, k: int) -> str:
    """Describe in Danish one organisation, department or block that the plan does not know, with the nearest that it
    knows. Called for each in the message that stops the run. rows: how many have it; first: the file and row where it
    is first; k: of fewer rows no exact number is given."""
    named = {
        DepartmentStatus.UNKNOWN_ORGANISATION: f"boligorganisationen »{unknown.organisation}«",
        DepartmentStatus.UNKNOWN_DEPARTMENT: f"{unknown.organisation} afdeling »{unknown.department}«",
        DepartmentStatus.UNKNOWN_BLOCK: f"{unknown.organisation} afdeling {unknown.department} blok »{unknown.block}«",
        DepartmentStatus.NO_BLOCK: f"{unknown.organisation} afdeling {unknown.department} uden blok",
    }[unknown.status]
    nearest = _find_nearest(unknown, areas)
    return f"{named} ({_count_rows(rows, k)}, fra {first}{f', nærmest {nearest}' if nearest else ''})"
