"""A folder that is about to be published -> what in it may be about a person, file by file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from hpanalysis.cpr import NAMELESS, Known, find_digests, find_doubtful, find_plain, may_hold_number, read_variants
from hpanalysis.leaks.kinds import Leak, LeakKind
from hpanalysis.leaks.locating import describe_place
from hpanalysis.leaks.office_parts import list_people_texts
from hpanalysis.leaks.pictures import Unreadable
from hpanalysis.leaks.pseudonyms import holds_pseudonym
from hpanalysis.leaks.reading import Way, extract_texts, list_cells, unpack_base64
from hpanalysis.leaks.rows import holds_row
from hpanalysis.leaks.streets import Streets
from hpanalysis.passed_checks import EXAMINE_ALL, PassedChecks
from hpanalysis.plan import Plan


def list_streets(plan: Plan) -> Streets:
    """List the plan's own streets and area names, which are no address of anybody; called once a search for leaks."""
    areas = (*plan.areas_as_printed, *plan.all_areas)  # a merged area may be called by its parts
    names = (name for area in areas for name in (area.name, area.short))
    return Streets.of(((row.street, row.numbers) for row in plan.addresses), names)


# Everything looked for has digits, ordinary ones or those of other scripts, small or circled ones; in base64 it is a
# long word. A text without any needs no search.
_WORTH_SEARCHING = re.compile(
    r"[\d\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff]|[MNO][A-Za-z+/_-]{13}|[A-Za-z+/_-]{22}"
)


def _read_texts(content: bytes, name: str) -> Iterable[tuple[Way, str]]:
    """Return the texts of a file that is to be published, each with the way to it; called once for each file. name:
    decides how it is read: program code (.py) is one text and no markup, whatever tags it speaks of, and of a table the
    cells are read one by one too, for beside another number and a comma an amount is no number of its own. The table
    for people is read by its cells alone (`office_parts`)."""
    if name.endswith(".py"):
        return [((), content.decode("utf-8", errors="replace"))]
    if (people := list_people_texts(content, name)) is not None:
        return [((), text) for text in people]
    texts = extract_texts(content)
    return chain(texts, (((), cell) for cell in list_cells(content))) if name.endswith(".csv") else texts


class LeakGate:
    """Searches texts for what may not be published; each text once, however often it stands in one set of files."""

    def __init__(self, streets: Streets, persons: Known | None = None) -> None:
        """Prepare the searches for CPR numbers, pseudonyms, addresses and rows of extracts.

        Called once for a set of files. streets: the plan's own, which are nobody's address. persons: the persons of the
        extracts, whom whatever may be a CPR number or a pseudonym is compared with. Where it is None, only numbers in
        the usual form of a CPR number are stopped, and every text with the form of a pseudonym.
        """
        self._persons = persons
        self._searches: dict[LeakKind, Callable[[str], bool]] = {
            LeakKind.PSEUDONYM: partial(holds_pseudonym, persons=persons),
            LeakKind.ADDRESS: streets.holds_address,
            LeakKind.RAW_ROW: holds_row,
        }
        self._answers: dict[str, tuple[LeakKind, ...]] = {}

    def kinds_in(self, text: str) -> tuple[LeakKind, ...]:
        """Return the kinds of leak, such as a CPR number, that are in a text; empty where it may be published. Called
        for each text and each name of the files about to be published. The answer is remembered, for many texts are on
        every page."""
        if text not in self._answers:
            self._answers[text] = tuple(dict.fromkeys(self._search(text))) if _WORTH_SEARCHING.search(text) else ()
        return self._answers[text]

    def _search(self, text: str) -> Iterator[LeakKind]:
        """Yield the kinds of leak in a text that has digits, or letters enough for base64. Called by `kinds_in` once
        for each distinct text of the files to be published."""
        variants = list(read_variants(text))
        if any(self._holds_cpr(variant) for variant in variants):
            yield LeakKind.CPR
        yield from (kind for kind, holds in self._searches.items() if holds(variants[0]))
        for unpacked in unpack_base64(text):
            try:
                yield from (kind for _, inner in extract_texts(unpacked) for kind in self.kinds_in(inner))
            except Unreadable:
                yield LeakKind.UNREADABLE

    def _holds_cpr(self, text: str) -> bool:
        """Say whether a text has a CPR number in it: a plain one, or a doubtful spelling or a digest of the number of a
        person of the extracts, if these are known. Asked for each variant of a text, as `cpr.read_variants` gives
        them."""
        if next(find_plain(text), None):
            return True
        if (persons := self._persons) is None:
            return False
        return any(persons.knows_number(one.number) for one in find_doubtful(text)) or any(
            persons.knows_digest(one.value) for one in find_digests(text)
        )

    def printable_name(self, name: str) -> str:
        """Return a file's name as a message may print it: a fixed phrase if the name itself holds a leak. Called for
        the names in each leak that is reported."""
        return NAMELESS if self.kinds_in(name) or may_hold_number(name) else name

    def find_leaks(self, content: bytes, name: str) -> Iterator[Leak]:
        """Yield what may not be published of one file: of its name and of every text in it. Called for each file of a
        staged publication or a package before it is let out. content: its bytes. What cannot be read to its end is a
        leak of its own kind."""
        yield from (Leak(self.printable_name(name), kind.value) for kind in self.kinds_in(name))
        try:
            for way, text in _read_texts(content, name):
                if kinds := self.kinds_in(text):
                    place = " > ".join(self.printable_name(part) for part in (name, *way))
                    yield from (Leak(place, kind.value, self._locate(content, name, way, text)) for kind in kinds)
        except Unreadable:
            yield Leak(self.printable_name(name), LeakKind.UNREADABLE.value)

    def _locate(self, content: bytes, name: str, way: Way, text: str) -> str:
        """Where in a file a text that holds a leak stands, in Danish; "" for what lies within an archive, a picture or
        another file. Called for each such text."""
        if way:
            return ""
        whole = content.decode("utf-8", errors="replace")
        return describe_place(name, whole, text, lambda part: bool(self.kinds_in(part)))


