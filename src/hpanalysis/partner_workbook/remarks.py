"""What may not stand in a remark, because it may be a person's: a name, a number, a telephone, an address.

Danish writes nouns small, so a capital letter within a sentence begins a name. The names of the plan are known: those
of its partners, places, areas and activities. Any other may be a person's, and is refused rather than taken for an
office's. Where a sentence begins, every word has a capital letter, and only common given names are seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from hpanalysis.cpr import find_digests, find_doubtful, find_plain, read_variants
from hpanalysis.partner_workbook.first_names import GIVEN_NAMES
from hpanalysis.plan import Plan

_WORD = re.compile(r"[^\W\d_]+(?:[-'’´`][^\W\d_]+)*")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d)")
_LONG_NUMBER = re.compile(r"\+\d|(?:\d[ ./-]?){8,}")  # a telephone's: eight digits, or a country's number first
_STREETS = "vej|gade|allé|alle|stræde|plads|park|parken|vænget|bakken|torv|toften"
_ADDRESS = re.compile(rf"[^\W\d_](?:{_STREETS})\.? +\d", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:\n])[\s»«\"'“”(\[–-]*$")
_MOST_ACRONYM = 3  # letters of what is an acronym by itself; a longer one must be the plan's
# Words that are written with a capital letter and name nobody.
_POLITE = frozenset({"I", "De", "Dem", "Deres"})
_GENITIVE = "s"


def list_known_words(plan: Plan) -> frozenset[str]:
    """Every word with a capital letter in the plan's own names, in small letters. Called once a plan, before remarks
    are read."""
    words = {word for text in _list_names(plan) for word in _WORD.findall(text)}
    parts = words | {part for word in words for part in word.split("-")}
    return frozenset(part.casefold() for part in parts if part[:1].isupper())


def _list_names(plan: Plan) -> Iterator[str]:
    """The names that the plan's files have of offices, places, areas and activities. Called for the known words."""
    settings = plan.settings
    yield from (settings.name, settings.publisher, settings.contact, *(one.name for one in settings.agreements))
    for activity in plan.activities:
        yield from (activity.name_da, activity.responsible_da, activity.target_group_da, activity.terms_da)
        yield from (*activity.parties_da, *activity.places_da)
    for promise in plan.promises:
        yield from (promise.measure_da, promise.responsible_da, *promise.parties_da)
    yield from (hours.responsible_da for hours in plan.hours)
    for member in plan.members:
        yield from (member.unit_da, member.office_da, member.organisation_da)
    for area in (*plan.all_areas, *plan.areas_as_printed):
        yield from (area.name, area.short)


def _has_number(text: str) -> bool:
    """Whether a text has what may be a CPR number, in any spelling, or a telephone's. Asked of each remark. What may
    be something else is refused too: nobody's remark needs such a number."""
    for variant in read_variants(text):
        found = chain(find_plain(variant), find_doubtful(variant), find_digests(variant))
        if next(found, None) is not None or _LONG_NUMBER.search(_DAY.sub(" x ", variant)):
            return True
    return False


def _may_be_name(word: str, before: str, known: frozenset[str]) -> bool:
    """Whether a word may be a person's name. Asked of each word of a remark. before: the text before it."""
    small = word.casefold()
    if small in known or small.removesuffix(_GENITIVE) in known:
        return False
    if small in GIVEN_NAMES or small.removesuffix(_GENITIVE) in GIVEN_NAMES:
        return True
    is_acronym = word.isupper() and len(word) <= _MOST_ACRONYM
    if not word[0].isupper() or is_acronym or word in _POLITE:
        return False
    return not _ENDS_SENTENCE.search(before)


def find_personal(text: str, known: frozenset[str]) -> str:
    """What a remark has that may be a person's, as a Danish sentence that does not repeat it; "" where it has nothing.
    Called for each remark of each workbook. known: `list_known_words` of the plan."""
    if "@" in text:
        return "Her står noget, der kan være en mailadresse. Det vises ikke."
    if _has_number(text):
        return "Her står noget, der kan være et CPR-nummer eller et telefonnummer. Det vises ikke."
    for variant in read_variants(text):
        if _ADDRESS.search(variant):
            return "Her står noget, der kan være en adresse. Det vises ikke."
        if any(_may_be_name(found[0], variant[: found.start()], known) for found in _WORD.finditer(variant)):
            return "Her står noget, der kan være en persons navn. Det vises ikke."
    return ""
