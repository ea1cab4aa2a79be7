"""File names that are safe to unpack on Linux, Windows and Mac, with no two names for one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from hpanalysis.verify.opening.outcomes import Broken, quote

LONGEST = 240  # letters; with a short folder before it, a name stays under the 260 characters that Windows takes
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
# Names that Windows keeps for devices, whatever ending they have ("File naming conventions", Microsoft).
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")


def explain_unsafe_name(name: str) -> str:
    """What is wrong with the name of a file in a package, as the end of a Danish sentence; "" if it is safe. Called for
    each file of a package, and for each folder of a zip, before anything is unpacked. name: its parts are separated by
    `/`."""
    parts = name.split("/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "er en sti fra maskinens rod"
    if ".." in parts:
        return "peger ud af pakken"
    if any(part in ("", ".") for part in parts):
        return "har en tom del"
    if _FORBIDDEN.search(name):
        return "har tegn, som et filnavn ikke må have"
    if unicodedata.normalize("NFC", name) != name:
        return "er ikke skrevet på den entydige måde (Unicode NFC)"
    if any(part[-1] in " ." for part in parts):
        return "ender på mellemrum eller punktum"
    if any(_DEVICES.fullmatch(part) for part in parts):
        return "er navnet på en enhed i Windows"
    return "er for langt" if len(name) > LONGEST else ""


def check(names: Iterable[str]) -> None:
    """Raise `Broken` at the first name that is unsafe, is there twice, or collides with another on some system. Called
    before a package's files are read. names: of all its files. `A.csv` and `a.csv` are two files on Linux and one on
    Windows and Mac, so what is unpacked there would not be what was checked."""
    by_folded: dict[str, str] = {}
    for name in names:
        if why := explain_unsafe_name(name):
            raise Broken(f"{quote(name)} {why}.")
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in by_folded:
            same = by_folded[folded] == name
            raise Broken(f"{quote(name)} er der to gange." if same else _describe_collision(name, by_folded[folded]))
        by_folded[folded] = name
    _check_folders(by_folded)


def _check_folders(by_folded: dict[str, str]) -> None:
    """Raise `Broken` if a name is both a file and a folder, or if a folder is written in two ways (`Data`, `data`).
    Called once for each package. by_folded: each file's name by that name without the difference of letters' case."""
    spellings: dict[str, str] = {}
    for folded, name in by_folded.items():
        folded_parts, parts = folded.split("/"), name.split("/")
        for depth in range(1, len(folded_parts)):
            folder, written = "/".join(folded_parts[:depth]), "/".join(parts[:depth])
            if folder in by_folded:
                raise Broken(f"{quote(by_folded[folder])} er både en fil og en mappe.")
            if spellings.setdefault(folder, written) != written:
                raise Broken(_describe_collision(written, spellings[folder]))


def _describe_collision(name: str, other: str) -> str:
    """The Danish sentence about two names in a package that are one place on systems that ignore letters' case. Called
    for the error that refuses the package."""
    return f"{quote(name)} og {quote(other)} er det samme navn på Windows og Mac."
