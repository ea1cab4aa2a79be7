"""Organisation, department and block -> area, by params/plan/departments.csv. The number alone is no key."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hpanalysis.errors import Stop
from hpanalysis.load.values import fold_text, normalise_text
from hpanalysis.plan import Plan

_PART = re.compile(r"blok (\d+(?:(?:, | og )\d+)*) only")


def fold_organisation(name: str) -> str:
    """The form in which organisations are compared: `&` is `og`, signs and spaces do not count."""
    return "".join(re.findall(r"[^\W_]+", fold_text(name).replace("&", " og ")))


def fold_department(text: str) -> str:
    """`024`, `Afd. 24`, `Blok 24` and `24` are one; what holds no single number is compared as it stands."""
    numbers = re.findall(r"\d+", text)
    return str(int(numbers[0])) if len(numbers) == 1 else fold_text(text)


@dataclass(frozen=True)
class DepartmentArea:
    """Where a department lies. placed: False where it belongs to an area by block and the block is not told."""

    area_id: str | None
    placed: bool


def _parse_blocks(row: int, part: str) -> set[str]:
    """The blocks that a row is about; none means the whole department."""
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
    """The area of a department, or of a block of it. A row that cannot be read raises `Stop`."""

    def __init__(self, plan: Plan) -> None:
        self._whole: dict[tuple[str, str], str] = {}
        self._by_block: dict[tuple[str, str], dict[str, str]] = {}
        self._names = {fold_organisation(row["organisation"]): row["organisation"] for row in plan.departments}
        for number, row in enumerate(plan.departments, start=2):
            key = (fold_organisation(row["organisation"]), fold_department(row["department"]))
            blocks = _parse_blocks(number, row["part"])
            if blocks:
                self._by_block.setdefault(key, {}).update(dict.fromkeys(blocks, row["area_id"]))
            elif self._whole.setdefault(key, row["area_id"]) != row["area_id"]:
                raise Stop(
                    "En boligafdeling hører til to områder.",
                    do="Ret filen, og kør igen.",
                    place=f"»departments.csv« i planens mappe, række {number}",
                    expected="hver boligafdeling i ét område, eller blokkene for sig.",
                )

    def name(self, organisation: str) -> str:
        """The organisation as the plan spells it; one that the plan does not know as it stands."""
        return self._names.get(fold_organisation(organisation), normalise_text(organisation))

    def home(self, organisation: str, department: str, block: str | None) -> DepartmentArea:
        """Where a row of a delivery belongs. A block that the plan does not name lies outside."""
        key = (fold_organisation(organisation), fold_department(department))
        if (blocks := self._by_block.get(key)) is None:
            return DepartmentArea(self._whole.get(key), True)
        if block is None:
            return DepartmentArea(self._whole.get(key), key in self._whole)
        return DepartmentArea(blocks.get(fold_department(block), self._whole.get(key)), True)
