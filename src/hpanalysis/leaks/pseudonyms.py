"""A pseudonym as the room `load` makes them: 32 hexadecimal digits that stand alone. A sha256 has 64, a commit 40."""

from __future__ import annotations

import re

# Digits alone are a number and letters alone a word, so both are required.
_PSEUDONYM = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-fA-F])(?=[a-fA-F]*[0-9])[0-9a-fA-F]{32}(?![0-9A-Za-z])")


def holds_pseudonym(text: str) -> bool:
    """Say whether a text has a pseudonym in it: 32 hexadecimal digits that stand alone. One of the four searches made
    in every text that is to be published. text: normalised by `cpr.normalise_text`."""
    return _PSEUDONYM.search(text) is not None
