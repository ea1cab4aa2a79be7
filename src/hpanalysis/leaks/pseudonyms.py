"""A pseudonym as the room `load` makes them: 32 hexadecimal digits that stand alone. A sha256 has 64, a commit 40."""

from __future__ import annotations

import re

from hpanalysis.cpr import Known

# The first digit is written so that the search leaps from word to word.
_PSEUDONYM = re.compile(r"[0-9a-fA-F](?<![0-9A-Za-z].)[0-9a-fA-F]{31}(?![0-9A-Za-z])")


def _is_word_or_number(digits: str) -> bool:
    """Say whether hexadecimal digits are letters alone, or numerals alone, as no pseudonym is. Called for each 32
    hexadecimal digits in a row in a text that is searched for pseudonyms."""
    return digits.isalpha() or digits.isdigit()


def holds_pseudonym(text: str, persons: Known | None = None) -> bool:
    """Say whether a text has a pseudonym in it: 32 hexadecimal digits that stand alone and are neither letters alone
    nor numerals alone. One of the searches made in every text that is to be published. text: normalised by
    `cpr.normalise_text`. persons: those of the extracts, so that other digests of that length are none; None takes them
    all for pseudonyms."""
    found = (bytes.fromhex(match[0]) for match in _PSEUDONYM.finditer(text) if not _is_word_or_number(match[0]))
    return any(persons is None or persons.knows_pseudonym(pseudonym) for pseudonym in found)
