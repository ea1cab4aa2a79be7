"""What a half-year's run depends on: read and checked before anything is computed, and told by one digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hpanalysis import corrections, load, params, publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import frame_records, loading, owed_extracts
from hpanalysis.pipeline.pages import plan_of_pages
from hpanalysis.pipeline.pages.made_pages import PageBasis
from hpanalysis.pipeline.pages.plan_of_pages import Page
from hpanalysis.pipeline.publication import (
    earlier_publications,
    fixed_areas,
    kept_copies,
    manifest,
    publication_records,
    republication,
)
from hpanalysis.pipeline.publish_run import Inputs
from hpanalysis.pipeline.storage import digests, frame_code, moment
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.published.names import INDEX_HTML
from hpanalysis.report.asked import AskedComment

NOTHING_PUBLISHED = "intet er udgivet"


@dataclass(frozen=True, kw_only=True)
class HalfYearInputs(Inputs):
    """What a half-year's run depends on, read and checked: the `Inputs` of `publish_run` and the half-year's own. Made
    by `look_at_inputs`; given to every later step of the run, and read by `hpanalysis check`."""

    publication: Publication[HalfYear]
    basis: PageBasis  # of pages, and its digest of the tables too, which neither notebooks nor comments decide
    params: params.Params  # what the analyst chose for the half-year
    deliveries: list[loading.Delivery]  # of this half-year and those before, oldest first
    raw_digests: dict[Path, str]  # sha256 of each file delivered
    rules: dict[str, str]  # source -> digest of all that decides its frame beside its files: code, rules, plan and key
    key: load.Key  # what pseudonyms are made with
    made_of: corrections.MadeOf  # what the next run will want to know of this one
    before: earlier_publications.EarlierPublications  # what lies published as the run begins
    moment: moment.Moment  # what the run reads beside the extracts, as it was when the run began
    anew: bool  # it is published again beside the edition that lies published, which something refers to
    references: list[str]  # in Danish, what refers to the edition that lies published; empty where it may be replaced
    missing: tuple[str, ...]  # Danish findings: extracts owed that are not there
    faults: tuple[str, ...]  # Danish findings: what else stops the run before anything is loaded


@dataclass(frozen=True)
class _Standing:
    """What lies published as a run begins, and how the run stands to it. Made by `_look_at_publications`."""

    before: earlier_publications.EarlierPublications
    digest: str  # as `HalfYearInputs.digest`; "" where what lies published is not in order
    others: str  # the digest of the publications that the run builds on; "" as `digest`
    faults: tuple[str, ...]
    references: list[str]
    replaces: publications.Superseded | None  # the edition that is published again


def _look_at_publications(
    publication: Publication[HalfYear], digest_with: Callable[[str], str], publish_again: bool
) -> _Standing:
    """Read what lies published, and decide whether the half-year is published again beside its earlier edition. Called
    by `look_at_inputs`. digest_with: the digest of all that decides the publication, given that of what it builds on.
    publish_again: what the analyst asked for; where nothing has changed it comes to nothing."""
    workspace, half_year = publication.workspace, publication.period
    before = earlier_publications.EarlierPublications(workspace, half_year)
    faults = _collect_faults(
        before.stop_unless_whole, lambda: fixed_areas.stop_if_changed(before.ledger, workspace.plan)
    )
    if faults:
        return _Standing(before, "", "", faults, [], None)
    others = before.digest()
    digest = digest_with(others)
    references = republication.find_references(workspace, half_year, before.log) if publication.is_public else []
    may_be_published_again = publish_again and publication.is_public and half_year in before.folders
    if not may_be_published_again or publication_records.stands(publication, digest):
        return _Standing(before, digest, others, (), references, None)
    before = earlier_publications.EarlierPublications(workspace, half_year, anew=True)
    faults = _collect_faults(before.stop_unless_whole, lambda: republication.stop_if_edited(publication))
    replaces = publications.name_next_superseded(workspace.reports, half_year)
    others = "" if faults else before.digest()
    return _Standing(before, "" if faults else digest_with(others), others, faults, references, replaces)


def look_at_inputs(
    publication: Publication[HalfYear], progress: Progress, publish_again: bool = False
) -> HalfYearInputs:
    """Read what a half-year's run depends on, and tell together what is missing or wrong: the first step of a run and
    of `hpanalysis check`. Nothing is loaded or computed. `Stop` where too little is in order to look further: the plan,
    the half-year's params or folder, or the key. publish_again: whether the analyst asked that a half-year that others
    refer to is published again where its inputs have changed."""
    with progress.step("Kontrol af input"):
        workspace, half_year = publication.workspace, publication.period
        kept_copies.keep_all(workspace, progress)
        began = moment.take_moment(moment.watch_project(workspace, f"{half_year}.yaml"))
        chosen = owed_extracts.read_params(workspace, half_year)
        missing = owed_extracts.find_missing(
            workspace, half_year, owed_extracts.find_files(workspace, half_year), chosen
        )
        deliveries = loading.find_deliveries(workspace, half_year)
        raw_digests = {path: digests.digest_file(path) for delivery in deliveries for path in delivery.files}
        key = load.Key.from_environment(synthetic=workspace.synthetic)
        pages: list[Page] = []
        faults = _collect_faults(lambda: pages.extend(plan_of_pages.list_pages(publication)))
        standing = _look_at_publications(
            publication, partial(_digest_inputs, publication, raw_digests, key, began), publish_again
        )
    code = frame_code.digest_frame_code(began.list_files(moment.PROGRAM), began.list_files(moment.TRIAL))
    deciding = began.digest(moment.RULES, moment.PLAN, moment.LAW)
    made_of = earlier_publications.digest_sources(workspace, deliveries, raw_digests)
    return HalfYearInputs(
        publication=publication,
        pages=pages,
        page_to_open=INDEX_HTML,
        digest=standing.digest,
        basis=_make_page_basis(
            began, chosen, _digest_others(publication, raw_digests, key, standing.others), workspace.notebooks
        ),
        record={"made_of": made_of.record(), "synthetic": workspace.synthetic},
        replaces=standing.replaces,
        remarks=republication.describe_superseded(publication, standing.references, standing.replaces),
        params=chosen,
        deliveries=deliveries,
        raw_digests=raw_digests,
        rules={name: digests.digest_texts([of, deciding, key.fingerprint]) for name, of in code.items()},
        key=key,
        made_of=made_of,
        before=standing.before,
        moment=began,
        anew=standing.replaces is not None,
        references=standing.references,
        missing=tuple(map(str, missing)),
        faults=tuple(dict.fromkeys([*faults, *standing.faults])),
    )


def _collect_faults(*questions: Callable[[], object]) -> tuple[str, ...]:
    """The messages of the `Stop`s that the questions (checks) raise, each once; every question is asked, whatever the
    others raised. Called by `look_at_inputs`, to name all that is wrong with a half-year's inputs at once."""
    faults = []
    for ask in questions:
        try:
            ask()
        except Stop as stop:
            faults.append(str(stop))
    return tuple(dict.fromkeys(faults))


