"""Packages taken apart, changed and put together again, as someone would who wants the change to go unseen."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hpanalysis.verify.checks.bag import list_tag_files
from hpanalysis.verify.checks.inputs import digest_source_code
from hpanalysis.verify.opening.package import DATA, INFO, MANIFEST, TAG_MANIFEST, Package, open_package

CRATE = f"{DATA}ro-crate-metadata.json"
PROJECT = f"{DATA}projekt/"

# How far an attacker goes: each level makes all that the levels before it are of right again.
LEVELS = ("bag", "crate", "manifest", "everything")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_opened = cache(open_package)  # a package is taken apart once


class Forgery:
    """The files of a package by their names in the bag, free to be changed."""

    def __init__(self, path: Path) -> None:
        package = _opened(path)
        self.top, self.files = package.name, dict(package.files)
        self.half_year = self.top.removeprefix("dokumentation-")

    @property
    def publication(self) -> str:
        return f"{DATA}udgivelse/{self.half_year}/"

    def published(self, name: str) -> str:
        return f"{self.publication}{name}"

    def pages(self) -> Iterator[str]:
        """The names of the half-year's pages."""
        return (name for name in sorted(self.files) if name.startswith(self.publication) and name.endswith(".html"))

    def edit(self, name: str, old: str, new: str, times: int = -1) -> None:
        """Change a text; what is to be changed must be there."""
        text = self.files[name].decode("utf-8")
        assert old in text, f"{name} does not hold what was to be edited"
        self.files[name] = text.replace(old, new, times).encode("utf-8")

    def edit_pages(self, old: str, new: str) -> None:
        """Change a text on every page that has it."""
        having = [name for name in self.pages() if old.encode() in self.files[name]]
        assert having
        for name in having:
            self.edit(name, old, new)

    def json(self, name: str) -> dict:
        return json.loads(self.files[name])

    def put(self, name: str, told: dict) -> None:
        """Write JSON as the program writes it."""
        self.files[name] = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    def again(self, level: str) -> None:
        """Make right again, up to a level, every digest and size that the change made wrong."""
        reached = LEVELS.index(level)
        if reached >= LEVELS.index("everything"):
            self._log(), self._data_package(), self._certificate()
        if reached >= LEVELS.index("manifest"):
            self._manifest()
        if reached >= LEVELS.index("crate"):
            self._crate()
        self._oxum(), self._list(MANIFEST), self._list(TAG_MANIFEST)

    def _log(self) -> None:
        name = self.published("udgivelseslog.json")
        told = self.json(name)
        told["entries"][-1]["indicators_sha256"] = _sha256(self.files[self.published("indicators.csv")])
        self.put(name, told)

    def _data_package(self) -> None:
        name = self.published("datapackage.json")
        told = self.json(name)
        for resource in told["resources"]:
            content = self.files[self.published(resource["path"])]
            resource |= {"bytes": len(content), "hash": f"sha256:{_sha256(content)}"}
        self.put(name, told)

    def _digests(self, *without: str) -> dict[str, str]:
        of = {name.removeprefix(self.publication): name for name in self.files if name.startswith(self.publication)}
        return {short: _sha256(self.files[name]) for short, name in sorted(of.items()) if short not in without}

    def _certificate(self) -> None:
        name = self.published("kontrolattest.json")
        told = self.json(name)
        told["laest"][self.half_year] = self._digests("kontrolattest.json", "manifest.json")
        self.put(name, told)

    def _manifest(self) -> None:
        name, attest = self.published("manifest.json"), self.published("kontrolattest.json")
        told, certificate = self.json(name), self.json(attest)
        told["published"] = self._digests("manifest.json")
        told["certificate"] = {
            "sha256": _sha256(self.files[attest]),
            "holds": certificate["holder"] == "ja",
            "counts": certificate["celler"],
            "hidden": certificate["diskretionerede"],
        }
        entries = self.json(self.published("udgivelseslog.json"))["entries"]
        others = {one["half_year"]: one["indicators_sha256"] for one in entries}
        told["inputs"]["before"] = {half: digest for half, digest in others.items() if half != self.half_year}
        before = {f"before/{half}" for half in told["inputs"]["before"]}
        for step in told["graph"]:
            step["from"] = [name for name in step["from"] if name in before or not name.startswith("before/")]
        for part, folder in (("plan", "params/plan/"), ("suites", "expectations/"), ("notebooks", "notebooks/")):
            files, named = self._project(folder), told["inputs"][part]
            told["inputs"][part] = {short: _sha256(files[short]) for short in named if short in files}
        told["inputs"]["code"] = digest_source_code(self._project("src/hpanalysis/"))
        self.put(name, told)
        self._years()

    def _years(self) -> None:
        """The manifests of the accounting years."""
        for name in [one for one in self.files if one.endswith("/manifest.json") and "/regnskabsaar-" in one]:
            told, folder = self.json(name), name.removesuffix("manifest.json")
            told["published"] = {short: _sha256(self.files[f"{folder}{short}"]) for short in told["published"]}
            told["inputs"]["plan"] = {short: _sha256(text) for short, text in self._project("params/plan/").items()}
            figures = self.files[self.published("indicators.csv")]
            told["inputs"]["publications"][self.half_year]["indicators.csv"] = _sha256(figures)
            log = self.files[f"{PROJECT}params/opfoelgning.yaml"]
            told["inputs"]["logs"]["opfoelgning.yaml"] = {"sha256": _sha256(log)}
            self.put(name, told)

    def _project(self, folder: str) -> dict[str, bytes]:
        start = f"{PROJECT}{folder}"
        return {name.removeprefix(start): text for name, text in self.files.items() if name.startswith(start)}

    def _crate(self) -> None:
        told = self.json(CRATE)
        of = {f"{DATA}{entity['@id']}": entity for entity in told["@graph"] if entity["@type"] == "File"}
        for name, entity in of.items():
            if name in self.files:
                content = self.files[name]
                entity |= {"contentSize": str(len(content)), "sha256": _sha256(content)}
        self.put(CRATE, told)

    def _oxum(self) -> None:
        payload = [content for name, content in self.files.items() if name.startswith(DATA)]
        lines = self.files[INFO].decode().splitlines()
        oxum = f"Payload-Oxum: {sum(map(len, payload))}.{len(payload)}"
        told = [oxum if line.startswith("Payload-Oxum") else line for line in lines]
        self.files[INFO] = "".join(f"{line}\n" for line in told).encode()

    def _list(self, manifest: str) -> None:
        package = self.package
        names = list_tag_files(package) if manifest == TAG_MANIFEST else package.under(DATA).keys()
        full = sorted(names) if manifest == TAG_MANIFEST else sorted(f"{DATA}{name}" for name in names)
        lines = (f"{hashlib.sha512(self.files[name]).hexdigest()}  {name}\n" for name in full)
        self.files[manifest] = "".join(lines).encode()

    @property
    def package(self) -> Package:
        """The package as it is read, without the way through an archive."""
        return Package(self.top, self.files, (), zipped=True)

    def write(self, path: Path) -> Path:
        """The package as a zip, packed as quickly as it can be."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in sorted(self.files.items()):
                archive.writestr(f"{self.top}/{name}", content)
        return path
