"""Organisation, department and block -> area, by the plan's departments.csv and departments_elsewhere.csv.

A department's number is no key by itself, because organisations use the same numbers. What the plan does not know is
unknown, and is never taken to lie outside the areas.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from hpanalysis.definitions.columns import LEJERBO
from hpanalysis.errors import Stop
from hpanalysis.load.placing.department_spelling import (
    fold_block,
    fold_department,
    fold_organisation,
    join_signs,
    list_shorter_names,
    read_number,
)
from hpanalysis.plan import Department, DepartmentsElsewhere, Plan, list_blocks, split_aliases

INSIDE_FILE, ELSEWHERE_FILE = "departments.csv", "departments_elsewhere.csv"


class DepartmentStatus(Enum):
    """What a row's organisation, department and block were recognised as, by `AreaByDepartment.find`. The first two are
    settled; a row of any other status stops the run."""

    INSIDE = "i et område"
    ELSEWHERE = "uden for områderne"
    UNKNOWN_ORGANISATION = "ukendt boligorganisation"
    UNKNOWN_DEPARTMENT = "ukendt boligafdeling"
    UNKNOWN_BLOCK = "ukendt blok"
    NO_BLOCK = "blokken mangler"  # the department lies by block, and the row names none

    @property
    def settled(self) -> bool:
        """Whether the row is placed, or known to lie outside the areas; a row that is neither stops the run. Read for
        each row of an extract that is placed by department."""
        return self in (DepartmentStatus.INSIDE, DepartmentStatus.ELSEWHERE)


@dataclass(frozen=True)
class DepartmentMatch:
    """What `AreaByDepartment.find` made of one row: its area where that is settled, and the spellings that the frame
    holds. Those are the plan's, so that whatever is compared, counted or joined is one where placing takes it as
    one."""

    status: DepartmentStatus
    organisation: str  # as the plan spells it; as delivered where it is unknown
    department: str
    block: str | None  # None for none
    area_id: str | None = None  # None outside the areas


def _refuse_row(file: str, row: int, wrong: str, expected: str) -> Stop:
    """The error for a row of departments.csv or departments_elsewhere.csv (`file`) that cannot be used. Called while an
    `AreaByDepartment`, which finds the area of each row of an extract by these files, is made. row: its number in the
    file, with the heading as 1. wrong, expected: in Danish."""
    return Stop(wrong, place=f"»{file}« i planens mappe, række {row}", expected=expected, do="Ret filen, og kør igen.")


def _read_cell(read: Callable[[], list[str]], file: str, row: int, column: str, expected: str) -> list[str]:
    """What `read` makes of a cell of the plan; `Stop` where it raises ValueError. Called for the column `part` of each
    row of departments.csv and departments_elsewhere.csv (`file`), and for the latter's `departments`. expected: what
    the cell may hold, in Danish."""
    try:
        return read()
    except ValueError:
        raise _refuse_row(file, row, f"Kolonnen {column} kan ikke læses.", expected) from None


@dataclass
class _Known:
    """A department that the plan knows. Made for each while an `AreaByDepartment` is made."""

    spelling: str  # as the plan writes it
    # Block as folded -> area id, None for elsewhere. "" is the whole department, or what is left of it.
    areas: dict[str, str | None] = field(default_factory=dict)


class AreaByDepartment:
    """Looks up the area of a department or a block. Made for each file that is placed by department when it is loaded.
    Making one raises `Stop` where a row of the plan's two files cannot be read, or a department lies in two places."""

    def __init__(self, plan: Plan) -> None:
        """Index the departments and blocks of the plan; `Stop` for a row that cannot be used. Called for each file that
        is placed by department, and for the message on departments that the plan does not know."""
        self._town = fold_organisation(plan.municipality.name).removesuffix("kommune")
        self._organisations: dict[str, str] = {}  # folded name or alias -> as the plan spells it
        self._departments: dict[str, dict[str, _Known]] = {}  # organisation as the plan spells it -> key or alias
        for number, row in plan.number_rows(INSIDE_FILE, plan.departments):
            self._add_row(INSIDE_FILE, number, row, [row.department], row.area_id)
        for number, outside in plan.number_rows(ELSEWHERE_FILE, plan.departments_elsewhere):
            departments = _read_cell(
                outside.list_departments, ELSEWHERE_FILE, number, "departments", "numre og navne som 201-206|210."
            )
            self._add_row(ELSEWHERE_FILE, number, outside, departments, None)
        # Aliases come last, so that each can be held against all names.
        for number, row in plan.number_rows(INSIDE_FILE, plan.departments):
            self._add_aliases(INSIDE_FILE, number, row)
        for number, outside in plan.number_rows(ELSEWHERE_FILE, plan.departments_elsewhere):
            self._add_aliases(ELSEWHERE_FILE, number, outside)

    def _add_row(
        self,
        file: str,
        number: int,
        row: Department | DepartmentsElsewhere,
        departments: list[str],
        area_id: str | None,
    ) -> None:
        """Take in the departments or blocks of a row; `Stop` where one of them already lies in another place, or the
        row's blocks cannot be read. Called for each row while the object is made. number: the row's, from 2. area_id:
        None for elsewhere."""
        organisation = self._organisations.setdefault(
            fold_organisation(row.organisation), self._spell(row.organisation)
        )
        known = self._departments.setdefault(organisation, {})
        blocks = _read_cell(lambda: list_blocks(row.part), file, number, "part", "tom, eller som kun blok 1 og 2.")
        for department in departments:
            areas = known.setdefault(fold_department(department), _Known(department)).areas
            for block in map(fold_block, blocks or [""]):
                if areas.setdefault(block, area_id) != area_id:
                    raise _refuse_row(
                        file,
                        number,
                        "En boligafdeling hører til to områder."
                        if area_id
                        else "En boligafdeling hører både til et område og uden for områderne.",
                        f"hver boligafdeling ét sted i {INSIDE_FILE} og {ELSEWHERE_FILE}, eller blokkene for sig.",
                    )

    def _spell(self, name: str) -> str:
        """How an organisation of the plan is spelt in frames: as in the plan, except that any spelling of Lejerbo
        becomes `Lejerbo`, because the definitions of indicators compare with that. Called for each row of the plan's
        departments while the object is made."""
        folds = {fold_organisation(name), *list_shorter_names(name, self._town)}
        return LEJERBO if fold_organisation(LEJERBO) in folds else name.strip()

    def _add_aliases(self, file: str, number: int, row: Department | DepartmentsElsewhere) -> None:
        """Take in the other names of organisation and department in a row of the plan's departments.csv or
        departments_elsewhere.csv; `Stop` for a name that is another's. Called for each row while the object is made,
        after the rows' own names are taken in. file: which of the two; number: the row's, from 2."""
        organisation = self._organisations[fold_organisation(row.organisation)]
        for alias in split_aliases(row.organisation_aliases):
            if self._organisations.setdefault(fold_organisation(alias), organisation) != organisation:
                raise _refuse_row(
                    file,
                    number,
                    "Et andet navn for en boligorganisation er også navn på en anden.",
                    "navne i organisation_aliases, som kun den ene organisation har.",
                )
        known = self._departments[organisation]
        departments = [row.department] if isinstance(row, Department) else row.list_departments()
        for alias in split_aliases(row.aliases):
            meant = known[fold_department(departments[0])]
            if len(departments) > 1 or known.setdefault(fold_department(alias), meant) is not meant:
                raise _refuse_row(
                    file,
                    number,
                    "Et andet navn for en boligafdeling kan være flere boligafdelinger.",
                    "navne i aliases, som kun den ene boligafdeling har, på en række med én boligafdeling.",
                )

    def _find_organisation(self, name: str) -> str | None:
        """The organisation as the plan spells it, by its name or an alias; None for one that the plan does not have.
        Called for each distinct row of a delivery that is placed by department: for its organisation, and for a name
        that its department has beside the number, such as `Lejerbo, afd. 7`. A legal form and the municipality's own
        town at the end of the name do not count."""
        for folded in (fold_organisation(name), *list_shorter_names(name, self._town)):
            if folded in self._organisations:
                return self._organisations[folded]
        return None

    def _find_department(self, organisation: str, text: str) -> _Known | None:
        """The department of an organisation that a text can mean; None where it can mean none, or more than one. Called
        for each distinct row of a delivery that is placed by department. organisation: as the plan spells it. text: as
        delivered; a name beside the number must not be that of another department or another organisation."""
        known = self._departments[organisation]
        if exact := known.get(join_signs(text)):
            return exact
        if (reading := read_number(text)) is None or (found := known.get(reading.number)) is None:
            return None
        named = known.get(join_signs(reading.name)) if reading.name else None
        owner = self._find_organisation(reading.name) if reading.name else organisation
        if named not in (None, found) or owner not in (None, organisation):
            return None
        return found if reading.sure or named is found or owner == organisation else None

    def find(self, organisation: str, department: str, block: str | None) -> DepartmentMatch:
        """Where a row of a delivery lies, or (`status`) which of its names the plan does not know. Called for each
        distinct row of a delivery that is placed by department. block: None where the row names none. A block that the
        plan does not name lies where the plan says that the rest of its department does."""
        if (name := self._find_organisation(organisation)) is None:
            return DepartmentMatch(DepartmentStatus.UNKNOWN_ORGANISATION, organisation, department, block)
        if (known := self._find_department(name, department)) is None:
            return DepartmentMatch(DepartmentStatus.UNKNOWN_DEPARTMENT, name, department, block)
        own, named = fold_block(block), known.areas.keys() - {""}
        # With numbered blocks, `A` or `1-2` is no block of the rest: it may well be one of those that are named.
        is_of_rest = not named or not own or (own.isalnum() and {own.isdecimal()} == {b.isdecimal() for b in named})
        if own not in known.areas and not ("" in known.areas and is_of_rest):
            missing = DepartmentStatus.UNKNOWN_BLOCK if own else DepartmentStatus.NO_BLOCK
            return DepartmentMatch(missing, name, known.spelling, block)
        area_id = known.areas.get(own, known.areas.get(""))
        status = DepartmentStatus.INSIDE if area_id else DepartmentStatus.ELSEWHERE
        return DepartmentMatch(status, name, known.spelling, own or None, area_id)

    @property
    def organisations(self) -> list[str]:
        """All organisations as the plan spells them. Read for the message about an unknown one, which names the
        nearest."""
        return list(self._departments)

    def list_departments(self, organisation: str) -> list[str]:
        """The departments of an organisation, and their aliases, in the form in which they are compared. Called when a
        message on an unknown department names the nearest known one. organisation: as the plan spells it."""
        return list(self._departments[organisation])
