"""What a package holds: a half-year's publication as it was made, and all that making it again requires.

Nothing is made here: what has changed since the publication was made is named, and the package is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import hpanalysis
from hpanalysis import plan as plans
from hpanalysis import published_csv, yearly_logs
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.package import packed_years
from hpanalysis.pipeline.publication import publication_records
from hpanalysis.pipeline.storage import digests, moment
from hpanalysis.publications import Publication
from hpanalysis.published.names import INDEX_HTML, MANIFEST_JSON
from hpanalysis.report import catalogue as reports
from hpanalysis.workspace import Workspace

# What lies in the package, by its names in the payload.
PUBLISHED, EXECUTED, RULES = "udgivelse/", "noteboeger/", "kontrolregler.csv"
PROJECT = "projekt/"
PLAN = f"{PROJECT}params/plan/"
LAW = f"{PROJECT}params/law/"
SOURCE = f"{PROJECT}src/hpanalysis/"
# What sets up the project elsewhere; a project without them still runs where hpanalysis is installed.
_LOCK = "requirements.lock"
_SET_UP = ("pyproject.toml", _LOCK, "environment.yml", "README.md")

# What lies in the folders, in Danish, for the crate.
FOLDERS = {
    PUBLISHED: "Udgivelserne, som de er udgivet.",
    EXECUTED: "Notesbøgerne, som de blev kørt.",
    PROJECT: "Det, en ny kørsel kræver: kildekode, notesbøger, kontrolregler, planen og halvårets valg.",
    f"{PROJECT}src/": "Kildekoden.",
}

Files = dict[str, bytes]
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def _make_stop(half_year: HalfYear, wrong: str, expected: str) -> Stop:
    """The error for a half-year that cannot be packed as it lies; the remedy is always to run it again. Called by the
    checks before a package is made. wrong, expected: what is wrong and what should be there, in Danish."""
    return Stop(
        wrong,
        expected=expected,
        do=f"Skriv »hpanalysis run {half_year}«, og lav derefter pakken igen.",
    )


def stop_unless_as_published(workspace: Workspace, half_year: HalfYear) -> None:
    """`Stop` unless the half-year's folder is what its run published, and its notebooks and checks are that run's.
    Called before the parts of a package are gathered. `Stop` too if an accounting year's reports to be packed are not
    as published, or if indicators or reports from outside the project are on trial."""
    publication = Publication(workspace, half_year)
    folder = publication.folder
    if not (folder / INDEX_HTML).is_file():
        raise _make_stop(half_year, f"Halvåret {half_year} er ikke udgivet.", f"rapporter i reports/{half_year}.")
    known = publication.read_record()
    if known.get("published") != digests.digest_folder(folder, "*") or not (folder / MANIFEST_JSON).is_file():
        raise _make_stop(
            half_year,
            f"Mappen reports/{half_year} er ikke, som den blev udgivet.",
            "de filer, som kørslen lavede, og ingen andre.",
        )
    if known.get("kept") != publication_records.digest_kept_files(publication):
        raise _make_stop(
            half_year,
            f"Notesbøgerne og kontrolresultaterne i data/processed/{half_year} er ikke fra den kørsel, der er udgivet.",
            "dem, som kørslen lavede.",
        )
    packed_years.stop_unless_as_published(workspace, half_year)
    for kind, variable in (("indikatorer", catalogue.EXTRA_FOLDER), ("rapporter", reports.EXTRA_FOLDER)):
        if catalogue.read_trial_texts(variable):
            raise Stop(
                f"Der er {kind} på prøve ({variable}), og de ligger ikke i projektet.",
                expected=f"kun {kind} fra projektets egen mappe.",
                do=f"Fjern variablen, og skriv »hpanalysis run {half_year}«.",
            )


def _read_inputs(workspace: Workspace, half_year: HalfYear) -> dict:
    """What the publication was made of, by digest, as its manifest says: part (such as `plan` or `extracts`) -> its
    files. Called when a half-year is packed, for the files that the package must hold and for the description of its
    extracts."""
    told = json.loads((workspace.reports / str(half_year) / MANIFEST_JSON).read_text(encoding="utf-8"))
    return told["inputs"]


def list_extract_digests(workspace: Workspace, half_year: HalfYear) -> dict[str, tuple[str, ...]]:
    """The extracts behind the publication: `<half-year>/<source>` -> the digests of the extract's files, as the
    manifest tells them. Called for the description of the package (its RO-Crate). Each digest has its kind before a
    colon: `sha256:` or `hmac-sha256:`."""
    found = {}
    for key, told in _read_inputs(workspace, half_year)["extracts"].items():
        digests_ = [(kind, file[kind]) for file in told["filer"] for kind in ("sha256", "hmac_sha256") if kind in file]
        found[key] = tuple(f"{kind.replace('_', '-')}:{digest}" for kind, digest in digests_)
    return found


def _read_folder(folder: Path, *patterns: str) -> Files:
    """Name -> bytes of the files in a folder and its sub-folders that match a pattern; all files where none is given.
    Called when a package is made, for the program's code, the published folders and the executed notebooks. Caches of
    Python and Jupyter are left out."""
    paths = {path for pattern in patterns or ("*",) for path in folder.rglob(pattern) if path.is_file()}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
    }


def _put_under(prefix: str, files: Files) -> Files:
    """The same files (name -> bytes) with a folder of the package before their names. Called for each folder packed."""
    return {f"{prefix}{name}": content for name, content in files.items()}


def _read_named_files(half_year: HalfYear, folder: Path, told: Mapping[str, str]) -> Files:
    """Name -> bytes of the files of a folder that the manifest names; `Stop` if one is not as the manifest names it.
    Called for notebooks, rules, plan and params when a half-year is packed. told: name -> sha256 by the manifest."""
    paths = {name: folder / name for name in told}
    changed = [name for name, path in paths.items() if not path.is_file() or digests.digest_file(path) != told[name]]
    if changed:
        raise _make_changed_error(half_year, ", ".join(changed))
    return {name: path.read_bytes() for name, path in paths.items()}


def _make_changed_error(half_year: HalfYear, what: str) -> Stop:
    """The error for something that is another now than when the half-year was published. what: its name, in Danish.
    Called when the parts of the project that go into a package are read."""
    return _make_stop(half_year, f"Ændret, siden halvåret blev udgivet: {what}.", "det, som udgivelsen er lavet af.")


def _read_code(half_year: HalfYear, digest: str) -> Files:
    """Name -> bytes of this program's own source; `Stop` unless its digest is `digest`, that of the program that made
    the publication. Called when a half-year is packed."""
    if digests.digest_code() != digest:
        raise _make_changed_error(half_year, "programmet selv")
    return _read_folder(Path(hpanalysis.__file__).parent, *digests.CODE)


def _read_set_up(workspace: Workspace, half_year: HalfYear, lock: str) -> Files:
    """Name -> bytes of the files that set the project up on another machine; some may be missing. Called when a
    half-year is packed. lock: the sha256 of requirements.lock by the manifest ("" if there was none); `Stop` if it is
    not the same."""
    files = {name: workspace.root / name for name in _SET_UP}
    contents = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    here = digests.digest_file(files[_LOCK]) if _LOCK in contents else ""
    if here != lock:
        raise _make_changed_error(half_year, _LOCK)
    return contents


def _read_project(workspace: Workspace, half_year: HalfYear) -> Files:
    """Name -> bytes of the project as a rerun of this half-year needs it: source, notebooks, rules, plan, params and
    set-up; and what the packed accounting years' reports need: their notebooks and the secretariat's log. Called when a
    half-year is packed. `Stop` if a part of the half-year's own is another now than when it was published."""
    told, yearly = _read_inputs(workspace, half_year), packed_years.list_project_files(workspace, half_year)
    return (
        _put_under(SOURCE, _read_code(half_year, told["code"]))
        | _put_under(f"{PROJECT}notebooks/", _read_named_files(half_year, workspace.notebooks, told["notebooks"]))
        | _put_under(f"{PROJECT}expectations/", _read_named_files(half_year, workspace.expectations, told["suites"]))
        | _put_under(PLAN, _read_named_files(half_year, workspace.plan_folder, told["plan"]))
        | _put_under(
            LAW, _read_named_files(half_year, plans.find_law_folder(workspace.plan_folder), told.get("law", {}))
        )
        | _put_under(f"{PROJECT}params/", _read_named_files(half_year, workspace.params, told["params"]))
        | _put_under(PROJECT, {name: path.read_bytes() for name, path in yearly.items()})
        | _put_under(PROJECT, _read_set_up(workspace, half_year, told["lock"]))
    )


