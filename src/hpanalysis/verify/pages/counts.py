"""Sentences that count: how many delmål or figures have which verdict, how many are hidden, what an area shows.

They stand in summaries and headlines without an address, so the page tells which figures they count. Each is made again
from the rows and must stand as it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from hpanalysis.published.figures import HIDDEN, NOT_DELIVERED, NOT_MEASURED
from hpanalysis.verify.pages.facts import NOT_COMPUTABLE, VERDICTS, Cells, Facts
from hpanalysis.verify.pages.sentences import read_count, tells_number
from hpanalysis.verify.pages.sets import find_places, is_compared, list_figures
from hpanalysis.verify.pages.tree import Element

_SMALL = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
_SINCE = {
    "forbedret": "{n} er forbedret",
    "forværret": "{n} er forværret",
    "ingen sikker ændring": "ved {n} er der ingen sikker ændring",
    "databrud": "ved {n} er der databrud",
    "kan ikke vurderes": "{n} kan ikke vurderes",
    "": "{n} vurderes ikke",
}
_VERSUS = {
    "bedre": "{n} er bedre",
    "dårligere": "{n} er dårligere",
    "ikke sikkert forskellig": "ved {n} er der ingen sikker forskel",
    "kan ikke vurderes": "{n} kan ikke vurderes",
    "": "{n} holdes ikke op",
}
_DEVELOPMENT = {
    "hentet ind": "{n} har hentet ind",
    "fulgt med": "{n} har fulgt med",
    "sakket bagud": "{n} er sakket bagud",
    "kan ikke afgøres": "{n} kan ikke afgøres",
    "": "{n} holdes ikke op",
}
_EVIDENCE = (
    "næsten sikkert forbedret",
    "sandsynligvis forbedret",
    "sandsynligvis forværret",
    "næsten sikkert forværret",
)
_PREDICATES = {"opfyldt": "er opfyldte", "uafklaret": "er uafklarede"}
_OWN_VERB = ("peger mod målet", "peger væk fra målet", NOT_COMPUTABLE)
_MOST_NAMED = 4
_MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
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


class Year(NamedTuple):
    """The tables of an accounting year: its duties and its hours."""

    duties: list[Cells]
    hours: list[Cells]


def spell(count: int, one: str = "ét") -> str:
    """A count as pages spell it. Called for each count that is made again."""
    if count == 1:
        return one
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}".replace(",", ".")


def join_words(words: Iterable[str]) -> str:
    """A Danish list: `a, b og c`. Called for sentences made again."""
    words = list(words)
    return " og ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def join_clauses(clauses: Sequence[str]) -> str:
    """Clauses that could stand alone: `a, b, og c`. Called for sentences made again."""
    *first, last = clauses
    return f"{', '.join(first)}, og {last}" if first else last


def _capitalise(text: str) -> str:
    """A text with a capital first. Called for sentences made again."""
    return text[:1].upper() + text[1:]


class Counter:
    """Makes the sentences of one page again. Made for each page."""

    def __init__(self, facts: Facts, file: str, year: Year | None) -> None:
        """Keep what is counted. file: the page's name; year: the tables of its accounting year, None for a half-year's
        page."""
        self._facts, self.stem, self._year = facts, file.removesuffix(".html"), year
        self._made: set[str] | None = None
        self._by_name = {name: area.id for area in facts.areas.values() for name in (area.name, area.short)}

    def check(self, sentence: str, element: Element, address: str) -> bool | None:
        """Whether a sentence counts what there is; None where it counts nothing. Called for each sentence of a page."""
        plain = sentence.replace("\u00a0", " ").rstrip(".").lower()
        if plain in self._list_made():
            return True
        checks: tuple[Callable[[str, Element, str], bool | None], ...] = (
            self._check_items,
            self._check_months,
            self._check_hidden,
            self._check_goal,
            self._check_absent,
            self._check_best,
        )
        told = [check(sentence, element, address) for check in checks]
        if True in told:
            return True
        return False if False in told or _COUNTED.match(plain) else None

    def _list_made(self) -> set[str]:
        """The sentences that a page's figures make, as they are looked up. Made when first asked for."""
        if self._made is None:
            made = [*self._count_goals(), *self._count_figures(), *self._count_of_area(), *self._count_duties()]
            self._made = {sentence.rstrip(".").lower() for sentence in made if sentence}
        return self._made

    # Delmål

    def _list_goals(self) -> list[str]:
        """The delmål that a page counts: of its delaftale, or of all of them. Called for the sentence on delmål."""
        agreement = self.stem.removeprefix("delaftale-")
        return [
            row["delmaal_id"]
            for row in self._facts.plan["delmaal"]
            if self._facts.agreements.get(row["agreement_id"]) == "delaftale"
            and (not self.stem.startswith("delaftale-") or row["agreement_id"] == agreement)
        ]

    def _count_goals(self) -> list[str]:
        """`Af de otte delmål er seks uafklarede, …`, the sentence on a page's delmål. Called once a page."""
        verdicts = [self._facts.judge("delmaal", one) for one in self._list_goals()]
        counts = {word: verdicts.count(word) for word in VERDICTS if word in verdicts}
        if not counts:
            return []
        if len(counts) == 1:
            return [self._count_alike(len(verdicts), next(iter(counts)))]
        clauses = [f"{spell(count)} {_predicate(word, count)}" for word, count in counts.items()]
        number, verb, rest = clauses[0].split(" ", 2)
        return [f"Af de {spell(len(verdicts), 'én')} delmål {join_clauses([f'{verb} {number} {rest}', *clauses[1:]])}."]

    def _count_alike(self, count: int, word: str) -> str:
        """The sentence where all delmål have one verdict. Called by `_count_goals`."""
        none = {NOT_COMPUTABLE: "kan opgøres", "ikke på vej": "er på vej"}
        if count == 1:
            return f"Delmålet {_predicate(word, 1)}."
        if word in none:
            return f"Ingen af de {spell(count, 'én')} delmål {none[word]}."
        return f"De {spell(count, 'én')} delmål {_predicate(word, count)}."

    def _check_goal(self, sentence: str, element: Element, address: str) -> bool | None:
        """Whether what is said of one delmål is its verdict's reason or what decides it. Called for each sentence."""
        named = re.match(r"Delmålet »(.+?)« (.+?)\.?$", sentence)
        if named is not None:
            goals = {row["name_da"]: row["delmaal_id"] for row in self._facts.plan["delmaal"]}
            goal = goals.get(named[1])
            return goal is not None and named[2] == _predicate(self._facts.judge("delmaal", goal), 1)
        if not address.startswith("delmaal/"):
            return None
        sentence = sentence.replace("\u00a0", " ")
        name = address.partition("/")[2]
        rows = [row for one in self._facts.list_judged("delmaal", name) for row in self._facts.list_subjects(one)]
        reasons = re.findall(r"fordi ((?:(?!, og »).)+?)\.?$", sentence) + re.findall(r"fordi (.+?), og »", sentence)
        known = {row["reason"] for row in rows} | {"tallet ikke kan vises", "planen ikke siger, hvornår målet er nået"}
        verdict = self._facts.judge("delmaal", name)
        if sentence.startswith(("fordi", "Fordi", "Afgøres af")):
            labels = set(re.findall(r"»(.+?)«", sentence))
            weak = {NOT_COMPUTABLE, verdict} if verdict in ("uafklaret", NOT_COMPUTABLE) else {verdict}
            deciding = {self._label(row) for row in rows if _judged_word(row) in weak}
            return set(reasons) <= known and labels <= deciding and (not labels or labels == deciding)
        return None

    def _label(self, row: Cells) -> str:
        """How a figure is named among those that decide a delmål. Called for each of them."""
        label = self._facts.labels.get(row["indicator_id"], "")
        each = self._facts.adopted[row["indicator_id"]]["judged_on"] == "hver"
        return f"{label}, {self._facts.areas[row['area_id']].name}" if each else label

    def _check_absent(self, sentence: str, element: Element, address: str) -> bool | None:
        """`Disse tal kan ikke vises: A (diskretioneret) og B (ikke leveret).`: each of them, and none else. Called for
        each sentence."""
        start = "Disse tal kan ikke vises: "
        if not sentence.startswith(start):
            return None
        figures = [*self._list_goal_figures(), *(self._list_board_figures() if self._has_overall_goals() else [])]
        wanted: dict[str, None] = {}
        for row in figures:
            if not _has_number(row):
                total = self._facts.adopted[row["indicator_id"]]["areas"] in ("hver", "samlet")
                label = self._facts.labels[row["indicator_id"]]
                name = label if total else f"{label}, {self._facts.areas[row['area_id']].name}"
                wanted[f"{name} ({row['status']})"] = None
        return sentence.replace("\u00a0", " ") == f"{start}{join_words(wanted)}."

    def _has_overall_goals(self) -> bool:
        """Whether the plan has a strategic agreement. Called for the yearly reports."""
        return "strategisk" in self._facts.agreements.values()

    # Figures

    def _count_figures(self) -> list[str]:
        """The sentences that count the verdicts of the plan's overall goals, of the delmål's main figures, and of each
        indicator followed in several areas. Called once a page."""
        made: list[str] = []
        sets = [self._list_board_figures(), self._list_main_figures(), self._list_goal_figures()]
        for name, row in self._facts.adopted.items():
            if row["areas"] not in ("hver", "samlet"):
                sets.append(self._list_latest(name, row["areas"].split()))
        for figures in sets:
            if figures:
                made += self._count_set(figures)
        return made

    def _list_latest(self, indicator: str, areas: Sequence[str | None]) -> list[Cells]:
        """The newest rows of an indicator in areas, without those that are not measured. Called for what is counted."""
        rows = [row for row in self._facts.find(f"{indicator}/*/*") if row.get("latest") == "ja"]
        return [
            row
            for row in rows
            if row["area_id"] in areas and row["status"] != NOT_MEASURED and "@" not in row["window"]
        ]

    def _list_of(self, indicator: str) -> list[Cells]:
        """The figures that the board's reports tell of an indicator: of the total, else of each area. Called for each
        indicator that is counted."""
        named = self._facts.adopted[indicator]["areas"]
        return self._list_latest(
            indicator, [self._facts.definitions.total] if named in ("hver", "samlet") else named.split()
        )

    def _list_board_figures(self) -> list[Cells]:
        """The figures of the overall goals, or of the delmål where the plan has none. Called for the yearly reports."""
        goals = {
            row["delmaal_id"]: self._facts.agreements.get(row["agreement_id"]) for row in self._facts.plan["delmaal"]
        }
        strategic = [name for name, row in self._facts.adopted.items() if goals.get(row["delmaal_id"]) == "strategisk"]
        names = strategic or [name for goal in goals for name in self._select_with_target(goal)]
        return [row for name in names for row in self._list_of(name)]

    def _select_with_target(self, goal: str) -> list[str]:
        """A delmål's indicators with a target, else all of them. Called for the yearly reports."""
        adopted = [name for name, row in self._facts.adopted.items() if row["delmaal_id"] == goal]
        return [name for name in adopted if self._facts.adopted[name]["target"] != "none"] or adopted

    def _list_main_figures(self) -> list[Cells]:
        """The first figure of each delmål. Called for the headline over their courses."""
        rows = []
        for goal in self._list_goals():
            for name in self._select_with_target(goal)[:1]:
                named = self._facts.adopted[name]["areas"]
                areas = [self._facts.definitions.total] if named in ("hver", "samlet") else named.split()[:1]
                rows += self._list_latest(name, areas)
        return rows

    def _list_goal_figures(self) -> list[Cells]:
        """All figures that the delmål are judged on. Called for the yearly reports of a plan without overall goals."""
        return [
            row for goal in self._list_goals() for name in self._select_with_target(goal) for row in self._list_of(name)
        ]

    def _count_set(self, figures: list[Cells]) -> list[str]:
        """The four sentences on how many figures have which verdict. Called for each set that is counted."""
        many = "det ene tal" if len(figures) == 1 else f"de {spell(len(figures), 'én')} tal"
        shown = [row for row in figures if _has_number(row)]
        if not shown:
            return ["Tallet kan ikke vises." if len(figures) == 1 else f"Ingen af {many} kan vises."]
        absent = len(figures) - len(shown)
        compared = self._name_compared(figures, "kommunen", "hele landet", "kommunen eller hele landet")

        def make(start: str, words: list[str], clauses: dict[str, str]) -> str:
            """One of the sentences. Called for each question."""
            parts = [clause.format(n=spell(words.count(word))) for word, clause in clauses.items() if word in words]
            parts += [f"{spell(absent)} kan ikke vises"] if absent else []
            return f"{start}: {_capitalise(join_clauses(parts))}."

        since = make(f"Siden udgangspunktet gælder for {many}", [row["since_baseline"] for row in shown], _SINCE)
        held = make(f"Holdt op mod {compared} gælder for {many}", [self._versus(row) for row in shown], _VERSUS)
        beside = [row["versus_development"] if self._is_comparable(row) else "" for row in shown]
        followed = make(f"Holdt op mod udviklingen i {compared} gælder for {many}", beside, _DEVELOPMENT)
        return [since, held, followed, _count_directions(shown)]

    def _versus(self, row: Cells) -> str:
        """A row's verdict against the comparison, "" where it is not compared. Called for each figure counted."""
        return row["versus_municipality"] if self._is_comparable(row) else ""

    def _is_comparable(self, row: Cells) -> bool:
        """Whether a row's indicator may be compared. Called for each figure counted."""
        judging = self._facts.definitions.indicators[row["indicator_id"]].judging
        return judging is None or judging.comparable

    def _name_compared(self, figures: list[Cells], municipality: str, country: str, both: str) -> str:
        """What figures are compared with, in one of three words. Called for the sentences that name it."""
        names = set()
        for row in figures:
            judging = self._facts.definitions.indicators[row["indicator_id"]].judging
            other = judging.compared_with if judging is not None else None
            names.add(other is not None and other == self._facts.definitions.country)
        return country if names == {True} else both if True in names else municipality

    # An area's figures

    def _count_of_area(self) -> list[str]:
        """The summary and the headlines of an area's profile. Called once a page; empty for other pages."""
        if not self.stem.startswith("omraade-"):
            return []
        area = self.stem.removeprefix("omraade-")
        figures = [row for name in self._facts.adopted for row in self._list_latest(name, [area])]
        judged = [row for row in figures if _has_number(row) and is_compared(row, self._facts)]
        judged = [row for row in judged if row["versus_municipality"] != "kan ikke vurderes"]
        name = self._facts.areas[area].name if area in self._facts.areas else ""
        return [
            *self._count_differences(judged),
            *_count_changes(figures),
            *self._write_headline(judged),
            f"{name} over tid",
        ]

    def _count_differences(self, judged: list[Cells]) -> list[str]:
        """`Af de ti viste tal, der kan holdes op mod kommunens, er ni dårligere og ét bedre`. Called for a profile."""
        if not judged:
            return []
        many = "det ene viste tal" if len(judged) == 1 else f"de {spell(len(judged), 'én')} viste tal"
        whose = self._name_compared(judged, "kommunens", "hele landets", "kommunens eller hele landets")
        compared = f"{many}, der kan holdes op mod {whose}"
        counts = [(word, sum(row["versus_municipality"] == word for row in judged)) for word in ("dårligere", "bedre")]
        counts = [(word, count) for word, count in counts if count]
        if not counts:
            return [f"Ved {compared}, er der ingen sikker forskel."]
        sure = "forskellen er sikker" if sum(count for _, count in counts) == 1 else "forskellene er sikre"
        return [f"Af {compared}, er {join_words(f'{spell(count)} {word}' for word, count in counts)}, og {sure}."]

    def _write_headline(self, judged: list[Cells]) -> list[str]:
        """The headline over the profile. Called for each profile."""
        groups = [
            (word, [row for row in judged if row["versus_municipality"] == word]) for word in ("dårligere", "bedre")
        ]
        groups = [(word, group) for word, group in groups if group]
        sure = sum(len(group) for _, group in groups)
        alike = [row for row in judged if row["versus_municipality"] == "ikke sikkert forskellig"]
        whose = self._name_compared(judged, "kommunens", "hele landets", "kommunens eller hele landets")

        def name(rows: list[Cells]) -> str:
            """The labels of figures as a list. Called for those that are named."""
            return join_words(f"»{self._facts.labels.get(row['indicator_id'], '')}«" for row in rows)

        if 0 < sure <= _MOST_NAMED:
            than = f"end {whose} "
            return [
                "; ".join(
                    f"{word} {'' if place else than}er {name(group)}" for place, (word, group) in enumerate(groups)
                )
            ]
        if sure and 0 < len(alike) <= _MOST_NAMED:
            counted = join_words(f"{spell(len(group))} {word}" for word, group in groups)
            return [f"Ved {name(alike)} er der ingen sikker forskel; af de øvrige viste tal er {counted}"]
        return [] if judged else ["Områdets tal kan ikke holdes op mod andres"]

    # What is hidden

    def _check_hidden(self, sentence: str, element: Element, address: str) -> bool | None:
        """`38 af halvårets 152 tal er diskretioneret`. Called for each sentence."""
        if re.fullmatch(r"I [12]\.\s?halvår 20\d\d (?:var|pegede|kunne) .+", sentence):
            return True  # of an earlier publication, whose verdicts this package does not hold
        if element.name == "dt" and sentence == HIDDEN:
            return True  # the count beside it is told
        if " diskretioneret" not in sentence and "tal" not in element.classes:
            return None
        wanted = [self._facts.definitions.total, *self._facts.definitions.areas]
        rows = [row for name in self._facts.adopted for row in self._list_latest(name, wanted)]
        found = re.fullmatch(r"(\S+) af halvårets (\S+) tal er diskretioneret\.", sentence)
        if found is not None:
            hidden = sum(row["status"] == HIDDEN for row in rows)
            return (read_count(found[1]), read_count(found[2])) == (hidden, len(rows))
        found = re.fullmatch(r"(\S+) af halvårets (\S+) tal er diskretioneret, og (\S+) er ikke leveret\.", sentence)
        if found is not None:
            every = [
                row for row in self._facts.find("*/*/*") if row.get("latest") == "ja" and row["status"] != NOT_MEASURED
            ]
            states = [row["status"] for row in every]
            wanted_counts = (states.count(HIDDEN), len(every), states.count(NOT_DELIVERED))
            return tuple(read_count(found[place]) for place in (1, 2, 3)) == wanted_counts
        found = re.fullmatch(r"(\d+) (.+)", sentence)
        if found is not None and found[2] in VERDICTS and "tal" in element.classes:
            verdicts = [self._facts.judge("delmaal", one) for one in self._list_goals()]
            return verdicts.count(found[2]) == int(found[1])
        found = re.fullmatch(r"Af (\S+) tal for tre år samlet er (\S+) diskretioneret\.", sentence)
        if found is None:
            return None
        pooled = [
            row
            for name in self._facts.adopted
            for figures in list_figures(f"{name}/*/*", self._facts)[1:2]
            for row in figures.all
        ]
        pooled = [row for row in pooled if row["area_id"] in wanted]
        hidden = sum(row["status"] == HIDDEN for row in pooled)
        return (read_count(found[1]), read_count(found[2])) == (len(pooled), hidden)

    # Descriptions of drawings

    def _check_items(self, sentence: str, element: Element, address: str) -> bool | None:
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
        return span and (match[3] or "") == (self._versus(row) or "")

    def _check_months(self, sentence: str, element: Element, address: str) -> bool | None:
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

    def _check_best(self, sentence: str, element: Element, address: str) -> bool | None:
        """`Et lavt tal er bedst` where several figures of one indicator are told of. Called for each sentence."""
        match = re.fullmatch(r"Et (højt|lavt) tal er bedst\.?", sentence)
        indicator = address.partition("/")[0]
        if match is None or indicator not in self._facts.definitions.indicators:
            return None
        judging = self._facts.definitions.indicators[indicator].judging
        return judging is not None and judging.higher_is_better == (match[1] == "højt")

    # The accounting year

    def _count_duties(self) -> list[str]:
        """The sentence that counts an accounting year's duties by their state. Called once a page; empty for a
        half-year's pages."""
        return []


