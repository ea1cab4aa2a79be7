"""definitioner: definitioner.json and the pages of definitions say what the package's program and plan declare.

With definitioner.json the other checks make figures and words anew. A relation left out of it would be a relation that
is not looked at; so what it says is held against params/plan and the declarations in the package's source code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hpanalysis.published.names import DEFINITIONS_JSON
from hpanalysis.verify.checks.publication import definition_pages
from hpanalysis.verify.checks.publication.declared_facts import SERIES, DeclaredFacts, list_series
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.plan import Plan, read_day, read_number
from hpanalysis.verify.declared.source_code import UNKNOWN, SourceCode
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package

NAME = "definitioner"
_WRITER = "hpanalysis.pipeline.publication.published_definitions"
_NO_FILE = f"{quote(DEFINITIONS_JSON)} er ikke i pakken, for den er lavet, før filen fandtes."
_NOT_DECLARED = "Pakkens program har ingen definitioner i den form, som læses her."
# Members whose numbers are written as texts, so that no decimal is lost.
_NUMBERS = frozenset({"margin", "target_value", "power"})


def _is_other(told: Any, declared: Any, member: str) -> bool:
    """Whether a member of definitioner.json says something else than program and plan; never where they do not tell.
    Called for each member. Numbers are compared as numbers, for the plan may write 5 where the file has 5.0."""
    if declared is UNKNOWN:
        return False
    if member in _NUMBERS and isinstance(told, str) and isinstance(declared, Decimal):
        return read_number(told) != declared
    return bool(told != declared) or isinstance(told, bool) is not isinstance(declared, bool)


def _list_plan_facts(plan: Plan) -> Iterator[tuple[str, Any]]:
    """The members of definitioner.json that are the plan's, each with what it must be. Called once for each package
    that is verified."""
    k = read_number(plan.find_setting("disclosure", "k"))
    yield "k", k if k is UNKNOWN else int(k)
    areas = plan.list_areas("area")
    yield "areas", UNKNOWN if areas is None else [row["area_id"] for row in areas]
    for kind, member in (("total", "total"), ("municipality", "municipality"), ("country", "country")):
        rows = plan.list_areas(kind)
        yield member, UNKNOWN if rows is None else next((row["area_id"] for row in rows), None)
    yield "merged_areas", {} if plan.merged_areas == [] else UNKNOWN


def _list_judging_facts(plan: Plan) -> Iterator[tuple[str, Any]]:
    """The members that a file has which tells what verdicts rest on. Called once for each such file."""
    yield "first_half_year", plan.find_setting("first_half_year")
    end = read_day(plan.find_setting("end"))
    yield "plan_end", end if end is UNKNOWN else end.isoformat()
    yield "power", read_number(plan.find_setting("judgement", "power"))


def _find_wrong_head(told: Mapping[str, Any], plan: Plan, source: SourceCode) -> Iterator[str]:
    """A Danish sentence for each member of definitioner.json beside the indicators that is not the plan's, or that the
    package's program writes and the file lacks. Called once for each package that is verified."""
    form = source.read(_WRITER, "_FORMAT")
    if form is not UNKNOWN and told.get("format") != form:
        yield f"{quote(DEFINITIONS_JSON)} har ikke den form, som pakkens program skriver."
    for member, declared in _list_plan_facts(plan):
        if _is_other(told.get(member), declared, member):
            yield _describe(member)
    for member, declared in _list_judging_facts(plan):
        # An older program writes fewer of them; what the program of the package writes must be there.
        if member not in told and source.tells(_WRITER, f'"{member}"'):
            yield f"{quote(DEFINITIONS_JSON)} mangler {quote(member)}, som pakkens program skriver."
        elif member in told and _is_other(told[member], declared, member):
            yield _describe(member)


def _describe(member: str, indicator: str = "") -> str:
    """The Danish sentence on a member that is another than program and plan say. Called for each problem. indicator:
    the object it stands in, "" for the file's own."""
    place = f"{quote(DEFINITIONS_JSON)}, {make_printable(indicator)}" if indicator else quote(DEFINITIONS_JSON)
    return f"{place}: {quote(member)} er ikke, som pakkens program og plan siger."


def _find_wrong_names(told: Mapping[str, Any], wanted: Mapping[str, Any], plan: Plan) -> Iterator[str]:
    """A Danish sentence for each indicator or series that definitioner.json lacks or has too many, and for each that
    the plan does not adopt. Called once for each package that is verified. wanted: the series that indicators.csv
    has."""
    for name in sorted(told.keys() ^ wanted.keys()):
        how = "mangler" if name in wanted else "hører ikke til noget tal"
        yield f"{quote(DEFINITIONS_JSON)}: {quote(name)} {how}."
    if plan.adoptions is not None:
        for key in sorted({name.partition(SERIES)[0] for name in wanted} - plan.adoptions.keys()):
            yield f"{quote(key)} er ikke taget op af planen (adoption.csv)."


def _find_wrong_indicators(told: Mapping[str, Any], facts: DeclaredFacts, series: Mapping[str, Any]) -> Iterator[str]:
    """A Danish sentence for each member of an indicator's object that program and plan say otherwise. Called once for
    each package that is verified. told: the objects by name."""
    for name in told.keys() & series.keys():
        one, written = series[name], told[name]
        for member, declared in facts.list_facts(one):
            if _is_other(written.get(member), declared, member):
                yield _describe(member, name)
        if _is_other(written.get("denominator_id"), facts.find_denominator_id(one, list(told)), "denominator_id"):
            yield _describe("denominator_id", name)
        judging = written.get("judging")
        if judging is None:
            continue
        for member, declared in facts.list_judging(one):
            if _is_other(judging.get(member), declared, member):
                yield _describe(member, name)


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `definitioner`: whether definitioner.json and the pages of definitions say what the package's plan and
    program declare. Called once for each package that is verified. It is not made of a package that has no such file,
    or whose program declares its indicators in a form that is not read here."""
    source, plan, declared = declarations.source, declarations.plan, declarations.indicators
    if DEFINITIONS_JSON not in package.published and not source.has(_WRITER):
        return Outcome(NAME, State.NOT_CHECKED, _NO_FILE)
    if not declared:
        return Outcome(NAME, State.NOT_CHECKED, _NOT_DECLARED)
    told = package.published_json(DEFINITIONS_JSON)
    series = list_series(package.rows, declared)
    facts = DeclaredFacts(series, declared, plan)
    pages = definition_pages.DefinitionPages(package, source, plan, declared)
    problems = [
        *_find_wrong_head(told, plan, source),
        *_find_wrong_names(told["indicators"], series, plan),
        *_find_wrong_indicators(told["indicators"], facts, series),
        *pages.find_problems(),
    ]
    indicators = format_count(len(series), "definition", "definitioner")
    return conclude(
        NAME,
        problems,
        f"{indicators} og {format_count(pages.compared, 'oplysning', 'oplysninger')} på deres sider er som i pakkens"
        " program og plan.",
    )
