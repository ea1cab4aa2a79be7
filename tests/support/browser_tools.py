"""Browser, Node and Java for the tests of the pages: found on this machine, or the test says what is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

import projects

HERE = Path(__file__).resolve().parents[1] / "browser"
MODULES = HERE / "node_modules"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def _needed(command: str | None, what: str) -> str:
    if command is None:
        pytest.skip(f"{what} was not found: this proof is left out (`make browser`, and your system's {what})")
    return command


def node() -> str:
    found = _needed(shutil.which("node"), "Node")
    if not MODULES.is_dir():
        pytest.skip("tests/browser/node_modules is missing: this proof is left out (`make browser`)")
    return found


def java() -> str:
    return _needed(shutil.which("java"), "Java")


def browser() -> str:
    named = os.environ.get("HPANALYSIS_BROWSER")
    return _needed(named or next(filter(None, map(shutil.which, BROWSERS)), None), "Chromium")


# A page of every kind: what the others are made by too.
OF_EACH_KIND = (
    "index",
    "oversigt",
    "delaftale-uddannelse",
    "strategisk_aftale",
    "deltagere",
    "omraade-vangdalen",
    "datakvalitet",
    "datarapport",
    "aarsberetning",
    "baseline_revision",
    "definitioner",
    "definition-elevfravaer",
)


def list_each_kind(project: projects.Project) -> list[Path]:
    """A page of every kind of a published half-year: the one above, or where the plan has no such page the first that
    is made as it is; none of a kind that the plan does not have."""
    folder, found = project.reports / "2026H1", []
    for name in OF_EACH_KIND:
        alike = sorted(folder.glob(f"{name.partition('-')[0]}-*.html")) if "-" in name else []
        found += [page for page in (folder / f"{name}.html", *alike) if page.is_file()][:1]
    return found


def _run(script: str, given: dict, count: int) -> list[dict]:
    """What a script of tests/browser says of what it is given, as many lines as asked for."""
    command = [node(), str(HERE / script)]
    told = json.dumps({"browser": browser()} | given)
    done = subprocess.run(command, input=told, capture_output=True, encoding="utf-8", cwd=HERE)
    assert done.returncode == 0, done.stderr[-2000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == count
    return found


@dataclass(frozen=True)
class InLab:
    """A notebook that was run in JupyterLab. Colours as CSS has them; lab: the paper of the notebook itself."""

    light: str  # what JupyterLab says of its theme: "true" or "false"
    lab: str
    blocks: list[dict]  # of the pages' blocks: paper, ink, scheme, and the colours of their links
    errors: list[str]
    notices: list[str]
    addresses: list[str]  # where the blocks' links lead


def run_in_lab(runs: list[dict], pictures: Path | None = None) -> list[InLab]:
    """Notebooks of a running JupyterLab, opened in a browser and run from top to bottom, one for each address and
    theme. The machine's own colours are the other way about."""
    given = {"runs": runs, "pictures": str(pictures) if pictures else None}
    return [InLab(**one) for one in _run("lab_themes.mjs", given, len(runs))]


@dataclass(frozen=True)
class Seen:
    """A page as axe-core saw it. overflow: pixels the page is wider than the window; outside: addresses asked for."""

    page: str
    width: int
    scheme: str
    violations: list[dict]
    overflow: int
    outside: list[str]


def audited(pages: list[Path], widths: list[int], schemes: list[str]) -> list[Seen]:
    """Every page in every width and colour scheme, all details opened."""
    given = {"pages": [str(p) for p in pages], "widths": widths, "schemes": schemes}
    found = _run("audit.mjs", given, len(pages) * len(widths) * len(schemes))
    return [Seen(**one | {"page": Path(one["page"]).name}) for one in found]


@dataclass(frozen=True)
class Layout:
    """A page as it is laid out in a width and a font. height: of the page as it opens; overflow: pixels it is wider
    than the window; the others are words or texts, each at most twenty."""

    page: str
    width: int
    font: str
    height: int
    overflow: int
    broken: list[str]
    overlapping: list[str]
    clipped: list[str]


def laid_out(pages: list[Path], widths: list[int], families: list[str]) -> list[Layout]:
    """Every page in every width and font, all details opened; the page's own fonts for an empty name."""
    given = {"pages": [str(p) for p in pages], "widths": widths, "fonts": families}
    found = _run("layout.mjs", given, len(pages) * len(widths) * len(families))
    return [Layout(**one | {"page": Path(one["page"]).name}) for one in found]


def fonts(wanted: list[str]) -> list[str]:
    """Those of the fonts that this machine has; a test without any is left out."""
    command = _needed(shutil.which("fc-list"), "fontconfig")
    have = subprocess.run([command, ":", "family"], capture_output=True, encoding="utf-8", check=True).stdout
    found = [name for name in wanted if name in have]
    if not found:
        pytest.skip(f"none of the fonts {', '.join(wanted)} was found: this proof is left out")
    return found


@dataclass(frozen=True)
class Closed:
    """A page as it opens. height: in pixels, with all that is folded left so; seen: whether the address' fragment names
    something that is there to be seen, None without one."""

    address: str
    height: int
    seen: bool | None


def as_they_open(addresses: list[str], width: int) -> list[Closed]:
    """Each address as the browser opens it."""
    found = _run("closed.mjs", {"width": width, "addresses": addresses}, len(addresses))
    return [Closed(**one) for one in found]


def checked(pages: list[Path]) -> list[str]:
    """What the Nu HTML checker says of the pages, a line a message; warnings too."""
    node()
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java(), "-jar", str(jar), "--format", "gnu", "--no-langdetect", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    return [line for line in done.stderr.splitlines() if line.strip()]
