"""What the package's own program and plan can write: every sentence, phrase and name, as texts with open places.

A package holds its program, whose string literals are all that a page can be made of; its plan, rules, comments and
tables are texts too. A sentence of a page that none of them can be made into was written by somebody else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape

from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.pages.literals import OPEN, list_literals

_PARTICLES = frozenset(
    [
        "af",
        "begge",
        "de",
        "den",
        "der",
        "det",
        "en",
        "er",
        "et",
        "for",
        "fra",
        "få",
        "hele",
        "hver",
        "i",
        "kun",
        "med",
        "mod",
        "ny",
        "nyt",
        "og",
        "om",
        "på",
        "pr",
        "samme",
        "siden",
        "til",
        "ved",
    ]
)
_FIRST = re.compile(r"[\w-]+")
_WORD = re.compile(r"[a-zæøåA-ZÆØÅ]{2,}")
_NAME = "·"  # a name that was taken out
# Between sentences and clauses: what is made one by one and then joined.
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ»(\0])|(?<=\0)\s+(?=[A-ZÆØÅ»\0])")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[A-ZÆØÅ»(\d\0])|(?<=\0)\s+(?=[A-ZÆØÅ»\0])")
_CLAUSES = tuple(
    re.compile(separator)
    for separator in (r" \(|\)", r"[»«]", r"; |\n", r": ", r", og |, ", r" og | eller ", r" – |–|/", r"\. ?")
)
_AND = re.compile(r" og ")
_NUMBER = re.compile(
    r"(?:[\d\s.,;:%½+−–()/·'-]|\b(?:pct|mdr|kl|kr|pr|til|af|ud|nul|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti)\b)*"
)
_COUNTED = re.compile(
    r"(?:\b(?:i|fra|til|pr\.?|den)\s)?\d[\d.,/–-]*\s?%?|\b(?:nul|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti)\b",
    re.IGNORECASE,
)
# A digest, a file's name, an expression of the program: no words.
_TECHNICAL = re.compile(
    r"(?:[\w-]+\.(?:csv|xlsx|xls|json|html|ipynb|yaml)|[0-9a-f]{64}|col\(.*\)|\bkontrolsum med nøgle\b)"
)
_EDGE = " .:;,?!»«()"
# What verdicts are made of. A text with any of them must be held against figures, or be the program's word for word.
VERDICT_WORDS = re.compile(
    r"\b(?:bedre|dårligere|bedst|dårligst|værre|værst|forbedre\w*|forværre\w*|forskellig\w*|sikker\w*|sikre\w*|"
    r"sandsynlig\w*|uvist|hentet ind|fulgt med|sakket|opfyldt\w*|uafklare\w*|på vej|peger|pegede|steget|stiger|"
    r"stigende|stigning|fald\w*|højere|højest\w*|højt|lavere|lavest\w*|lavt|databrud|diskretionere\w*|kan ikke afgøres|"
    r"kan ikke vurderes|før planen begyndte|øvre grænse|"
    r"nedre grænse|fremgang|tilbagegang|godt|skidt|ønskede|nået|nås)\b",
    re.IGNORECASE,
)
_LONGEST, _DEEPEST, _FEW = 400, 6, 5
_FEWEST_WORDS = 4  # of a text whose numbers are held
_DIGITS = re.compile(r"\d+")


def _normalise(text: str) -> str:
    """A text with plain spaces, without soft hyphens. Called for every literal, and for every text of a page."""
    return " ".join(text.replace("\u00ad", "").split())


def _key(text: str) -> str:
    """A text as it is looked up: in small letters, without what ends a sentence. Called for texts of both sides."""
    return text.strip(_EDGE).lower()


def _fill_places(around: list[str], text: str) -> list[str] | None:
    """What stands in a text's open places, each as short as it can be; None where the text does not follow it. Called
    where a text has all its words. around: what stands before, between and after the places."""
    first, *between, last = around
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return None
    places = []
    for part in between:
        found = text.find(part, at, end)
        if found < 0:
            return None
        places.append(text[at:found])
        at = found + len(part)
    return [*places, text[at:end]]


class Corpus:
    """All that may be written. Made once for a package."""

    def __init__(self, verdicts: Iterable[str]) -> None:
        """Begin with nothing but months. verdicts: the words of verdicts and states, which say nothing by themselves
        and may stand at an address alone."""
        self._whole: set[str] = set(MONTHS)
        self._verdicts = frozenset(verdicts)
        # The longest word of a text with open places -> its other words, and what stands around its places.
        self._open: dict[str, list[tuple[frozenset[str], list[str]]]] = defaultdict(list)
        self._seen: set[str] = set()
        self._known: dict[str, bool] = {}
        self._has: dict[str, bool] = {}
        self._by_first: dict[str, list[str]] = defaultdict(list)  # the names by their first word, the longest first
        self._nameless: dict[str, str] = {}
        self._covered: dict[str, bool] = {}
        self._altered: dict[str, bool] = {}

    def add_program(self, sources: Iterable[str]) -> None:
        """Add what Python files can write. Called once with the files of the package's program."""
        for source in sources:
            for literal in list_literals(source):
                self.add(literal)

    def add_names(self, names: Iterable[str]) -> None:
        """Add the names of figures, delmål and areas. Called once for a package."""
        for name in sorted({_normalise(name).lower() for name in names}, key=len, reverse=True):
            first = _FIRST.match(name)
            if first is not None and len(name) > 3:
                self._by_first[first[0]].append(name)
            self.add(name)

    def add(self, text: str) -> None:
        """Add a text with its sentences, each by itself too. Called for every literal, cell and name."""
        if text in self._seen:
            return
        self._seen.add(text)
        text = _normalise(unescape(text))
        for part in {text, *_END.split(text), *_SENTENCE.split(text)}:
            if OPEN in part:
                self._add_open(part)
            elif part:
                key = _key(part)
                self._whole.add(key)
                if key.endswith("valg"):  # named with its article in a sentence
                    self._whole.add(f"{key}et")

    def _add_open(self, text: str) -> None:
        """Add a text with open places, under its longest word. Called for those with some letters of their own; one
        with fewer could be made into anything, and its places are asked by themselves."""
        words = _WORD.findall(text.replace(OPEN, " "))
        if len(words) == 1:
            self._whole.add(words[0].lower())
        if len("".join(words)) < 5:
            return
        around = text.strip(_EDGE).lower().split(OPEN)
        needed = frozenset(word.lower() for word in _WORD.findall(re.sub(r"\w*\0\w*", " ", text)))
        self._open[max(words, key=len).lower()].append((needed, around))

    def has(self, text: str) -> bool:
        """Whether a text stands in the program, the plan or the tables word for word, but for numbers and names. Called
        for what may have words of verdicts without an address; a verdict alone is no such text."""
        key = _key(self.without_names(text))
        if key not in self._has:
            exact = _key(_normalise(text))
            self._has[key] = exact not in self._verdicts and (exact in self._whole or self._follows(key))
        return self._has[key]

    def has_plainly(self, text: str) -> bool:
        """Whether a text stands somewhere word for word, and has no word of a verdict. Called once for each distinct
        sentence, before all else, for most are so."""
        return _key(_normalise(text)) in self._whole and not VERDICT_WORDS.search(text)

    def is_altered(self, text: str) -> bool:
        """Whether a text is one of those that may be written but for a number in it. Called for each text that stands
        nowhere as it is; each is worked out once. Short texts are let alone: their numbers may be any."""
        if text not in self._altered:
            key = _key(_normalise(text))
            masked = _DIGITS.sub("#", key)
            is_numbered = masked != key and masked in self._masked and key not in self._whole
            self._altered[text] = is_numbered and not self._follows(_key(self.without_names(text)))
        return self._altered[text]

    @cached_property
    def _masked(self) -> frozenset[str]:
        """The longer texts that have numbers, with a mark for each. Made when all has been added, for `is_altered`."""
        numbered = (_DIGITS.sub("#", key) for key in self._whole if _DIGITS.search(key))
        return frozenset(masked for masked in numbered if len(_WORD.findall(masked)) >= _FEWEST_WORDS)

    def _follows(self, key: str) -> bool:
        """Whether a text is one with open places that are numbers and names alone. Called by `has`."""
        return any(all(map(self._is_plain, places)) for places in self._list_followed(key))

    def _list_followed(self, key: str) -> Iterator[list[str]]:
        """The texts with open places that a text follows, each as what stands in its places. Called for each text that
        stands nowhere as it is. Only those are tried whose own words are all there."""
        words = frozenset(_WORD.findall(key)) if len(key) <= _LONGEST else frozenset()
        for word in words & self._open.keys():
            for needed, around in self._open[word]:
                if needed <= words and (places := _fill_places(around, key)) is not None:
                    yield places

    def _is_plain(self, part: str) -> bool:
        """Whether what stands in an open place is a number, a name, or a text of the program's without any word of a
        verdict. Called by `_follows`."""
        if _NUMBER.fullmatch(part):
            return True
        return _key(part) in self._whole and not VERDICT_WORDS.search(part)

    def without_names(self, text: str) -> str:
        """A text without the names of figures and delmål in it, which may have words of verdicts. Called before such
        words are looked for."""
        if text not in self._nameless:
            self._nameless[text] = self._take_out_names(_normalise(text))
        return self._nameless[text]

    def _take_out_names(self, text: str) -> str:
        """A text with a mark for each name in it. Called by `without_names`."""
        lower, parts, end = text.lower(), [], 0
        for start in (word.start() for word in _FIRST.finditer(lower)):
            if start < end:
                continue
            first = _FIRST.match(lower, start)
            names = self._by_first.get(first[0], ()) if first is not None else ()
            name = next((name for name in names if lower.startswith(name, start)), "")
            if name:
                parts += [text[end:start], _NAME]
                end = start + len(name)
        return "".join([*parts, text[end:]])

    def covers(self, text: str) -> bool:
        """Whether a text can be made of what may be written. Called for each text of each page."""
        if text not in self._covered:
            plain = _TECHNICAL.sub(" ", _normalise(text))
            self._covered[text] = self._covers(plain, 0) or self._covers(self.without_names(plain), 0)
        return self._covered[text]

    def _covers(self, text: str, depth: int) -> bool:
        """`covers`, for a text or a part of one; each is worked out once. depth: how many parts it is within."""
        key = _key(text)
        if not key or key in self._whole or _NUMBER.fullmatch(key):
            return True
        if depth > _DEEPEST:
            return False
        if key not in self._known:
            self._known[key] = False  # while it is asked, it is not made of itself
            self._known[key] = self._work_out(key, text, depth)
        return self._known[key]

    def _work_out(self, key: str, text: str, depth: int) -> bool:
        """Whether a text's sentences, its clauses, or the open places of a text that it follows are all covered. Called
        by `_covers`."""
        for separator in (_SENTENCE, *_CLAUSES):
            parts = [part for part in separator.split(text) if part]
            if len(parts) > 1 and all(self._covers(part, depth + (separator is not _SENTENCE)) for part in parts):
                return True
        # A list may end in a name that has an "og" itself: `Jobcentret og Kultur og Fritid`.
        for between in _AND.finditer(text):
            if self._covers(text[: between.start()], depth + 1) and self._covers(text[between.end() :], depth + 1):
                return True
        for places in self._list_followed(key):
            if all(self._covers(part, depth + 1) for part in places):
                return True
        words = " ".join(_COUNTED.sub(" ", key).replace(_NAME, " ").split())
        if len(words) < len(key) and self._covers(words, depth + 1):
            return True
        # What stands in an open place may be put together of a few words of the program's.
        few = words.split()
        return 0 < len(few) <= (_FEW if depth else 3) and all(word in self._whole or word in _PARTICLES for word in few)
