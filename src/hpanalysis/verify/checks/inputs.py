"""What a manifest says that a publication was made of, held against what lies in the package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from hpanalysis.published.names import MANIFEST_JSON
from hpanalysis.verify.opening.outcomes import quoted
from hpanalysis.verify.opening.package import DATA, Package, sha256

PROJECT = f"{DATA}projekt/"
# A part of the inputs -> the folder of the package that it lies in.
FOLDERS = {
    "params": f"{PROJECT}params",
    "plan": f"{PROJECT}params/plan",
    "suites": f"{PROJECT}expectations",
    "notebooks": f"{PROJECT}notebooks",
}
# The inputs that are one digest, not a digest a name.
WHOLE = ("code", "lock")
_CODE = (".py", ".j2", ".css", ".html", ".json", ".svg")


def _of_texts(texts: list[str]) -> str:
    """One digest of several, as a run makes it (`pipeline.digests`)."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode()).digest())
    return whole.hexdigest()


def code_digest(files: Mapping[str, bytes]) -> str:
    """The digest of the source code by its files' names in the package's folder `hpanalysis`."""
    names = sorted((name for name in files if name.endswith(_CODE)), key=lambda name: name.split("/"))
    return _of_texts([_of_texts([part for name in names for part in (name, sha256(files[name]))])])


def differ(told: Mapping[str, str], files: Mapping[str, bytes], folder: str, whole: bool = True) -> Iterator[str]:
    """Files that are not those told of; whole: in either direction."""
    for name in sorted(told.keys() | files.keys() if whole else told):
        place = quoted(f"{folder.removeprefix(DATA).rstrip('/')}/{name}")
        if name not in files:
            yield f"{place} mangler."
        elif name not in told:
            yield f"{place} er ikke nævnt i {quoted(MANIFEST_JSON)}."
        elif sha256(files[name]) != told[name]:
            yield f"{place} er ikke den fil, som {quoted(MANIFEST_JSON)} nævner."


def wrong_code(package: Package, inputs: Mapping[str, Any]) -> Iterator[str]:
    if inputs["code"] != code_digest(package.under(f"{PROJECT}src/hpanalysis")):
        yield f"Kildekoden i pakken er ikke den, som {quoted(MANIFEST_JSON)} nævner."
    lock = package.files.get(f"{PROJECT}requirements.lock")
    if inputs["lock"] != ("" if lock is None else sha256(lock)):
        yield f"»requirements.lock« er ikke den, som {quoted(MANIFEST_JSON)} nævner."


def wrong_graph(told: Mapping[str, Any]) -> Iterator[str]:
    """Every step made of what is there, nothing made of itself, and every published file and table made."""
    made = {step["made"]: step["from"] for step in told["graph"]}
    wanted = {f"published/{name}" for name in told["published"]} | {f"tables/{name}" for name in told.get("tables", ())}
    if len(made) != len(told["graph"]) or set(made) != wanted:
        yield f"{quoted(MANIFEST_JSON)} siger ikke om hver fil, hvad den er lavet af."
        return
    parts = told["inputs"]
    known = set(WHOLE) | {f"{part}/{name}" for part in parts if part not in WHOLE for name in parts[part]}
    while ready := [name for name, of in made.items() if name not in known and of and set(of) <= known]:
        known |= set(ready)
    for name in sorted(set(made) - known):
        yield f"{quoted(name)} er lavet af noget, som {quoted(MANIFEST_JSON)} ikke nævner."
