"""What the description of a drawing says of each area or each month that it shows, and which way is best."""

from __future__ import annotations

import re

from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.pages.counts.compared import tell_versus
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.reading import read_count, tells_number
from hpanalysis.verify.pages.sets import find_places, list_figures
from hpanalysis.verify.pages.tree import Element

_STRETCHES = {
    r"lå tallet .+ over den øvre grænse": "over øvre grænse",
    r"lå tallet .+ under den nedre grænse": "under nedre grænse",
    r"steg tallet .+ hver måned": "syv eller flere stigende i træk",
    r"faldt tallet .+ hver måned": "syv eller flere faldende i træk",
    r"lå mindst to af tre måneder .+ tæt på den øvre grænse": "to af tre tæt på øvre grænse",
    r"lå mindst to af tre måneder .+ tæt på den nedre grænse": "to af tre tæt på nedre grænse",
    r"lå tallet .+ over gennemsnittet i (?P<n>\S+) måneder i træk": "syv eller flere i træk over gennemsnittet",
    r"lå tallet .+ under gennemsnittet i (?P<n>\S+) måneder i træk": "syv eller flere i træk under gennemsnittet",
}

_BEST = re.compile(r"Et (højt|lavt) tal er bedst\.?")


class Descriptions:
    """Reads the descriptions of a page's drawings again. Made for each page."""

    def __init__(self, facts: Facts) -> None:
        """Keep what they are held against, and the areas by their names."""
        self._facts = facts
        self._by_name = {name: area.id for area in facts.areas.values() for name in (area.name, area.short)}

    def check_items(self, sentence: str, element: Element, address: str) -> bool | None:
        """`A 12,3 % (10,1–14,5), dårligere; B diskretioneret`: each item of a text is its area's. Called for each
        sentence under an address with `*`."""
        if "*" not in address or element.name != "desc":
            return None
        by_name = self._by_name
        items = sentence.replace("\u00a0", " ").rstrip(".").split("; ")
        names = [max((name for name in by_name if item.startswith(f"{name} ")), key=len, default="") for item in items]
        if not all(names):
            return None
        told = []
        for item, name in zip(items, names, strict=True):
            rows = [row for row in self._facts.find(address) if row["area_id"] == by_name[name] and "window" in row]
            said = item.removeprefix(name).strip()
            told.append(any(self._is_item(said, row, address) for row in rows[:1]))
        return all(told)

    def _is_item(self, said: str, row: Cells, address: str) -> bool:
        """Whether an item of a description is what its row says. Called for each item."""
        if not (row["status"] == "vist" and row["value"]):
            return said == row["status"]
        number, _, rest = said.partition(" ud af ")
        if rest:
            size, _, place = rest.partition(", ")
            places = [find_places(figures, self._facts) for figures in list_figures(address, self._facts)[:1]]
            words = ("inden for grænserne", "uden for de inderste grænser", "uden for de yderste grænser")
            fits = words.index(place) == places[0].get(row["area_id"]) if place in words and places else False
            return tells_number(number, row["value"]) and tells_number(size, row["denominator"]) and fits
        match = re.fullmatch(r"(\S+(?: %)?)(?: \((.+?)\))?(?:, (.+))?", said)
        if match is None or not tells_number(match[1], row["value"]):
            return False
        ends = re.split("–| til ", match[2]) if match[2] else ["", ""]
        bare = row["area_id"] not in (*self._facts.definitions.areas, self._facts.definitions.total)
        if bare and not match[2] and not match[3]:
            return True
        span = (not row["lo"] and not match[2]) or (
            len(ends) == 2 and tells_number(ends[0], row["lo"]) and tells_number(ends[1], row["hi"])
        )
        return span and (match[3] or "") == (tell_versus(row, self._facts) or "")

    def check_months(self, sentence: str, element: Element, address: str) -> bool | None:
        """`Fra november 2025 til marts 2026 lå tallet … under den nedre grænse`, and mean and limits. Called for
        each sentence under the address of an area's months."""
        _indicator, _, _rest = address.partition("/")
        months = (
            {row["month"][:7]: row for row in self._facts.find(address) if "month" in row} if "*" in address else {}
        )
        if not months:
            return None
        plain = sentence.replace("\u00a0", " ").rstrip(".").removesuffix(" (foreløbige grænser)")
        plain = re.sub(r"^[^:]+: (?=(?:I|Fra|Ingen) )", "", plain)
        limits = re.fullmatch(
            r"Gennemsnittet er (\S+), og grænserne er (\S+) og (\S+?)(?: pct)?(?:\. \(.+|\.? ?\(.+)?", plain
        )
        if limits is not None:
            columns = ("centre", "lo", "hi")
            return any(
                all(tells_number(limits[place], row[column]) for place, column in enumerate(columns, 1))
                for row in months.values()
            )
        if plain.startswith("Ingen af reglerne for særlig variation er opfyldt"):
            newest = max(int(row["phase"] or 0) for row in months.values())
            return not any(row["rules"] for row in months.values() if int(row["phase"] or 0) == newest)
        span = re.match(
            r"(?:I (?P<one>\w+ 20\d\d)|Fra (?P<first>\w+(?: 20\d\d)?) til (?P<last>\w+ 20\d\d)) (?P<said>.+)", plain
        )
        if span is None:
            return None
        for pattern, rule in _STRETCHES.items():
            said = re.fullmatch(pattern, span["said"])
            if said is not None:
                last = _read_month(span["one"] or span["last"], "")
                first = _read_month(span["one"] or span["first"], last[:4])
                within = [month for month in sorted(months) if first <= month <= last]
                count = said.groupdict().get("n")
                fits = count is None or read_count(count) == len(within)
                kept = [rule in months[month]["rules"].split("; ") for month in within]
                return fits and (any(kept) if "mindst to af tre" in pattern else bool(kept) and all(kept))
        return None

    def check_best(self, sentence: str, element: Element, address: str) -> bool | None:
        """`Et lavt tal er bedst` where several figures of one indicator are told of. Called for each sentence."""
        match = _BEST.fullmatch(sentence)
        indicator = address.partition("/")[0]
        if match is None or indicator not in self._facts.definitions.indicators:
            return None
        judging = self._facts.definitions.indicators[indicator].judging
        return judging is not None and judging.higher_is_better == (match[1] == "højt")


def _read_month(text: str, year: str) -> str:
    """`marts 2026` as 2026-03; the year may stand with the later month. Called for stretches of months."""
    name, _, own = text.partition(" ")
    return f"{own or year}-{MONTHS.index(name.lower()) + 1:02d}"
