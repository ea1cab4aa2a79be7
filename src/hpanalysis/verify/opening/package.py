"""A package in memory: its files by their names in the bag, and those of its publication read once."""

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
from hpanalysis.verify.opening.outcomes import Broken, quoted

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
    """name: of its folder. files: name in the bag -> bytes. empty: folders without a file. zipped: read from a zip."""

    name: str
    files: dict[str, bytes]
    empty: tuple[str, ...]
    zipped: bool

    def text(self, name: str) -> str:
        """A file's text; `Broken` if it is not there or is not UTF-8."""
        if name not in self.files:
            raise Broken(f"{quoted(name)} mangler.")
        try:
            return self.files[name].decode("utf-8")
        except UnicodeDecodeError:
            raise Broken(f"{quoted(name)} er ikke tekst i UTF-8.") from None

    def json(self, name: str) -> Any:
        """What a JSON file tells; `Broken` if it is none, or names one thing twice."""
        try:
            return json.loads(self.text(name), object_pairs_hook=_once)
        except (ValueError, RecursionError):
            raise Broken(f"{quoted(name)} har ikke den form, som programmet skriver.") from None

    @cached_property
    def info(self) -> dict[str, str]:
        """The elements of bag-info.txt; `Broken` if a line is none, or one is there twice."""
        found: dict[str, str] = {}
        for line in self.text(INFO).splitlines():
            name, parted, value = line.partition(": ")
            if not parted or name in found:
                raise Broken(f"{quoted(INFO)} har ikke den form, som programmet skriver.")
            found[name] = value
        return found

    @cached_property
    def half_year(self) -> str:
        """As bag-info.txt says it, `2026H1`."""
        told = self.info.get("Half-Year", "")
        if not _HALF_YEAR.fullmatch(told):
            raise Broken(f"{quoted(INFO)} siger ikke, hvilket halvår pakken er om.")
        return told

    @property
    def digest(self) -> str:
        """The package's own: what stands in the board's minutes."""
        return sha512(self.files.get(TAG_MANIFEST, b""))

    def under(self, inside: str) -> dict[str, bytes]:
        """The files of a folder, by their names in it."""
        start = f"{inside.rstrip('/')}/"
        return {name.removeprefix(start): content for name, content in self.files.items() if name.startswith(start)}

    @property
    def publication(self) -> str:
        """The folder of the half-year's publication."""
        return f"{DATA}udgivelse/{self.half_year}/"

    @cached_property
    def published(self) -> dict[str, bytes]:
        return self.under(self.publication)

    def published_text(self, name: str) -> str:
        return self.text(f"{self.publication}{name}")

    def published_json(self, name: str) -> Any:
        return self.json(f"{self.publication}{name}")

    @cached_property
    def rows(self) -> dict[Key, Figure]:
        """indicators.csv by indicator, window and area."""
        return parse_figures(self.published_text(FIGURES_CSV))

    @cached_property
    def definitions(self) -> definitions.Definitions:
        return definitions.parse_definitions(self.published_text(DEFINITIONS_JSON))

    @cached_property
    def log(self) -> list[log.Entry]:
        return log.parse_entries(self.published_text(LOG_JSON))

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of another CSV file of the publication."""
        return list(read_rows(self.published_text(name)))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def opened(path: Path) -> Package:
    """A package from its zip or its folder; `Broken` if it may not be read."""
    if path.is_dir():
        files, empty = folder.read(path)
        return _bag(path.resolve().name, files, empty, zipped=False)
    if not path.is_file():
        raise Broken(f"{quoted(path.name)} findes ikke.")
    files, empty = zip_file.read(path)
    tops = {name.split("/")[0] for name in (*files, *empty)}
    if len(tops) != 1 or any("/" not in name for name in files):
        raise Broken("Arkivet skal have én mappe, og alt skal ligge i den.")
    (top,) = tops
    start = f"{top}/"
    return _bag(
        top,
        {name.removeprefix(start): content for name, content in files.items()},
        {name.removeprefix(start) for name in empty},
        zipped=True,
    )


def _bag(name: str, files: dict[str, bytes], empty: set[str], zipped: bool) -> Package:
    if DECLARATION not in files:
        raise Broken(f"{quoted(DECLARATION)} mangler, så det er ingen dokumentationspakke.")
    return Package(name, files, tuple(sorted(empty)), zipped)
