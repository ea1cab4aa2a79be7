"""Which inputs of a half-year have changed since it was made, in Danish, by what its manifest tells by digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear

_PARTS = {
    "params": "halvårets valg",
    "plan": "planens fil",
    "law": "lovens fil",
    "suites": "kontrolreglerne i",
    "notebooks": "notesbogen",
    "before": "den tidligere udgivelse",
}


def _list_inputs(told: dict) -> dict[str, object]:
    """What a manifest (`told`) says the run was made from, by the names that its graph uses: digest, version or other
    value. Called for each of two manifests that are compared."""
    inputs: dict[str, object] = {"code": told["inputs"]["code"], "lock": told["inputs"]["lock"]}
    inputs |= {f"made_with/{name}": value for name, value in told["made_with"].items() if name != "packages"}
    inputs |= {f"packages/{name}": value for name, value in told["made_with"]["packages"].items()}
    for part in ("extracts", *_PARTS):
        inputs |= {f"{part}/{name}": value for name, value in told["inputs"].get(part, {}).items()}
    return inputs


def _describe_changed_extract(name: str, before: object, now: object) -> str:
    """Words in Danish on an extract that is missing, new or another than when the half-year was made before. Called for
    each. name: `<half-year>/<source>`. before, now: its digests in the old and new
    manifest, or None."""
    half, _, source = name.partition("/")
    words = f"udtrækket {source} fra {danish.format_half_year(HalfYear.parse(half), space=' ')}"
    return f"{words} {'mangler' if now is None else 'er nyt' if before is None else 'er et andet'}"


def _describe_cause(name: str, before: object, now: object) -> str:
    """Words in Danish on an input that is another than when the half-year was made before. Called for each. name: the
    input's in the graph. before, now: its digest or version in the old and new manifest, or None."""
    part, _, rest = name.partition("/")
    if part == "extracts":
        return _describe_changed_extract(rest, before, now)
    if part == "code":
        return "programmet er en anden udgave end den, der lavede udgivelsen"
    if part == "lock":
        return "requirements.lock er en anden"
    if part in ("made_with", "packages"):
        return f"{rest} er {now or 'ikke installeret'} her og var {before or 'ikke installeret'}"
    return f"{_PARTS[part]} {rest} er en anden"


def find_changed_inputs(before: dict, now: dict) -> dict[str, str]:
    """The inputs of two manifests that are not the same: name in the graph -> words in Danish on what happened to it.
    Called when a package's half-year has been made again, and when a published half-year is run again. before: the
    manifest of the package or publication. now: the new one, of which `inputs` and `made_with` are read."""
    old, new = _list_inputs(before), _list_inputs(now)
    names = (name for name in {**old, **new} if old.get(name) != new.get(name))
    return {name: _describe_cause(name, old.get(name), new.get(name)) for name in names}


def find_sources(made: str, graph: Iterable[Mapping]) -> set[str]:
    """The names of everything that `made` was made of, by the steps of a manifest's graph, followed to their start.
    Called for each published file when it is asked what a changed input touches. made: a name in the graph, such as
    `published/index.html`."""
    steps = {step["made"]: step["from"] for step in graph}
    sources: set[str] = set()
    open_ends = [made]
    while open_ends:
        for name in steps.get(open_ends.pop(), ()):
            if name not in sources:
                sources.add(name)
                open_ends.append(name)
    return sources


def find_files_made_of(changed: Iterable[str], graph: Iterable[Mapping]) -> list[str]:
    """The published files that were made of a changed input, by the steps of a manifest's graph, sorted; all of them
    where an input is new, because no step tells of it. Called when a published half-year whose inputs have changed is
    run again. changed: names in the graph, as `find_changed_inputs` gives them."""
    steps, names = list(graph), set(changed)
    known = {name for step in steps for name in step["from"]}
    files = [step["made"].removeprefix("published/") for step in steps if step["made"].startswith("published/")]
    if names - known:
        return sorted(files)
    return sorted(file for file in files if names & find_sources(f"published/{file}", steps))
