"""Text -> the same as a reader sees it: ordinary digits, dashes and spaces, nothing without width, escapes resolved."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

# Hyphens, dashes and minus signs of all scripts; box lines, tildes and long vowel signs that are typed for them.
_DASHES = re.compile(
    "[\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u207b\u2212\u223c\u2500\u2501\u2796\u2e3a\u2e3b\u301c\u3030\u30fc"
    "\ufe31\ufe32\ufe58\ufe63\uff0d\uff5e]"
)
_SPACES = re.compile(r"[\t\x0b\x0c\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164]")
# Full stops, slashes, commas and low lines of other scripts that compatibility forms (NFKC) leave as they are.
_OTHER_SIGNS = str.maketrans(
    {0x3002: ".", 0x00B7: ".", 0x2022: ".", 0x2024: ".", 0x2044: "/", 0x2215: "/", 0x203F: "_"}
)

# Anything but the letters, signs and dashes of ordinary Danish text; a text without them needs no closer look.
_UNUSUAL = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\xac\xae-\xb6\xb8-\xff\u2013\u2014\u2019\u201c\u201d\u2026\u2212\u202f]")

_ENTITY = re.compile(r"&#?\w{1,8};?")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
# As JSON, YAML, Python and CSS write a sign by its number.
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|u\{([0-9A-Fa-f]{1,5})\}|U000([0-9A-Fa-f]{5}))")
# So often an escape may be escaped: `&amp;amp;#48;`.
_ROUNDS = 3
# Tags that a reader does not see between two signs: `12<b>34</b>` is one number.
_INLINE = """
    a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup
    time tspan tt u var wbr
"""
INLINE_TAGS = frozenset(_INLINE.split())
_TAG = re.compile(r"<!--.{0,200}?-->|</?([A-Za-z][\w:.-]*)(?:\s[^<>]{0,200})?/?>", re.DOTALL)


def _unmask(text: str) -> str:
    """Write the digits of any script as ordinary ones, and take out signs that cannot be seen or stand upon others, so
    that no CPR number hides behind them. Called by `normalise_text` for texts with unusual signs."""
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    # Composed first, or every Å written as two signs would lose its ring.
    signs = (sign for sign in unicodedata.normalize("NFKC", plain.translate(_OTHER_SIGNS)))
    return "".join(sign for sign in signs if sign in "\t\n\r\x0b\x0c" or unicodedata.category(sign)[0] not in "MC")


def normalise_text(text: str) -> str:
    """Return the text as a reader sees it: ordinary digits, hyphens and spaces in place of those that look like them.
    Called for every text that is searched for persons' data, and for each heading and cell of an extract. So no value
    can hide: digits of other scripts become ordinary; soft hyphens, joiners, control and direction marks go out."""
    if _UNUSUAL.search(text):
        text = _unmask(text)
    return _SPACES.sub(" ", text if text.isascii() else _DASHES.sub("-", text))


def _replace_tag(tag: re.Match[str]) -> str:
    """What a reader sees in the place of a tag: nothing, or a new line for a tag that parts blocks, such as `<p>`.
    Called for each tag or comment of a text that is searched for persons' data. tag: its group 1 is the tag's name,
    None for a comment."""
    return "" if tag[1] is None or tag[1].casefold() in INLINE_TAGS else "\n"


def _join_halves(text: str) -> str:
    """The text with a sign for each pair of halves that JSON writes it by (surrogates); a half alone is taken out.
    Called where escapes have been resolved."""
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="ignore")


def _resolve(text: str) -> str:
    """The text with its references, percent signs, backslash escapes and tags resolved once. Called by `read_variants`
    up to three times, because one may be written within another."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "%" in text and _PERCENT.search(text):
        text = unquote(text, errors="ignore")
    if "\\" in text:
        text = _join_halves(_ESCAPE.sub(lambda code: chr(int(code[code.lastindex or 0], 16)), text))
    return _TAG.sub(_replace_tag, text) if "<" in text else text


def read_variants(text: str) -> Iterator[str]:
    """Yield the text as a reader sees it, and once more if it is another with escapes and tags resolved (`&#48;`,
    `%30`, `\\u0030`, `<b>`). Called for every text that is searched for CPR numbers."""
    yield normalise_text(text)
    resolved = text
    for _ in range(_ROUNDS):
        before, resolved = resolved, _resolve(resolved)
        if resolved == before:
            break
    if resolved != text:
        yield normalise_text(resolved)
