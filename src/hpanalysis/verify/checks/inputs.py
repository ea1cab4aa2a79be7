"""The inputs that a manifest.json names, compared with the files that lie in the package.

Used by the checks of the half-year's manifest (`manifest`) and of the accounting years' (`years`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from hpanalysis.published.names import MANIFEST_JSON
from hpanalysis.verify.opening.outcomes import quote
from hpanalysis.verify.opening.package import DATA, Package, sha256

PROJECT = f"{DATA}projekt/"
# A part of the inputs -> the folder of the package that its files lie in.
FOLDERS = {
    "params": f"{PROJECT}params",
    "plan": f"{PROJECT}params/plan",
    "law": f"{PROJECT}params/law",
    "suites": f"{PROJECT}expectations",
    "notebooks": f"{PROJECT}notebooks",
}
# The inputs that are one digest; the others are a digest per name.
WHOLE = ("code", "lock")
_CODE = (".py", ".j2", ".css", ".html", ".json", ".svg")


def _digest_texts(texts: list[str]) -> str:
    """One digest of several texts, made as a run makes it (`pipeline.storage.digests`): the SHA-256 of their SHA-256s.
    Called twice for a package's source code, because a run digests the digest of its folder once more."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode()).digest())
    return whole.hexdigest()


def digest_source_code(files: Mapping[str, bytes]) -> str:
    """The digest of the program's source code in a package, to be compared with `code` in manifest.json. Called once
    for each package that is verified. files: by their names in the package's folder `hpanalysis`; those that are no
    code are left out."""
    names = sorted((name for name in files if name.endswith(_CODE)), key=lambda name: name.split("/"))
    return _digest_texts([_digest_texts([part for name in names for part in (name, sha256(files[name]))])])


def find_differing_files(
    digests: Mapping[str, str], files: Mapping[str, bytes], folder: str, both_ways: bool = True
) -> Iterator[str]:
    """A Danish sentence for each file of a folder that is missing or is not the one whose sha256 a manifest.json names.

    Called for each folder that the half-year's manifest, or an accounting year's, tells of. digests: file name ->
    sha256, as the manifest has them. files: those in the folder of the package, by name. folder: its name in the bag,
    for the sentence. both_ways: whether a file that the manifest does not name is a problem too.
    """
    for name in sorted(digests.keys() | files.keys() if both_ways else digests):
        place = quote(f"{folder.removeprefix(DATA).rstrip('/')}/{name}")
        if name not in files:
            yield f"{place} mangler."
        elif name not in digests:
            yield f"{place} er ikke nævnt i {quote(MANIFEST_JSON)}."
        elif sha256(files[name]) != digests[name]:
            yield f"{place} er ikke den fil, som {quote(MANIFEST_JSON)} nævner."


def find_wrong_code(package: Package, inputs: Mapping[str, Any]) -> Iterator[str]:
    """A Danish sentence if the source code or requirements.lock in the package is not the one that the manifest names.
    Called once for each package that is verified. inputs: the part `inputs` of manifest.json; its `lock` is "" where
    the project had no lock."""
    if inputs["code"] != digest_source_code(package.under(f"{PROJECT}src/hpanalysis")):
        yield f"Kildekoden i pakken er ikke den, som {quote(MANIFEST_JSON)} nævner."
    lock = package.files.get(f"{PROJECT}requirements.lock")
    if inputs["lock"] != ("" if lock is None else sha256(lock)):
        yield f"»requirements.lock« er ikke den, som {quote(MANIFEST_JSON)} nævner."


def find_wrong_graph(manifest: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong, in Danish, in a manifest's graph, where each step says what a thing was made from.

    Called for the half-year's manifest.json and for each accounting year's. Every published file and internal table
    must be made exactly once, and each must trace back to the inputs: what is made from itself, or from something that
    the manifest does not name, would have no known origin.
    """
    sources = {step["made"]: step["from"] for step in manifest["graph"]}
    wanted = {f"published/{name}" for name in manifest["published"]}
    wanted |= {f"tables/{name}" for name in manifest.get("tables", ())}
    if len(sources) != len(manifest["graph"]) or set(sources) != wanted:
        yield f"{quote(MANIFEST_JSON)} siger ikke om hver fil, hvad den er lavet af."
        return
    inputs = manifest["inputs"]
    known = set(WHOLE) | {f"{part}/{name}" for part in inputs if part not in WHOLE for name in inputs[part]}
    while ready := [name for name, of in sources.items() if name not in known and of and set(of) <= known]:
        known |= set(ready)
    for name in sorted(set(sources) - known):
        yield f"{quote(name)} er lavet af noget, som {quote(MANIFEST_JSON)} ikke nævner."
