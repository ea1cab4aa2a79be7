"""What a half-year's run depends on: read and checked before anything is computed, and told by one digest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hpanalysis import corrections, load, params
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.extracts import loading, owed_extracts
from hpanalysis.pipeline.pages import plan_of_pages
from hpanalysis.pipeline.publication import earlier_publications, fixed_areas, manifest
from hpanalysis.pipeline.publish_run import Inputs
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.published.names import INDEX_HTML


@dataclass(frozen=True, kw_only=True)
class HalfYearInputs(Inputs):
    """What a half-year's run depends on, read and checked: the `Inputs` of `publish_run` and the half-year's own. Made
    by `read_inputs`; given to every later step of the run."""

    publication: Publication[HalfYear]
    params: params.Params  # what the analyst chose for the half-year
    deliveries: list[loading.Delivery]  # of this half-year and those before, oldest first
    raw_digests: dict[Path, str]  # sha256 of each file delivered
    key: load.Key  # what pseudonyms are made with
    made_of: corrections.MadeOf  # what the next run will want to know of this one
    before: earlier_publications.EarlierPublications  # what lies published as the run begins


def read_inputs(publication: Publication[HalfYear], progress: Progress) -> HalfYearInputs:
    """Read and check what a half-year's run depends on; `Stop` names what is missing or wrong. Called as the first step
    of the run: nothing is loaded or computed, and no notebook is started."""
    with progress.step("Kontrol af input"):
        workspace, half_year = publication.workspace, publication.period
        chosen = owed_extracts.read_params(workspace, half_year)
        owed_extracts.stop_if_missing(workspace, half_year, owed_extracts.find_files(workspace, half_year), chosen)
        deliveries = loading.find_deliveries(workspace, half_year)
        raw_digests = {path: digests.digest_file(path) for delivery in deliveries for path in delivery.files}
        key = load.Key.from_environment(synthetic=workspace.synthetic)
        pages = plan_of_pages.list_pages(publication)
        made_of = earlier_publications.digest_sources(workspace, deliveries, raw_digests)
        digest = _digest_inputs(publication, raw_digests, key)
        before = earlier_publications.EarlierPublications(workspace, half_year)
        fixed_areas.stop_if_changed(before.ledger, workspace.plan)
    return HalfYearInputs(
        publication=publication,
        pages=pages,
        page_to_open=INDEX_HTML,
        digest=digest,
        record={"made_of": made_of.record(), "synthetic": workspace.synthetic},
        params=chosen,
        deliveries=deliveries,
        raw_digests=raw_digests,
        key=key,
        made_of=made_of,
        before=before,
    )


def _digest_inputs(publication: Publication[HalfYear], raw_digests: dict[Path, str], key: load.Key) -> str:
    """The digest of everything that decides the publication's bytes. Called once a run: with the same digest as in the
    record of an earlier run nothing is made anew. raw_digests: path -> sha256 of each file delivered."""
    workspace, half_year = publication.workspace, publication.period
    return digests.digest_texts(
        [
            str(half_year),
            publication.edition.value,
            digests.digest_code(),
            key.fingerprint,
            str(workspace.synthetic),
            digests.digest_file(workspace.params / f"{half_year}.yaml"),
            digests.digest_folder(workspace.plan_folder, "*.csv", "*.yaml"),
            digests.digest_folder(workspace.expectations, "*.json"),
            digests.digest_folder(workspace.notebooks, "*.ipynb"),
            earlier_publications.digest_other_publications(workspace, half_year),
            manifest.describe_environment(workspace),
            *(f"{path.parent.name}/{path.name} {digest}" for path, digest in raw_digests.items()),
        ],
    )
