"""The code of a package: derived from its digest, and read however a person may type it."""

import hashlib

import pytest

from hpanalysis.verify.checks import minutes
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.opening.short_code import parse_code, write_code

DIGEST = hashlib.sha512(b"pakke").hexdigest()
PACKAGE = Package("dokumentation-2026H1", {"tagmanifest-sha512.txt": b"pakke"}, (), zipped=True)


def test_it_is_the_first_80_bits_in_crockfords_letters():
    """Ten bytes that count from 0 to 15 and on, five bits a letter, worked out by hand."""
    assert write_code("00443214c74254b635cf" + "f" * 108) == "0123-4567-89AB-CDEF"
    assert write_code("84653a56d7c675be77df" + "0" * 108) == "GHJK-MNPQ-RSTV-WXYZ"


def test_each_of_the_first_80_bits_and_no_other_changes_it():
    whole = int(DIGEST, 16)
    codes = {place: write_code(f"{whole ^ 1 << 511 - place:0128x}") for place in range(512)}
    assert len({codes[place] for place in range(80)} | {write_code(DIGEST)}) == 81
    assert {codes[place] for place in range(80, 512)} == {write_code(DIGEST)}


@pytest.mark.parametrize(
    "typed",
    ["0123-4567-89AB-CDEF", "0123456789abcdef", " o1z3".replace("z", "2") + " 4567 89AB CDEF", "OI23–4567-89AB-CDEF"],
)
def test_it_is_read_in_small_letters_without_hyphens_and_with_letters_for_digits(typed):
    assert parse_code(typed) == "0123-4567-89AB-CDEF"


@pytest.mark.parametrize(
    "typed", ["", "0123-4567-89AB", "0123-4567-89AB-CDEFG", "U123-4567-89AB-CDEF", "æ123-4567-89AB-CDEF"]
)
def test_what_is_no_code_is_not_read(typed):
    assert parse_code(typed) is None


def test_a_package_is_held_against_the_code_and_the_digest_of_the_minutes():
    own, other = write_code(DIGEST), "0123-4567-89AB-CDEF"
    assert minutes.check(PACKAGE).state is State.NOT_CHECKED
    assert minutes.check(PACKAGE, code=own).state is State.HOLDS
    assert minutes.check(PACKAGE, digest=f" {DIGEST.upper()}\n", code=own).problems == ()
    wrong = minutes.check(PACKAGE, digest=DIGEST, code=other)
    assert wrong.problems == (f"Pakkens kode er {own}, og der er ventet {other}, så det er en anden pakke.",)
    assert minutes.check(PACKAGE, digest=own).state is State.FAILS
