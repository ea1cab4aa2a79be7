"""Every spelling of a CPR is found and read as its ten digits, and what only looks like one is not."""

import pytest

import cpr_spellings
from hpanalysis.cpr import find_digests, find_doubtful, find_plain, list_digests, read_variants

NUMBERS = cpr_spellings.NUMBERS


def plain(text):
    return {one.number for variant in read_variants(text) for one in find_plain(variant)}


def doubtful(text):
    return {one.number for variant in read_variants(text) for one in find_doubtful(variant)}


def is_digest_of(number, text):
    own = set(list_digests(number))
    return any(one.value in own for variant in read_variants(text) for one in find_digests(variant))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("spelling", cpr_spellings.PLAIN)
def test_a_plain_spelling_is_read_as_its_ten_digits(spelling, number):
    written = cpr_spellings.PLAIN[spelling](number)
    assert plain(f"Barnet {written} og et til") == {number}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("spelling", cpr_spellings.DOUBTFUL)
def test_a_doubtful_spelling_is_read_and_is_no_plain_one(spelling, number):
    text = f"Barnet {cpr_spellings.DOUBTFUL[spelling](number)} og et til"
    assert number in doubtful(text) or is_digest_of(number, text)
    if number.startswith("0") or "leading zero" not in spelling:
        assert plain(text) == set()


@pytest.mark.parametrize(
    "written", ["010203 - 1234", "cpr:010203-1234.", "(3112991234)", 'x;010203-1234;"y"', "2902001234"]
)
def test_signs_of_tables_and_sentences_may_stand_around(written):
    assert len(plain(f"Barnet {written} og et til")) == 1


@pytest.mark.parametrize("written", ["1,010203-1234", "1,0102031234,2", "7;1;0102031234;9", "0102031234\n0102031234"])
def test_other_numbers_may_stand_beside(written):
    assert plain(written) == {"0102031234"}


@pytest.mark.parametrize("written", ["7,15 06 34 40 06,8", "3;102031234;4", "a=1506344006.0&b=2", "[102031234]"])
def test_other_numbers_may_stand_beside_a_doubtful_one(written):
    assert doubtful(written) & {"1506344006", "0102031234"}


@pytest.mark.parametrize(
    "look_alike",
    [
        "3002031234",  # 30 February
        "0113031234",  # the thirteenth month
        "9902031234",
        "01020312345",  # a digit too many
        "20102031234",
        "010203-123",
        "0.0102031234",  # decimals
        "3112991234.5",
        "01-02-2025",
        "2026-02-01T12:34:56",
        "d404559f602eab6f0102031234e3b0c44298fc1c149afbf4c8996fb92427ae41",
        "12,3 % af 1234",
        "10,1\t12.345",
        "31.12.2025, 1.204 børn",
        "2023-10/2024-09",
        "skoleaaret,2024-09-01,2024H2,2024-09-01,2025-08-31",
        "45,9 46,1 43,2 44,0",
        "M57.6 307.584L414.72 307.584",
        "12 34 56 78 90 12",  # more groups than a number has
        "1506344.006",
        "102031234.5",
    ],
)
def test_what_only_looks_like_a_cpr_is_no_spelling_at_all(look_alike):
    text = f"Tallet {look_alike} er i orden"
    assert plain(text) == doubtful(text) == set()


@pytest.mark.parametrize("doubted", ["1.2.03.1234", "010203\n1234", "12,1506344006,0"])
def test_what_may_be_a_cpr_or_something_else_is_doubtful(doubted):
    assert len(doubtful(doubted)) == 1


def test_none_of_200_look_alikes_is_a_plain_spelling():
    look_alikes = cpr_spellings.list_look_alikes()
    assert len(look_alikes) == len(set(look_alikes)) == 200
    assert [one for one in look_alikes if plain(f"Tallet {one} er i orden")] == []
    # Some may be a CPR number for all that their form says: they are asked about, and so the test is no empty one.
    assert sum(bool(doubtful(one)) for one in look_alikes) > 5