def _predicate(word: str, count: int) -> str:
    """What is said of delmål with a verdict. Called for sentences on delmål."""
    if count > 1 and word in _PREDICATES:
        return _PREDICATES[word]
    return word if word in _OWN_VERB else f"er {word}"


def _judged_word(row: Cells) -> str:
    """The verdict that a row has among those that decide a delmål. Called for the names of what decides."""
    from hpanalysis.verify.pages.facts import find_verdict

    return find_verdict(row)


def _has_number(row: Cells) -> bool:
    """Whether a row shows a number, which a status in words is not. Called for each figure counted."""
    return row["status"] == "vist" and bool(row["value"])


def _count_directions(shown: list[Cells]) -> str:
    """`Af tallene uden sikker ændring er to sandsynligvis forbedret, og for ni er det uvist`. Called for each set."""
    words = [row["evidence"] for row in shown if row["since_baseline"] == "ingen sikker ændring" and row["evidence"]]
    unsure = words.count("uvist")
    if not words:
        return ""
    if unsure == len(words):
        return "For tallene uden sikker ændring er det uvist, hvilken vej de har bevæget sig."
    clauses = [f"{spell(words.count(word))} {word}" for word in _EVIDENCE if word in words]
    rest = f", og for {spell(unsure)} er det uvist" if unsure else ""
    return f"Af tallene uden sikker ændring er {join_words(clauses)}{rest}."


