"""Whole numbers that pages tell out of the plan's tables: rows of files, housing departments, residents and dwellings.

The sentences that tell them are about no figure, and stand on pages where any sentence may stand.
"""

from __future__ import annotations

import re

from hpanalysis.verify.pages.facts import Facts

_ROW = re.compile(r"\w+\.csv række \d+: [^;\n\"]+")
_DEPARTMENTS = "Boligafdelinger: "
_DEPARTMENT = re.compile(r"(.+?), afdeling(?:erne)? (.+)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_RESIDENTS = re.compile(r"([\d.]+) beboere i ([\d.]+) boliger \(planens tal .+, områderne lagt sammen\)")


class PlanNumbers:
    """Holds the plan's own numbers in sentences. Made once for a package."""

    def __init__(self, facts: Facts, printed: str) -> None:
        """Keep the plan's tables. printed: planens_kontrol.csv, whose places are held by another check."""
        self._plan, self._rows = facts.plan, frozenset(_ROW.findall(printed))
        self._departments = {
            (row.get("organisation", ""), row.get("department", "")) for row in facts.plan.get("departments", ())
        }

    def find_wrong(self, sentence: str) -> bool:
        """Whether a sentence tells another number than the plan's tables have. Called for each sentence with a number
        that does not stand in the program or the plan word for word."""
        plain = sentence.replace("\u00a0", " ")
        return self._is_other_row(plain) or self._is_other_department(plain) or self._counts_others(plain)

    def _is_other_row(self, sentence: str) -> bool:
        """Whether `baselines.csv række 11: elevfravaer, 2023-24, moellebakken` is no place in planens_kontrol.csv.
        Called by `find_wrong`."""
        return not self._rows.issuperset(_ROW.findall(sentence))

    def _is_other_department(self, sentence: str) -> bool:
        """Whether `Boligafdelinger: Lejerbo, afdeling 7.` names a department that the plan has not. Called by
        `find_wrong`."""
        if not sentence.startswith(_DEPARTMENTS) or not self._departments:
            return False
        for item in _IN_BRACKETS.sub("", sentence.removeprefix(_DEPARTMENTS)).rstrip(".").split("; "):
            named = _DEPARTMENT.fullmatch(item.strip())
            numbers = re.findall(r"\d+", named[2]) if named is not None else []
            if named is not None and any((named[1], number) not in self._departments for number in numbers):
                return True
        return False

    def _counts_others(self, sentence: str) -> bool:
        """Whether `460 beboere i 220 boliger` are not those of the plan's areas together. Called by `find_wrong`."""
        told = _RESIDENTS.search(sentence)
        if told is None:
            return False
        areas = [row for row in self._plan["areas"] if row.get("kind") == "area"]
        for count, start in zip(told.groups(), ("residents_", "dwellings_"), strict=True):
            cells = [row[column] for row in areas for column in row if column.startswith(start)]
            if cells and all(map(str.isdecimal, cells)) and int(count.replace(".", "")) != sum(map(int, cells)):
                return True
        return False
