"""The spellings of a street's name: what one street may be written as, and what an old computer made of its letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Old and new letters; doubled s and n, which the spellings of one street differ in, count once.
_LETTERS = (("å", "aa"), ("æ", "ae"), ("ä", "ae"), ("ø", "oe"), ("ö", "oe"), ("é", "e"), ("è", "e"))
_ABBREVIATIONS = {"gl": "gammel", "gml": "gammel", "sct": "sankt", "skt": "sankt"}
# UTF-8 that was read as Windows-1252, and the seven-bit Danish of old registers.
_MISREAD = (("Ã¦", "æ"), ("Ã¸", "ø"), ("Ã¥", "å"), ("Ã†", "Æ"), ("Ã˜", "Ø"), ("Ã…", "Å"), ("Ã©", "é"))
_SEVEN_BITS = str.maketrans("{|}[\\]", "æøåÆØÅ")
_SUSPECT = re.compile(r"[Ãã{|}\[\]\\]")


def repair_letters(text: str) -> str:
    """The text with its Danish letters back and single spaces. Only what can mean one thing alone is mended."""
    if _SUSPECT.search(text):
        for broken, letter in _MISREAD:
            text = text.replace(broken, letter).replace(broken.lower(), letter)
        text = text.translate(_SEVEN_BITS)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _split_words(street: str) -> list[str]:
    text = unicodedata.normalize("NFC", street).casefold()
    for letter, written in _LETTERS:
        text = text.replace(letter, written)
    return re.findall(r"[^\W_]+", text)


def _join_words(words: list[str]) -> str:
    return re.sub(r"([sn])\1+", r"\1", "".join(words))


@lru_cache(maxsize=4096)
def fold_street(street: str) -> str:
    """The form in which street names are compared: letters and digits only, one spelling of each sound."""
    return _join_words([_ABBREVIATIONS.get(word, word) for word in _split_words(street)])


def list_run_together_spellings(street: str) -> set[str]:
    """The forms that a name takes when its abbreviation is written in one with the next word: `Gljennumvej`."""
    words = _split_words(street)
    return {
        _join_words([*words[:place], short, *words[place + 1 :]])
        for place, word in enumerate(words)
        for short, whole in _ABBREVIATIONS.items()
        if _ABBREVIATIONS.get(word, word) == whole
    } - {fold_street(street)}
