"""planen: what is published of the plan's own print is what its files in the package say.

planens_tal.csv is the plan's context.csv, and each printed baseline of indicators.csv stands in baselines.csv. Of
planens_kontrol.csv each place must be in the plan's files with the number that is told of it; the audit itself is not
made again here, so a finding that is left out in every place alike is seen only where another follows from its count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hpanalysis.published.figures import Figure, format_address
from hpanalysis.published.names import FIGURES_CSV, PLAN_CHECK_CSV, PLAN_FIGURES_CSV
from hpanalysis.published.pages import find_decimals, find_numbers
from hpanalysis.published.printed import PLAN_CHECK_PAGE
from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.declared_facts import SERIES
from hpanalysis.verify.checks.publication.page_parts import join_words, read_words
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.indicators import Indicator
from hpanalysis.verify.declared.plan import PLAN, Plan, read_day, read_number
from hpanalysis.verify.declared.source_code import UNKNOWN
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.pages.area_shapes import MAP_FILE, parse_area_shapes
from hpanalysis.verify.pages.printed_texts import COMPARISON, list_comparisons

NAME = "planen"
_WRITER = "hpanalysis.pipeline.publication.plan_figures"
_BASELINES, _CONTEXT, _CONTRADICTIONS = "baselines.csv", "context.csv", "contradictions.csv"
_NO_FILES = "Pakken er lavet, før planens egne tal blev udgivet i filer."
_UNREAD = "Planens filer er skrevet på en måde, som ikke læses her."
# A place of planens_kontrol.csv: the file, its line, what stands in that line, and the column.
_PLACE = re.compile(r"([a-z_]+\.csv) række (\d+): (.*), ([a-z0-9_]+)")
# Kinds of findings that tell the very numbers of the places that they name.
_TELLING = frozenset({"categories", "total_leaves_out", "copied", "two_prints", "part_exceeds", "hours"})
_COUNTED = re.compile(r"Der er ([\d.]+) tal")
_LEAVERS = re.compile(r" \(.*")  # a window of baselines.csv may be explained: 2024-10 (leavers 2023)
_YES = "ja"


def _find_wrong_facts(package: Package, plan: Plan, units: Any) -> Iterator[str]:
    """A Danish sentence for each row of planens_tal.csv that is not the row of context.csv. Called once for each
    package that is verified. units: the words of the units, as the package's program gives them; `UNKNOWN` if it does
    not tell."""
    printed, told = plan.table(_CONTEXT) or [], package.table(PLAN_FIGURES_CSV)
    if plan.merged_areas != []:
        return
    if len(printed) != len(told):
        yield f"{quote(PLAN_FIGURES_CSV)} har {len(told)} rækker, men planen trykker {len(printed)}."
        return
    for number, (row, own) in enumerate(zip(told, printed, strict=True), start=2):
        wanted: dict[str, Any] = {
            "fact": _name_fact(own),
            "area_id": own["area_id"],
            "source": own["source_as_printed"],
            "period": own["period"] if (day := read_day(own["period"])) is UNKNOWN else day.isoformat(),
            "unit": UNKNOWN if not isinstance(units, dict) else units.get(own["unit"], own["unit"]),
        }
        for column, value in wanted.items():
            if value is not UNKNOWN and join_words(row[column]) != join_words(value):
                yield f"{quote(PLAN_FIGURES_CSV)}, række {number}: {quote(column)} er ikke, som planen har den."
        if not _is_same_print(row["value"], own["value_as_printed"]):
            yield f"{quote(PLAN_FIGURES_CSV)}, række {number}: Tallet er ikke det, planen trykker."


def _name_fact(own: Mapping[str, str]) -> Any:
    """What a row of context.csv is called in planens_tal.csv: its name, and whom it is of where that is not the area's
    own; `UNKNOWN` for a plan without names. Called for each row."""
    name, compared = own.get("fact_da", UNKNOWN), own.get("compared_da", "")
    return f"{name} ({compared})" if name is not UNKNOWN and compared else name


def _is_same_print(told: str, printed: str) -> bool:
    """Whether a published number is the one that the plan's file has. Called for each row of planens_tal.csv. A number
    that can be read in two ways is held to its digits alone."""
    number = read_number(printed)
    if number is not UNKNOWN:
        return bool(read_number(told) == number)
    return told == printed or re.sub(r"\D", "", told) == re.sub(r"\D", "", printed) != ""


class _Baselines:
    """The baselines that the plan prints, by indicator, window and area. Made once for each package that is
    verified."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        """rows: of baselines.csv. Called once."""
        self._of: dict[tuple[str, str, str], list[Any]] = {}
        for row in rows:
            key = row["indicator_id"], _LEAVERS.sub("", row["window"]), row["area_id"]
            self._of.setdefault(key, []).append(read_number(row["value_as_printed"]))

    def find_problem(self, row: Figure, declared: Mapping[str, Indicator]) -> bool:
        """Whether a row's printed baseline is another than the plan's. Called for each row of indicators.csv. One that
        is added up is the sum of what the plan prints from two sources, or of the indicator's parts."""
        window = row.cells["baseline_window"].partition(SERIES)[0]
        printed = self._of.get((row.key[0], window, row.key[2]), [])
        told = row.cells["baseline_value"]
        if row.cells["baseline_added_up"] == _YES:
            parts = declared[row.key[0]].fact("sum_of") if row.key[0] in declared else UNKNOWN
            if len(printed) < 2 and isinstance(parts, tuple):
                printed = [value for part in parts for value in self._of.get((part, window, row.key[2]), [])]
            return UNKNOWN not in printed and bool(printed) and Decimal(told or 0) != sum(printed)
        if len(printed) > 1 or UNKNOWN in printed:
            return False
        return bool(told) is not bool(printed) or (bool(told) and Decimal(told) != printed[0])


