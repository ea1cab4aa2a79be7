"""The text of a log's YAML file, written anew: what has not changed stands as it stood, byte for byte.

Kept are the comments above a key and the text of each list, each entry and each value that say the same as before. What
is new is written in one form: keys in the order of the log's model, an entry on one line where it fits, texts in
quotation marks unless they are plain words. The text is read again before anybody gets it.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hpanalysis.by_hand import strict_yaml
from hpanalysis.by_hand.clean import clean_text
from hpanalysis.errors import Stop
from hpanalysis.followup import EMERGENCY, EmergencyLog, Log
from hpanalysis.log_workbook.plain import Plain, to_plain

_WIDEST = 160  # letters of a line; the hours of a long activity fit
# The lists whose entries have lists of their own: each of those is easier to read under its entry.
_WITH_LISTS = ("items", "reports", "goals")
_KEY = re.compile(r"([a-z_]+)[ \t]*:")
_NOT_CONTENT = re.compile(r"[ \t]*(?:#.*)?$")
_ENTRY = re.compile(r"( *)- ")
# A text that means itself without quotation marks, between braces too; a colon only between digits, as in 16:20.
_PLAIN = re.compile(r"[\w(](?:[\w ().%/&+'-]|(?<=\d):(?=\d))*")
_NOTHING = ("null", "Null", "NULL")
_HEADS = {
    True: (
        "# Beredskabsgruppens log. FORTROLIG: Filen udgives aldrig og kommer ikke med i dokumentationspakken.\n"
        "# Den er skrevet af regnearket: »hpanalysis log« skriver regnearket, »hpanalysis log --from« læser det ind.\n"
        "# Skriv aldrig, hvem eller hvad det drejede sig om.\n"
    ),
    False: (
        "# Sekretariatets log: hvad styregruppen, bestyrelsen og de andre har gjort, når og efter hvilket referat.\n"
        "# Den er skrevet af regnearket: »hpanalysis log« skriver regnearket, »hpanalysis log --from« læser det ind.\n"
        "# Skriv organer, kontorer og titler, aldrig navne på personer.\n"
    ),
}


@dataclass
class _Block:
    """A key of the file with what stands under it, and the comments above it. Made by `_split` of the file's text."""

    above: list[str] = field(default_factory=list)  # comments and blank lines
    lines: list[str] = field(default_factory=list)


def _escape(sign: str) -> str:
    """A sign as it stands in a quoted text: one that cannot be seen, or that ends a line, by its number. Called for
    each sign of such a text."""
    if unicodedata.category(sign) not in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"):
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08X}"


def _write_text(text: str) -> str:
    """A text as YAML: as it is where it means itself, else in quotation marks. Called for each value."""
    if _PLAIN.fullmatch(text) and clean_text(text) == text and text not in _NOTHING:
        return text
    return "".join(map(_escape, json.dumps(text, ensure_ascii=False)))


def _write_flow(value: Any) -> str:
    """A value on one line. Called for entries that fit on one, and for lists of texts."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_write_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_write_flow, value)) + "]"
    return _write_text(value)


def _write_field(key: str, value: Any, indent: str) -> Iterator[str]:
    """The lines of a key within an entry: a list of entries goes on under it unless it has one that fits. Called for
    each key of an entry that does not stand on one line."""
    line = f"{indent}{key}: {_write_flow(value)}"
    if isinstance(value, list) and isinstance(value[0], dict) and (len(value) > 1 or len(line) > _WIDEST):
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {_write_flow(each)}" for each in value)
    else:
        yield line


def _write_entry(entry: Plain) -> list[str]:
    """The lines of an entry of a list. Called for each entry that is new or has changed."""
    line = f"  - {_write_flow(entry)}"
    if len(line) <= _WIDEST and not set(_WITH_LISTS) & set(entry):
        return [line]
    lines = [line for key, value in entry.items() for line in _write_field(key, value, "    ")]
    return [f"  - {lines[0].removeprefix('    ')}", *lines[1:]]


def _write_key(key: str, value: Any) -> list[str]:
    """The lines of a key of the log. Called for each that is new or has changed and has no list to keep entries of."""
    if isinstance(value, list):
        return [f"{key}:", *(line for entry in value for line in _write_entry(entry))]
    return [f"{key}: {_write_flow(value)}"]


def _split(text: str) -> tuple[dict[str, _Block], list[str]]:
    """The file's text by its keys, and what stands under the last. Called for the file as it is; a file that is written
    otherwise than one key a line gives fewer blocks, and what is missing is then written anew."""
    blocks: dict[str, _Block] = {}
    above: list[str] = []
    current = _Block()
    for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
        found = _KEY.match(line)
        if found:
            current = blocks[found[1]] = _Block(above, [line])
            above = []
        elif _NOT_CONTENT.match(line) or not blocks:
            above.append(line)
        else:
            current.lines += [*above, line]
            above = []
    return blocks, above


def _split_entries(lines: Sequence[str]) -> list[list[str]]:
    """The lines of a list's entries, each with the comments above it. Called for a list in which something changed."""
    starts = [found for line in lines if (found := _ENTRY.match(line))]
    indent = min((len(found[1]) for found in starts), default=0)
    entries: list[list[str]] = []
    above: list[str] = []
    for line in lines:
        found = _ENTRY.match(line)
        if found and len(found[1]) == indent:
            entries.append([*above, line])
            above = []
        elif _NOT_CONTENT.match(line) or not entries:
            above.append(line)
        else:
            entries[-1] += [*above, line]
            above = []
    return entries


