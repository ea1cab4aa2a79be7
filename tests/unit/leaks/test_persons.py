"""What may be a CPR number is held against the persons of the extracts: theirs are stopped, others are not."""

import hashlib

import pytest

import cpr_spellings
import shared_plans
from hpanalysis.cpr import Persons, join_tokens, list_digests
from hpanalysis.leaks import LeakKind, scan_files
from hpanalysis.load import Key
from projects import PLAN as FOLDER

PLAN = shared_plans.read(FOLDER)
CPR, PSEUDONYM = LeakKind.CPR.value, LeakKind.PSEUDONYM.value


KEY = Key(b"a key of this test")


def persons(*numbers):
    """Persons as two extracts would give them, each with half of the numbers."""
    stores = [
        [KEY.make_number_token(n) for n in half] + [KEY.make_digest_token(d) for n in half for d in list_digests(n)]
        for half in (numbers[::2], numbers[1::2])
    ]
    return Persons(KEY, tuple(join_tokens(store) for store in stores))


KNOWN = persons(*cpr_spellings.NUMBERS, *(f"{day:02d}0150{n}" for day in range(1, 29) for n in range(1000, 1040)))
# Others of the same forms, who are in no extract.
STRANGERS = ("0102031235", "1506344016", "6902614321")


def kinds(content, known, name="a.txt"):
    return [leak.kind for leak in scan_files({name: content}, PLAN, known)]


@pytest.mark.parametrize("number", cpr_spellings.NUMBERS)
@pytest.mark.parametrize("spelling", cpr_spellings.SPELLINGS)
def test_a_person_of_the_extracts_is_stopped_in_every_spelling(spelling, number):
    found = scan_files({"a.txt": f"Barnet {cpr_spellings.SPELLINGS[spelling](number)} og et til".encode()}, PLAN, KNOWN)
    assert CPR in {leak.kind for leak in found}
    assert number[6:] not in str(found)


@pytest.mark.parametrize("number", STRANGERS)
@pytest.mark.parametrize("spelling", cpr_spellings.DOUBTFUL)
def test_a_doubtful_spelling_of_nobody_is_let_through(spelling, number):
    if number.startswith("0") or "leading zero" not in spelling:
        assert kinds(f"Sagen {cpr_spellings.DOUBTFUL[spelling](number)} er lukket".encode(), KNOWN) == []


def test_none_of_200_look_alikes_is_stopped_alone_or_together():
    look_alikes = cpr_spellings.list_look_alikes()
    assert {one: found for one in look_alikes if (found := kinds(f"Se {one}.".encode(), KNOWN))} == {}
    assert kinds("\n".join(f"{n},{one},2026" for n, one in enumerate(look_alikes)).encode(), KNOWN) == []


def test_a_pseudonym_of_a_person_is_stopped_and_another_checksum_is_not():
    pseudonym = KEY.pseudonym(cpr_spellings.NUMBERS[0])
    checksum = hashlib.md5(b"et bilag").hexdigest()
    assert kinds(f"person {pseudonym}".encode(), KNOWN) == [PSEUDONYM]
    assert kinds(f"person {checksum}".encode(), KNOWN) == []
    assert kinds(f"person {checksum}".encode(), None) == [PSEUDONYM]


@pytest.mark.parametrize("number", STRANGERS)
def test_where_no_extract_of_persons_was_loaded_a_doubtful_number_is_nobodys(number):
    for spelling in ("a decimal nought", "five pairs", "the century", "cells of a table"):
        assert kinds(b"Sagen " + cpr_spellings.DOUBTFUL[spelling](number).encode(), None) == []


@pytest.mark.parametrize("number", cpr_spellings.NUMBERS)
@pytest.mark.parametrize("spelling", cpr_spellings.DOUBTFUL)
def test_a_name_with_a_doubtful_number_is_a_leak_that_does_not_say_it(spelling, number):
    name = f"bilag {cpr_spellings.DOUBTFUL[spelling](number)}.csv".replace("\n", " ")
    (found,) = scan_files({name: b"a,b\n"}, PLAN, KNOWN)
    assert (found.file, found.kind) == ("en fil, hvis navn ikke vises", CPR)


def test_the_repr_of_the_persons_tells_nothing_of_them():
    assert repr(KNOWN) == "Persons()"
