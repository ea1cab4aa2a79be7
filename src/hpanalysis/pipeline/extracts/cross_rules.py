"""The rules across files and time: what no single delivery can be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from hpanalysis import validate
from hpanalysis.cpr import show_name
from hpanalysis.errors import format_finding
from hpanalysis.pipeline.extracts import confidential_files, frame_records, loading, readme_txt
from hpanalysis.pipeline.storage import digests, moment
from hpanalysis.pipeline.storage.files import remove_file
from hpanalysis.tables import CHECKS
from hpanalysis.workspace import Workspace

CHANGES_FILE = "siden_sidste_levering.csv"

# A delivery, and those of its files that are not what they were when the run began.
ChangedFiles = dict[loading.Delivery, list[Path]]
# A delivery, one of its files, and the earlier delivery that holds the very same file.
Repeat = tuple[loading.Delivery, Path, loading.Delivery]


def find_repeated_files(deliveries: Sequence[loading.Delivery], raw_digests: dict[Path, str]) -> list[Repeat]:
    """The files that are byte for byte the same as an earlier one of their source, though they should cover a window (a
    period) that was not closed then; each with its delivery and the earlier one.

    Called by a run and by `hpanalysis check` before anything is loaded, and again when the rules across deliveries are
    evaluated. deliveries: oldest first. raw_digests: path -> sha256 of every file. A delivery in which no window is
    owed may well be the same as before, and is not among them.
    """
    earlier: dict[tuple[str, str], loading.Delivery] = {}
    repeats = []
    for delivery in deliveries:
        for path in delivery.files:
            first = earlier.setdefault((delivery.source.name, raw_digests[path]), delivery)
            if first is not delivery and delivery.span is not None:
                repeats.append((delivery, path, first))
    return repeats


def describe_repeated_file(delivery: loading.Delivery, path: Path, before: loading.Delivery) -> str:
    """The Danish finding of rule tvaers-01 on a file that was delivered before. Called for each such file in a run and
    by `hpanalysis check`. before: the earlier delivery with the same file."""
    assert delivery.span is not None  # a delivery that owes no window is no repeat
    named = show_name(path.name)
    period, half, name = readme_txt.format_window(delivery.span), before.half_year, delivery.source.name
    return format_finding(
        "",
        f"{named} i mappen data/raw/{delivery.half_year} er nøjagtig den samme fil som i {half.half}. halvår "
        f"{half.year}, selv om {period} nu er afsluttet.",
        expected=f"en ny fil, der dækker {period}.",
        do=(
            f"Bed om et nyt udtræk. Findes det ikke, så fjern filen, og skriv {name} under not_delivered i "
            f"params/{delivery.half_year}.yaml; rapporten skriver da »ingen ny opgørelse«."
        ),
        ask=f"{delivery.source.contact}.",
    )


def find_changed_files(deliveries: Sequence[loading.Delivery], raw_digests: dict[Path, str]) -> ChangedFiles:
    """Each delivery -> its files that have changed or are gone since the run began, often none. Called in a run and in
    `hpanalysis check`, when all extracts are loaded. raw_digests: path -> sha256 as the run began."""
    return {
        each: [path for path in each.files if not path.is_file() or digests.digest_file(path) != raw_digests[path]]
        for each in deliveries
    }


def describe_changed_files(workspace: Workspace, files: ChangedFiles) -> list[str]:
    """The Danish findings of rule tvaers-02: the files that changed while the run went on, often none. Called when all
    extracts are loaded. files: what `find_changed_files` gave. The record of a frame made of a changed file is removed,
    because nobody can tell which bytes it was made of."""
    findings = []
    for delivery, paths in files.items():
        if paths:
            frame_records.forget(workspace, delivery.source.name, delivery.half_year)
        places = [f"{show_name(path.name)} i mappen data/raw/{delivery.half_year}" for path in paths]
        findings += [moment.describe_change(place, "ændret", "intet er udgivet") for place in places]
    return findings


def _write_changes(
    workspace: Workspace,
    delivered: list[validate.Delivered],
    compared: list[validate.Comparison],
    odd: list[list[validate.Oddity]],
) -> None:
    """Write what differs from the deliveries before to the protected folder of the latest half-year, with true counts;
    remove the file where nothing differs. Called before rules tvaers-11 to -29 are evaluated. compared: what
    `validate.compare_deliveries` gave; odd: what `validate.find_oddities` gave."""
    if not delivered:
        return
    path = confidential_files.find_confidential_folder(workspace, delivered[-1].half_year) / CHANGES_FILE
    rows: list[tuple[object, ...]] = [
        (change.half_year, change.source, change.what.value, change.name, change.before, change.now)
        for comparison in compared
        for change in comparison.changes
    ]
    rows += [
        (*delivery.key, oddity.kind.danish, oddity.place, oddity.before, oddity.now)
        for delivery, own in zip(delivered, odd, strict=True)
        for oddity in own
    ]
    if not rows:
        remove_file(path)
        return
    table = pd.DataFrame(rows, columns=["halvaar", "kilde", "hvad", "hvor", "foer", "nu"])
    confidential_files.write_for_owner(table.to_csv(index=False, lineterminator="\n"), path)


def check_across_deliveries(
    workspace: Workspace, deliveries: Sequence[loading.Delivery], raw_digests: dict[Path, str], changed: ChangedFiles
) -> pd.DataFrame:
    """The checks (`tables.CHECKS`) of the rules across files and time, on deliveries whose frames lie in
    data/processed. What differs from earlier deliveries is written, with true counts, to the protected folder. Called
    by a run and by `hpanalysis check` when the extracts are loaded. deliveries: those whose files were deleted as
    agreed among them; without any there is no check. raw_digests: path -> sha256 of the files as the run began.
    changed: what `find_changed_files` gave."""
    if not deliveries:
        return pd.DataFrame(columns=CHECKS.names)
    repeats = [delivery for delivery, _, _ in find_repeated_files(deliveries, raw_digests)]
    delivered = [
        validate.Delivered(
            each.half_year,
            each.source,
            workspace.frame(each.source.name, each.half_year),
            same_files=repeats.count(each),
            changed_files=len(changed.get(each, ())),
            files=len(each.files),
        )
        for each in deliveries
    ]
    compared, odd = validate.compare_deliveries(delivered), validate.find_oddities(delivered)
    _write_changes(workspace, delivered, compared, odd)
    frame = validate.build_deliveries_frame(delivered, workspace.plan, compared, odd)
    return validate.Suites(workspace.expectations).validate_across(frame)
