"""A half-year that was published and that something refers to is not made otherwise unless the analyst asks for it.

What refers to it are publications made later, packages, minutes with its digest, and accounting years: they would tell
of something that is no longer there. So a run of it either gives the same bytes, or stops with what would change; with
`--publish-again` the new edition is published and the earlier one stays in the archive as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import hpanalysis
from hpanalysis import danish, publications, yearly_logs
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.evidence import manifest as evidence
from hpanalysis.pipeline.publication import changed_inputs, publication_log
from hpanalysis.pipeline.publication.publication_log import Log
from hpanalysis.pipeline.storage import digests
from hpanalysis.publications import Publication, Superseded
from hpanalysis.published.names import CHARTS_FOLDER, MANIFEST_JSON, name_year_folder
from hpanalysis.workspace import Workspace

# So many of the figures and files that would change are named on the screen.
_NAMED = 20


def _list_later(half_year: HalfYear, log: Log) -> list[str]:
    """The half-years that were published after a half-year's latest publication, in that order. Called when it is asked
    what refers to it. log: what is published now."""
    place = publication_log.find_last_place(log, half_year)
    return list(dict.fromkeys(entry.half_year for entry in log[place + 1 :]))


def _is_in_minutes(workspace: Workspace, half_year: HalfYear, folder: Path) -> bool:
    """Whether minutes in the secretariat's log give a digest of a half-year's publication. Called when it is asked what
    refers to it. folder: where it lies. A log that is missing or cannot be read names nothing here: it is told when an
    accounting year is followed up."""
    try:
        log = yearly_logs.read_log(workspace)
    except (Stop, OSError):
        return False
    named = {report.digest for meeting in log.meetings for report in meeting.reports if report.digest}
    return not named.isdisjoint(publications.list_digests(workspace, half_year, folder))


def _list_years(workspace: Workspace, half_year: HalfYear, checksum: str) -> Iterator[int]:
    """The published accounting years that show this very publication's figures. Called when it is asked what refers to
    it. checksum: its Kontrolsum."""
    for year, folder in publications.find_years(workspace.reports).items():
        told = _read_manifest(folder)
        shown = told.get("inputs", {}).get("publications", {}).get(str(half_year), {})
        if told.get("half_year") == str(half_year) and shown.get("kontrolsum") == checksum:
            yield year


def find_references(workspace: Workspace, half_year: HalfYear, log: Log) -> list[str]:
    """What refers to a half-year's publication as it is, in Danish; empty where it is not published or a draft that
    nothing refers to. Called as the inputs of its run are read. log: what is published now."""
    folder = publications.find_half_years(workspace.reports).get(half_year)
    if folder is None or publication_log.find_last_place(log, half_year) < 0:
        return []
    checksum = publications.compute_checksum(folder)
    found = []
    if later := _list_later(half_year, log):
        found.append(f"{danish.join_words(later)} er udgivet efter den")
    if publications.read_packages(workspace, half_year).get(checksum):
        found.append("der er lavet en pakke af den")
    if _is_in_minutes(workspace, half_year, folder):
        found.append(f"et referat i {yearly_logs.LOG} har dens kontrolsum")
    if years := [name_year_folder(year) for year in _list_years(workspace, half_year, checksum)]:
        found.append(f"{danish.join_words(years)} viser dens tal")
    return found


def _read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a published folder; empty where there is none that can be read. Called where it is asked what a
    publication was made of."""
    try:
        return json.loads((folder / MANIFEST_JSON).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _name_some(names: list[str]) -> str:
    """The names with commas, the first twenty, and how many more there are. Called for figures and files that would
    change."""
    more = f" og {danish.format_number(len(names) - _NAMED)} mere" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _make_stop(half_year: HalfYear, references: list[str], lines: list[str]) -> Stop:
    """The error for a half-year that would be published otherwise while something refers to it. references: as
    `find_references` gives them. lines: what has changed and what would, in Danish."""
    said = f"{half_year} er udgivet, og {danish.join_words(references)}. Nu ville den blive en anden, og intet er rørt."
    return Stop(
        "\n".join([said, *(f"- {line}" for line in lines)]) + "\n",
        expected="de samme input, som udgivelsen er lavet af.",
        do="Læg det ændrede tilbage, eller kør det nyeste halvår: Rettede tal udgives dér og vises i rettelser.csv. "
        f"Skal {half_year} selv udgives igen, så skriv »hpanalysis run {half_year} --publish-again«: Så står begge "
        "udgaver i arkivet, hver med sin kontrolsum.",
    )


def stop_if_inputs_changed(
    publication: Publication[HalfYear], references: list[str], made_from: Mapping[str, Any], figures: str
) -> None:
    """`Stop` that tells which inputs of a published half-year have changed, and which figures and files would, where
    something refers to it. Called in its run and by `hpanalysis check` when the figures are computed and before
    anything is written.

    references: as `find_references` gives them. made_from: what it would be made from, as `inputs` of its manifest
    tells it. figures: the text of its indicators.csv. A publication without a manifest that can
    be read is left to `stop_unless_same_bytes`.
    """
    folder = publication.folder
    told = _read_manifest(folder)
    if not references or not told:
        return
    now = {"inputs": made_from, "made_with": evidence.list_versions(hpanalysis.__version__)}
    try:
        changed = changed_inputs.find_changed_inputs(told, now)
        made = changed_inputs.find_files_made_of(changed, told["graph"])
    except (KeyError, TypeError, AttributeError):  # a manifest that somebody has edited
        return
    if not changed:
        return
    # A page stands for the files of its charts, which would fill the line.
    files = [name for name in made if not name.startswith(f"{CHARTS_FOLDER}/")]
    cells = publication_log.find_changed_figures(folder, figures)
    raise _make_stop(
        publication.period,
        references,
        [
            f"Ændret siden udgivelsen: {_name_some([*changed.values()])}.",
            f"Tal, der ville blive andre: {_name_some(cells)}." if cells else "Ingen tal ville blive andre.",
            f"Filer, der er lavet af det ændrede: {_name_some(files)}.",
        ],
    )


def stop_if_edited(publication: Publication[HalfYear]) -> None:
    """`Stop` unless the folder of a half-year is as its run published it, because it is about to stay in the archive as
    its earlier edition. Called before a half-year is published again. Without a record of that run nothing is
    checked."""
    known = publication.read_record().get("published")
    if known and known != digests.digest_folder(publication.folder, "*"):
        raise Stop(
            f"Mappen reports/{publication.name} er ikke, som den blev udgivet, så den kan ikke stå i arkivet.",
            expected="de filer, som kørslen lavede, og ingen andre.",
            do="Læg mappen tilbage, som den var, fra en sikkerhedskopi eller halvårets pakke, og kør igen.",
        )


def describe_superseded(
    publication: Publication[HalfYear], references: list[str], replaces: Superseded | None
) -> tuple[str, ...]:
    """The Danish lines on the edition that is replaced and stays in the archive: where it lies, its Kontrolsum, and
    what still refers to it. Called for the remarks of a run; none where no edition stays."""
    if replaces is None:
        return ()
    checksum = publications.compute_checksum(publication.folder)
    line = f"Den tidligere udgave bliver stående i reports/{replaces.folder.name} med kontrolsummen {checksum}."
    if not references:
        return (line,)
    return (line, f"Det henviser til den tidligere udgave: {danish.join_words(references)}.")


def stop_unless_same_bytes(publication: Publication[HalfYear], references: list[str]) -> None:
    """`Stop` that names the files where a published half-year that something refers to was made otherwise than it was.
    Called last before it would be published, when all its files are staged. references: as `find_references` gives
    them. What the run's record or, without one, the manifest tells decides: a published file that was edited since may
    be put right."""
    staged, folder = publication.output, publication.folder
    known = publication.read_record().get("published")
    if not references or known == digests.digest_folder(staged, "*"):
        return
    was, now = _read_manifest(folder), _read_manifest(staged)
    if known is None and was == now:
        return
    before, after = ({**told.get("published", {}), MANIFEST_JSON: told} for told in (was, now))
    names = sorted(name for name in {**before, **after} if before.get(name) != after.get(name))
    raise _make_stop(publication.period, references, [f"Filer, der ville blive andre: {_name_some(names)}."])