def read_inputs(publication: Publication[HalfYear], progress: Progress, *, publish_again: bool) -> HalfYearInputs:
    """Read and check what a half-year's run depends on; called by `publish_run` as its first step. One `Stop` names all
    that `look_at_inputs` found missing or wrong; no notebook is started. publish_again: as there."""
    inputs = look_at_inputs(publication, progress, publish_again)
    if findings := [*inputs.missing, *inputs.faults]:
        raise Stop("\n".join(findings))
    return inputs


def _digest_inputs(
    publication: Publication[HalfYear], raw_digests: dict[Path, str], key: load.Key, began: moment.Moment, others: str
) -> str:
    """The digest of everything that decides the publication's bytes; called by `look_at_inputs`. With the same digest
    as in the record of an earlier run nothing is made anew. raw_digests: path -> sha256 of each file delivered. began:
    what else the run reads. others: the digest of the publications that it builds on."""
    return digests.digest_texts([began.digest(), _digest_others(publication, raw_digests, key, others)])


def _digest_others(publication: Publication[HalfYear], raw_digests: dict[Path, str], key: load.Key, others: str) -> str:
    """The digest of what decides a publication beside the files of the project. Called for the digest of all, and for
    that of all but notebooks and comments. As `_digest_inputs`."""
    return digests.digest_texts(
        [
            str(publication.period),
            publication.edition.value,
            key.fingerprint,
            others,
            manifest.describe_environment(publication.workspace),
            *(f"{path.parent.name}/{path.name} {digest}" for path, digest in raw_digests.items()),
        ],
    )


def _make_page_basis(began: moment.Moment, chosen: params.Params, others: str, notebooks: Path) -> PageBasis:
    """What decides the pages beside their notebooks, the analyst's comments by themselves. Called by `look_at_inputs`.
    others: the digest of what is no file of the project. notebooks: their folder, where a notebook may import a module
    of the analyst's own."""
    words = [folder.words for folder in began.folders if folder.words not in (moment.PARAMS, moment.NOTEBOOKS)]
    told = chosen.model_dump_json(exclude={"comments"})

    def digest_comments(asked: Iterable[AskedComment]) -> str:
        """The digest of the comments on some indicators and areas, in the order in which the analyst wrote them. Called
        for each page that was made, and for each that may be reused."""
        wanted = set(asked)
        shown = (one for one in chosen.comments if wanted & {(one.indicator, None), (one.indicator, one.area)})
        return digests.digest_texts(comment.model_dump_json() for comment in shown)

    modules = digests.digest_folder(notebooks, "*.py")
    return PageBasis(digests.digest_texts([began.digest(*words), told, others, modules]), digest_comments)


def _find_changed_extracts(inputs: HalfYearInputs) -> Iterator[str]:
    """The Danish findings on extracts that were changed, taken away or added since the run began; none if all are as
    they were. Called by `stop_if_changed`: before a run publishes, when one fails, and at the end of
    `hpanalysis check`."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    now = {path for delivery in loading.find_deliveries(workspace, half_year) for path in delivery.files}
    for path in sorted({*now, *inputs.raw_digests}):
        word = "fjernet" if path not in now else "ændret" if path in inputs.raw_digests else "kommet til"
        if word != "ændret" or not digests.is_file_as_told(path, inputs.raw_digests[path]):
            place = f"»{path.name}« i mappen data/raw/{path.parent.name}"
            yield moment.describe_change(place, word, NOTHING_PUBLISHED)


def stop_if_changed(inputs: HalfYearInputs) -> None:
    """`Stop` that names the files if anything that was read is not what it was at the beginning. Called last before a
    run publishes, when a run fails, because a changed file may be why, and by `hpanalysis check`. The records of all
    frames whose extracts lie in data/raw are removed then, because nobody can tell which bytes they were made of."""
    findings = [*inputs.moment.find_changes(NOTHING_PUBLISHED), *_find_changed_extracts(inputs)]
    if findings:
        for delivery in inputs.deliveries:
            frame_records.forget(inputs.publication.workspace, delivery.source.name, delivery.half_year)
        raise Stop("\n".join(findings))
