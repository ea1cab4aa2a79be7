"""The pages of a package as trees, and what they are held against, made once for all checks of pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import (
    BREAKDOWNS_CSV,
    DUTIES_CSV,
    ECONOMY_CSV,
    HOURS_CSV,
    MILESTONES_CSV,
    MONTHS_CSV,
    PLAN_CHECK_CSV,
    PROGRESS_CSV,
    REACH_CSV,
)
from hpanalysis.verify.declared.plan import Plan, read_day
from hpanalysis.verify.declared.source_code import UNKNOWN, SourceCode
from hpanalysis.verify.opening.package import DATA, Package
from hpanalysis.verify.pages.area_shapes import MAP_FILE, AreaShapes, parse_area_shapes
from hpanalysis.verify.pages.closed import Sheets
from hpanalysis.verify.pages.corpus import Corpus
from hpanalysis.verify.pages.facts import Facts
from hpanalysis.verify.pages.held_numbers import HeldNumbers
from hpanalysis.verify.pages.plan_aims import Agreement, PlanAims
from hpanalysis.verify.pages.plan_numbers import PlanNumbers
from hpanalysis.verify.pages.plan_tables import read_plan_rows
from hpanalysis.verify.pages.printed_texts import list_printed_texts
from hpanalysis.verify.pages.promise_texts import list_promise_texts
from hpanalysis.verify.pages.tree import Element, Unreadable, read_tree
from hpanalysis.verify.pages.verdicts import ALONE

PROJECT = f"{DATA}projekt/"
_PROGRAM, _PLAN = f"{PROJECT}src/hpanalysis/", f"{PROJECT}params/plan/"
_TEMPLATES = f"{_PROGRAM}report/templates/hpanalysis/"
# The rooms of the program that write nothing for pages: their literals are formulas, messages and names of columns.
_SILENT = (
    "verify/",
    "disclose/",
    "statistics/",
    "demo/",
    "leaks/",
    "cpr/",
    "printing/",
    "lab/",
    "evidence/",
    "cli/",
    "audit/",
)
_WORDS = "hpanalysis.tables.words"  # where the program declares how sure its words are
_AGREEMENT = re.compile(r"id: (\w+), name: .+?, kind: (\w+)")
_TAG = re.compile(r"<[^>]*>|\{[%{#].*?[%}#]\}", re.DOTALL)
_FOLDED = re.compile(r": [>|]-?\n((?:[ \t]+\S.*\n?)+)")


class PackagedPage(NamedTuple):
    """A page of a package. tree: None where it is not written as the program writes pages."""

    name: str  # in data/udgivelse
    file: str
    html: str
    tree: Element | None
    of_year: bool  # whether it lies in an accounting year's folder


class PackagedPages:
    """All pages of a package with what they are held against. Made once, and read by the checks of pages."""

    def __init__(self, package: Package) -> None:
        """Keep the package; everything is read when it is first asked for."""
        self._package = package

    @cached_property
    def pages(self) -> list[PackagedPage]:
        """Every page, the accounting years' too, each parsed once. Read by each check of pages."""
        start, package, found = f"{DATA}udgivelse/", self._package, []
        for name in sorted(one for one in package.files if one.startswith(start) and one.endswith(".html")):
            folder, _, file = name.rpartition("/")
            html, of_year = package.text(name), f"{folder}/{DUTIES_CSV}" in package.files
            found.append(PackagedPage(name.removeprefix(start), file, html, _read(html), of_year))
        return found

    def with_page(self, name: str, html: str) -> PackagedPages:
        """The same with one page alone, in another text. Called where it is asked what the checks say of a page that is
        changed. name: the page's, in data/udgivelse."""
        (page,) = (page for page in self.pages if page.name == name)
        changed = PackagedPages(self._package)
        changed.facts, changed.corpus, changed.sheets = self.facts, self.corpus, self.sheets
        changed.held, changed.why_unchecked, changed.aims = self.held, self.why_unchecked, self.aims
        changed.pages = [page._replace(html=html, tree=_read(html))]
        return changed

    def _read_table(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV file of the plan. Called for the plan's tables."""
        return read_plan_rows(self._package.files[name])

    @cached_property
    def why_unchecked(self) -> str:
        """Why the pages cannot be held against the figures, in Danish; "" where they can. Read by each check of
        pages. The program in the package tells whether its pages say what they are about."""
        if b"data_om" not in self._package.files.get(f"{_PROGRAM}report/marks.py", b""):
            return "Pakken er fra før siderne sagde, hvilke tal de handler om."
        if any(indicator.judging is None for indicator in self._package.definitions.indicators.values()):
            return "Pakken er fra før definitioner.json fortalte, hvad vurderingerne hviler på."
        return ""

    @cached_property
    def sheets(self) -> Sheets:
        """The style sheets and symbols of the package's program. Read by the check of form."""
        for_paper = [name for name in self._package.under(_TEMPLATES) if name.endswith("-print.css")]
        return Sheets(
            self._package.text(f"{_TEMPLATES}style.css"),
            frozenset(self._package.text(f"{_TEMPLATES}{name}") for name in for_paper),
            self._package.text(f"{_TEMPLATES}symbols.svg").strip(),
        )

    @cached_property
    def facts(self) -> Facts:
        """The published tables and the plan. Read by the checks of words and of drawings."""
        package = self._package
        tables = [name for name in package.under(_PLAN) if name.endswith(".csv")]
        declared = package.under(f"{_PROGRAM}definitions/indicators")
        plan = {name.removesuffix(".csv"): self._read_table(f"{_PLAN}{name}") for name in tables}
        # A group of figures stands as its own delmål, as the pages show it.
        for group in Plan(package).figure_groups:
            plan["delmaal"].append(
                {"delmaal_id": group["id"], "agreement_id": group["id"], "name_da": group["name"], "aim_da": ""}
            )
        plan["areas"] += _list_merged_areas(package.text(f"{_PLAN}plan.yaml"))
        return Facts(
            package.half_year,
            package.rows,
            package.table(MONTHS_CSV),
            package.definitions,
            plan,
            dict(_AGREEMENT.findall(package.text(f"{_PLAN}plan.yaml"))),
            {name.removesuffix(".py"): text.decode("utf-8") for name, text in declared.items() if name.endswith(".py")},
            self._read_area_shapes(),
            "" if (start := read_day(Plan(package).find_setting("start"))) is UNKNOWN else start.isoformat(),
        )

    def _read_area_shapes(self) -> AreaShapes | None:
        """The plan's map with areas that are shown together as one; None for a plan without one, or with one that is
        not read. Called once, for the facts."""
        content, merged = self._package.files.get(f"{_PLAN}{MAP_FILE}"), Plan(self._package).merged_areas
        shapes = None if content is None else parse_area_shapes(content)
        if shapes is None or not isinstance(merged, list):
            return None
        return shapes.merge({part: whole["id"] for whole in merged for part in whole.get("areas", ())})

    @cached_property
    def corpus(self) -> Corpus:
        """All that the package's program, plan, rules and tables can write. Read by the check of words."""
        corpus, program = Corpus(ALONE), self._package.under(_PROGRAM)
        written = (name for name in program if name.endswith(".py") and not name.startswith(_SILENT))
        corpus.add_program(program[name].decode("utf-8") for name in written)
        for text in self._list_texts():
            corpus.add(text)
        for text in (
            *self._list_promises(),
            *self._list_printed(),
            *(self.aims.list_texts() if self.aims is not None else ()),
        ):
            corpus.add(text)
        corpus.add_names(self._list_names())
        return corpus

    @cached_property
    def aims(self) -> PlanAims | None:
        """What serves what by the plan; None of a program from before its pages told it, and where plan.yaml is not
        read. Read by the check of words."""
        listed = Plan(self._package).find_setting("agreements")
        if f"{_PROGRAM}report/pages/aims.py" not in self._package.files or not isinstance(listed, list):
            return None
        return PlanAims(self.facts.plan, [Agreement(one["id"], one["name"], one["kind"]) for one in listed])

    @cached_property
    def held(self) -> HeldNumbers:
        """The numbers in words that are about no figure. Read by the check of words."""
        printed = self._package.published.get(PLAN_CHECK_CSV, b"").decode("utf-8")
        plan = PlanNumbers(self.facts, printed)
        return HeldNumbers(self.facts, [*self._list_names(), *self._list_promises()], self._read_constants(), plan)

    def _list_promises(self) -> Iterator[str]:
        """The lines that tell of promises, hours and target groups. Called for the corpus and the numbers held."""
        return list_promise_texts(*(self.facts.plan.get(name, []) for name in ("activities", "promises", "hours")))

    def _list_printed(self) -> Iterator[str]:
        """The texts that tell of the plan's other figures. Called for the corpus, whose numbers are held."""
        return list_printed_texts(self.facts.plan.get("context", []), self.facts.plan["areas"])

    def _read_constants(self) -> dict[str, int]:
        """The numbers that the package's program holds and its pages tell, without those that it declares in another
        form. Called once for a package."""
        source = SourceCode(self._package)
        probable = source.read(_WORDS, "PROBABLE")
        wrong = source.read(_WORDS, "WRONG_DIRECTIONS_OF_100")
        held = {"wrong_directions": wrong} if isinstance(wrong, int) else {}
        if isinstance(probable, float):
            held |= {"probable": round(100 * probable), "wrong_levels": round(100 * (1 - probable))}
        return held

    def _list_texts(self) -> Iterator[str]:
        """The texts of the package's project and tables that are no program. Called once, for the corpus."""
        for name, content in self._package.under(PROJECT).items():
            if name.endswith(".csv"):
                for row in read_plan_rows(content):
                    for cell in row.values():
                        yield from (cell, *cell.split(";"))
            elif name.endswith(".yaml"):
                text = content.decode("utf-8")
                yield from (part.strip("'\" ") for part in re.split(r"\n\s*|: |[{}]|, ", text))
                yield from (" ".join(block.split()) for block in _FOLDED.findall(text))
            elif name.endswith(".j2"):
                yield from (part.strip() for part in _TAG.split(content.decode("utf-8")))
            elif name.endswith((".ipynb", ".json")):
                yield from _list_strings(json.loads(content))
        for cells in (*(row.cells for row in self._package.rows.values()), *self._package.table(MONTHS_CSV)):
            yield from cells.values()
        for cells in (*self._package.table_if_there(BREAKDOWNS_CSV), *self._package.table_if_there(REACH_CSV)):
            yield cells.get("group", "")
        for name, content in self._package.files.items():
            if name.startswith(f"{DATA}udgivelse/") and name.endswith(
                (DUTIES_CSV, HOURS_CSV, PROGRESS_CSV, MILESTONES_CSV, ECONOMY_CSV)
            ):
                yield from (cell or "" for row in read_rows(content.decode("utf-8")) for cell in row.values())

    def _list_names(self) -> Iterator[str]:
        """The names of figures, delmål, areas, members and activities. Called once, for the corpus."""
        facts = self.facts
        for label in (*facts.labels.values(), *facts.titles.values()):
            yield from (label, label.replace(":", ","), label.rstrip("."))
        # An election is named by the last word of what is counted at it.
        yield from (noun.rpartition(" ")[2] for noun in facts.nouns.values())
        yield from (row[column] for row in facts.plan["delmaal"] for column in ("name_da", "aim_da"))
        yield from (row["target_da"] for row in facts.plan["adoption"])
        for area in facts.areas.values():
            yield from (area.name, area.short, area.letters, area.inside.partition(" ")[2])
        # A member's name may have `og` in it, at which a list is parted.
        yield from (row.get("unit_da", "") for row in facts.plan.get("members", []))
        for row in facts.plan["activities"]:
            yield from (text for column, text in row.items() if column.endswith("_da"))


def _list_merged_areas(plan: str) -> list[dict[str, str]]:
    """The areas that are shown as several together, as rows of areas.csv with their names. Called once for a package.
    plan: the text of plan.yaml."""
    section = re.split(r"\n(?=\S)", plan.partition("\nmerged_areas:")[2])[0]
    items = [dict(re.findall(r"(\w+): ([^,\n}]+)", item)) for item in re.split(r"\n\s*- ", section)[1:]]
    columns = {
        "area_id": "id",
        "name_da": "name",
        "short_da": "short",
        "letters_da": "letters",
        "in_text_da": "in_text",
    }
    return [{column: item.get(name, "").strip() for column, name in columns.items()} for item in items if "id" in item]


def _read(html: str) -> Element | None:
    """The tree of a page; None where it is not written as the program writes pages. Called for each page."""
    try:
        return read_tree(html)
    except Unreadable:
        return None


def _list_strings(told: Any) -> Iterator[str]:
    """Every text in a JSON value. Called for notebooks and rules."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from _list_strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from _list_strings(value)
