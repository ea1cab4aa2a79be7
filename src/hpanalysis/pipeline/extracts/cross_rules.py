"""The rules across files and time: what no single delivery can be asked about."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, format_finding
from hpanalysis.pipeline.extracts import loading, readme_txt
from hpanalysis.pipeline.storage import digests
from hpanalysis.workspace import Workspace

# A delivery, and those of its files that the rule is about.
ChangedFiles = dict[loading.Delivery, list[Path]]


def find_repeated_files(found: list[loading.Delivery], raw_digests: dict[Path, str]) -> list[tuple]:
    """(delivery, file, earlier delivery): byte for byte the same file of a source, though a window closed since.

    found: oldest first. A delivery that owes no window may well be the same as before.
    """
    earlier: dict[tuple[str, str], loading.Delivery] = {}
    same = []
    for delivery in found:
        for path in delivery.files:
            before = earlier.setdefault((delivery.source.name, raw_digests[path]), delivery)
            if before is not delivery and delivery.span is not None:
                same.append((delivery, path, before))
    return same


def describe_repeated_file(delivery: loading.Delivery, path: Path, before: loading.Delivery) -> str:
    """The finding of rule tvaers-01."""
    period, half, name = readme_txt.format_window(delivery.span), before.half_year, delivery.source.name
    return format_finding(
        "",
        f"»{path.name}« i mappen data/raw/{delivery.half_year} er nøjagtig den samme fil som i {half.half}. halvår "
        f"{half.year}, selv om {period} nu er afsluttet.",
        expected=f"en ny fil, der dækker {period}.",
        do=(
            f"Bed om et nyt udtræk. Findes det ikke, så fjern filen, og skriv {name} under not_delivered i "
            f"params/{delivery.half_year}.yaml; rapporten skriver da »ingen ny opgørelse«."
        ),
        ask=f"{delivery.source.contact}.",
    )


def stop_if_repeated(found: list[loading.Delivery], raw_digests: dict[Path, str]) -> None:
    """Rule tvaers-01, before anything is loaded: an old file would break other rules too, and hide what is wrong."""
    if same := find_repeated_files(found, raw_digests):
        raise Stop("\n".join(describe_repeated_file(*each) for each in same))


def find_changed_files(found: list[loading.Delivery], raw_digests: dict[Path, str]) -> ChangedFiles:
    """The files that are not what they were when the run began, or are gone; every delivery has its list."""
    return {
        each: [path for path in each.files if not path.is_file() or digests.digest_file(path) != raw_digests[path]]
        for each in found
    }


def stop_if_changed(workspace: Workspace, files: ChangedFiles) -> None:
    """Rule tvaers-02. What was made of a changed file is forgotten: nobody can tell which bytes were read."""
    findings = []
    for delivery, paths in files.items():
        if paths:
            loading.forget_delivery(workspace, delivery)
        findings += [_describe_changed_file(delivery, path) for path in paths]
    if findings:
        raise Stop("\n".join(findings))


def _describe_changed_file(delivery: loading.Delivery, path: Path) -> str:
    return format_finding(
        f"»{path.name}« i mappen data/raw/{delivery.half_year}",
        "Filen er ændret, mens kørslen stod på, og intet er udgivet.",
        expected="de samme filer fra kørslens begyndelse til dens slutning.",
        do="Vent, til alle filer er lagt færdigt i mappen, og kør igen.",
        ask="dataenheden.",
    )


def check_across_deliveries(
    workspace: Workspace, found: list[loading.Delivery], raw_digests: dict[Path, str], now: ChangedFiles
) -> pd.DataFrame:
    """The checks across files and time of deliveries whose frames stand. now: the files changed since the digests."""
    same = [delivery for delivery, _, _ in find_repeated_files(found, raw_digests)]
    delivered = [
        validate.Delivered(
            each.half_year,
            each.source,
            workspace.frame(each.source.name, each.half_year),
            same_files=same.count(each),
            changed_files=len(now.get(each, ())),
        )
        for each in found
    ]
    frame = validate.build_deliveries_frame(delivered, workspace.plan)
    return validate.Suites(workspace.expectations).validate_across(frame)


def _add_deleted_deliveries(found: list[loading.Delivery], checks: pd.DataFrame) -> list[loading.Delivery]:
    """The deliveries, oldest first, with those whose files were deleted as agreed while their frames stand."""
    there = {(each.half_year, each.source.name) for each in found}
    stands = {(HalfYear.parse(half), name) for half, name in checks[["half_year", "source"]].itertuples(index=False)}
    deleted = [loading.Delivery(catalogue.sources()[name], half, (), None) for half, name in stands - there]
    return sorted([*found, *deleted], key=lambda each: (each.half_year, each.source.name))


def add_cross_checks(
    workspace: Workspace, found: list[loading.Delivery], raw_digests: dict[Path, str], checks: pd.DataFrame
) -> pd.DataFrame:
    """The checks with those across files and time added; critical findings raise one `Stop` that lists them."""
    now = find_changed_files(found, raw_digests)
    stop_if_changed(workspace, now)
    added = check_across_deliveries(workspace, _add_deleted_deliveries(found, checks), raw_digests, now)
    if findings := validate.describe_critical_rules(added, workspace.plan.k):
        raise Stop("\n".join(findings))
    return pd.concat([checks, added], ignore_index=True)
