"""manifest: what the run says it was made of is what lies in the package, and every published file follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import CERTIFICATE_JSON, LOG_JSON, MANIFEST_JSON
from hpanalysis.verify.checks import inputs, years
from hpanalysis.verify.opening.outcomes import Outcome, counted, outcome, quoted, shown
from hpanalysis.verify.opening.package import DATA, Package, sha256

NAME = "manifest"
FORMAT = 1
RULES = f"{DATA}kontrolregler.csv"
_HELD = "overholdt"


def _wrong_head(package: Package, told: Mapping[str, Any]) -> Iterator[str]:
    wanted = {
        "format": FORMAT,
        "half_year": package.half_year,
        "edition": "offentlig",
        "report_date": package.info["Bagging-Date"],
    }
    for name, value in wanted.items():
        if told[name] != value:
            yield f"{quoted(MANIFEST_JSON)} siger {quoted(told[name])} om {name}. Ventet: {shown(value)}."


def _wrong_inputs(package: Package, made_of: Mapping[str, Any]) -> Iterator[str]:
    for part, folder in inputs.FOLDERS.items():
        files = {name: content for name, content in package.under(folder).items() if "/" not in name}
        if part == "params":  # the secretariat's log lies there too, and is no part of a half-year
            files = {name: content for name, content in files.items() if name.startswith("20")}
        elif part == "notebooks":
            files = {name: files[name] for name in files.keys() - years.notebooks(package)}
        yield from inputs.differ(made_of[part], files, folder)
    yield from inputs.wrong_code(package, made_of)
    before = {entry["half_year"]: entry["indicators_sha256"] for entry in package.log}
    before.pop(package.half_year, None)
    if made_of["before"] != before:
        yield f"De tidligere udgivelser i {quoted(MANIFEST_JSON)} er ikke dem i {quoted(LOG_JSON)}."


def _wrong_certificate(package: Package, told: Mapping[str, Any]) -> Iterator[str]:
    attest = package.published_json(CERTIFICATE_JSON)
    wanted = {
        "sha256": sha256(package.published[CERTIFICATE_JSON]),
        "holds": attest["holder"] == "ja",
        "counts": attest["celler"],
        "hidden": attest["diskretionerede"],
    }
    if told != wanted or told["holds"] is not True:
        yield f"{quoted(MANIFEST_JSON)} siger noget andet om kontrolattesten end {quoted(CERTIFICATE_JSON)}."


def _wrong_rules(package: Package, rules: list[Mapping[str, Any]]) -> Iterator[str]:
    """The rules shown are among those evaluated, and went as they are said to have gone."""
    evaluated = {(one["source"], one["half_year"], one["rule_id"]): (one["severity"], one["held"]) for one in rules}
    for row in read_rows(package.text(RULES)):
        key = row["source"], row["half_year"], row["rule_id"]
        if evaluated.get(key) != (row["severity"], row["result"] == _HELD):
            yield f"{quoted('kontrolregler.csv')}, {shown(row['rule_id'])}: Reglen gik ikke sådan i kørslen."


def _wrong_launcher(package: Package) -> Iterator[str]:
    if package.files.get("verify.py") != package.files.get(f"{inputs.PROJECT}src/hpanalysis/verify/launcher.py"):
        yield "»verify.py« er ikke den, der ligger i kildekoden."


def check(package: Package) -> Outcome:
    """Whether manifest.json tells of the publication, the project and the certificate as they lie in the package."""
    told = package.published_json(MANIFEST_JSON)
    files = {name: content for name, content in package.published.items() if name != MANIFEST_JSON}
    problems = [
        *_wrong_head(package, told),
        *inputs.differ(told["published"], files, package.publication),
        *_wrong_certificate(package, told["certificate"]),
        *_wrong_rules(package, told["rules"]),
        *_wrong_inputs(package, told["inputs"]),
        *_wrong_launcher(package),
        *inputs.wrong_graph(told),
        *years.problems(package),
    ]
    steps = counted(len(told["graph"]), "trin", "trin")
    published = counted(len(files), "udgivet fil", "udgivne filer")
    rules = counted(len(told["rules"]), "kontrolregel", "kontrolregler")
    return outcome(
        NAME, problems, f"{published}, projektet og kontrolattesten er som i manifest.json; {steps}, {rules}."
    )
