"""Names of files that are safe to unpack on Linux, Windows and Mac, and never two for one place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from hpanalysis.verify.opening.outcomes import Broken, quoted

LONGEST = 240  # with a short folder before it, under the 260 characters that Windows takes
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
# Names that Windows keeps for devices, whatever ending they have ("File naming conventions", Microsoft).
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")


def why_unsafe(name: str) -> str:
    """What is wrong with a name (its parts parted by `/`), as the end of a sentence; empty if nothing is."""
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
    """`Broken` at the first name that is unsafe, is there twice, or is one with another where letters' case is lost."""
    taken: dict[str, str] = {}
    for name in names:
        if why := why_unsafe(name):
            raise Broken(f"{quoted(name)} {why}.")
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in taken:
            same = taken[folded] == name
            raise Broken(f"{quoted(name)} er der to gange." if same else _collision(name, taken[folded]))
        taken[folded] = name
    _check_folders(taken)


def _check_folders(taken: dict[str, str]) -> None:
    """No name is a file and a folder, and no folder is written in two ways."""
    folders: dict[str, str] = {}
    for folded, name in taken.items():
        parts, own = folded.split("/"), name.split("/")
        for depth in range(1, len(parts)):
            folder, written = "/".join(parts[:depth]), "/".join(own[:depth])
            if folder in taken:
                raise Broken(f"{quoted(taken[folder])} er både en fil og en mappe.")
            if folders.setdefault(folder, written) != written:
                raise Broken(_collision(written, folders[folder]))


def _collision(name: str, other: str) -> str:
    return f"{quoted(name)} og {quoted(other)} er det samme navn på Windows og Mac."
