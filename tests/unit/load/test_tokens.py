"""The persons of a file and what may be one in its free texts, as keyed tokens that tell nobody's number."""

import random

import pytest

import cpr_spellings
from extract_files import PLAN, SOURCES
from hpanalysis import load
from hpanalysis.cpr import TOKEN_BYTES, Persons, join_tokens, list_digests
from hpanalysis.load.frame import load_frame
from hpanalysis.load.persons import parse_cpr
from hpanalysis.load.tokens import TokenTally

KEY = load.Key(b"a key of this test")
NUMBERS = cpr_spellings.NUMBERS
CASES = """Sagsnummer;Boligorganisation;Afdeling;Blok;Sagsdato;Udsættelsesdato
S-1;Randers Boligforening af 1940;29;;03-02-2023;01-06-2023
{};Randers Boligforening af 1940;29;;04-02-2023;
"""


def tally_of(*cells, key=KEY):
    tally = TokenTally(key)
    for cell in cells:
        tally.make_pseudonym(parse_cpr(cell))
    return tally


def known(*cells, key=KEY):
    return Persons(key, (tally_of(*cells, key=key).persons,))


def tokens_in(text):
    tally = TokenTally(KEY)
    tally.add_texts("fundet", [text])
    return tally.doubtful.get("fundet", ())


def test_a_person_is_known_by_the_number_by_every_digest_of_it_and_by_the_pseudonym():
    persons = known("010203-1234")
    assert persons.knows_number("0102031234")
    assert all(persons.knows_digest(digest) for digest in list_digests("0102031234"))
    assert persons.knows_pseudonym(bytes.fromhex(KEY.pseudonym("0102031234")))
    assert not persons.knows_number("0102031235")
    assert not any(persons.knows_digest(digest) for digest in list_digests("0102031235"))


def test_the_tokens_hold_no_number_and_no_plain_digest_and_are_others_under_another_key():
    tokens = tally_of("010203-1234").persons
    assert len(tokens) == 9 * 8
    assert b"010203" not in tokens
    assert not any(digest[:8] in tokens for digest in list_digests("0102031234"))
    assert not known("0102031234", key=load.Key(b"another key")).knows_token(tokens[:8])


def test_a_pseudonym_is_the_one_of_the_key_and_its_person_is_taken_up():
    tally = TokenTally(KEY)
    assert tally.make_pseudonym("0102031234") == KEY.pseudonym("010203-1234")
    assert len(tally.persons) == 9 * 8
    with pytest.raises(ValueError):
        KEY.pseudonym("320190-1234")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("spelling", cpr_spellings.DOUBTFUL)
def test_a_free_text_with_a_persons_number_in_a_doubtful_spelling_is_held_against_the_persons(spelling, number):
    tokens = tokens_in(f"sag {cpr_spellings.DOUBTFUL[spelling](number)}")
    assert any(known(number).knows_token(token) for token in tokens)
    assert not any(known("0203041234").knows_token(token) for token in tokens)


def test_no_look_alike_of_200_in_a_free_text_is_a_persons():
    persons = known(*NUMBERS, *(f"{day:02d}0150{n}" for day in range(1, 29) for n in range(1000, 1040)))
    look_alikes = cpr_spellings.list_look_alikes()
    assert [one for one in look_alikes if any(persons.knows_token(token) for token in tokens_in(one))] == []
    assert sum(bool(tokens_in(one)) for one in look_alikes) > 5  # some are asked about, so the test is no empty one


def test_load_gives_the_tokens_of_a_file_with_the_finding_ready(tmp_path):
    path = tmp_path / "udsaettelser.csv"
    path.write_text(CASES.format("sag 1506344006.0"), encoding="utf-8")
    loaded = load_frame(SOURCES["udsaettelser"], [path], PLAN, KEY)
    assert loaded.persons == b""  # a source without persons
    ((finding, tokens),) = loaded.doubtful.items()
    assert finding.startswith(
        "»udsaettelser.csv«, kolonne »Sagsnummer«: Kolonnen indeholder noget, der ligner CPR-numre."
    )
    assert "1506344006" not in finding
    assert tokens == (KEY.make_number_token("1506344006"),)
    assert "1506344006" not in repr(loaded).replace(repr(loaded.frame), "")


def test_a_file_without_anything_like_a_number_gives_no_tokens(tmp_path):
    path = tmp_path / "udsaettelser.csv"
    path.write_text(CASES.format("U-00092"), encoding="utf-8")
    assert load_frame(SOURCES["udsaettelser"], [path], PLAN, KEY).doubtful == {}


@pytest.mark.parametrize("count", [0, 1, 2, 3000])
def test_a_store_has_each_token_once_in_the_order_of_its_bytes(count):
    draw = random.Random(count)
    tokens = [draw.randbytes(TOKEN_BYTES) for _ in range(count)]
    tokens += draw.choices([*tokens, b"\0" * TOKEN_BYTES, b"\xff" * TOKEN_BYTES], k=count)
    assert join_tokens(iter(tokens)) == b"".join(sorted(set(tokens)))
