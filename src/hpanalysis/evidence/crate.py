"""ro-crate-metadata.json: what lies in the package and what it came from, for programs that do not know hpanalysis.

RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) with the profile Process Run Crate 0.5
(https://w3id.org/ro/wfrun/process/0.5): the half-year's run is an action, the program is its instrument, its objects
are the extracts and the files of projekt/ other than source code, and its result is the publication. It does not say
when it ran, because two runs of the same inputs must give the same bytes. The extracts are named by their digests; they
are not in the package.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

FILE = "ro-crate-metadata.json"
_CRATE, _PROCESS = "https://w3id.org/ro/crate/1.1", "https://w3id.org/ro/wfrun/process/0.5"
_CONTEXT = [f"{_CRATE}/context", {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}]
_ROOT, _PUBLISHER, _PROGRAM, _RUN, _TERMS = "./", "#udgiver", "#hpanalysis", "#koersel", "#vilkaar"
_SOURCE = "projekt/src/"
_FORMATS = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".geojson": "application/geo+json",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".j2": "text/plain",
    ".json": "application/json",
    ".lock": "text/plain",
    ".md": "text/markdown",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}

Entity = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class About:
    """What the crate says of the package as a whole, in Danish. Made when a package is packed."""

    identifier: str
    name: str
    description: str
    published: str  # a date, ISO 8601
    publisher: str
    version: str  # of hpanalysis
    folders: Mapping[str, str]  # name with `/` at its end -> what lies in it; each becomes a Dataset
    extracts: Mapping[str, tuple[str, ...]]  # such as `2026H1/bopael` -> public digests of its files, `sha256:...`


def _refer_to(key: str) -> dict[str, str]:
    """A JSON-LD reference, by its @id (`key`), to an entity of a package's description (RO-Crate). Called wherever one
    entity names another, such as a folder its files."""
    return {"@id": key}


def _refer_to_all(keys: Iterable[str]) -> list[dict[str, str]] | dict[str, str]:
    """References to several entities. A single one stands alone and not in a list, as compacted JSON-LD has it. Called
    for the properties in ro-crate-metadata.json that may name several things. keys: the entities' @ids; an empty list
    if there are none."""
    references = [_refer_to(key) for key in keys]
    return references[0] if len(references) == 1 else references


def _describe_file(name: str, content: bytes) -> Entity:
    """What ro-crate-metadata.json says of one file of a package: its size, format and digest. Called for each file when
    a package is made. name: the file's path under data/, which is also its @id."""
    path = PurePosixPath(name)
    return {
        "@id": name,
        "@type": "File",
        "name": path.name,
        "contentSize": str(len(content)),
        "encodingFormat": _FORMATS.get(path.suffix, "application/octet-stream"),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _find_folder(name: str, folders: Mapping[str, str]) -> str:
    """The Dataset (a folder that the crate describes) that a file or folder is directly a part of: the innermost around
    it, else the root. Called for each file and each described folder when a package's description is written. folders:
    name with `/` at its end -> what lies in it (`About.folders`)."""
    around = [folder for folder in folders if name.startswith(folder) and name != folder]
    return max(around, key=len, default=_ROOT)


def _group_by_folder(about: About, names: list[str]) -> dict[str, list[str]]:
    """The files and Datasets directly in each Dataset, sorted: Dataset's @id -> their @ids. Called once for each
    package, when its description (an RO-Crate) is written. names: of all files described. A described folder with
    nothing in it gets an empty list."""
    parts: dict[str, list[str]] = {_ROOT: [], **{folder: [] for folder in sorted(about.folders)}}
    for name in sorted([*names, *about.folders]):
        parts[_find_folder(name, about.folders)].append(name)
    return parts


def _name_extract(key: str) -> str:
    """The @id of an extract in ro-crate-metadata.json; the package has no file of it, whose path could be the @id. key:
    such as `2026H1/bopael`. Used where the extract is described there, and where the run refers to it."""
    return f"#udtraek-{key.replace('/', '-')}"


def _describe_extract(key: str, digests: tuple[str, ...]) -> Entity:
    """The entity of an extract that the run read, in a package's RO-Crate (its description for machines); the extract
    itself is not in the package. Called for each extract by `serialise_crate`. key: such as `2026H1/bopael`. digests:
    public ones, `sha256:...`, one per file of the extract."""
    half_year, source = key.split("/", 1)
    return {
        "@id": _name_extract(key),
        "@type": "CreativeWork",
        "name": f"Udtrækket {source}, leveret i {half_year}",
        "description": "Udtrækket ligger hos dataenheden og er ikke i pakken.",
        "identifier": digests[0] if len(digests) == 1 else list(digests),
    }


def _describe_run(about: About, names: list[str]) -> Entity:
    """The action (CreateAction) that made the publication, with what went into it and what came out. Called once for
    each package, when its description (an RO-Crate) is written. names: of all files described."""
    inputs = [name for name in names if name.startswith("projekt/") and not name.startswith(_SOURCE)]
    results = [name for name in names if not name.startswith("projekt/")]
    return {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": f"Kørslen bag {about.name}",
        "description": "Udtrækkene er kontrolleret, tallene beregnet, og rapporterne udgivet.",
        "agent": _refer_to(_PUBLISHER),
        "instrument": _refer_to(_PROGRAM),
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "object": _refer_to_all([*inputs, *(_name_extract(key) for key in about.extracts)]),
        "result": _refer_to_all(results),
    }


def _describe_people_and_program(about: About, names: list[str]) -> list[Entity]:
    """The entities of the publisher, the program with its source code, the terms, and the profile, for a package's
    ro-crate-metadata.json. Called once a package, by `serialise_crate`. names: of all files that it describes."""
    program: Entity = {
        "@id": _PROGRAM,
        "@type": "SoftwareApplication",
        "name": "hpanalysis",
        "description": "Analyserer og udgiver tallene bag en boligsocial helhedsplan. Kildekoden ligger i pakken.",
        "softwareVersion": about.version,
        "hasPart": _refer_to_all(name for name in names if name.startswith(_SOURCE)),
    }
    lock = "projekt/requirements.lock"
    return [
        {"@id": _PUBLISHER, "@type": "Organization", "name": about.publisher},
        program | ({"softwareRequirements": _refer_to(lock)} if lock in names else {}),
        {
            "@id": _TERMS,
            "@type": "CreativeWork",
            "name": "Vilkår",
            "description": "Pakken er dokumentation til bestyrelse og revisor. Der er ikke givet nogen licens.",
        },
        {"@id": _PROCESS, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
    ]


def _describe_root(about: About, parts: list[str]) -> list[Entity]:
    """The entities (JSON-LD objects) of ro-crate-metadata.json itself and of the package's root Dataset. Called once a
    package, by `serialise_crate`. parts: the @ids of what is directly in the root."""
    return [
        {
            "@id": FILE,
            "@type": "CreativeWork",
            "about": _refer_to(_ROOT),
            "conformsTo": _refer_to(_CRATE),
        },
        {
            "@id": _ROOT,
            "@type": "Dataset",
            "name": about.name,
            "description": about.description,
            "identifier": about.identifier,
            "datePublished": about.published,
            "license": _refer_to(_TERMS),
            "author": _refer_to(_PUBLISHER),
            "publisher": _refer_to(_PUBLISHER),
            "conformsTo": _refer_to(_PROCESS),
            "hasPart": _refer_to_all(parts),
            "mentions": _refer_to(_RUN),
        },
    ]


def serialise_crate(about: About, files: Mapping[str, bytes]) -> bytes:
    """The bytes of ro-crate-metadata.json, which describes each file of a half-year's documentation package with size
    and digest.

    Called once for each package, by pipeline.package.packing, when all else of its payload is gathered. about: what is
    said of the package as a whole, such as its publisher, folders and extracts. files: the payload, by names relative
    to data/; ro-crate-metadata.json is not one of them.
    """
    names = sorted(files)
    parts = _group_by_folder(about, names)
    folders = [
        {
            "@id": folder,
            "@type": "Dataset",
            "name": folder.rstrip("/"),
            "description": about.folders[folder],
            "hasPart": _refer_to_all(parts[folder]),
        }
        for folder in sorted(about.folders)
    ]
    graph = [
        *_describe_root(about, parts[_ROOT]),
        *_describe_people_and_program(about, names),
        _describe_run(about, names),
        *(_describe_extract(key, digests) for key, digests in sorted(about.extracts.items())),
        *folders,
        *(_describe_file(name, files[name]) for name in names),
    ]
    text = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()
