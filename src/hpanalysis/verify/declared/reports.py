"""The reports as the package's own program declares them, and the pages that they give of the package's plan."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from hpanalysis.verify.declared.indicators import read_indicators
from hpanalysis.verify.declared.plan import Plan
from hpanalysis.verify.declared.source_code import UNKNOWN, Call, SourceCode

_FOLDER = "hpanalysis.report.reports"
_NAME = "REPORT"
_ACTIVITIES = "activities.csv"


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """A page that a notebook made, or must have made. Listed by `list_report_pages` and `list_year_pages`."""

    name: str  # of its file, without suffix
    notebook: str  # without suffix
    label: str  # its words in the navigation
    order: int  # its place there
    group: str = ""  # the heading that it stands under there
    in_menu: bool = True
    parameters: dict[str, str] = field(default_factory=dict)  # the notebook's own, beside half-year and edition
    about: str = ""  # what is said of it on the front page
    title: tuple[str, ...] | None = None  # the constant parts of its h1, in order; None if they are not read


def read_reports(source: SourceCode) -> dict[str, Call]:
    """The reports that the package's program declares, by their notebooks' names; empty where it has no folder of them,
    as an older program may not. Called once for each check that asks which pages there are."""
    calls = {name: source.read(f"{_FOLDER}.{name}", _NAME) for name in source.list_modules(_FOLDER)}
    return {name: call for name, call in calls.items() if isinstance(call, Call)}


def _read_title(source: SourceCode, notebook: str) -> tuple[str, ...] | None:
    """The constant parts of the h1 that a report's `_head` gives, in order, what is put in between them left out; None
    if it is not written as one text. Called for each report."""
    function = source.find_function(f"{_FOLDER}.{notebook}", "_head")
    if function is None:
        return None
    texts = {
        node.targets[0].id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    titles = [
        keyword.value
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Heading"
        for keyword in node.keywords
        if keyword.arg == "title"
    ]
    if len(titles) != 1:
        return None
    title = titles[0]
    written = texts.get(title.id, title) if isinstance(title, ast.Name) else title
    if isinstance(written, ast.JoinedStr):
        return tuple(str(part.value) for part in written.values if isinstance(part, ast.Constant))
    return (written.value,) if isinstance(written, ast.Constant) and isinstance(written.value, str) else None


def _has_criteria(source: SourceCode, plan: Plan) -> bool | None:
    """Whether the plan has taken up a measure of the state's criteria; None where plan or program cannot be read.
    Called for a report that there is only then."""
    declared = read_indicators(source)
    if plan.adoptions is None or not declared:
        return None
    return any(declared[key].fact("criterion") not in ("", UNKNOWN) for key in plan.adoptions if key in declared)


def _follows_activities(plan: Plan) -> bool | None:
    """Whether the plan follows the participants of an activity; None where its file cannot be read. Called for a report
    that there is only then."""
    if not plan.has(_ACTIVITIES):
        return False
    rows = plan.table(_ACTIVITIES)
    return None if rows is None else any(row.get("followed", "").casefold() == "ja" for row in rows)


def _list_places(pages: Call, plan: Plan, source: SourceCode) -> list[tuple[str, str, dict[str, str]]] | None:
    """What a report has a page of: the name's ending, the label and the notebook's own parameter, each a tuple.
    None where the plan cannot be read, or the kind of report is another. Called for each report on a half-year."""
    if pages.name == "OnePage":
        strategic = plan.list_agreements("strategisk")
        if pages.get("needs_strategic_agreement", 1, False) and not strategic:
            return None if strategic is None else []
        if pages.get("needs_criteria", 2, False) and not (criteria := _has_criteria(source, plan)):
            return None if criteria is None else []
        if pages.get("needs_participants", 3, False) and not (followed := _follows_activities(plan)):
            return None if followed is None else []
        return [("", pages.get("label", 0, ""), {})]
    prefix = pages.get("prefix", 0)
    agreements, areas = plan.list_agreements("delaftale"), plan.list_areas("area")
    if pages.name == "PageEachDelaftale" and agreements is not None:
        return [(f"{prefix}-{one['id']}", one["name"], {"agreement": one["id"]}) for one in agreements]
    if pages.name == "PageEachArea" and areas is not None:
        return [(f"{prefix}-{one['area_id']}", one["name_da"], {"area": one["area_id"]}) for one in areas]
    return None


def list_report_pages(source: SourceCode, plan: Plan) -> list[ReportPage] | None:
    """The pages that the program makes of a half-year of this plan by notebooks, in the order of the navigation; None
    if the program declares its reports in another way than is read here, or the plan cannot be read. Called for the
    checks that ask which pages and notebooks there must be."""
    found: list[ReportPage] = []
    for notebook, report in read_reports(source).items():
        if report.name != "Report":
            continue
        pages, order = report.get("pages"), report.get("order")
        places = _list_places(pages, plan, source) if isinstance(pages, Call) else None
        if places is None or not isinstance(order, int):
            return None
        title = _read_title(source, notebook)
        found += [
            ReportPage(
                name=name or notebook,
                notebook=notebook,
                label=label,
                order=order,
                group=report.get("group", default=""),
                in_menu=report.get("in_menu", default=True),
                about=report.get("about", default=""),
                parameters=parameters,
                title=title,
            )
            for name, label, parameters in places
        ]
    # The program sorts by order and then by the notebook's name; a report's own pages keep the plan's order.
    return sorted(found, key=lambda page: (page.order, page.notebook)) or None


def list_year_pages(source: SourceCode, has_emergency_log: bool) -> list[ReportPage] | None:
    """The pages that the program makes of an accounting year for the public; None if it declares none in a form that is
    read here. Called for each accounting year in a package. has_emergency_log: whether the year's manifest names the
    log of emergencies."""
    found = []
    for notebook, report in read_reports(source).items():
        editions = report.get("editions", default=())
        is_public = not editions or any(getattr(edition, "name", "") == "PUBLIC" for edition in editions)
        tells = report.get("tells_of_emergencies", default=False)
        if report.name != "YearReport" or not is_public or (tells and not has_emergency_log):
            continue
        order = report.get("order")
        label, title = report.get("label", default=""), _read_title(source, notebook)
        if not isinstance(order, int):
            return None
        found.append(ReportPage(name=notebook, notebook=notebook, label=label, order=order, title=title))
    return sorted(found, key=lambda page: (page.order, page.notebook)) or None
