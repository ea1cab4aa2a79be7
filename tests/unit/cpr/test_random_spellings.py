"""Spellings drawn at random: a number is read whatever stands between its parts, and no text without one is."""

import re
import unicodedata
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import cpr_spellings
from hpanalysis.cpr import find_doubtful, find_plain, mask_numbers, may_hold_number, read_variants

LAST = st.integers(0, 9999).map(lambda n: f"{n:04d}")
DAYS = st.integers(0, 45_000).map(lambda n: (date(1905, 1, 1) + timedelta(n)).strftime("%d%m%y"))
ADMINISTRATIVE = DAYS.map(lambda day: f"{int(day[0]) + 6}{day[1:]}")
NUMBERS = st.tuples(DAYS | ADMINISTRATIVE, LAST).map("".join)

SCRIPTS = st.sampled_from(["0", "０", "٠", "०", "𝟎", "𝟬", "๐", "೦"])
UNSEEN = (
    "",
    "",
    "",
    "\N{SOFT HYPHEN}",
    "\N{ZERO WIDTH SPACE}",
    "\N{WORD JOINER}",
    "<b>",
    "</b>",
    "<!-- x -->",
    "<wbr>",
)
# Any dash, space, dot, slash or low line, as a sign, a reference or an escape.
SIGNS = st.sampled_from(
    [
        *"-–—−‐‑‒―﹣－_./·",
        " ",
        "\N{NO-BREAK SPACE}",
        "\N{THIN SPACE}",
        "&#45;",
        "&ndash;",
        "&nbsp;",
        "%2D",
        "\\u002d",
        "",
    ]
)
PAIR = st.integers(0, 99)
AROUND = st.sampled_from(["", " ", "(", ")", "cpr:", "Barnet ", ",", ";", '"', "«", "»", "\n", "og"])


@st.composite
def spellings(draw):
    """A number and how it is written: a script, signs in the date and before the last four digits, unseen marks."""
    number, in_date, before_last = draw(NUMBERS), draw(SIGNS), draw(SIGNS)
    written = cpr_spellings.other_digits(draw(SCRIPTS))(number)
    unseen = draw(st.lists(st.sampled_from(UNSEEN), min_size=10, max_size=10))
    signs = dict.fromkeys((1, 3), in_date) | {5: before_last}
    marked = "".join(f"{digit}{unseen[at]}{signs.get(at, '')}" for at, digit in enumerate(written))
    return number, f"{draw(AROUND)}{marked}{draw(AROUND)}"


def numbers_in(text, find):
    return {one.number for variant in read_variants(text) for one in find(variant)}


@settings(max_examples=200, deadline=None)
@given(spellings())
def test_a_number_is_read_in_any_script_with_any_sign_and_any_unseen_mark(drawn):
    number, written = drawn
    assert number in numbers_in(written, find_plain) | numbers_in(written, find_doubtful)
    assert may_hold_number(written)
    said = mask_numbers(f"»{written}«")
    assert number not in numbers_in(said, find_plain) | numbers_in(said, find_doubtful)


@settings(max_examples=200, deadline=None)
@given(NUMBERS, st.text(st.characters(exclude_categories=["N", "C"]), min_size=1, max_size=12))
def test_the_halves_are_read_together_whatever_stands_between_them(number, between):
    """Up to twelve signs as a reader sees them; but what begins a tag or an escape may take a half away."""
    read = numbers_in(f"Nr. {number[:6]}{between}{number[6:]} i listen", find_doubtful)
    hides = re.search(r"[<&%\\]", between) or len(unicodedata.normalize("NFKC", between)) > 12
    assert hides or number in read


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_without_eight_digits_holds_a_number_and_a_message_of_it_stays(text):
    readable = "".join(read_variants(text))
    if sum(sign.isdigit() for sign in readable) < 8:
        assert numbers_in(text, find_plain) == numbers_in(text, find_doubtful) == set()


@settings(max_examples=200, deadline=None)
@given(
    st.integers(20, 99),
    st.lists(st.integers(0, 99), min_size=3, max_size=3),
    st.sampled_from(["", " ", "+45 ", "0045 "]),
)
def test_no_phone_number_is_a_plain_spelling(first, pairs, before):
    for between in (" ", "", "-"):
        written = between.join(f"{pair:02d}" for pair in (first, *pairs))
        assert numbers_in(f"Ring {before}{written} i dag", find_plain) == set()


@settings(max_examples=200, deadline=None)
@given(st.integers(1_000, 999_999_999), st.sampled_from(["", " kr.", ",00", ",50 kr."]))
def test_no_amount_in_thousands_is_a_plain_spelling(amount, after):
    grouped = f"{amount:,}".replace(",", ".")
    assert numbers_in(f"I alt {grouped}{after} til indsatsen", find_plain) == set()
