"""kontrolregler: kontrolregler.csv has just the rules that the package's suites ask of each delivery, and their
results.

Which rules there are follows from the suites (expectations/), from the sources that the program declares, and from the
deliveries that manifest.json names. The counts and results of rules come out of the extracts, so a result that is
changed in every place alike, with a count that fits it, is seen by nobody but who has the extracts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import DATA_QUALITY_HTML, INDEX_HTML, MANIFEST_JSON
from hpanalysis.verify.checks.manifest import RULES
from hpanalysis.verify.checks.publication import rule_pages
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.source_code import Call, Member
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import DATA, Package

NAME = "kontrolregler"
_SUITES = f"{DATA}projekt/expectations/"
_ACROSS, MEASURED = "paa_tvaers", "maalt"
_SOURCES = "hpanalysis.definitions.sources"
_SEVERITIES = {"critical": "kritisk", "warning": "advarsel", "info": "til orientering"}
_SUPPLIER = "Leverandøren"  # as the owner of a rule: the contact of the source in question
_FROM_FILE = re.compile(r"[a-z_]+-[0-9]{2}")  # the id of a rule of a suite; what loading counts has other ids
_NONE = "ingen"
_NO_FILE = f"{quote('kontrolregler.csv')} er ikke i pakken, for den er lavet, før filen fandtes."

Row = Mapping[str, str]


@dataclass(frozen=True)
class _Rule:
    """A rule as its suite has it, in the words of kontrolregler.csv. Made for each rule of each suite."""

    description: str
    reason: str
    severity: str
    owner: str
    is_whole: bool  # whether a single row that breaks it breaks the rule


def _read_suites(package: Package) -> dict[str, dict[str, _Rule]]:
    """The rules of each suite in the package, suite -> id -> rule. Called once for each package that is verified;
    KeyError or TypeError where a file is not of a suite's form."""
    suites: dict[str, dict[str, _Rule]] = {}
    for name in package.under(_SUITES):
        told = package.json(f"{_SUITES}{name}")
        suites[name.removesuffix(".json")] = {
            rule["meta"]["rule"]: _Rule(
                description=rule["meta"]["beskrivelse"],
                reason=rule["meta"]["begrundelse"],
                severity=_SEVERITIES[rule["severity"]],
                owner=rule["meta"]["ejer"],
                is_whole="mostly" not in rule["kwargs"],
            )
            for rule in told["expectations"]
        }
    return suites


class _Wanted:
    """What kontrolregler.csv must have by the package's suites, sources and manifest. Made once for each package that
    is verified."""

    def __init__(self, package: Package, declarations: Declarations) -> None:
        """package: that is verified; declarations: of its program and plan."""
        self._source, self._plan = declarations.source, declarations.plan
        self._half_year = package.half_year
        self.suites = _read_suites(package)
        self._rules: dict[str, dict[str, _Rule]] = {}
        self.manifest = package.published_json(MANIFEST_JSON)

    @cached_property
    def latest(self) -> dict[str, str]:
        """Source -> the half-year of its latest delivery, by the manifest's list of extracts; the measured figures are
        of this half-year. Read for which rules must be told of."""
        found = {MEASURED: self._half_year}
        for key in self.manifest["inputs"]["extracts"]:
            half_year, _, source = key.partition("/")
            found[source] = max(half_year, found.get(source, ""))
        return found

    def list_rules(self, name: str) -> dict[str, _Rule]:
        """The rules of suites that a delivery of a source is held against, by id. Called for each source. name: of the
        source, or of the measured figures, which no rule across deliveries is about."""
        if name not in self._rules:
            across = {} if name == MEASURED else self.suites.get(_ACROSS, {})
            self._rules[name] = self.suites.get(name, {}) | across
        return self._rules[name]

    def list_place_rules(self, name: str) -> list[str]:
        """The ids of the rules on addresses that loading counts for a source; none for one without addresses, or where
        the program does not tell it. Called for each source. Where a residence history was delivered, the rest is left
        to it."""
        declared = self._source.read(f"{_SOURCES}.{name}", "SOURCE")
        if not isinstance(declared, Call) or "bopael" in self.latest:
            return []
        place, columns = declared.get("place"), declared.get("columns", default=())
        has_persons = isinstance(columns, tuple) and any(_is_cpr(column) for column in columns)
        is_placed = isinstance(place, Member) and place.name == "ADDRESS" and has_persons
        found = [f"{name}-adresser", f"{name}-laesbare"] if is_placed else []
        return found + ([f"{name}-beboere"] if declared.get("everyone_aged") and self._knows_residents() else [])

    def find_owner(self, name: str, rule: _Rule) -> str | None:
        """Who is asked when a rule of a source is broken; None where that is the source's contact, and the program does
        not tell it. Called for each rule."""
        if rule.owner != _SUPPLIER:
            return rule.owner
        declared = self._source.read(f"{_SOURCES}.{name}", "SOURCE")
        contact = declared.get("contact") if isinstance(declared, Call) else None
        return contact if isinstance(contact, str) else None

    def _knows_residents(self) -> bool:
        """Whether areas.csv tells the residents and children of any area. Asked for sources that hold everyone of some
        ages, whose numbers are then held against it."""
        rows = self._plan.table("areas.csv") or []
        if not rows or self._plan.merged_areas != []:
            return False
        columns = {name.rpartition("_")[0]: name for name in rows[0]}
        pair = [columns.get(name, "") for name in ("residents", "children_under_18")]
        return any(row["kind"] == "area" and all(row.get(name, "").isdigit() for name in pair) for row in rows)


