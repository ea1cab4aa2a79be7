"""PDFs as Chromium writes them, read far enough to count pages; their text by poppler, where it is found."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

MM = 72 / 25.4
A4_PORTRAIT, A4_LANDSCAPE = (210, 297), (297, 210)


@dataclass(frozen=True)
class Pdf:
    """sheets: width and height of each page in whole millimetres. split: figures drawn on more than one page."""

    sheets: list[tuple[int, int]]
    title: str
    language: str
    tagged: bool
    split: int

    @property
    def pages(self) -> int:
        return len(self.sheets)


def _in_mm(box: bytes) -> tuple[int, int]:
    _, _, width, height = map(float, box.split())
    return round(width / MM), round(height / MM)


def _string(raw: bytes) -> str:
    """A PDF string: hexadecimal UTF-16 where it holds more than ASCII."""
    if raw.startswith(b"<"):
        return bytes.fromhex(raw.strip(b"<>").decode()).decode("utf-16")
    return raw.strip(b"()").decode("latin-1")


def read(path: Path) -> Pdf:
    """Chromium's PDFs keep their objects in the open, so no reader of PDFs is needed for this much."""
    data = path.read_bytes()
    pages = re.findall(rb"/Type /Page\n(.*?)endobj", data, re.DOTALL)
    boxes = [re.search(rb"/MediaBox \[([^]]*)\]", page)[1] for page in pages]
    title = re.search(rb"/Title (<[^>]*>|\([^)]*\))", data)
    language = re.search(rb"/Lang (\([^)]*\)|<[^>]*>)", data)
    return Pdf(
        [_in_mm(box) for box in boxes],
        _string(title[1]) if title else "",
        _string(language[1]) if language else "",
        re.search(rb"/MarkInfo <<[^>]*/Marked true", data) is not None,
        sum(len(set(on)) > 1 for on in _figures(data)),
    )


def _figures(data: bytes) -> list[list[bytes]]:
    """Of each figure, the pages that hold something of it."""
    found = re.findall(rb"/Type /StructElem\n/S /Figure\n(.*?)endobj", data, re.DOTALL)
    return [re.findall(rb"/Pg (\d+) 0 R", one) for one in found]


def text(path: Path, *, page: int | None = None) -> str:
    """The words as a reader who searches finds them, a line break counted as a blank."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext was not found: this proof is left out (your system's poppler)")
    which = [] if page is None else ["-f", str(page), "-l", str(page)]
    done = subprocess.run([program, "-enc", "UTF-8", *which, str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


_ZOOM = 3  # the most that pdftohtml gives a size in, so that a third of a point is told


def list_small_texts(path: Path, least: float) -> list[str]:
    """The texts that are set in fewer points than `least`, each with its size. Charts are as large as they are printed."""
    program = shutil.which("pdftohtml")
    if program is None:
        pytest.skip("pdftohtml was not found: this proof is left out (your system's poppler)")
    command = [program, "-xml", "-stdout", "-i", "-zoom", str(_ZOOM), str(path)]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    sizes = {font: int(size) / _ZOOM for font, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', told)}
    texts = [(sizes[font], re.sub("<[^>]+>", "", words).strip()) for font, words in _TEXT.findall(told)]
    return sorted({f"{size:.1f}: {words[:40]}" for size, words in texts if words and size < least})


_TEXT = re.compile(r'<text [^>]*font="(\d+)">(.*?)</text>')
