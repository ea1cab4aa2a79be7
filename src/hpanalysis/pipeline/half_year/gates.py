"""What a half-year passes on its way out, in order; each gate stops the run with nothing published."""

from __future__ import annotations

from hpanalysis import validate
from hpanalysis.pipeline.extracts import known_persons
from hpanalysis.pipeline.half_year import kept_passes, search_beside
from hpanalysis.pipeline.half_year.inputs import NOTHING_PUBLISHED, HalfYearInputs
from hpanalysis.pipeline.half_year.tables import HalfYearTables
from hpanalysis.pipeline.publication import earlier_publications, manifest, release_gate, republication, rules_shown
from hpanalysis.published.names import DATA_QUALITY_HTML
from hpanalysis.tables import Severity


def pass_gates(inputs: HalfYearInputs, tables: HalfYearTables) -> None:
    """`Stop` if a rule is not shown, the auditor refuses, or a file has data on a person.

    Called last before publication, when all pages and data files lie in the staged folder. Every rule must stand on the
    page on data quality. The auditor is a program that tries to compute hidden figures; it and the search for data on
    persons are asked of the public edition alone, and the manifest is written between them: it names the auditor's
    certificate, and the search reads every file. A file that both have examined before is not examined again
    (`PassedChecks`). A published half-year that something refers to must come out as it was, unless it is published
    again.
    """
    publication = inputs.publication
    workspace, staged = publication.workspace, publication.output
    checks = workspace.table("checks", publication.period)
    rules_shown.stop_unless_rules_agree(workspace.expectations, checks, staged / DATA_QUALITY_HTML)
    if publication.is_public:
        passed = kept_passes.read_passes(publication, inputs.key)
        persons = known_persons.read_persons(workspace, inputs.key)
        searched = passed.under(kept_passes.digest_persons(workspace, persons))
        with search_beside.search_meanwhile(publication, persons, searched):
            grouped = [*inputs.before.grouped, *inputs.before.reached]
            release_gate.certify(publication, inputs.before.folders, grouped, passed)
        manifest.write_manifest(publication, tables.made_from, inputs.params, inputs.key)
        release_gate.stop_if_leaking(publication, persons, searched)
        if not inputs.anew:
            republication.stop_unless_same_bytes(publication, inputs.references)
        # The plan on disk stands in the passes, and the program. Where they are no longer those that were searched by,
        # none is kept, and the run stops before it publishes.
        if not inputs.moment.find_changes(NOTHING_PUBLISHED):
            kept_passes.write_passes(publication, passed)


def list_warnings(inputs: HalfYearInputs, tables: HalfYearTables) -> tuple[str, ...]:
    """What the analyst is told when all is published, a Danish finding each: the half-year's broken warning rules, with
    the figures that they touch, and the figures that stand as published before, because too few persons differ for a
    correction. Called at the end of a run."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    checks = workspace.table("checks", half_year)
    own = checks[checks["half_year"] == str(half_year)]
    findings = validate.describe_broken_rules(own, Severity.WARNING, workspace.plan.k)
    return (*findings, *earlier_publications.describe_standing_figures(workspace, half_year))