def _is_cpr(column: Any) -> bool:
    """Whether a declared column is the CPR number. Called for each column of a source."""
    personal = column.get("personal") if isinstance(column, Call) else None
    return isinstance(personal, Member) and personal.name == "CPR"


def _describe(row: Row) -> str:
    """The place of a row of kontrolregler.csv as a problem names it. Called for each problem."""
    return f"{quote('kontrolregler.csv')}, {make_printable(row['source'])}/{make_printable(row['rule_id'])}"


def _find_wrong_rows(rows: Sequence[Row], wanted: _Wanted) -> Iterator[str]:
    """A Danish sentence for each rule that is missing, too many, twice or of another delivery than the source's latest.
    Called once for each package that is verified."""
    keys = [(row["source"], row["rule_id"]) for row in rows]
    if len(set(keys)) != len(keys):
        yield f"{quote('kontrolregler.csv')} har en regel to gange."
    for name in sorted(wanted.latest.keys() | {source for source, _ in keys}):
        there = {rule for source, rule in keys if source == name}
        must = {*wanted.list_rules(name), *wanted.list_place_rules(name)} if name in wanted.latest else set()
        for rule in sorted(must - there):
            yield f"{quote('kontrolregler.csv')} mangler reglen {quote(rule)} for {quote(name)}."
        for rule in sorted(
            {each for each in there - must if _FROM_FILE.fullmatch(each)} | (there if not must else set())
        ):
            yield f"{quote('kontrolregler.csv')} har reglen {quote(rule)} for {quote(name)}, som ingen har spurgt om."
    for row in rows:
        if row["half_year"] != wanted.latest.get(row["source"]):
            yield f"{_describe(row)}: Reglen er ikke fra kildens seneste levering."
    told = [(rule["source"], rule["half_year"], rule["rule_id"]) for rule in wanted.manifest["rules"]]
    latest = {key for key in told if wanted.latest.get(key[0]) == key[1]}
    if latest != {(row["source"], row["half_year"], row["rule_id"]) for row in rows} or len(set(told)) != len(told):
        yield f"{quote('kontrolregler.csv')} og {quote(MANIFEST_JSON)} nævner ikke de samme regler."


def _find_wrong_words(rows: Sequence[Row], wanted: _Wanted) -> Iterator[str]:
    """A Danish sentence for each rule that says something else than its suite. Called once for each package that is
    verified."""
    for row in rows:
        rule = wanted.list_rules(row["source"]).get(row["rule_id"])
        if rule is None:
            continue
        owner = wanted.find_owner(row["source"], rule)
        words = {"description": rule.description, "reason": rule.reason, "severity": rule.severity, "owner": owner}
        for column, declared in words.items():
            if declared is not None and row[column] != declared:
                yield f"{_describe(row)}: {quote(column)} er ikke, som reglen er skrevet i expectations."


def _find_wrong_results(rows: Sequence[Row], wanted: _Wanted) -> Iterator[str]:
    """A Danish sentence for each result that its count contradicts: a rule without a share that may break it is kept
    just where no row does. Called once for each package that is verified."""
    for row in rows:
        rule = wanted.list_rules(row["source"]).get(row["rule_id"])
        is_whole = rule.is_whole if rule is not None else row["rule_id"].endswith("-beboere")
        held = row["result"] == "overholdt"
        # A rule about a whole table that has no row is broken by none.
        if is_whole and row["rows"] != _NONE and held is not (row["failed"] == _NONE):
            yield f"{_describe(row)}: Resultatet passer ikke til antallet af fejl."


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `kontrolregler`: whether the rules and results are those of the package's suites, its manifest and its
    pages. Called once for each package that is verified. It is not made of a package from before the file."""
    if RULES not in package.files:
        return Outcome(NAME, State.NOT_CHECKED, _NO_FILE)
    rows = list(read_rows(package.text(RULES)))
    wanted = _Wanted(package, declarations)
    pages = {
        name: package.published_text(name) for name in (DATA_QUALITY_HTML, INDEX_HTML) if name in package.published
    }
    problems = [
        *_find_wrong_rows(rows, wanted),
        *_find_wrong_words(rows, wanted),
        *_find_wrong_results(rows, wanted),
        *rule_pages.find_wrong_pages(pages, rows, wanted.manifest["rules"]),
    ]
    rules = format_count(len(rows), "regel", "regler")
    sources = format_count(len(wanted.latest), "kilde", "kilder")
    return conclude(NAME, problems, f"{rules} om {sources} er dem, der ligger i pakken, og siderne siger det samme.")
