"""The plan as the package's own files tell of it: plan.yaml, its CSV files and the half-year's params.

People keep these files by hand, and the program reads more ways of writing than are read here. What is written in
another way is `UNKNOWN`, and is then held against nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.declared.plain_yaml import Unreadable, parse
from hpanalysis.verify.declared.source_code import UNKNOWN
from hpanalysis.verify.opening.package import DATA, Package

PARAMS = f"{DATA}projekt/params/"
PLAN = f"{PARAMS}plan/"
_PLAN_YAML = f"{PLAN}plan.yaml"
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DANISH_DAY = re.compile(r"(\d{1,2})[-.](\d{1,2})[-.](\d{4})")
_NAMED_DAY = re.compile(r"(\d{1,2})\. ?([a-z]+) (\d{4})")
# A number that can be read in one way only; `1.204` may be a thousand or one and a bit.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:[.,](?!\d{3}\Z)\d{1,10})?")
_DELIMITERS = (",", ";", "\t")

Row = dict[str, str]


def read_day(text: Any) -> Any:
    """The day that a text writes as 2026-11-16, 16-11-2026 or 16. november 2026; `UNKNOWN` for any other way of
    writing. Called for the days of plan.yaml, the params, the plan's tables and the log."""
    clean = text.strip().casefold() if isinstance(text, str) else ""
    iso, danish, named = (form.fullmatch(clean) for form in (_ISO_DAY, _DANISH_DAY, _NAMED_DAY))
    parts = iso.groups() if iso else danish.groups()[::-1] if danish else None
    if named and named[2] in MONTHS:
        parts = named[3], str(MONTHS.index(named[2]) + 1), named[1]
    try:
        return UNKNOWN if parts is None else date(*map(int, parts))
    except ValueError:
        return UNKNOWN


def read_number(text: Any) -> Any:
    """The number that a text writes, with a point or a comma before its decimals; `UNKNOWN` where it is none, or may be
    read as two. Called for k, margins, targets and what the plan prints."""
    clean = text.strip().replace("\u2212", "-") if isinstance(text, str) else ""
    return Decimal(clean.replace(",", ".")) if _NUMBER.fullmatch(clean) else UNKNOWN


