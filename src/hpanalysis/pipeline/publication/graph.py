"""What was made of what in a run, step by step: the graph of manifest.json.

The steps are named by the packages of the program that take them. Each is done by the code and in the locked
environment, which are inputs like any other. The order of the steps is the pipeline's; what a page is made of is what
its report declares that its notebook reads (`Report.reads`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.errors import Stop
from hpanalysis.evidence import datapackage
from hpanalysis.evidence.manifest import Step
from hpanalysis.published.names import (
    AREA_STATUSES_CSV,
    BALANCE_CSV,
    BREAKDOWNS_CSV,
    CERTIFICATE_JSON,
    CHARTS_FOLDER,
    CORRECTIONS_CSV,
    COURSES_CSV,
    CRITERIA_CSV,
    DATA_PACKAGE_JSON,
    DEFINITIONS_JSON,
    FIGURES_CSV,
    INDEX_HTML,
    LOG_JSON,
    MANIFEST_JSON,
    MONTHS_CSV,
    OUTCOMES_CSV,
    OVERVIEW_DOCX,
    OVERVIEW_HTML,
    PEOPLE_CSV,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
    REACH_CSV,
    WORKBOOK_XLSX,
)
from hpanalysis.report import catalogue as reports
from hpanalysis.report.declaration import Reads
from hpanalysis.workspace import (
    AREA_STATUSES_TABLE,
    BALANCE_TABLE,
    COURSES_TABLE,
    CRITERIA_TABLE,
    OPTIONAL_TABLES,
    OUTCOMES_TABLE,
    PUBLISHED_BREAKDOWNS_TABLE,
    REACH_TABLE,
    RELATED_REACH_TABLE,
)

_DEFINITIONS = "definition"


class _Graph:
    """The names of all that a run read and made, and the functions that make the steps between them. Made by
    `trace_steps`, and given to each function that traces a part of the run. Its `step`, `table` and `file` make a step
    for anything, for an internal table and for a published file."""

    def __init__(self, inputs: Mapping, tables: Mapping[str, str], files: Mapping[str, str]) -> None:
        """Begin the graph that tells what each published file was made of. Called once for each manifest. inputs: part
        (such as `plan`) -> name -> digest, as in the manifest. tables, files: name -> digest of the internal tables and
        of the published files."""
        self.inputs, self.tables, self.files = inputs, tables, files
        self.frames = tuple(f"tables/{name}" for name in tables if name.startswith("frames/"))

    def of(self, part: str) -> tuple[str, ...]:
        """All the inputs of a part, such as `plan`, by their names in the graph (`plan/areas.csv`). Called when the
        steps of a run are traced for its manifest."""
        return tuple(f"{part}/{name}" for name in self.inputs[part])

    @property
    def plan_and_law(self) -> tuple[str, ...]:
        """The plan's files and the law's, by their names in the graph. Read for each step whose content follows from
        the plan, because a target may be the state's criterion. A manifest from before the law was read has none."""
        law = self.of("law") if "law" in self.inputs else ()
        return (*self.of("plan"), *law)

    def step(self, made: str, by: str, *of: str) -> Step:
        """The step that made the file or table `made`. Called for each file and table of a manifest. by: the package of
        the program that did it. of: what it was made of, by the graph's names. The code and the lock file are added,
        because every step depends on them."""
        return Step(made, by, ("code", "lock", *dict.fromkeys(of)))

    def table(self, name: str, by: str, *of: str) -> Step:
        """The step that made the internal table `name`. Called for each table of a run when its manifest is written.
        by: the package of the program that made it. of: what it was made of, by the graph's names."""
        return self.step(f"tables/{name}", by, *of)

    def file(self, name: str, by: str, *of: str) -> Step:
        """The step that made a published file, for the manifest's graph. Called for each data file, each page and the
        certificate when a manifest is written. by: the package of the program that made it. of: what it was made of, by
        the graph's names."""
        return self.step(f"published/{name}", by, *of)


def _find_history(graph: _Graph, half_year: str, source: str) -> Iterator[str]:
    """The graph's name of the residence history that places a source's persons in areas; nothing if none came in the
    half-year, or if the source's rows are not placed by it. Called for each extract when a manifest is written."""
    if catalogue.sources()[source].follows_persons:
        histories = (name for name, one in catalogue.sources().items() if one.residence_history)
        keys = (f"{half_year}/{name}" for name in histories)
        yield from (f"extracts/{name}" for name in keys if name in graph.inputs["extracts"])


def _trace_frames(graph: _Graph) -> Iterator[Step]:
    """A step (what was made of what) for each frame, the table that an extract became: of the extract, of the residence
    history that placed its persons in areas (another extract of that half-year, if one came), of its rules and of the
    plan. Called once, when a half-year's manifest.json is written."""
    for name in graph.inputs["extracts"]:
        half_year, source = name.split("/")
        of = [
            f"extracts/{name}",
            *_find_history(graph, half_year, source),
            f"suites/{source}.json",
            *graph.plan_and_law,
        ]
        yield graph.table(f"frames/{name}", "load", *of)


