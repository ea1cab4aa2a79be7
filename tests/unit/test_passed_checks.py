"""A pass is believed only of exactly what has passed, and only where the key made its token."""

import itertools

from hypothesis import given
from hypothesis import strategies as some

from hpanalysis.passed_checks import EXAMINE_ALL, PassedChecks

KEY, OTHER = b"k" * 32, b"o" * 32


def keep(*told, secret=KEY, under=("program",)):
    """The tokens of a run in which one thing has passed."""
    passed = PassedChecks(secret, under=under)
    passed.keep(*told)
    return passed.list_tokens()


def test_what_has_passed_in_an_earlier_run_has_passed_and_is_kept_on():
    later = PassedChecks(KEY, keep("side", "abc"), ("program",))
    assert later.has_passed("side", "abc")
    assert later.list_tokens() == keep("side", "abc")


def test_what_is_not_asked_about_is_not_kept_on():
    later = PassedChecks(KEY, keep("side", "abc"), ("program",))
    later.keep("side", "def")
    assert later.list_tokens() == keep("side", "def")


@given(some.lists(some.text(max_size=3), max_size=3), some.lists(some.text(max_size=3), max_size=3))
def test_no_other_parts_have_passed_however_they_are_cut(one, other):
    later = PassedChecks(KEY, keep(*one), ("program",))
    assert later.has_passed(*other) is (one == other)


def test_what_lies_under_it_and_what_is_told_cannot_run_into_each_other():
    assert (
        len(
            {
                tuple(keep("c", under=("a", "b"))),
                tuple(keep("b", "c", under=("a",))),
                tuple(keep("a", "b", "c", under=())),
            }
        )
        == 3
    )


def test_another_key_another_program_or_more_to_hold_it_against_has_not_passed():
    kept = keep("side")
    assert not PassedChecks(OTHER, kept, ("program",)).has_passed("side")
    assert not PassedChecks(KEY, kept, ("andet",)).has_passed("side")
    assert not PassedChecks(KEY, kept, ("program",)).under("personer").has_passed("side")


def test_a_narrower_gate_keeps_its_passes_with_the_others():
    whole = PassedChecks(KEY)
    whole.under("personer").keep("side")
    assert PassedChecks(KEY, whole.list_tokens()).under("personer").has_passed("side")


def test_made_up_cut_and_exchanged_tokens_are_of_nothing():
    (token,) = keep("side")
    made_up = ["", "side", token[:-1], token.upper(), token[::-1], "0" * 64]
    assert not PassedChecks(KEY, [one for one in made_up if one != token], ("program",)).has_passed("side")


def test_without_a_key_nothing_is_remembered():
    for told in itertools.repeat(("side",), 2):
        EXAMINE_ALL.keep(*told)
        assert not EXAMINE_ALL.has_passed(*told)
    assert EXAMINE_ALL.list_tokens() == []
