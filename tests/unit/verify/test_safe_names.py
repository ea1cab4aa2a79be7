"""Names that may be unpacked anywhere, and those that may not."""

import pytest

from hpanalysis.verify.opening import safe_names
from hpanalysis.verify.opening.outcomes import Broken


@pytest.mark.parametrize("name", ["bagit.txt", "data/udgivelse/2026H1/index.html", "data/æøå.csv", "a.b/c-d_e.json"])
def test_an_ordinary_name_is_safe(name):
    assert safe_names.explain_unsafe_name(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "/etc/x", "C:/x", "c:x", "../x", "a/../b", "a/./b", "a//b", "a/", "a\\b", "a\0b", "a\nb", "a:b", "a?b", "a*b",
        'a"b', "a|b", "a<b", "CON", "con.txt", "data/NUL.csv", "lpt1", "COM9.html", "com¹", "CONIN$",
        "x.", "x ", "a /b", "a\u030a", "x" * 241,
    ],
)  # fmt: skip
def test_an_unsafe_name_is_told_why(name):
    assert safe_names.explain_unsafe_name(name)


@pytest.mark.parametrize(
    "names",
    [
        ["a.txt", "a.txt"],
        ["a.txt", "A.TXT"],
        ["data/a", "DATA/b"],
        ["straße", "STRASSE"],
        ["a", "a/b"],
        ["A", "a/b"],
        ["ﬁl.txt", "fil.txt"],
    ],
)
def test_two_names_for_one_place_are_refused(names):
    with pytest.raises(Broken):
        safe_names.check(names)


def test_names_that_are_each_a_place_of_its_own_are_taken():
    safe_names.check(["a.txt", "b/a.txt", "b/c/a.txt", "con-artist.txt", "auxiliary.csv"])


def test_what_is_said_of_a_name_is_safe_to_print():
    with pytest.raises(Broken) as broken:
        safe_names.check(["\x1b[2Jx"])
    assert "\x1b" not in str(broken.value)