def _write_changed(key: str, old: Any, new: Any, block: _Block) -> list[str]:
    """The lines of a key that has changed, with the text of each entry that has not. Called for each changed key."""
    if not (isinstance(old, list) and isinstance(new, list)):
        return _write_key(key, new)
    kept = _split_entries(block.lines[1:])
    if len(kept) != len(old):  # the list is written otherwise than an entry from its own dash on
        return _write_key(key, new)
    texts = list(zip(old, kept, strict=True))
    lines = [block.lines[0]]
    for entry in new:
        place = next((place for place, (same, _) in enumerate(texts) if same == entry), None)
        lines += _write_entry(entry) if place is None else texts.pop(place)[1]
    return lines


def _compose(new: Plain, old: Plain, text: str) -> str:
    """The new text of a file whose old text is kept where it says the same. Called for a file that is there."""
    blocks, below = _split(text)
    lines: list[str] = []
    for key in [*(key for key in blocks if key in new), *(key for key in new if key not in blocks)]:
        block = blocks.get(key)
        if block is None:
            lines += [*([""] if isinstance(new[key], list) else []), *_write_key(key, new[key])]
        else:
            same = old.get(key) == new[key]
            lines += [*block.above, *(block.lines if same else _write_changed(key, old.get(key), new[key], block))]
    return "\n".join([*lines, *below]) + "\n"


def write_all(new: Plain, name: str) -> str:
    """The whole text of a file in its one form, under the head that such a file has. Called where there is none yet,
    where the old one was made up and the new one is not, and where the old one's text cannot be kept. name: the
    file's."""
    lines: list[str] = []
    for key, value in new.items():
        lines += [*([""] if isinstance(value, list) else []), *_write_key(key, value)]
    return _HEADS[name == EMERGENCY] + "\n".join(lines) + "\n"


def _says(text: str, new: Plain, name: str) -> bool:
    """Whether a text, read as the logs are read, says what it is to say. Asked of each text before it is given."""
    model = EmergencyLog if name == EMERGENCY else Log
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode("utf-8"))
        try:
            return to_plain(model(**strict_yaml.read(path))) == new
        except (Stop, ValidationError):
            return False


def write_anew(new: Plain, old: Plain | None, text: str, name: str) -> str:
    """The text of a log's file that says `new`. Called for each log that a workbook changed; where nothing changed the
    answer is the text itself. old, text: what the file says, in its plain form and as it stands; None and "" where
    there is none. name: the file's. `Stop` where no text could be written that reads the same, which no text is known
    to cause."""
    if old == new:
        return text
    becomes_real = old is not None and old.get("synthetic") == "ja" != new.get("synthetic")
    if old is not None and not becomes_real and _says(kept := _compose(new, old, text), new, name):
        return kept
    if _says(written := write_all(new, name), new, name):
        return written
    raise Stop(
        "En tekst i regnearket kan ikke skrives i loggen, som den står.",
        place=f"»{name}«",
        expected="almindelig tekst.",
        do="Se efter usædvanlige tegn i regnearkets tekster, og skriv dem om.",
    )
