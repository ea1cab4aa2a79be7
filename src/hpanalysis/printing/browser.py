"""Which browser prints: the one that is named, or a Chromium, Chrome or Edge where such programs usually lie."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.errors import Stop, WrongUse

# The same variable names the browser of the tests.
VARIABLE = "HPANALYSIS_BROWSER"

# What the program is called where the system finds programs by name.
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)

# Windows keeps programs in these variables' folders, and none of the browsers on the path.
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
_WINDOWS_FILES = (
    Path("Google", "Chrome", "Application", "chrome.exe"),
    Path("Chromium", "Application", "chrome.exe"),
    Path("Microsoft", "Edge", "Application", "msedge.exe"),
)

# A Mac keeps them in the Applications folder of the machine or of the user.
_MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")


@dataclass(frozen=True)
class Browser:
    """A program that prints: Chromium, Google Chrome or Microsoft Edge. Found by `find_browser`."""

    program: Path


def _list_places(environment: Mapping[str, str]) -> list[Path]:
    """List where a browser's program would lie on Windows and on a Mac, whether it does or not. Called when no browser
    is named and none is found by name. environment: the machine's variables."""
    roots = [Path(environment[name]) for name in _WINDOWS_FOLDERS if environment.get(name)]
    on_windows = [root / file for root in roots for file in _WINDOWS_FILES]
    homes = [Path("/"), *([Path(environment["HOME"])] if environment.get("HOME") else [])]
    return on_windows + [
        home / "Applications" / f"{app}.app" / "Contents" / "MacOS" / app for home in homes for app in _MAC_APPS
    ]


def _check_named(program: Path) -> Browser:
    """Return the browser that the user named, by --browser or HPANALYSIS_BROWSER; `WrongUse` if there is no such file.
    Called before PDFs are made."""
    if not program.is_file():
        raise WrongUse(
            f"Browseren »{program.name}« findes ikke på det sted, der er skrevet.",
            expected="programfilen til Chromium, Google Chrome eller Microsoft Edge.",
            do=f"Ret --browser eller miljøvariablen {VARIABLE}, eller udelad den, så der søges de sædvanlige steder.",
        )
    return Browser(program.resolve())


def find_browser(named: Path | None = None, environment: Mapping[str, str] = os.environ) -> Browser:
    """Find the browser that prints: the one named (`--browser`), else that of HPANALYSIS_BROWSER, else one that is
    installed. Called by `hpanalysis pdf` before anything is written. `WrongUse` where the one named is not there;
    `Stop`, which says how to get one, where none is found. environment: the machine's variables."""
    if named is None and environment.get(VARIABLE):
        named = Path(environment[VARIABLE])
    if named is not None:
        return _check_named(named)
    for name in NAMES:
        if program := shutil.which(name, path=environment.get("PATH", "")):
            return Browser(Path(program))
    for place in _list_places(environment):
        if place.is_file():
            return Browser(place)
    raise Stop(
        "Der er ingen browser på maskinen, som kan lave PDF-filer.",
        expected="Chromium, Google Chrome eller Microsoft Edge.",
        do=(
            "Installér en af dem (på Windows er Edge der i forvejen), eller peg på programmet med »--browser FIL«. "
            "Ellers åbn siden i en browser, vælg Udskriv og »Gem som PDF«: Udskriften bliver den samme."
        ),
        ask="it-afdelingen.",
    )