def _format_rules_csv(workspace: Workspace, half_year: HalfYear) -> bytes:
    """The bytes of kontrolregler.csv: the rules evaluated and their results, as the page datakvalitet shows them.
    Called when a half-year is packed."""
    from hpanalysis.report.data_quality.rules_as_data import (
        list_rules,  # here: it takes a second, and no other command's start shall wait for it
    )

    return published_csv.format_csv(list_rules(workspace, half_year)).encode("utf-8")


def find_published_folders(workspace: Workspace, half_year: HalfYear) -> list[Path]:
    """The published folders that go into a half-year's package: its own, and those of the accounting years that show
    its figures. Called when a half-year is packed."""
    return [workspace.reports / str(half_year), *packed_years.find_folders(workspace, half_year)]


def list_titles(payload: Files, plan_name: str) -> Iterator[tuple[str, str]]:
    """The published pages that are read by themselves, by name in the payload, each with its title without the plan's
    name: the front page first, none of the definition pages. Called for the cover letter. payload: of the package."""
    pages = [name for name in payload if name.startswith(PUBLISHED) and name.endswith(".html")]
    own = [name for name in pages if not name.rpartition("/")[2].startswith("definition-")]
    for name in sorted(own, key=lambda name: name.replace(INDEX_HTML, "")):
        title = _TITLE.search(payload[name].decode("utf-8"))
        words = " ".join(unescape(title[1]).split()) if title else ""
        yield name, words.removesuffix(f", {' '.join(plan_name.split())}")