def _find_wrong_baselines(package: Package, plan: Plan, declared: Mapping[str, Indicator]) -> Iterator[str]:
    """A Danish sentence for each row of indicators.csv whose printed baseline, or its window, is not the plan's. Called
    once for each package that is verified; nothing where areas are merged, for what is printed of their parts is left
    out then."""
    rows, adoptions = plan.table(_BASELINES), plan.adoptions
    if rows is None or adoptions is None or plan.merged_areas != []:
        return
    baselines = _Baselines(rows)
    for row in package.rows.values():
        if "baseline_added_up" not in row.cells:
            return  # an older program did not tell which were added up
        place = f"{quote(FIGURES_CSV)}, {make_printable(format_address(row.key))}"
        adopted = adoptions.get(row.key[0], {}).get("baseline_window", "")
        window = row.cells["baseline_window"].partition(SERIES)[0]
        if window and adopted and ".." not in row.key[1] and window != _LEAVERS.sub("", adopted):
            yield f"{place}: Udgangspunktets periode er ikke planens."
        elif baselines.find_problem(row, declared):
            yield f"{place}: Det trykte udgangspunkt er ikke det, der står i {quote(_BASELINES)}."


def _read_place(text: str, plan: Plan) -> str | None:
    """The number that stands in a place of planens_kontrol.csv, as the plan's file has it; None if there is no such
    line, or it is of something else. Called for each place of each finding."""
    match = _PLACE.fullmatch(text)
    row = None if match is None else plan.find_row(match[1], int(match[2]))
    if match is None or row is None:
        return None
    # In areas.csv each fact has a column of its own, which stands first among what is told.
    column = match[4] if match[4] in row else match[3].partition(",")[0]
    rest = match[3].replace(column, "", 1) if column != match[4] else match[3]
    # Names of facts may have commas in them, so the row's own cells are taken out of what is told, the longest first.
    for cell in sorted(filter(None, row.values()), key=len, reverse=True):
        rest = rest.replace(cell, "")
    return row[column] if column in row and not rest.strip(" ,") else None


def _list_numbers(text: str) -> set[Decimal]:
    """The numbers of a sentence of planens_kontrol.csv, or of a cell of the plan's files in its own spelling. Called
    for findings and for the places that they name."""
    number = read_number(text)
    return set(find_numbers(text)) if number is UNKNOWN else {abs(number)}


def _find_wrong_findings(package: Package, plan: Plan) -> Iterator[str]:
    """A Danish sentence for each finding of planens_kontrol.csv that names a place which the plan's files do not have,
    or tells another number of it. Called once for each package that is verified."""
    for number, row in enumerate(package.table(PLAN_CHECK_CSV), start=2):
        place = f"{quote(PLAN_CHECK_CSV)}, række {number}"
        named = [text for text in row["cells"].split("; ") if text]
        printed = [_read_place(text, plan) for text in named]
        for text, found in zip(named, printed, strict=True):
            if found is None:
                yield f"{place}: {quote(text)} er ikke i planens filer."
        counted = _COUNTED.match(row["reasoning"])
        if counted is not None and int(counted[1].replace(".", "")) != len(named):
            yield f"{place}: Begrundelsen tæller andre tal end dem, der er nævnt."
        if row["kind"] not in _TELLING or None in printed:
            continue
        told = set(find_numbers(row["reasoning"])) | set(find_decimals(row["reasoning"]))
        wanted = set().union(*(_list_numbers(found) for found in printed if found is not None))
        if not wanted <= told:
            yield f"{place}: Begrundelsen har ikke de tal, som planen trykker de nævnte steder."


def _find_wrong_page(package: Package) -> Iterator[str]:
    """A Danish sentence for each finding that the page on the printed baselines does not tell in its words. Called once
    for each package that is verified."""
    if PLAN_CHECK_PAGE not in package.published:
        return
    words = read_words(page_parts.find_main(package.published_text(PLAN_CHECK_PAGE)))
    for number, row in enumerate(package.table(PLAN_CHECK_CSV), start=2):
        for column in ("title", "reasoning", "derived", "must_be"):
            if join_words(row[column]) not in words:
                place = f"{quote(PLAN_CHECK_CSV)}, række {number}"
                yield f"{quote(PLAN_CHECK_PAGE)}: {quote(column)} er ikke, som den står i {place}."