def _count_changes(figures: list[Cells]) -> list[str]:
    """`Siden udgangspunktet er der ingen sikre ændringer`, or how many changed. Called for a profile."""
    judged = [row["since_baseline"] for row in figures if _has_number(row)]
    judged = [word for word in judged if word not in ("", "kan ikke vurderes")]
    counts = [(word, judged.count(word)) for word in ("forværret", "forbedret") if word in judged]
    if not judged or (not counts and set(judged) == {"databrud"}):
        return []
    if not counts:
        return ["Siden udgangspunktet er der ingen sikre ændringer."]
    sure = "ændringen er sikker" if sum(count for _, count in counts) == 1 else "ændringerne er sikre"
    return [f"Siden udgangspunktet er {join_words(f'{spell(count)} {word}' for word, count in counts)}, og {sure}."]


def _read_month(text: str, year: str) -> str:
    """`marts 2026` as 2026-03; the year may stand with the later month. Called for stretches of months."""
    name, _, own = text.partition(" ")
    return f"{own or year}-{_MONTHS.index(name.lower()) + 1:02d}"


# How the sentences begin that are made again; one that begins so and is not among them says something else.
_COUNTED = re.compile(
    r"af de \S+ (?:delmål|viste tal)|de \S+ delmål |ingen af de \S+ (?:delmål er|delmål kan|tal kan)|"
    r"siden udgangspunktet (?:gælder|er der ingen sikre|er \S+ for)|holdt op mod .+ gælder for|"
    r"(?:af|for) tallene uden sikker|ved det ene viste|ved de \S+ viste|delmålet (?:er|peger|kan) "
)
