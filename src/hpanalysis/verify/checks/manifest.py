"""manifest: what manifest.json says the run was made from lies in the package, and every published file follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hpanalysis.published.figures import read_rows
from hpanalysis.published.names import CERTIFICATE_JSON, LOG_JSON, MANIFEST_JSON
from hpanalysis.verify.checks import inputs, years
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import DATA, Package, sha256

NAME = "manifest"
FORMAT = 1
RULES = f"{DATA}kontrolregler.csv"
_HELD = "overholdt"


def _find_wrong_head(package: Package, manifest: Mapping[str, Any]) -> Iterator[str]:
    """A Danish sentence where the format, half-year, edition or date of manifest.json is not the package's. Called once
    for each package that is verified. manifest: the publication's manifest.json, parsed."""
    wanted = {
        "format": FORMAT,
        "half_year": package.half_year,
        "edition": "offentlig",
        "report_date": package.info["Bagging-Date"],
    }
    for name, value in wanted.items():
        if manifest[name] != value:
            yield f"{quote(MANIFEST_JSON)} siger {quote(manifest[name])} om {name}. Ventet: {make_printable(value)}."


def _find_wrong_inputs(package: Package, made_of: Mapping[str, Any]) -> Iterator[str]:
    """A Danish sentence for each of the project's files, the code or an earlier publication that the run was not made
    from.

    Called once for each package that is verified. made_of: the part `inputs` of manifest.json. Files in the package
    that belong to the accounting years alone, the secretariat's log and their notebooks, are left out: a half-year is
    not made from them.
    """
    for part, folder in inputs.FOLDERS.items():
        files = {name: content for name, content in package.under(folder).items() if "/" not in name}
        if part == "params":  # the secretariat's log lies there too, and a half-year is not made from it
            files = {name: content for name, content in files.items() if name.startswith("20")}
        elif part == "notebooks":  # those of the accounting years lie there too
            files = {name: files[name] for name in files.keys() - years.list_year_notebooks(package)}
        yield from inputs.find_differing_files(made_of.get(part, {}), files, folder)
    yield from inputs.find_wrong_code(package, made_of)
    before = {entry["half_year"]: entry["indicators_sha256"] for entry in package.log}
    before.pop(package.half_year, None)
    if made_of["before"] != before:
        yield f"De tidligere udgivelser i {quote(MANIFEST_JSON)} er ikke dem i {quote(LOG_JSON)}."


def _find_wrong_certificate(package: Package, summary: Mapping[str, Any]) -> Iterator[str]:
    """A Danish sentence where the manifest's summary of kontrolattest.json differs from that file, or says it does not
    hold. Called once for each package that is verified. summary: the part `certificate` of manifest.json."""
    certificate = package.published_json(CERTIFICATE_JSON)
    wanted = {
        "sha256": sha256(package.published[CERTIFICATE_JSON]),
        "holds": certificate["holder"] == "ja",
        "counts": certificate["celler"],
        "hidden": certificate["diskretionerede"],
    }
    if summary != wanted or summary["holds"] is not True:
        yield f"{quote(MANIFEST_JSON)} siger noget andet om kontrolattesten end {quote(CERTIFICATE_JSON)}."


def _find_wrong_rules(package: Package, rules: list[Mapping[str, Any]]) -> Iterator[str]:
    """A Danish sentence for each row of kontrolregler.csv that the run did not evaluate, or not with that severity and
    result. Called once for each package that is verified. rules: the part `rules` of manifest.json, a row per delivery
    and rule."""
    evaluated = {
        (rule["source"], rule["half_year"], rule["rule_id"]): (rule["severity"], rule["held"]) for rule in rules
    }
    for row in read_rows(package.text(RULES)):
        key = row["source"], row["half_year"], row["rule_id"]
        if evaluated.get(key) != (row["severity"], row["result"] == _HELD):
            yield f"{quote('kontrolregler.csv')}, {make_printable(row['rule_id'])}: Reglen gik ikke sådan i kørslen."


def _find_wrong_launcher(package: Package) -> Iterator[str]:
    """A Danish sentence if verify.py is not the launcher of the source code in the package (verify/launcher.py). Called
    once for each package that is verified. Another program could print that all holds and check nothing."""
    if package.files.get("verify.py") != package.files.get(f"{inputs.PROJECT}src/hpanalysis/verify/launcher.py"):
        yield "»verify.py« er ikke den, der ligger i kildekoden."


def check(package: Package) -> Outcome:
    """The check `manifest`: whether manifest.json describes the publication, the project and the certificate as they
    lie in the package, and each accounting year's manifest its own. Called once for each package that is verified."""
    manifest = package.published_json(MANIFEST_JSON)
    files = {name: content for name, content in package.published.items() if name != MANIFEST_JSON}
    problems = [
        *_find_wrong_head(package, manifest),
        *inputs.find_differing_files(manifest["published"], files, package.publication),
        *_find_wrong_certificate(package, manifest["certificate"]),
        *_find_wrong_rules(package, manifest["rules"]),
        *_find_wrong_inputs(package, manifest["inputs"]),
        *_find_wrong_launcher(package),
        *inputs.find_wrong_graph(manifest),
        *years.find_wrong_years(package),
    ]
    steps = format_count(len(manifest["graph"]), "trin", "trin")
    published = format_count(len(files), "udgivet fil", "udgivne filer")
    rules = format_count(len(manifest["rules"]), "kontrolregel", "kontrolregler")
    return conclude(
        NAME, problems, f"{published}, projektet og kontrolattesten er som i manifest.json; {steps}, {rules}."
    )