def _trace_tables(graph: _Graph) -> Iterator[Step]:
    """A step (what was made of what) for each internal table, in the order in which they are computed. Called once,
    when manifest.json is written."""
    plan, before, frames = graph.plan_and_law, graph.of("before"), graph.frames
    measured_rules = f"suites/{validate.MEASURED_SUITE}.json"
    yield graph.table("standing", "corrections", *frames, *before, *plan)
    yield graph.table("measured", "measure", *frames, "tables/standing", measured_rules, *plan)
    yield graph.table("linked", "measure", *frames, "tables/standing", *plan)
    yield graph.table("monthly", "measure", *frames, *before, *plan)
    yield graph.table("control", "judge", "tables/monthly", *plan)
    yield graph.table("pattern", "disclose", "tables/measured", "tables/control", *before, *plan)
    if PUBLISHED_BREAKDOWNS_TABLE in graph.tables:
        beside = ("tables/measured", "tables/pattern", "tables/control")
        yield graph.table(PUBLISHED_BREAKDOWNS_TABLE, "disclose", *frames, *beside, *before, *plan)
    counted = ("tables/measured", "tables/linked", "tables/pattern")
    yield graph.table("judged", "judge", *counted, *plan)
    for name in sorted({CRITERIA_TABLE, AREA_STATUSES_TABLE} & set(graph.tables)):
        yield graph.table(name, "judge", "tables/judged", *plan)
    for name in sorted({REACH_TABLE, COURSES_TABLE, RELATED_REACH_TABLE} & set(graph.tables)):
        beside = ("tables/measured", "tables/pattern", "tables/control")
        yield graph.table(name, "disclose", *frames, *beside, *before, *plan)
    for name in sorted({OUTCOMES_TABLE, BALANCE_TABLE} & set(graph.tables)):
        yield graph.table(name, "measure", *frames, *before, *plan)
    yield graph.table(
        "checks", "validate", *frames, "tables/measured", *graph.of("extracts"), *graph.of("suites"), *plan
    )
    why = (*graph.of("extracts"), *graph.of("params"))
    yield graph.table("corrections", "corrections", "tables/judged", *before, *why)


def _trace_data_files(graph: _Graph) -> Iterator[Step]:
    """A step (what was made of what) for each published table, for the files that declare them (definitioner.json and
    datapackage.json), and for the log. Called once, when manifest.json is written."""
    plan = graph.plan_and_law
    figures_file = f"published/{FIGURES_CSV}"
    yield graph.file(FIGURES_CSV, "judge", "tables/judged")
    yield graph.file(MONTHS_CSV, "judge", "tables/control")
    yield graph.file(BREAKDOWNS_CSV, "disclose", f"tables/{PUBLISHED_BREAKDOWNS_TABLE}")
    yield graph.file(CRITERIA_CSV, "judge", f"tables/{CRITERIA_TABLE}")
    yield graph.file(AREA_STATUSES_CSV, "judge", f"tables/{AREA_STATUSES_TABLE}")
    yield graph.file(REACH_CSV, "disclose", f"tables/{REACH_TABLE}")
    yield graph.file(COURSES_CSV, "disclose", f"tables/{COURSES_TABLE}")
    yield graph.file(OUTCOMES_CSV, "measure", f"tables/{OUTCOMES_TABLE}")
    yield graph.file(BALANCE_CSV, "measure", f"tables/{BALANCE_TABLE}")
    yield graph.file(CORRECTIONS_CSV, "corrections", "tables/corrections")
    yield graph.file(PLAN_FIGURES_CSV, "plan", *plan)
    yield graph.file(PLAN_CHECK_CSV, "audit_table", *plan)
    reach = [f"tables/{RELATED_REACH_TABLE}"] if RELATED_REACH_TABLE in graph.tables else []
    yield graph.file(DEFINITIONS_JSON, "definitions", "tables/judged", *reach, *plan)
    yield graph.file(LOG_JSON, "publish", figures_file, *graph.of("before"))
    yield graph.file(
        DATA_PACKAGE_JSON,
        "evidence",
        *(f"published/{name}" for name in datapackage.TABLES if name in graph.files),
        *plan,
    )


def _read(graph: _Graph, what: Reads) -> tuple[str, ...]:
    """The names, in the manifest's graph of what was made of what, of one thing that a notebook declares that it reads:
    an internal table, all frames, all extracts, or all that was published before. Called for each such thing of each
    report, when manifest.json is written."""
    if what is Reads.FRAMES:
        return graph.frames
    if what in (Reads.PUBLISHED_BEFORE, Reads.EXTRACTS):
        return graph.of(what.value)
    # A plan that adopts no breakdown, or no measure of the state's criteria, has no such table.
    if what.value in OPTIONAL_TABLES and what.value not in graph.tables:
        return ()
    return (f"tables/{what.value}",)


