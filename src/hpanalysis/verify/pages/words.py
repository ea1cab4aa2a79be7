"""Every text of a page: what it says of figures is held against them, and all of it must be what the program can write.

Each text stands at an address, its own (`data-om`), that of what it stands in, or that of the page. A sentence of a
known pattern is held against the rows there. Any other sentence may have none of the words that verdicts are made of,
unless the program has it word for word; and it must be made of sentences, phrases and names of the program and the
plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hpanalysis.verify.pages.breakdown_blocks import stands_in_block
from hpanalysis.verify.pages.corpus import VERDICT_WORDS, Corpus
from hpanalysis.verify.pages.counts.counter import Counter
from hpanalysis.verify.pages.facts import VERDICTS, Cells, Facts
from hpanalysis.verify.pages.held_numbers import HeldNumbers
from hpanalysis.verify.pages.sentences.matching import check_sentence
from hpanalysis.verify.pages.sentences.reading import tells_number
from hpanalysis.verify.pages.sets import check_set
from hpanalysis.verify.pages.tree import Element, join_texts
from hpanalysis.verify.pages.verdicts import ALONE, QUESTIONS, split_about

_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "span", "strong", "sub", "sup"})
# Elements without a text of their own: what stands in a line is read with the line, and a drawing by itself.
_NO_TEXT = _INLINE | {"circle", "defs", "g", "head", "path", "rect", "style", "svg", "symbol", "text", "use"}
_SPOKEN = ("aria-label", "title")
_LAST_REPORT = "Målet i sidste rapport"  # the head of the column with the verdicts of the report before
_SHORT = {"diskr.": "diskretioneret", "mangler": "ikke leveret"}  # in a card, where there is no room for the word
_COUNTS_OF_AREA = "*/*/"  # the address of counts of all of an area's figures
# A number, a share or a span alone: no word to hold.
_BARE = re.compile(r"[+−]?(?:\d[\d.,]*|\d[\d.,]*–\d[\d.,]*|(?!20\d\d\s)\d[\d.,]*\s%)")
_COURSE = re.compile(r"(\d\d-20\d\d|20\d\d(?:/\d\d)?) (.+)")  # a window and what it was
_END = re.compile(r"(?<=[.?!]) (?=[A-ZÆØÅÉ»(])|(?<=[a-zæøå]{4}[.?!]) (?=\d)")
# What belongs to the sentence before it.
_GOES_ON = re.compile(r"Det er (?:ikke )?den ønskede retning\.|Det siger intet om, hvorvidt ")


# Pages whose sentences are about files, printed figures and meetings: what they say of figures is held as on any page,
# but their other sentences may be any.
_ELSEWHERE = frozenset({"datakvalitet.html", "baseline_revision.html", "beredskab.html", "lbf_opfoelgning.html"})
_FOREIGN = "der står noget, som programmet ikke skriver"
_UNTOLD = "der står en vurdering, som ingen tal giver"
_WRONG = "der står noget andet, end tallene siger"


class Text(NamedTuple):
    """A piece of text with the element that it stands in and the address that it is about. fragments: its parts as they
    stand in the elements of its line."""

    words: str
    fragments: tuple[str, ...]
    element: Element
    address: str
    is_elsewhere: bool  # on a page about deliveries, the plan's printed figures or the secretariat's log


def list_texts(page: Element, file: str) -> Iterator[Text]:
    """The texts of a page one by one: of each block by itself, without the verdicts that have an address of their own,
    and each label that is read aloud. Called for each page. file: its name, which tells what the whole page is
    about."""
    elsewhere = file in _ELSEWHERE
    of_page = _find_address_of_page(file)
    for element in page.walk():
        # A group has no address; its cell is held with the whole table it stands in.
        if element.name not in _NO_TEXT and not (element.name == "td" and stands_in_block(element)):
            for fragments in _list_pieces(element):
                yield Text(join_texts(fragments), fragments, element, element.about or of_page, elsewhere)
        for name in _SPOKEN if element.attributes else ():
            if name in element.attributes:
                spoken = (element.attributes[name],)
                yield Text(join_texts(spoken), spoken, element, element.about or of_page, elsewhere)


def _find_address_of_page(file: str) -> str:
    """What a whole page is about: the indicator of a definition page, "" for any other. Called once for each page."""
    stem = file.removesuffix(".html")
    return f"{stem.removeprefix('definition-')}/*/*" if stem.startswith("definition-") else ""


def _list_pieces(element: Element) -> list[tuple[str, ...]]:
    """The text of an element itself, in pieces: what stands before and after a verdict, a block or a bold name within
    it. Called for each element that is no part of a line."""
    if len(element.children) == 1 and isinstance(child := element.children[0], str):  # as most are
        return [(child,)] if child.strip() else []
    if not any(isinstance(child, str) or child.name in _INLINE for child in element.children):
        return []
    pieces: list[list[str]] = [[]]

    def collect(one: Element) -> None:
        """Add the text of an element that runs on in the line. Called for the element and for what is inline in it."""
        for child in one.children:
            if isinstance(child, str):
                pieces[-1].append(child)
            elif child.name == "code" or split_about(child)[1] in QUESTIONS:
                pieces.append([])
            elif child.name in _INLINE:
                # In a list or a card a name in bold is no part of the sentence after it.
                alone = child.name in ("b", "i") and one.name in ("li", "div")
                pieces.extend([[]] if alone else [])
                collect(child)
                pieces.extend([[]] if alone else [])
            else:
                pieces.append([])

    collect(element)
    return [tuple(piece) for piece in pieces if "".join(piece).strip()]


def _is_key(sentence: str, element: Element) -> bool:
    """Whether a word stands in the key to the symbols, where it is held against its symbol, or heads a column. Called
    for each sentence that no figure is told by."""
    in_key = element.parent is not None and "noegle" in element.parent.classes
    heads = element.attributes.get("scope") == "col" and sentence[:1].isupper()
    return (in_key or heads) and sentence.lower() in ALONE


def split_sentences(text: str, names: Iterable[str] = ()) -> list[str]:
    """The sentences of a text; one that only says more of the one before it stays with it. Called for each piece.
    names: those with a point in them, which ends no sentence."""
    if ". " not in text and "? " not in text and "! " not in text:
        return [text]
    sentences: list[str] = []
    for name in names:
        text = text.replace(name, name.replace(". ", ".\u00a0"))
    for sentence in _END.split(text):
        if sentences and _GOES_ON.match(sentence):
            sentences[-1] = f"{sentences[-1]} {sentence}"
        else:
            sentences.append(sentence)
    return sentences


class PageWords:
    """Holds the words of pages. Made once for a package."""

    def __init__(self, facts: Facts, corpus: Corpus, held: HeldNumbers) -> None:
        """Keep what the words are held against. corpus: all that may be written; held: the numbers in it that are about
        no figure."""
        self._facts, self._corpus, self._held = facts, corpus, held
        self._told: dict[tuple[str, str, bool, bool, str], str] = {}
        self._plain: dict[str, bool] = {}
        self._bare: dict[str, bool] = {}
        self._pointed = [name for area in facts.areas.values() for name in (area.name, area.inside) if ". " in name]

    def find_faults(self, page: Element, file: str) -> Iterator[tuple[str, Element]]:
        """What a page says that is not so, or that nobody of the program's says, each as a Danish clause with the
        element. Called for each page of a package. file: its name."""
        counter = Counter(self._facts, file)
        for text in list_texts(page, file):
            faults = [
                (fault, sentence)
                for sentence in split_sentences(text.words, self._pointed)
                if (fault := self._check(sentence, text, counter))
            ]
            if not faults:
                continue
            # A text may be made of several in one line, each of them the program's own.
            parts = [part for part in text.fragments if part.strip()]
            if _FOREIGN in (fault for fault, _ in faults) and all(map(self._corpus.covers, parts)):
                faults = [(fault, sentence) for fault, sentence in faults if fault != _FOREIGN]
            if _UNTOLD in (fault for fault, _ in faults) and len(parts) > 1 and all(map(self._is_own, parts)):
                faults = [(fault, sentence) for fault, sentence in faults if fault != _UNTOLD]
            yield from ((f"{fault}: »{sentence}«", text.element) for fault, sentence in faults)

    def _is_own(self, part: str) -> bool:
        """Whether a part of a line is the program's word for word, or has no word of a verdict. Called for the parts of
        a text that is made of several."""
        return self._corpus.has(part) or (self._corpus.covers(part) and not VERDICT_WORDS.search(part))

    def _check(self, sentence: str, text: Text, counter: Counter) -> str:
        """What is wrong with a sentence, "" where nothing is. Called for each sentence of each text."""
        if sentence not in self._plain:
            self._bare[sentence] = bool(_BARE.fullmatch(sentence))
            self._plain[sentence] = self._bare[sentence] or self._corpus.has_plainly(sentence)
        # A count of an area's figures is always counted again: `1 af 2` may stand in some file as well.
        if self._plain[sentence] and not text.address.startswith(_COUNTS_OF_AREA):
            is_wrong = self._bare[sentence] and self._held.is_of_no_column(sentence, text.address)
            return _WRONG if is_wrong else ""
        place = (
            sentence,
            text.address,
            text.element.name == "desc",
            text.is_elsewhere,
            counter.stem if "*" in text.address or not text.address else "",
        )
        if place not in self._told or text.element.name in ("td", "dt", "li", "div", "th"):
            self._told[place] = self._work_out(sentence, text, counter)
        return self._told[place]

    def _work_out(self, sentence: str, text: Text, counter: Counter) -> str:
        """What is wrong with a sentence that was not asked of before. Called by `_check`."""
        if self._held.find_wrong(sentence, text.address) or self._corpus.is_altered(sentence):
            return _WRONG
        sentence = sentence.removeprefix("Forbehold: ")
        told = self._hold(sentence, text, counter)
        if told is False:
            return _WRONG
        if told or self._corpus.has(sentence) or _is_key(sentence, text.element):
            return ""
        if VERDICT_WORDS.search(self._corpus.without_names(sentence)):
            return _UNTOLD
        return "" if text.is_elsewhere or self._corpus.covers(sentence) else _FOREIGN

    def _hold(self, sentence: str, text: Text, counter: Counter) -> bool | None:
        """Whether a sentence says what its figures say; None where it is of no pattern. Called for each sentence."""
        told: list[bool | None] = []
        rows = self._facts.find(text.address) if text.address and "*" not in text.address else ()
        if len(rows) == 1 and "window" in rows[0]:
            # The area's name may stand before what is said of it.
            sentence = sentence.replace("\u00a0", " ").removeprefix(f"{self._name_area(rows[0])}: ")
            told += [check_sentence(sentence, rows[0], self._facts), self._check_level(sentence, rows[0])]
            told += [self._check_state(sentence, rows[0], text.element), self._check_course(sentence, rows[0])]
            if True in told:
                return True
        if "*" in text.address:
            told.append(check_set(sentence, text.address, self._facts))
        told.append(counter.check(sentence, text.element, text.address))
        if True in told:
            return True
        return False if False in told else None

    def _check_level(self, sentence: str, row: Cells) -> bool | None:
        """Whether the sentence on how high a figure is has its value and its area. Called for each sentence about one
        figure."""
        match = self._facts.match_level(row["indicator_id"], sentence)
        if match is None:
            return None
        groups = match.groupdict()
        area = self._facts.areas[row["area_id"]]
        places = (
            {area.inside, "i de opgjorte boligafdelinger"}
            if row["area_id"] == self._facts.definitions.total
            else {area.inside}
        )
        told = groups.get("x") or groups.get("n") or ""
        inside = groups.get("o")
        fits = inside is None or inside.replace("\u00a0", " ").endswith(tuple(places))
        return fits and tells_number(told, row["value"]) and _is_in_window(groups, row)

    def _check_state(self, sentence: str, row: Cells, element: Element) -> bool | None:
        """Whether a verdict or a state that stands alone is one of the row's. Called for each sentence about one
        figure. A cell of the comparison tells of another figure, and one of the last report of what this package does
        not hold."""
        word = _SHORT.get(sentence, sentence)
        if element.attributes.get("data-l") == _LAST_REPORT:
            return word in VERDICTS or None
        if word not in ALONE or element.attributes.get("data-l") == "Til sammenligning":
            return None
        if sentence == "ingen":
            return row["status"] in ("ingen sager", "ingen personer")
        return word in {row["status"], *(row.get(column) for column in QUESTIONS)}

    def _check_course(self, sentence: str, row: Cells) -> bool | None:
        """Whether `Området: 2023 12,3 %, 2024 diskretioneret` is the figure's course, window by window. Called for the
        first sentence of a course's description."""
        items = sentence.replace("\u00a0", " ").rstrip(".").rpartition(": ")[2].split(", ")
        parts = [_COURSE.fullmatch(item) for item in items]
        if not all(parts):
            return None
        by_end: dict[str, list[Cells]] = {}
        for one in self._facts.find(f"{row['indicator_id']}/*/{row['area_id']}"):
            if "window" in one and ".." not in one["window"] and one["window_end"] <= row["window_end"]:
                by_end.setdefault(one["window_end"], []).append(one)
        ends = sorted(by_end)
        return len(ends) == len(parts) and all(
            any(
                tells_number(part[2], one["value"]) if one["value"] else part[2] == one["status"] for one in by_end[end]
            )
            for end, part in zip(ends, parts, strict=True)
            if part is not None
        )

    def _name_area(self, row: Cells) -> str:
        """The name of a row's area. Called for what may stand before a sentence."""
        return self._facts.areas[row["area_id"]].name


def _is_in_window(groups: dict[str, str | None], row: Cells) -> bool:
    """Whether the years that a sentence names are those of its window. Called for each sentence on a level."""
    named = {year for name in ("V", "v") for year in re.findall(r"20\d\d", groups.get(name) or "")}
    return named <= {row["window_start"][:4], row["window_end"][:4], *re.findall(r"20\d\d", row["window"])}
