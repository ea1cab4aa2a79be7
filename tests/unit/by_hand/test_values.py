"""Numbers, days and moments as people write them: read where they can be but one thing, else said what they are."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.by_hand.values import NotPlain, read_count, read_day, read_moment, read_number, read_whole

MACHINES = [
    "1e3",
    "1E+05",
    "1_000",
    "0x1F",
    "0b1",
    "010",
    "007,5",
    ".5",
    "5.",
    "+5",
    "--5",
    ".inf",
    "inf",
    "nan",
    ".nan",
]
MACHINES += ["٣", "４", "1,2,3", "1.20.4", "12 34", "4 5", "½", "ca. 5", "5 %", "", "-", "tolv", "1'204", "12,5,", "∞"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4782", "4782"),
        ("0", "0"),
        ("412.5", "412.5"),
        ("412,50", "412.50"),
        ("4.782,5", "4782.5"),
        ("4,782.5", "4782.5"),
        ("1.204.500", "1204500"),
        ("4 782,5", "4782.5"),
        ("4\u00a0782", "4782"),
        ("0.003", "0.003"),
        ("-0,05", "-0.05"),
        ("−2,1", "-2.1"),
        (" 12 ", "12"),
        ("1204.000", "1204.000"),
    ],
)
def test_a_number_is_read_with_its_decimals_where_it_can_be_but_one(text, value):
    assert str(read_number(text)) == value


@pytest.mark.parametrize("text", [*MACHINES, "1.204", "1,204", "999.999", "4782:30", "12:30", "2026-11-16"])
def test_what_only_a_machine_takes_for_a_number_or_can_be_two_is_refused(text):
    with pytest.raises(NotPlain) as refused:
        read_number(text)
    assert text == "" or text not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4782:30", "er timer og minutter og ikke et tal"),
        ("1.204", "kan læses både med tusinder og med decimaler"),
        ("010", "begynder med et nul"),
        ("mange", "er ikke et tal"),
    ],
)
def test_what_is_no_number_is_said_to_be_what_it_is(text, said):
    with pytest.raises(NotPlain, match=f"^{said}$") as refused:
        read_number(text)
    assert "fx" in refused.value.forms or "som 1204" in refused.value.forms


def test_a_point_before_three_digits_is_read_where_it_is_known_whether_the_number_is_a_count():
    assert (read_number("1.204", True), read_number("1.204", False)) == (1204, Decimal("1.204"))


@pytest.mark.parametrize("text", [*MACHINES, "1.204", "12,0", "12.0", "-3", "4 782"])
def test_a_whole_number_is_of_digits_alone(text):
    with pytest.raises(NotPlain):
        read_whole(text)


@pytest.mark.parametrize(("text", "count"), [("27", 27), ("1.204", 1204), ("2 158", 2158), ("27,0", 27), ("0", 0)])
def test_a_count_may_have_its_thousands_parted(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize("text", [*MACHINES, "27,5", "-3", "-0"])
def test_a_count_is_whole_and_not_below_nought(text):
    with pytest.raises(NotPlain):
        read_count(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_the_same_in_every_spelling(day):
    for text in (f"{day:%Y-%m-%d}", f"{day:%d-%m-%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%d.%m.%Y}"):
        assert read_day(text) == day


def test_a_day_may_name_its_month():
    assert read_day("16. November 2026") == read_day("16.november 2026") == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-02-30", "findes ikke i kalenderen"),
        ("31-04-2026", "findes ikke i kalenderen"),
        ("2026-13-01", "findes ikke i kalenderen"),
        ("2026-11-16T00:00", "har et klokkeslæt"),
        ("2026-11-16 10:00:00", "har et klokkeslæt"),
        ("16-11-2026 00:00", "har et klokkeslæt"),
        ("26-11-16", "er ikke en dato"),
        ("16-11-26", "er ikke en dato"),
        ("16/11/2026", "er ikke en dato"),
        ("2026/11/16", "er ikke en dato"),
        ("20261116", "er ikke en dato"),
        ("46342", "er ikke en dato"),
        ("2026-1-2", "er ikke en dato"),
        ("16-11.2026", "er ikke en dato"),
        ("1026-11-16", "er ikke en dato"),
        ("16. nov 2026", "er ikke en dato"),
        ("16. ١١ 2026", "er ikke en dato"),
        ("november 2026", "er ikke en dato"),
        ("", "er ikke en dato"),
    ],
)
def test_what_is_no_day_is_said_to_be_what_it_is_with_the_forms_that_are_read(text, said):
    with pytest.raises(NotPlain, match=f"^{said}$") as refused:
        read_day(text)
    assert refused.value.forms == "en dato som 2026-11-16 eller 16-11-2026"


@pytest.mark.parametrize(
    "text",
    ["2026-03-02 21:30", "2026-03-02T21:30", "2026-03-02 21:30:59", "02-03-2026 21.30", "2026-03-02 kl. 21.30"],
)
def test_a_moment_is_a_day_and_a_time(text):
    assert read_moment(text) == datetime(2026, 3, 2, 21, 30)


@pytest.mark.parametrize(
    "text",
    ["2026-03-02", "21:30", "2026-03-02 24:00", "2026-02-30 10:00", "2026-03-02 21:30Z", "2026-03-02 9", "i går"],
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(NotPlain):
        read_moment(text)


@given(st.one_of(st.text(max_size=12), st.text("0123456789.,-: eE_xT", max_size=12)))
def test_any_text_is_a_value_or_said_not_to_be(text):
    for read in (read_number, read_whole, read_count, read_day, read_moment):
        try:
            value = read(text)
        except NotPlain:
            continue
        assert value is not None and any(sign.isdigit() for sign in text)
