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
_HALF_YEAR = re.compile(r"20\d\dH[12]")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha512(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()


@dataclass(frozen=True)
class Package:
    """A package whose archive was safe to read. What is in it is not trusted: each property raises on a bad form."""

    name: str  # of its one top folder, such as dokumentation-2026H1
    files: dict[str, bytes]  # by their names in the bag, such as data/udgivelse/2026H1/indicators.csv
    empty: tuple[str, ...]  # names of the folders that hold no file
    zipped: bool  # whether it was read from a zip; an unpacked folder may have been renamed

    def text(self, name: str) -> str:
        """The text of a file; `Broken` if it is not there or is not UTF-8."""
        if name not in self.files:
            raise Broken(f"{quote(name)} mangler.")
        try:
            return self.files[name].decode("utf-8")
        except UnicodeDecodeError:
            raise Broken(f"{quote(name)} er ikke tekst i UTF-8.") from None

    def json(self, name: str) -> Any:
        """The content of a JSON file; `Broken` if it cannot be parsed, or if an object has the same name twice."""
        try:
            return json.loads(self.text(name), object_pairs_hook=_refuse_repeated_names)
        except (ValueError, RecursionError):
            raise Broken(f"{quote(name)} har ikke den form, som programmet skriver.") from None

    @cached_property
    def info(self) -> dict[str, str]:
        """The elements of bag-info.txt; `Broken` if a line is not an element, or an element is there twice."""
        elements: dict[str, str] = {}
        for line in self.text(INFO).splitlines():
            name, separator, value = line.partition(": ")
            if not separator or name in elements:
                raise Broken(f"{quote(INFO)} har ikke den form, som programmet skriver.")
            elements[name] = value
        return elements

    @cached_property
    def half_year(self) -> str:
        """The half-year that bag-info.txt names, such as `2026H1`; `Broken` if it names none."""
        half_year = self.info.get("Half-Year", "")
        if not _HALF_YEAR.fullmatch(half_year):
            raise Broken(f"{quote(INFO)} siger ikke, hvilket halvår pakken er om.")
        return half_year

    @property
    def digest(self) -> str:
        """The digest of the package as a whole, which is written in the board's minutes.

        It is taken of the tag manifest alone, because that names the digest of every other file, directly or through
        the manifest of data/.
        """
        return sha512(self.files.get(TAG_MANIFEST, b""))

    def under(self, inside: str) -> dict[str, bytes]:
        """The files of a folder and its subfolders, by their names in that folder."""
        start = f"{inside.rstrip('/')}/"
        return {name.removeprefix(start): content for name, content in self.files.items() if name.startswith(start)}

    @property
    def publication(self) -> str:
        """The name of the folder with the half-year's publication, with `/` at its end."""
        return f"{DATA}udgivelse/{self.half_year}/"

    @cached_property
    def published(self) -> dict[str, bytes]:
        """The files of the half-year's publication, by their names in its folder."""
        return self.under(self.publication)

    def published_text(self, name: str) -> str:
        """As `text`, of a file of the publication."""
        return self.text(f"{self.publication}{name}")

    def published_json(self, name: str) -> Any:
        """As `json`, of a file of the publication."""
        return self.json(f"{self.publication}{name}")

    @cached_property
    def rows(self) -> dict[Key, Figure]:
        """The rows of indicators.csv by indicator, window and area."""
        return parse_figures(self.published_text(FIGURES_CSV))

    @cached_property
    def definitions(self) -> definitions.Definitions:
        """The published definitions of the indicators."""
        return definitions.parse_definitions(self.published_text(DEFINITIONS_JSON))

    @cached_property
    def log(self) -> list[log.Entry]:
        """The entries of the publication log, oldest first."""
        return log.parse_entries(self.published_text(LOG_JSON))

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV file of the publication other than indicators.csv, as text."""
        return list(read_rows(self.published_text(name)))


def _refuse_repeated_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Called by the JSON parser for each object: two programs may read different values of a name that is there twice,
    so `{"holder": "nej", "holder": "ja"}` is a ValueError."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def open_package(path: Path) -> Package:
    """Read a package from its zip file or its unpacked folder; `Broken` if it is not safe to read or is no package."""
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
    """The package of files that were read; `Broken` if they are not a bag at all."""
    if DECLARATION not in files:
        raise Broken(f"{quote(DECLARATION)} mangler, så det er ingen dokumentationspakke.")
    return Package(name, files, tuple(sorted(empty)), zipped)