def _trace_notebook_page(graph: _Graph, name: str, notebook: str) -> Step:
    """The step that made a report's page, for the manifest's graph: of its notebook and of all that its report declares
    that the notebook reads. Called for each report when a manifest is written. name: of the page's file. notebook:
    without suffix."""
    of = [f"notebooks/{notebook}.ipynb", *graph.of("params"), *graph.plan_and_law]
    for what in reports.list_reports()[notebook].reads:
        of += _read(graph, what)
    return graph.file(name, "notebooks", *of)


def _trace_other_page(graph: _Graph, name: str, reports: list[str]) -> Step:
    """The step that made the front page or a definition page, for the manifest's graph; the latter show all that is
    behind a figure. Called for each of them when a manifest is written. name: of its file. reports: the files of the
    reports, which the definition pages link to."""
    of = [*graph.of("params"), *graph.plan_and_law, *graph.of("before"), "tables/judged", "tables/checks"]
    of += ["tables/corrections"]
    if name == INDEX_HTML:
        return graph.file(name, "report", *of, "tables/control")
    behind_figures = [*graph.of("extracts"), *graph.of("notebooks"), *(f"published/{page}" for page in reports)]
    return graph.file(name, "report", *of, *behind_figures)


def _trace_pages(graph: _Graph, notebooks: Mapping[str, str]) -> Iterator[Step]:
    """A step for every published page. Called once when a manifest is written. notebooks: page -> the notebook that
    makes it; the others are made without one."""
    for name in graph.files:
        if name in notebooks:
            yield _trace_notebook_page(graph, name, notebooks[name])
        elif name == INDEX_HTML or (name.startswith(_DEFINITIONS) and name.endswith(".html")):
            yield _trace_other_page(graph, name, sorted(notebooks))


def _trace_office_files(graph: _Graph) -> Iterator[Step]:
    """A step for each file for office programs; the document has parts of the page of the overview. Called once when a
    manifest is written."""
    of = [*graph.of("params"), *graph.plan_and_law, "tables/judged"]
    for name in (WORKBOOK_XLSX, PEOPLE_CSV):
        yield graph.file(name, "report", *of)
    yield graph.file(OVERVIEW_DOCX, "report", *of, f"published/{OVERVIEW_HTML}")


def _trace_chart_files(graph: _Graph) -> Iterator[Step]:
    """A step for each file of a chart: it is made of the page that the chart stands on, `grafer/<page>/...`. Called
    once when a manifest is written."""
    for name in graph.files:
        folder, _, rest = name.partition("/")
        if folder == CHARTS_FOLDER:
            yield graph.file(name, "report", f"published/{rest.partition('/')[0]}.html")


def _trace_certificate(graph: _Graph) -> Step:
    """The step of the certificate: the auditor reads every other published file, and all that was published before.
    Called once, last, when a manifest is written."""
    read = (f"published/{name}" for name in graph.files if name != CERTIFICATE_JSON)
    return graph.file(CERTIFICATE_JSON, "audit", *read, *graph.of("before"))


def _select_steps_taken(steps: list[Step], graph: _Graph) -> tuple[Step, ...]:
    """The steps but those of files that were not published; a published file that none of them makes raises `Stop`.
    Called once when a manifest is written, when all possible steps are made."""
    made = {step.made for step in steps}
    for name in graph.files:
        if f"published/{name}" not in made:
            raise Stop(
                f"Filen »{name}« er ikke nævnt i {MANIFEST_JSON} som lavet af noget, og intet er udgivet.",
                expected="at hver fil, der udgives, kan føres tilbage til det, den er lavet af.",
                do="Fortæl i pipeline/publication/graph.py, hvad filen er lavet af, og kør igen.",
            )
    there = {f"published/{name}" for name in graph.files}
    return tuple(step for step in steps if not step.made.startswith("published/") or step.made in there)


def trace_steps(
    inputs: Mapping, tables: Mapping[str, str], files: Mapping[str, str], notebooks: Mapping[str, str]
) -> tuple[Step, ...]:
    """Every step of a run, from extracts to published files: the graph of manifest.json.

    Called when a half-year's manifest is written. inputs: the manifest's. tables: name -> digest of the internal
    tables. files: name -> digest of the published files. notebooks: published page -> the notebook that makes it. A
    suite of rules that a source does not have, or a page that was not made, is in no step.
    """
    graph = _Graph(inputs, tables, files)
    steps = [
        *_trace_frames(graph),
        *_trace_tables(graph),
        *_trace_data_files(graph),
        *_trace_pages(graph, notebooks),
        *_trace_office_files(graph),
        *_trace_chart_files(graph),
        _trace_certificate(graph),
    ]
    return _select_steps_taken(steps, graph)
