"""A package in memory: its files by their names in the bag, and the parts of its publication that the checks read."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from hpanalysis.published import definitions, log
from hpanalysis.published.figures import Figure, Key, parse_figures, read_rows
from hpanalysis.published.names import DEFINITIONS_JSON, FIGURES_CSV, LOG_JSON
from hpanalysis.verify.opening import folder, zip_file
from hpanalysis.verify.opening.outcomes import Broken, quote

DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"
DATA = "data/"
START_PAGE, COVER_LETTER = "START_HER.html", "FOELGEBREV.html"
_HALF_YEAR = re.compile(r"20\d\dH[12]")


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes, in lower hex. Called when a package is verified, for each file whose digest another file of
    the package names, alone or as one digest of several files."""
    return hashlib.sha256(content).hexdigest()


def sha512(content: bytes) -> str:
    """The SHA-512 of bytes, in lower hex, as the manifests of a BagIt bag have it. Used for the check `pose` and for
    `Package.digest`."""
    return hashlib.sha512(content).hexdigest()


@dataclass(frozen=True)
class Package:
    """A documentation package in memory, whose archive was safe to read. Made by `open_package`, and given to every
    check. What is in it is not trusted: each property and method raises if the file that it reads is missing or has a
    bad form."""

    name: str  # of its one top folder, such as dokumentation-2026H1
    files: dict[str, bytes]  # by their names in the bag, such as data/udgivelse/2026H1/indicators.csv
    empty: tuple[str, ...]  # names of the folders that hold no file
    zipped: bool  # whether it was read from a zip; an unpacked folder may have been renamed

    def text(self, name: str) -> str:
        """The text of a file of the package, by its name in the bag; `Broken` if it is not there or is not UTF-8.
        Called for each text file, JSON too, that the checks read, or that is needed to make the half-year again."""
        if name not in self.files:
            raise Broken(f"{quote(name)} mangler.")
        if name not in self._texts:
            try:
                self._texts[name] = self.files[name].decode("utf-8")
            except UnicodeDecodeError:
                raise Broken(f"{quote(name)} er ikke tekst i UTF-8.") from None
        return self._texts[name]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts of files that have been read, by their names in the bag: several checks read each page."""
        return {}

    def json(self, name: str) -> Any:
        """The content of a JSON file of the package, by its name in the bag. Called by the checks for each JSON file
        that they read. `Broken` if the file is not there, cannot be parsed, or if an object in it has the same name
        twice."""
        try:
            return json.loads(self.text(name), object_pairs_hook=_refuse_repeated_names)
        except (ValueError, RecursionError):
            raise Broken(f"{quote(name)} har ikke den form, som programmet skriver.") from None

    @cached_property
    def info(self) -> dict[str, str]:
        """The elements of bag-info.txt, name -> value, read by the checks `pose`, `kaede` and `manifest`, and for the
        package's half-year. `Broken` if the file is missing or is not UTF-8, a line is not an element, or an element is
        there twice."""
        elements: dict[str, str] = {}
        for line in self.text(INFO).splitlines():
            name, separator, value = line.partition(": ")
            if not separator or name in elements:
                raise Broken(f"{quote(INFO)} har ikke den form, som programmet skriver.")
            elements[name] = value
        return elements

    @cached_property
    def half_year(self) -> str:
        """The half-year that bag-info.txt names, such as `2026H1`; `Broken` if it names none. Used by most checks."""
        half_year = self.info.get("Half-Year", "")
        if not _HALF_YEAR.fullmatch(half_year):
            raise Broken(f"{quote(INFO)} siger ikke, hvilket halvår pakken er om.")
        return half_year

    @property
    def digest(self) -> str:
        """The SHA-512 of the package as a whole, in lower hex, which is written in the board's minutes. Used by the
        check `kaede`, for printed results, and as the link to this package in the next. It is taken of the tag manifest
        alone, because that names the digest of every other file, directly or through the manifest of data/."""
        return sha512(self.files.get(TAG_MANIFEST, b""))

    def under(self, inside: str) -> dict[str, bytes]:
        """The files of a folder of the package and of its subfolders, by their names relative to that folder; empty if
        there is no such folder. Called wherever a check, or a half-year made again from the package, reads a folder.
        inside: its name in the bag, with or without `/` at its end."""
        start = f"{inside.rstrip('/')}/"
        return {name.removeprefix(start): content for name, content in self.files.items() if name.startswith(start)}

    @property
    def publication(self) -> str:
        """The name in the bag of the folder with the half-year's publication, with `/` at its end:
        `data/udgivelse/2026H1/`. Used by the checks to name and read its files; `Broken` as in `half_year`."""
        return f"{DATA}udgivelse/{self.half_year}/"

    @cached_property
    def published(self) -> dict[str, bytes]:
        """The files of the half-year's publication, by their names in its folder, such as `indicators.csv`. Read by
        most of the checks."""
        return self.under(self.publication)

    def published_text(self, name: str) -> str:
        """The text of a file of the half-year's publication, by its name in that folder; `Broken` as in `text`. Called
        for each CSV file that a check reads, for the definitions and for the publication log."""
        return self.text(f"{self.publication}{name}")

    def published_json(self, name: str) -> Any:
        """The content of a JSON file of the half-year's publication, by its name in that folder; `Broken` as in `json`.
        Called by the checks for the manifest, the certificate and datapackage.json, and before a rerun for the
        manifest."""
        return self.json(f"{self.publication}{name}")

    @cached_property
    def rows(self) -> dict[Key, Figure]:
        """The rows of the publication's indicators.csv, by indicator, window and area. Used by the checks of numbers
        (`tal`, `regnestykker`, `attest`)."""
        return parse_figures(self.published_text(FIGURES_CSV))

    @cached_property
    def definitions(self) -> definitions.Definitions:
        """The definitions of the indicators as they are published, from definitioner.json of the publication. Used by
        the checks `regnestykker` and `attest`."""
        return definitions.parse_definitions(self.published_text(DEFINITIONS_JSON))

    @cached_property
    def log(self) -> list[log.Entry]:
        """The entries of the publication log (udgivelseslog.json), one per publication, oldest first. Used by the
        checks `kaede`, `manifest` and `attest`, and when the half-year is made again from its extracts."""
        return log.parse_entries(self.published_text(LOG_JSON))

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV file of the half-year's publication other than indicators.csv, as text: column -> cell.
        Called by the checks `tal` and `regnestykker`. name: the file's name in the publication's folder; `Broken` if it
        is not there."""
        return list(read_rows(self.published_text(name)))

    def table_if_there(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV file that a publication may lack, as `table` gives them; none without the file. Called for
        the figures of groups, which the plan may adopt none of."""
        return self.table(name) if name in self.published else []


def _refuse_repeated_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make the dict of one JSON object; ValueError if a name is in it twice, as in `{"holder": "nej", "holder": "ja"}`:
    two programs may read different values of it. Called by the JSON parser for each object of a package's JSON files.
    pairs: the object's names and values in the file's order."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def open_package(path: Path) -> Package:
    """Read a package from its zip file or its unpacked folder into memory. Called for each package to be checked, and
    when a package's half-year is made again from the extracts. `Broken` if there is nothing at the path, if it is not
    safe to read, or is no package."""
    if path.is_dir():
        files, empty = folder.read(path)
        return _build_package(path.resolve().name, files, empty, zipped=False)
    if not path.is_file():
        raise Broken(f"{quote(path.name)} findes ikke.")
    files, empty = zip_file.read(path)
    top_folders = {name.split("/")[0] for name in (*files, *empty)}
    if len(top_folders) != 1 or any("/" not in name for name in files):
        raise Broken("Arkivet skal have én mappe, og alt skal ligge i den.")
    (top,) = top_folders
    start = f"{top}/"
    return _build_package(
        top,
        {name.removeprefix(start): content for name, content in files.items()},
        {name.removeprefix(start) for name in empty},
        zipped=True,
    )


def _build_package(name: str, files: dict[str, bytes], empty: set[str], zipped: bool) -> Package:
    """Make the `Package` of the files that were read; `Broken` if they lack bagit.txt, and so are no bag at all. Called
    once for each package. name: of its one top folder. files: by their names in the bag. empty: the names of the
    folders without any file. zipped: whether it was read from a zip."""
    if DECLARATION not in files:
        raise Broken(f"{quote(DECLARATION)} mangler, så det er ingen dokumentationspakke.")
    return Package(name, files, tuple(sorted(empty)), zipped)