def _read_published(workspace: Workspace, half_year: HalfYear) -> Files:
    """Name -> bytes of the half-year's published folder, and of the accounting years that show its figures. Called when
    a half-year is packed."""
    files: Files = {}
    for folder in find_published_folders(workspace, half_year):
        files |= _put_under(f"{PUBLISHED}{folder.name}/", _read_folder(folder))
    return files


def watch_contents(workspace: Workspace, half_year: HalfYear) -> Iterator[moment.WatchedFolder]:
    """What is read for a half-year's package: the project, what is published, and the executed notebooks. Called before
    any of it is read, because the package is refused if a file changes while it is made."""
    yield from moment.watch_project(workspace, f"{half_year}.yaml", yearly_logs.LOG)
    yield moment.WatchedFolder("projektets mappe", workspace.root, _SET_UP)
    for folder in find_published_folders(workspace, half_year):
        yield moment.WatchedFolder(f"mappen reports/{folder.name}", folder, ("*",), deep=True)
    executed = Publication(workspace, half_year).executed
    yield moment.WatchedFolder(f"mappen data/processed/{half_year}/{executed.name}", executed, ("*.ipynb",))


def gather_contents(workspace: Workspace, half_year: HalfYear) -> Files:
    """Name -> bytes of all that a half-year's package documents, but for what describes the package itself. Called once
    when a package is made, after the half-year was found to be as published. `Stop` if a part has changed since."""
    return (
        _read_published(workspace, half_year)
        | _put_under(EXECUTED, _read_folder(Publication(workspace, half_year).executed, "*.ipynb"))
        | {RULES: _format_rules_csv(workspace, half_year)}
        | _read_project(workspace, half_year)
    )
