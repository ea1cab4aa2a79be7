"""The spellings of a name: the ways one street may be written, and letters that computers have spoiled."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that are written in two ways, in the order in which they are replaced.
_LETTERS = (("å", "aa"), ("æ", "ae"), ("ä", "ae"), ("ø", "oe"), ("ö", "oe"), ("é", "e"), ("è", "e"))
_ABBREVIATIONS = {"gl": "gammel", "gml": "gammel", "sct": "sankt", "skt": "sankt"}
# What UTF-8 looks like when it is read as Windows-1252.
_MISREAD = (("Ã¦", "æ"), ("Ã¸", "ø"), ("Ã¥", "å"), ("Ã†", "Æ"), ("Ã˜", "Ø"), ("Ã…", "Å"), ("Ã©", "é"))
# Old registers have seven bits a letter, where these signs stand for the Danish letters.
_SEVEN_BITS = str.maketrans("{|}[\\]", "æøåÆØÅ")
_SUSPECT = re.compile(r"[Ãã{|}\[\]\\]")


def repair_letters(text: str) -> str:
    """The text with its spoiled Danish letters restored and with single spaces. Called on every address before it is
    read, and on every name of an organisation, department or block before it is compared. Only signs that can stand for
    one letter alone are replaced, so nothing is guessed."""
    if _SUSPECT.search(text):
        for misread, letter in _MISREAD:
            text = text.replace(misread, letter).replace(misread.lower(), letter)
        text = text.translate(_SEVEN_BITS)
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_letters(text: str) -> str:
    """The text in small letters, with one spelling of each Danish letter: `Åvej` -> `aavej`. Called on the names of
    streets, organisations and departments before they are compared."""
    text = unicodedata.normalize("NFC", text).casefold()
    for letter, written in _LETTERS:
        text = text.replace(letter, written)
    return text


def _split_words(street: str) -> list[str]:
    """The words of a street's name in small letters, with one spelling of each Danish letter: `Åvej` -> `aavej`. Called
    when the name is folded, and when its run-together spellings are listed."""
    return re.findall(r"[^\W_]+", fold_letters(street))


def _join_words(words: list[str]) -> str:
    """The words of a street's name joined without spaces, as names are compared; a doubled s or n counts once, because
    spellings of one street often differ in it. Called for each street and each of its other spellings."""
    return re.sub(r"([sn])\1+", r"\1", "".join(words))


@lru_cache(maxsize=4096)
def fold_street(street: str) -> str:
    """The form in which street names are compared: letters and digits only, with one spelling of each sound, the same
    for `Gl. Jennumvej` and `GAMMEL JENNUM VEJ`. Called on streets and on names of areas, those of the plan and those in
    extracts."""
    return _join_words([_ABBREVIATIONS.get(word, word) for word in _split_words(street)])


def list_run_together_spellings(street: str) -> set[str]:
    """The folded forms a name takes when its abbreviation is written in one with the next word: `Gljennumvej`. Called
    for each street of the plan while an `AreaByAddress` is made. `fold_street` cannot expand an abbreviation that is no
    word by itself, so these forms are looked up besides. Empty for a name without a word such as `gammel` or `gl`."""
    words = _split_words(street)
    return {
        _join_words([*words[:place], short, *words[place + 1 :]])
        for place, word in enumerate(words)
        for short, whole in _ABBREVIATIONS.items()
        if _ABBREVIATIONS.get(word, word) == whole
    } - {fold_street(street)}