def make_gate(plan: Plan, persons: Known | None = None) -> LeakGate:
    """The search of files of a plan; called once for a set of them. persons: of the extracts, as in `LeakGate`."""
    return LeakGate(list_streets(plan), persons)


def scan_files(
    files: Mapping[str, bytes], plan: Plan, persons: Known | None = None, passed: PassedChecks = EXAMINE_ALL
) -> list[Leak]:
    """List what may not be published of these files (name -> content), sorted, each once; empty where they are clean.

    Called with the files of a package before it is sealed, and with those of a half-year or an accounting year before
    they are published: any leak stops it. It looks for a CPR number in any spelling, a
    pseudonym, a street with a house number and a row of an extract: in names, texts, attributes, drawings, PNG chunks,
    data URIs and archives. What cannot be read to its end is not published either. persons: those of the extracts; None
    leaves what only may be a CPR number (see `LeakGate`). passed: files that an earlier search found clean, by the same
    program and with the same plan and persons; they are not searched again.
    """
    gate = make_gate(plan, persons)
    leaks: set[Leak] = set()
    for name, content in list_unsearched(files, passed).items():
        found = set(gate.find_leaks(content, name))
        leaks |= found
        if not found:
            passed.keep(*_describe_search(name, content))
    return sorted(leaks)


def _describe_search(name: str, content: bytes) -> tuple[str, ...]:
    """What a search of a file is of, for `PassedChecks`. Called for each file, before and after it is searched."""
    return "searched for leaks", name, hashlib.sha256(content).hexdigest()


def list_unsearched(files: Mapping[str, bytes], passed: PassedChecks) -> dict[str, bytes]:
    """Those of the files that no earlier search found clean. Called before files are searched. passed: as in
    `scan_files`."""
    return {name: content for name, content in files.items() if not passed.has_passed(*_describe_search(name, content))}


def find_clean(files: Mapping[str, bytes], plan: Plan, persons: Known | None) -> list[tuple[str, ...]]:
    """Search files, and return of each that is clean what `PassedChecks.keep` is to be given. Called in a process of
    its own, while the auditor works, so that `scan_files` finds them passed; whatever is not clean it searches again,
    and tells."""
    gate = make_gate(plan, persons)
    return [
        _describe_search(name, content) for name, content in files.items() if not any(gate.find_leaks(content, name))
    ]


def read_folder(folder: Path, prefix: str = "", pattern: str = "*") -> dict[str, bytes]:
    """Name -> bytes of the files in a folder and below that match a pattern, each name after `prefix`. Called for the
    folders of a half-year or an accounting year that are searched before it is published."""
    paths = (path for path in folder.rglob(pattern) if path.is_file())
    return {f"{prefix}{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}