def _decode(content: bytes) -> str | None:
    """The text of a plan's file in UTF-8, with or without its mark, or in the Windows of Western Europe; None in
    another coding. Called for each file of the plan that is read."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        return None
    for coding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


class Plan:
    """The plan and the half-year's params as they lie in a package. Made once for each check that holds the publication
    against them; each property is read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        """Keep the package; no file is read yet. Called with the package that is verified."""
        self._package = package
        self._tables: dict[str, dict[int, Row] | None] = {}

    def _read_yaml(self, name: str) -> Any:
        """The content of a YAML file of the package; `UNKNOWN` if it is missing or written in another way than is read.
        Called for plan.yaml and for the half-year's params."""
        text = _decode(self._package.files.get(name, b"\0"))
        try:
            return UNKNOWN if text is None else parse(text)
        except Unreadable:
            return UNKNOWN

    @cached_property
    def _settings(self) -> Any:
        """The content of plan.yaml. Read by `find_setting`."""
        return self._read_yaml(_PLAN_YAML)

    @cached_property
    def _params(self) -> Any:
        """The content of the half-year's params. Read by `find_param`."""
        return self._read_yaml(f"{PARAMS}{self._package.half_year}.yaml")

    @cached_property
    def is_read(self) -> bool:
        """Whether plan.yaml could be read. Asked where a check says what it could not look at."""
        return self._settings is not UNKNOWN

    def find_setting(self, *path: str) -> Any:
        """A value of plan.yaml by the keys that lead to it; `UNKNOWN` if there is none. Called for each setting that is
        published somewhere."""
        return _find(self._settings, path)

    @property
    def log_day(self) -> Any:
        """The day that the secretariat's log is kept up to, opfoelgning.yaml's own; `UNKNOWN` without one. Read for the
        day that an accounting year's pages bear."""
        return read_day(_find(self.log, ("as_of",)))

    @cached_property
    def log(self) -> Any:
        """The content of the secretariat's log, opfoelgning.yaml; `UNKNOWN` if it is missing or written in another way
        than is read. Read for its day, and for what it tells of promises and hours."""
        return self._read_yaml(f"{PARAMS}opfoelgning.yaml")

    def find_param(self, *path: str) -> Any:
        """A value of the half-year's params by the keys that lead to it; `UNKNOWN` if there is none. Called for the
        date that is printed on the reports."""
        return _find(self._params, path)

    def table(self, name: str) -> list[Row] | None:
        """The rows of a CSV file of the plan, column -> cell, without spaces around them; None if it is missing, or not
        of one form that is read here. Called for each file that something published follows from."""
        rows = self._read_rows(name)
        return None if rows is None else list(rows.values())

    def has(self, name: str) -> bool:
        """Whether the plan has a file of this name, read or not. Asked of those that may be left out."""
        return f"{PLAN}{name}" in self._package.files

    def find_row(self, name: str, line: int) -> Row | None:
        """The row of a CSV file of the plan that begins on a line, from 1; None if none does, or the file cannot be
        read. Called for the places that planens_kontrol.csv names."""
        return (self._read_rows(name) or {}).get(line)

    def _read_rows(self, name: str) -> dict[int, Row] | None:
        """The rows of a CSV file of the plan by the lines that they begin on, read once. Called for both of the
        above."""
        if name not in self._tables:
            self._tables[name] = read_table(self._package.files.get(f"{PLAN}{name}"))
        return self._tables[name]

    @property
    def merged_areas(self) -> Any:
        """The areas that are shown together only, as plan.yaml declares them: a list of mappings, `UNKNOWN` if it
        cannot be read. Read where the areas are listed."""
        merged = self.find_setting("merged_areas")
        return [] if merged == "" else merged

    @cached_property
    def areas(self) -> list[Row] | None:
        """The rows of areas.csv with merged areas in the place of the first of their parts; None if the file
        cannot be read. Read for the pages that there must be, and for definitioner.json."""
        rows, merged = self.table("areas.csv"), self.merged_areas
        if rows is None or not isinstance(merged, list):
            return None
        into = {part: each for each in merged for part in each.get("areas", ())}
        found: dict[str, Row] = {}
        for row in rows:
            whole = into.get(row["area_id"])
            key = row["area_id"] if whole is None else whole["id"]
            found.setdefault(key, row if whole is None else {"area_id": key, "name_da": whole["name"], "kind": "area"})
        return list(found.values())

    def list_areas(self, kind: str) -> list[Row] | None:
        """The areas of one kind (area, total, municipality, country) in the plan's order; None if areas.csv cannot be
        read. Called for each kind."""
        return None if self.areas is None else [row for row in self.areas if row["kind"].casefold() == kind]

    def list_agreements(self, kind: str) -> list[dict[str, str]] | None:
        """The agreements of one kind (delaftale, strategisk) as plan.yaml declares them, each with id and name; None if
        it cannot be read. Called for the pages that there must be."""
        declared = self.find_setting("agreements")
        return [one for one in declared if one.get("kind") == kind] if isinstance(declared, list) else None

    @property
    def figure_groups(self) -> list[dict[str, str]]:
        """The groups of figures that belong to no agreement as plan.yaml declares them, each with id, name and kind;
        none in a plan without. Read for the pages and lists that name them."""
        declared = self.find_setting("figure_groups")
        return [one for one in declared if isinstance(one, dict)] if isinstance(declared, list) else []

    @cached_property
    def adoptions(self) -> dict[str, Row] | None:
        """The rows of adoption.csv by indicator, in the file's order; None if it cannot be read. Read for the pages of
        definitions, and for what is adopted of each indicator."""
        rows = self.table("adoption.csv")
        return None if rows is None else {row["indicator_id"]: row for row in rows}

    def list_rebased(self, indicator_id: str) -> Any:
        """Area -> the days of the events from which the plan begins an indicator's course anew, in order; `UNKNOWN` if
        events.csv or one of its days cannot be read. Called for each indicator of definitioner.json."""
        rows = self.table("events.csv")
        if rows is None or self.merged_areas != [] or self.areas is None:
            return UNKNOWN
        known = {area["area_id"] for area in self.areas}
        marking = [row for row in rows if row["area_id"] in known and _is_of(row, indicator_id)]
        days = [(read_day(row["date"]), row["area_id"]) for row in marking if row["rebase"].casefold() == "ja"]
        if any(day is UNKNOWN for day, _ in days):
            return UNKNOWN
        found: dict[str, list[date]] = {}
        for day, area in sorted(days, key=lambda each: each[0]):
            found.setdefault(area, []).append(day)
        return found


def _is_of(row: Mapping[str, str], indicator_id: str) -> bool:
    """Whether an event of events.csv is about an indicator: it names it, or names none. Called for each event."""
    named = row["indicators"].split()
    return not named or indicator_id in named


def _find(content: Any, path: tuple[str, ...]) -> Any:
    """The value that keys lead to in mappings within each other; `UNKNOWN` where one is missing. Called for settings
    and params."""
    for key in path:
        if not isinstance(content, dict) or key not in content:
            return UNKNOWN
        content = content[key]
    return content


def read_table(content: bytes | None) -> dict[int, Row] | None:
    """The rows of a CSV file of the plan by the lines that they begin on; None if there is no file, it cannot be read,
    or a row has another number of cells than the head. Called once for each file. The delimiter is the one that its
    head is divided by. Called for the law's file too."""
    text = None if content is None else _decode(content)
    if not text:
        return None
    head = text.splitlines()[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    rows: dict[int, list[str]] = {}
    begins = 1
    try:
        for row in reader:
            if any(row):
                rows[begins] = row
            begins = reader.line_num + 1
    except csv.Error:
        return None
    first, *others = rows or {1: []}
    if any(len(row) != len(rows[first]) for row in rows.values()):
        return None
    names = [name.strip().casefold() for name in rows[first]]
    return {line: dict(zip(names, (cell.strip() for cell in rows[line]), strict=True)) for line in others}
