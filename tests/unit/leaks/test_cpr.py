"""Every spelling of a CPR is found, and what only looks like one is not."""

import pytest

from hpanalysis.leaks.cpr import holds_cpr, normalise_text


@pytest.mark.parametrize(
    "written",
    [
        "0102031234",
        "010203-1234",
        "010203 1234",
        "010203 - 1234",
        "010203–1234",
        "010203−1234",
        "010203\N{NO-BREAK SPACE}1234",
        "010203\N{NON-BREAKING HYPHEN}1234",
        "01.02.03-1234",
        "01 02 03 1234",
        "01-02-03-1234",
        "010203.1234",
        "０１０２０３-１２３４",
        "٠١٠٢٠٣-١٢٣٤",
        "010203\N{SOFT HYPHEN}1234",
        "010203\N{ZERO WIDTH SPACE}-1234",
        "610203-1234",  # an administrative number
        "CPR0102031234",
        "cpr:010203-1234.",
        "(3112991234)",
        'x;010203-1234;"y"',
        "2902001234",
        "1,010203-1234",
        "1,0102031234,2",
    ],
)
def test_a_cpr_is_found_in_any_spelling(written):
    assert holds_cpr(normalise_text(f"Barnet {written} og et til"))


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
        "1.2.03.1234",
        "v10.20.31",
        "12,3 % af 1234",
        "10,1\t12.345",
        "010203\n1234",
        "31.12.2025, 1.204 børn",
        "2023-10/2024-09",
    ],
)
def test_what_only_looks_like_a_cpr_does_not_block(look_alike):
    assert not holds_cpr(normalise_text(f"Tallet {look_alike} er i orden"))
