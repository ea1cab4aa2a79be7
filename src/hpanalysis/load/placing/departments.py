"""Organisation, department and block -> area, by params/plan/departments.csv.

A department's number is no key by itself, because organisations use the same numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hpanalysis.errors import Stop
from hpanalysis.load.values import fold_text, normalise_text
from hpanalysis.plan import Plan

_PART = re.compile(r"blok (\d+(?:(?:, | og )\d+)*) only")


def fold_organisation(name: str) -> str:
    """The form in which housing organisations are compared: `&` is `og`, and other signs and spaces do not count.
    Called on the names in the plan's departments.csv and on those of a delivery."""
    return "".join(re.findall(r"[^\W_]+", fold_text(name).replace("&", " og ")))


def fold_department(text: str) -> str:
    """The form in which departments and blocks are compared: `024`, `Afd. 24`, `Blok 24` and `24` are all `24`. Called
    on the texts of the plan's departments.csv and on those of a delivery. A text that does not hold exactly one number
    is compared as it stands, but for upper case and extra spaces."""
    numbers = re.findall(r"\d+", text)
    return str(int(numbers[0])) if len(numbers) == 1 else fold_text(text)


@dataclass(frozen=True)
class DepartmentArea:
    """Where a department, or a block of it, lies: what `AreaByDepartment.find` answers for one row of a delivery."""

    area_id: str | None  # None outside the areas, and where it is unknown
    placed: bool  # False where the department lies in several areas and the row does not name the block


def _parse_blocks(row: int, part: str) -> set[str]:
    """The blocks that a row of departments.csv is about: `blok 1 og 2 only` -> {"1", "2"}; "" (all blocks) -> none.
    Called for each row when the file is indexed. part: the text of its column `part`; any other raises `Stop`. row: its
    number in the file, for the message."""
    match = _PART.fullmatch(part.strip()) if part else None
    if part and match is None:
        raise Stop(
            "Kolonnen part kan ikke læses.",
            place=f"»departments.csv« i planens mappe, række {row}",
            expected="tom, eller som blok 1 og 2 only.",
            do="Ret filen, og kør igen.",
        )
    return set(re.findall(r"\d+", match[1])) if match else set()


class AreaByDepartment:
    """Looks up the area of a department or a block by the plan's departments.csv. Made for each file loaded that gives
    departments. Making one raises `Stop` where a row cannot be read, or a department lies in two areas."""

    def __init__(self, plan: Plan) -> None:
        """Index the departments and blocks of the plan's departments.csv; `Stop` for a row that cannot be used. Called
        for each delivered file whose rows are placed by department."""
        self._area_by_department: dict[tuple[str, str], str] = {}
        self._area_by_block: dict[tuple[str, str], dict[str, str]] = {}
        self._names = {fold_organisation(row.organisation): row.organisation for row in plan.departments}
        for number, row in enumerate(plan.departments, start=2):
            key = (fold_organisation(row.organisation), fold_department(row.department))
            blocks = _parse_blocks(number, row.part)
            if blocks:
                self._area_by_block.setdefault(key, {}).update(dict.fromkeys(blocks, row.area_id))
            elif self._area_by_department.setdefault(key, row.area_id) != row.area_id:
                raise Stop(
                    "En boligafdeling hører til to områder.",
                    do="Ret filen, og kør igen.",
                    place=f"»departments.csv« i planens mappe, række {number}",
                    expected="hver boligafdeling i ét område, eller blokkene for sig.",
                )

    def spell_organisation(self, organisation: str) -> str:
        """The organisation as the plan spells it; one that the plan does not know, as the delivery spells it. Called
        for each row of a delivery that is placed by department."""
        return self._names.get(fold_organisation(organisation), normalise_text(organisation))

    def find(self, organisation: str, department: str, block: str | None) -> DepartmentArea:
        """The area of a department, or of a block of it. Called for each row of a delivery that is placed by
        department.

        block: None where the row names none; if the plan knows only single blocks of the department, the row is not
        placed then (`placed` is False). A block that the plan does not name lies where the rest of its department does,
        or outside the areas.
        """
        key = (fold_organisation(organisation), fold_department(department))
        if (blocks := self._area_by_block.get(key)) is None:
            return DepartmentArea(self._area_by_department.get(key), True)
        if block is None:
            return DepartmentArea(self._area_by_department.get(key), key in self._area_by_department)
        return DepartmentArea(blocks.get(fold_department(block), self._area_by_department.get(key)), True)