def _find_wrong_comparisons(package: Package, plan: Plan) -> Iterator[str]:
    """A Danish sentence for each page of an agreement or a definition that does not tell just what the plan prints for
    comparison with its indicators. Called once for each package that is verified."""
    context, areas, adoptions = plan.table(_CONTEXT), plan.table("areas.csv"), plan.adoptions
    goals, agreements = plan.table("delmaal.csv"), plan.find_setting("agreements")
    if not context or "indicator_id" not in context[0] or None in (areas, adoptions, goals) or plan.merged_areas != []:
        return
    if not isinstance(agreements, list) or areas is None or adoptions is None or goals is None:
        return
    kinds = {one.get("id"): one.get("kind") for one in agreements}
    of = {row["delmaal_id"]: row["agreement_id"] for row in goals}
    wanted: dict[str, list[str]] = {}
    for key, row in adoptions.items():
        agreement = of.get(row["delmaal_id"], "")
        page = f"delaftale-{agreement}.html" if kinds.get(agreement) == "delaftale" else "strategisk_aftale.html"
        sentences = list_comparisons(context, areas, key)
        if agreement in kinds:  # what is adopted besides belongs to no agreement, and stands on its definition alone
            wanted.setdefault(page, []).extend(sentences)
        wanted.setdefault(f"definition-{key}.html", []).extend(sentences)
    for name, sentences in wanted.items():
        if name in package.published:
            words = read_words(page_parts.find_main(package.published_text(name)))
            missing = [sentence for sentence in sentences if join_words(sentence) not in words]
            if missing or words.count(COMPARISON) != len(sentences):
                yield f"{quote(name)}: Den trykte sammenligning er ikke den, der står i {quote(_CONTEXT)}."


def _find_wrong_words(package: Package, plan: Plan) -> Iterator[str]:
    """A Danish sentence where the page on the printed baselines does not tell a contradiction of contradictions.csv in
    its words and with its lines. Called once for each package that is verified."""
    rows = plan.table(_CONTRADICTIONS) if plan.has(_CONTRADICTIONS) else []
    if not rows or PLAN_CHECK_PAGE not in package.published:
        return
    words = read_words(page_parts.find_main(package.published_text(PLAN_CHECK_PAGE)))
    for row in rows:
        told = (row["title_da"], row["meaning_da"], f"{row['quote_da']} ({row['quote_lines']})")
        if any(join_words(text) not in words for text in (*told, f"{row['against_da']} ({row['against_lines']})")):
            yield f"{quote(PLAN_CHECK_PAGE)}: {quote(row['title_da'])} er ikke, som {quote(_CONTRADICTIONS)} har den."


def _find_wrong_map(package: Package, plan: Plan) -> Iterator[str]:
    """A Danish sentence where the plan's map has not each of its housing areas once. Called once for each package that
    is verified; nothing for a plan without a map."""
    content, areas = package.files.get(f"{PLAN}{MAP_FILE}"), plan.table("areas.csv")
    if content is None or areas is None:
        return
    shapes = parse_area_shapes(content)
    if shapes is None or set(shapes.rings) != {row["area_id"] for row in areas if row["kind"].casefold() == "area"}:
        yield f"{quote(MAP_FILE)} har ikke en form for hvert af planens boligområder."


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `planen`: whether planens_tal.csv, the printed baselines of indicators.csv and the places of
    planens_kontrol.csv are those of the plan's files in the package, and whether its map has its areas. Called once for
    each package that is verified. It is not made of a package from before these files, or of a plan whose files are
    written in a way that is not read here."""
    source, plan = declarations.source, declarations.plan
    if not {PLAN_FIGURES_CSV, PLAN_CHECK_CSV} & package.published.keys() and not source.has(_WRITER):
        return Outcome(NAME, State.NOT_CHECKED, _NO_FILES)
    if plan.table(_CONTEXT) is None or plan.table(_BASELINES) is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    problems = [
        *_find_wrong_facts(package, plan, source.read(_WRITER, "_UNITS")),
        *_find_wrong_baselines(package, plan, declarations.indicators),
        *_find_wrong_findings(package, plan),
        *_find_wrong_page(package),
        *_find_wrong_comparisons(package, plan),
        *_find_wrong_words(package, plan),
        *_find_wrong_map(package, plan),
    ]
    facts = format_count(len(plan.table(_CONTEXT) or []), "trykt tal", "trykte tal")
    baselines = format_count(len(plan.table(_BASELINES) or []), "trykt udgangspunkt", "trykte udgangspunkter")
    return conclude(NAME, problems, f"{facts} og {baselines} er, som planens filer har dem.")
