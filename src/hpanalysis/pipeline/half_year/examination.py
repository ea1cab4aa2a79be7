"""Everything that a half-year's run asks before it makes a page: asked by the run and by `hpanalysis check` alike.

The two call the same function, so that what `check` lets pass `run` does not stop for. A run goes on only without
findings; `check` prints them all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from hpanalysis import measure, validate
from hpanalysis.errors import Stop
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.extracts import cross_rules, free_texts, known_persons, loading, participant_registers
from hpanalysis.pipeline.half_year.inputs import HalfYearInputs
from hpanalysis.pipeline.publication import hand_kept_texts, manifest, publication_log, republication
from hpanalysis.pipeline.storage.progress import Progress


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What a half-year's extracts and figures came to, with all that is wrong in Danish. Made by `examine`; a run takes
    the figures, `hpanalysis check` the findings."""

    checks: pd.DataFrame  # the rules evaluated on the extracts (`tables.CHECKS`)
    unusable: tuple[str, ...]  # extracts that cannot be read, are an earlier one again, or lack a month
    critical: tuple[str, ...]  # critical rules on extracts that are broken
    by_hand: tuple[str, ...] = ()  # CPR numbers in params, plan, rules or notebooks
    figures: figures.Figures | None = None  # None where something was found before they could be computed
    corrections: pd.DataFrame | None = None  # what is published otherwise than before (`tables.CORRECTIONS`)
    uncomputable: tuple[str, ...] = ()  # why figures cannot be computed, protected or published

    @property
    def findings(self) -> tuple[str, ...]:
        """All that is found in extracts, texts and figures and stops a run, the extracts first, each a Danish finding.
        Read to see whether the figures can be computed, and by the run, which stops if there is any."""
        return (*self.unusable, *self.critical, *self.by_hand, *self.uncomputable)


def examine(inputs: HalfYearInputs, progress: Progress) -> Examination:
    """Load and check the extracts of a half-year, and compute its figures if nothing is in the way; what is wrong
    stands in the result.

    Called by a run whose publication is not up to date or has a damaged table, and by `hpanalysis check`. Nothing is
    written but frames with their checks, and lists for the data unit. A delivery with a file that came before is not
    loaded: it would break other rules too.
    """
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    repeats = cross_rules.find_repeated_files(inputs.deliveries, inputs.raw_digests)
    repeated = {delivery for delivery, _, _ in repeats}
    with progress.step(loading.STEP, len(inputs.deliveries) - len(repeated)):
        loaded = load_extracts(inputs, progress, skip=repeated)
        changed = cross_rules.find_changed_files(inputs.deliveries, inputs.raw_digests)
        across = cross_rules.check_across_deliveries(workspace, loaded.ready, inputs.raw_digests, changed)
        participants, lists = participant_registers.check_registers(workspace, loaded.ready)
        frames = {(each.source.name, each.half_year) for each in loaded.ready}
        months = measure.find_missing_months(workspace, half_year, frames)
    # A frame that is lost is told below, with all else; nobody's texts are then asked about.
    persons = None if loaded.unusable else known_persons.read_persons(workspace, inputs.key)
    tables = [table for table in (loaded.checks, across, participants) if len(table)]
    checks = pd.concat(tables or [loaded.checks], ignore_index=True)
    found = Examination(
        checks=checks,
        unusable=(
            *(cross_rules.describe_repeated_file(*repeat) for repeat in repeats),
            *cross_rules.describe_changed_files(workspace, changed),
            *loaded.unusable,
            *free_texts.find_in_free_texts(workspace, loaded.ready, persons, half_year),
            *map(str, months),
        ),
        critical=(
            *loaded.critical,
            *validate.describe_critical_rules(across, workspace.plan.k),
            *validate.describe_critical_rules(participants, workspace.plan.k, lists),
        ),
        by_hand=tuple(hand_kept_texts.find_numbers(inputs.moment, workspace.plan, persons)),
    )
    return found if found.findings or inputs.missing or inputs.faults else _compute(inputs, checks, progress)


def load_extracts(
    inputs: HalfYearInputs, progress: Progress, skip: Collection[loading.Delivery] = ()
) -> loading.LoadedDeliveries:
    """Load those of a run's deliveries that are new, changed or damaged in data/processed. Called when extracts are
    examined, and by a run whose publication is up to date, to make damaged frames again. skip: deliveries that are left
    out, because they repeat a file."""
    return loading.load_deliveries(
        inputs.publication.workspace,
        inputs.deliveries,
        inputs.publication.period,
        skip=skip,
        raw_digests=inputs.raw_digests,
        rules=inputs.rules,
        key=inputs.key,
        progress=progress,
        today=inputs.params.report_date,
    )


def _compute(inputs: HalfYearInputs, checks: pd.DataFrame, progress: Progress) -> Examination:
    """Compute a half-year's figures and corrections; a `Stop` on the way is not raised, but given back in
    `uncomputable`. Called by `examine` where nothing is missing or wrong in the extracts and the project. checks: the
    results of the rules on the extracts."""
    publication, before = inputs.publication, inputs.before
    unfit = Examination(checks=checks, unusable=(), critical=())
    try:
        with progress.step(figures.STEP, figures.STEPS):
            made = figures.compute_figures(publication, checks, progress, before)
            stop_if_published_otherwise(inputs, checks, made.shown)
            corrected = before.correct(made.shown, inputs.made_of, inputs.params, publication.edition)
    except Stop as stop:
        return replace(unfit, uncomputable=(str(stop),))
    return replace(unfit, figures=made, corrections=corrected)


def are_extracts_sound(inputs: HalfYearInputs, progress: Progress) -> bool:
    """Whether the extracts' frames lie whole, or could be made again, and no free text in them may be the CPR number of
    a person of any extract, also of one that came since. Called before the tables of the run before are reused."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    loaded = load_extracts(inputs, progress)
    if loaded.unusable or loaded.critical:
        return False
    persons = known_persons.read_persons(workspace, inputs.key)
    return not free_texts.find_in_free_texts(workspace, loaded.ready, persons, half_year)


def find_numbers_in_texts(inputs: HalfYearInputs) -> list[str]:
    """The Danish findings on params, plan, rules and notebooks with a CPR number in them. Called where the tables of
    the run before are reused and nothing else is examined."""
    workspace = inputs.publication.workspace
    persons = known_persons.read_persons(workspace, inputs.key)
    return hand_kept_texts.find_numbers(inputs.moment, workspace.plan, persons)


def stop_if_published_otherwise(inputs: HalfYearInputs, checks: pd.DataFrame, shown: pd.DataFrame) -> None:
    """`Stop` if the inputs of a published half-year have changed and something refers to it; nothing where it is
    published again beside its earlier edition. Called when its figures are computed, or reused. checks: the results of
    the rules on its extracts. shown: the figures that the edition shows."""
    if not inputs.references or inputs.anew:
        return
    text = figures.format_figures_csv(shown)
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    delivered = manifest.find_delivered_files(workspace, half_year, inputs.deliveries, inputs.raw_digests)
    # What the half-year is made from is what it was made from but for what has changed: nothing published since.
    log = inputs.before.log[: publication_log.find_last_place(inputs.before.log, half_year) + 1]
    made_from = manifest.digest_inputs(
        workspace, half_year, deliveries=delivered, checks=checks, key=inputs.key, log=log
    )
    republication.stop_if_inputs_changed(inputs.publication, inputs.references, made_from, text)
