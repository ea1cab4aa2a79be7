"""crate: ro-crate-metadata.json tells of every file in data/, with its size and digest, and of none besides.

RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) with the profile Process Run Crate 0.5: what a reader of the crate relies
on is held here; the specification's other demands are for `rocrate-validator`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hpanalysis.verify.opening.outcomes import Broken, Outcome, counted, outcome, quoted
from hpanalysis.verify.opening.package import DATA, Package, sha256

NAME = "crate"
FILE = "ro-crate-metadata.json"
_CRATE, _PROCESS = "https://w3id.org/ro/crate/1.1", "https://w3id.org/ro/wfrun/process/0.5"
_ROOT = "./"

Entity = dict[str, Any]


def _graph(package: Package) -> dict[str, Entity]:
    """The entities by @id; `Broken` if one is there twice."""
    found: dict[str, Entity] = {}
    for entity in package.json(f"{DATA}{FILE}")["@graph"]:
        if found.setdefault(entity["@id"], entity) is not entity:
            raise Broken(f"{quoted(entity['@id'])} er beskrevet to gange.")
    return found


def _ids(value: Any) -> list[str]:
    """What a property refers to: one entity or a list of them."""
    return [one["@id"] for one in (value if isinstance(value, list) else [value] if value else [])]


def _types(entity: Entity) -> list[str]:
    told = entity.get("@type", [])
    return told if isinstance(told, list) else [told]


def _references(value: Any) -> Iterator[str]:
    """Every entity that an entity refers to."""
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def _wrong_head(graph: dict[str, Entity]) -> Iterator[str]:
    about = graph.get(FILE, {})
    if _ids(about.get("about")) != [_ROOT] or _CRATE not in _ids(about.get("conformsTo")):
        yield f"{quoted(FILE)} siger ikke, at den er en RO-Crate 1.1."
    if _PROCESS not in _ids(graph.get(_ROOT, {}).get("conformsTo")):
        yield f"{quoted(FILE)} siger ikke, at den følger Process Run Crate 0.5."
    runs = [entity for entity in graph.values() if "CreateAction" in _types(entity)]
    if not any(_ids(run.get("object")) and _ids(run.get("result")) and _ids(run.get("instrument")) for run in runs):
        yield f"{quoted(FILE)} siger ikke, hvad pakken er lavet af og med."


def _parts(graph: dict[str, Entity], of: str = _ROOT, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Everything that is a part of the crate, however deep."""
    for part in _ids(graph.get(of, {}).get("hasPart")):
        yield part
        if part not in seen and "Dataset" in _types(graph.get(part, {})):
            yield from _parts(graph, part, seen | {part, of})


def _wrong_files(graph: dict[str, Entity], files: dict[str, bytes]) -> Iterator[str]:
    described = {key for key, entity in graph.items() if "File" in _types(entity)}
    parts = set(_parts(graph))
    for name in sorted(described - set(files)):
        yield f"{quoted(name)} er beskrevet, men er der ikke."
    for name, content in files.items():
        entity = graph.get(name, {})
        if name not in described or name not in parts:
            yield f"{quoted(name)} er ikke beskrevet."
        elif entity.get("sha256") != sha256(content) or str(entity.get("contentSize")) != str(len(content)):
            yield f"{quoted(name)} er ikke den fil, der er beskrevet."


def _dangling(graph: dict[str, Entity]) -> Iterable[str]:
    told = {reference for entity in graph.values() for reference in _references(entity)}
    missing = (key for key in sorted(told - set(graph)) if not key.startswith(("http://", "https://")))
    return (f"{quoted(key)} er nævnt, men ikke beskrevet." for key in missing)


def check(package: Package) -> Outcome:
    graph = _graph(package)
    files = {name: content for name, content in package.under(DATA).items() if name != FILE}
    problems = [*_wrong_head(graph), *_wrong_files(graph, files), *_dangling(graph)]
    return outcome(NAME, problems, f"{counted(len(files), 'fil', 'filer')} er beskrevet med størrelse og kontrolsum.")
