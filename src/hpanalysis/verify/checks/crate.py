"""crate: ro-crate-metadata.json describes every file in data/, with its size and digest, and no other file.

RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) with the profile Process Run Crate 0.5. Checked here is what a reader of
the crate relies on; the specification's other demands are left to `rocrate-validator`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hpanalysis.verify.opening.outcomes import Broken, Outcome, conclude, format_count, quote
from hpanalysis.verify.opening.package import DATA, Package, sha256

NAME = "crate"
FILE = "ro-crate-metadata.json"
_CRATE, _PROCESS = "https://w3id.org/ro/crate/1.1", "https://w3id.org/ro/wfrun/process/0.5"
_ROOT = "./"

Entity = dict[str, Any]


def _index_entities(package: Package) -> dict[str, Entity]:
    """The entities that ro-crate-metadata.json describes, by @id; `Broken` if one is described twice. Called once for
    each package that is verified."""
    entities: dict[str, Entity] = {}
    for entity in package.json(f"{DATA}{FILE}")["@graph"]:
        if entities.setdefault(entity["@id"], entity) is not entity:
            raise Broken(f"{quote(entity['@id'])} er beskrevet to gange.")
    return entities


def _list_referred_ids(value: Any) -> list[str]:
    """The @ids in the value of a property of an entity, which JSON-LD writes as one reference or as a list; none for
    None. Called wherever a property in ro-crate-metadata.json is followed to what it refers to."""
    references = value if isinstance(value, list) else [value] if value else []
    return [reference["@id"] for reference in references]


def _list_types(entity: Entity) -> list[str]:
    """The types of an entity of the crate, which JSON-LD writes as one word or as a list; empty if it has none. Called
    to find the run, the files and the folders among the entities."""
    types = entity.get("@type", [])
    return types if isinstance(types, list) else [types]


def _collect_references(value: Any) -> Iterator[str]:
    """The @id of every entity that a value in ro-crate-metadata.json refers to, however deep in it. Called for each
    entity, to see that what it refers to is described, and by itself on what lies in it. value: any JSON value."""
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for inner in value.values():
            yield from _collect_references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _collect_references(inner)


def _find_wrong_head(entities: dict[str, Entity]) -> Iterator[str]:
    """What is missing, in Danish, of the crate's statement of its version and profile, and of the run that made its
    files. Called once for each package that is verified. entities: all that the crate describes, by @id."""
    descriptor = entities.get(FILE, {})
    if _list_referred_ids(descriptor.get("about")) != [_ROOT] or _CRATE not in _list_referred_ids(
        descriptor.get("conformsTo")
    ):
        yield f"{quote(FILE)} siger ikke, at den er en RO-Crate 1.1."
    if _PROCESS not in _list_referred_ids(entities.get(_ROOT, {}).get("conformsTo")):
        yield f"{quote(FILE)} siger ikke, at den følger Process Run Crate 0.5."
    runs = [entity for entity in entities.values() if "CreateAction" in _list_types(entity)]
    if not any(all(_list_referred_ids(run.get(name)) for name in ("object", "result", "instrument")) for run in runs):
        yield f"{quote(FILE)} siger ikke, hvad pakken er lavet af og med."


def _walk_parts(entities: dict[str, Entity], dataset: str = _ROOT, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The @id of every file and folder that is part of a dataset of the crate, directly or through its folders. Called
    on the crate's root, and by itself on each folder. entities: all that the crate describes, by @id. seen: the
    datasets around this one, so that a crate whose folders are parts of each other does not run for ever."""
    for part in _list_referred_ids(entities.get(dataset, {}).get("hasPart")):
        yield part
        if part not in seen and "Dataset" in _list_types(entities.get(part, {})):
            yield from _walk_parts(entities, part, seen | {part, dataset})


def _find_wrong_files(entities: dict[str, Entity], files: dict[str, bytes]) -> Iterator[str]:
    """A Danish sentence for each file that is described and missing, not described, or of another size or digest.
    Called once for each package that is verified. entities: all that the crate describes, by @id. files: those of data/
    but the crate's own, by their names in data/."""
    described = {key for key, entity in entities.items() if "File" in _list_types(entity)}
    parts = set(_walk_parts(entities))
    for name in sorted(described - set(files)):
        yield f"{quote(name)} er beskrevet, men er der ikke."
    for name, content in files.items():
        entity = entities.get(name, {})
        if name not in described or name not in parts:
            yield f"{quote(name)} er ikke beskrevet."
        elif entity.get("sha256") != sha256(content) or str(entity.get("contentSize")) != str(len(content)):
            yield f"{quote(name)} er ikke den fil, der er beskrevet."


def _find_dangling_references(entities: dict[str, Entity]) -> Iterator[str]:
    """A Danish sentence for each @id that an entity refers to and that the crate does not describe. Called once for
    each package that is verified. Addresses on the web need no description."""
    referred = {reference for entity in entities.values() for reference in _collect_references(entity)}
    for key in sorted(referred - set(entities)):
        if not key.startswith(("http://", "https://")):
            yield f"{quote(key)} er nævnt, men ikke beskrevet."


def check(package: Package) -> Outcome:
    """The check `crate`: whether ro-crate-metadata.json describes the files in data/ as they are. Called once for each
    package that is verified. `Broken` if an entity is described twice."""
    entities = _index_entities(package)
    files = {name: content for name, content in package.under(DATA).items() if name != FILE}
    problems = [
        *_find_wrong_head(entities),
        *_find_wrong_files(entities, files),
        *_find_dangling_references(entities),
    ]
    return conclude(
        NAME, problems, f"{format_count(len(files), 'fil', 'filer')} er beskrevet med størrelse og kontrolsum."
    )
