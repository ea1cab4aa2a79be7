"""manifest.json: its text, its names, and what may not stand in it."""

import hashlib
import json
import re
from importlib import metadata

from hpanalysis.evidence import manifest
from hpanalysis.evidence.manifest import Manifest, Step
from hpanalysis.published.names import MANIFEST_JSON

CERTIFICATE = json.dumps({"holder": "ja", "celler": 411, "diskretionerede": 104}).encode()
# What opens JupyterLab, draws a progress bar, or holds others' data; nothing of it is in a figure.
NOT_IN_FIGURES = {"jupyterlab", "rich", "typer", "tzdata", "xlsxwriter", "holidays", "filelock"}


def _manifest(**given) -> Manifest:
    usual = {
        "half_year": "2026H1",
        "edition": "offentlig",
        "report_date": "2026-09-07",
        "synthetic": True,
        "made_with": {"hpanalysis": "0.1.0"},
        "inputs": {"code": "c" * 64},
        "tables": {"measured": "b" * 64, "judged": "a" * 64},
        "rules": [],
        "certificate": CERTIFICATE,
        "published": {},
        "graph": (Step("published/b", "report", ("lock", "code")), Step("published/a", "judge", ("tables/judged",))),
    }
    return Manifest(**(usual | given))


def test_the_certificate_is_told_by_its_digest_and_its_own_numbers():
    told = json.loads(manifest.serialise_manifest(_manifest()))["certificate"]
    assert told == {"sha256": hashlib.sha256(CERTIFICATE).hexdigest(), "holds": True, "counts": 411, "hidden": 104}


def test_a_certificate_that_does_not_hold_is_told_as_that():
    broken = CERTIFICATE.replace(b'"ja"', b'"nej"')
    assert json.loads(manifest.serialise_manifest(_manifest(certificate=broken)))["certificate"]["holds"] is False


def test_an_internal_table_is_told_by_its_keyed_digest_alone():
    assert json.loads(manifest.serialise_manifest(_manifest()))["tables"] == {
        "judged": {"hmac_sha256": "a" * 64},
        "measured": {"hmac_sha256": "b" * 64},
    }


def test_the_order_in_which_things_were_gathered_is_not_seen():
    turned = _manifest(tables={"judged": "a" * 64, "measured": "b" * 64}, graph=_manifest().graph[::-1])
    assert manifest.serialise_manifest(turned) == manifest.serialise_manifest(_manifest())
    told = json.loads(manifest.serialise_manifest(_manifest()))["graph"]
    assert [step["made"] for step in told] == ["published/a", "published/b"]
    assert told[1]["from"] == ["code", "lock"]


def test_every_file_of_a_folder_is_published_but_the_manifest_itself(tmp_path):
    (tmp_path / "data").mkdir()
    for name in ("b.html", "a.csv", "data/c.json", MANIFEST_JSON):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = manifest.digest_published_files(tmp_path)
    assert list(found) == ["a.csv", "b.html", "data/c.json"]
    assert found["a.csv"] == hashlib.sha256(b"a.csv").hexdigest()


def test_the_names_of_the_graph_are_those_of_inputs_tables_and_files():
    inputs = {"extracts": {"2026H1/moedre": {}}, "plan": {"areas.csv": "x"}, "code": "y", "lock": ""}
    assert manifest.list_graph_names(inputs, ["measured"], ["index.html"]) == {
        "extracts/2026H1/moedre",
        "plan/areas.csv",
        "code",
        "lock",
        "tables/measured",
        "published/index.html",
    }


def test_all_that_computes_is_told_by_its_version():
    told = manifest.list_versions("0.1.0")
    assert told["packages"]["pandas"] == metadata.version("pandas")
    assert re.fullmatch(r"3\.\d+", told["python"])


def test_no_package_that_the_project_asks_for_is_forgotten():
    asked = [text for text in metadata.requires("hpanalysis") if "extra ==" not in text]
    names = {re.match(r"[A-Za-z0-9_.-]+", text)[0].casefold() for text in asked}
    assert names - set(manifest.COMPUTES) <= NOT_IN_FIGURES
