"""The text of a value as a person sees it."""

from __future__ import annotations

import re
import unicodedata

from hpanalysis.text_encoding import remove_widthless

_SPACES = re.compile(r"[^\S\n]")
_BREAKS = re.compile(r"\r\n?")


def clean_text(text: str) -> str:
    """Return a text without signs that have no width and without spaces around it, every space a plain one, every
    letter in its composed form (NFC) and every line break `\\n`. Called for each cell of a table that people keep, and
    each unquoted value of their YAML: two texts that look alike are the same."""
    composed = unicodedata.normalize("NFC", remove_widthless(text))
    return _SPACES.sub(" ", _BREAKS.sub("\n", composed)).strip()
