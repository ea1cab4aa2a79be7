"""Which words of the pages Danish has not: hunspell with its Danish dictionary, the plan's names, a list of our own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What is no word of a sentence: a place in a file of the plan, a file's name, an address, a column or an id with an
# underscore, a checksum.
NO_WORD = re.compile(
    r"\w+\.csv række \d+: [^\n]*|\S*\w\.(?:csv|json|yaml|ipynb|xlsx|html|zip|txt|docx|pdf|py)\b|https?://\S+|\w*_\w*"
    r"|\b[0-9a-f]{16,}\b"
)
IN_WORDS = ("aria-label", "title", "alt", "data-l")  # attributes that a reader sees or hears
SILENT = ("style", "script", "code", "pre")  # what is not said in Danish


class _Texts(HTMLParser):
    """What is read on a page. A rule is named by its id, which is no word: such elements are passed over."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent: list[str] = []  # the open elements within one that is passed over
        self.drawing = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.drawing += tag == "svg"
        if self.silent or tag in SILENT or "data-regel" in given:
            if tag not in ("br", "meta", "link"):
                self.silent.append(tag)
            return
        self.parts += [f" {value} " for name in IN_WORDS if (value := given.get(name))]
        self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.drawing -= tag == "svg"
        if self.silent:
            self.silent.pop()
        self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.silent or (self.drawing and len(data.strip()) <= 3):  # a mark's letters in a drawing
            return
        self.parts.append(data)


def read_words(html: str) -> set[str]:
    """The words of a page, as they stand; soft hyphens are no part of them."""
    text = "".join(_Texts(html).parts).replace("\u00ad", "").replace("\u2011", "-")
    return set(WORD.findall(NO_WORD.sub(" ", text)))


def read_list(path: Path) -> set[str]:
    """A list of words, one a line; # begins a remark."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line and not line.startswith("#")}


def read_names(folder: Path) -> set[str]:
    """Every word that stands with a capital letter in the plan's files: names of areas, streets, offices, sources."""
    texts = (path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.*")))
    names = {word for text in texts for word in WORD.findall(text) if word[0].isupper()}
    return names | {f"{name}s" for name in names}


def find_unknown(words: Iterable[str]) -> set[str]:
    """The words that hunspell's Danish dictionary has not; the test is left out where there is no hunspell."""
    program = shutil.which("hunspell")
    if program is None:
        pytest.skip("hunspell was not found: this proof is left out (your system's hunspell and hunspell-da)")
    given = "\n".join(sorted(words))
    # -G would say which are right; -l says the wrong ones, a part of a compound alone where it is split at a hyphen.
    done = subprocess.run(
        [program, "-d", "da_DK", "-i", "utf-8", "-l"], input=given, capture_output=True, encoding="utf-8"
    )
    if "open" in done.stderr and "da_DK" in done.stderr:
        pytest.skip("hunspell has no Danish dictionary: this proof is left out (your system's hunspell-da)")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())
