"""The pictures of the guide and the README, taken of the published pages: `make pictures`.

Chromium takes them, Pillow (which matplotlib brings) paints them with fewer colours so that they stay small. The
notebook's picture needs Node and puppeteer-core as well (`make browser`); without them it is left as it was, and said.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from hpanalysis import printing
from hpanalysis.workspace import Workspace, parse_half_year

FOLDER = Path(__file__).resolve().parent / "pictures"
COLOURS = 64
WIDTH = 1280


@dataclass(frozen=True)
class Picture:
    """The top of a page: `page` (without suffix), seen in a window so high."""

    name: str
    page: str
    height: int


def pictures(workspace: Workspace) -> list[Picture]:
    """The front page, the overview, and the plan's first delaftale and area."""
    plan = workspace.plan
    return [
        Picture("index", "index", 900),
        Picture("oversigt", "oversigt", 1500),
        Picture("delaftale", f"delaftale-{plan.delaftaler[0].id}", 1500),
        Picture("omraadeprofil", f"omraade-{plan.areas[0].id}", 1500),
    ]


def take(browser: printing.Browser, page: Path, height: int, to: Path) -> None:
    """A picture of a page by day, the top of it, in a few colours."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        raw = Path(folder) / "raw.png"
        printing.take_picture(browser, page, raw, width=WIDTH, height=height)
        painted(raw, to)


def painted(raw: Path, to: Path) -> None:
    """The same picture with few colours; no dithering, for it would blur letters and double the size."""
    with Image.open(raw) as seen:
        few = seen.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(to, optimize=True)


def notebook(browser: printing.Browser, workspace: Workspace, to: Path) -> bool:
    """The overview's notebook in a JupyterLab of its own, run from top to bottom; False where Node is missing."""
    shoot = Path(__file__).resolve().parents[1] / "tests" / "browser" / "lab.mjs"
    node = shutil.which("node")
    if node is None or not (shoot.parent / "node_modules").is_dir():
        return False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        raw = Path(folder) / "raw.png"
        command = [node, str(shoot), str(browser.program), sys.executable, "notebooks/oversigt.ipynb", str(raw)]
        subprocess.run(command, cwd=workspace.root, check=True)
        painted(raw, to)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half_year")
    workspace = Workspace.at()
    half_year = parse_half_year(parser.parse_args().half_year)
    browser, published = printing.find_browser(), workspace.reports / str(half_year)
    FOLDER.mkdir(exist_ok=True)
    for picture in pictures(workspace):
        take(browser, published / f"{picture.page}.html", picture.height, FOLDER / f"{picture.name}.png")
    if not notebook(browser, workspace, FOLDER / "notesbog.png"):
        print("notesbog.png was left as it was: Node or tests/browser/node_modules is missing (`make browser`)")


if __name__ == "__main__":
    main()
