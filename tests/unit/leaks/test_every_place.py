"""Every spelling of a person's number is found in every place where text comes in, and no look-alike is."""

import pytest

import cpr_places
import cpr_spellings
import shared_plans
from hpanalysis.cpr import Persons, join_tokens, list_digests
from hpanalysis.leaks import LeakKind, scan_files
from hpanalysis.load import Key
from projects import PLAN as FOLDER
from projects import ROOT
from slow_cases import keep_some_quick

PLAN, KEY, CPR = shared_plans.read(FOLDER), Key(b"a key of this test"), LeakKind.CPR.value


def persons(*numbers):
    tokens = [KEY.make_number_token(n) for n in numbers]
    tokens += [KEY.make_digest_token(digest) for n in numbers for digest in list_digests(n)]
    return Persons(KEY, (join_tokens(tokens),))


KNOWN = persons(*cpr_spellings.NUMBERS, *(f"{day:02d}0150{n}" for day in range(1, 29) for n in range(1000, 1040)))


FIRST, *OTHERS = cpr_spellings.NUMBERS


@pytest.mark.parametrize("number", [FIRST, *(pytest.param(one, marks=pytest.mark.slow) for one in OTHERS)])
@pytest.mark.parametrize("place", cpr_places.PLACES)
def test_every_spelling_is_found_in_every_place_and_is_not_said(place, number):
    missed = []
    for spelling, write in cpr_spellings.SPELLINGS.items():
        name, content = cpr_places.PLACES[place](write(number))
        found = scan_files({name: content}, PLAN, KNOWN)
        if CPR not in {leak.kind for leak in found} or number[6:] in str(found):
            missed.append(spelling)
    assert missed == []


@pytest.mark.parametrize("place", keep_some_quick(cpr_places.PLACES, every=3))
def test_none_of_200_look_alikes_is_stopped_in_any_place(place):
    stopped = [
        one
        for one in cpr_spellings.list_look_alikes()
        if any(leak.kind == CPR for leak in scan_files(dict([cpr_places.PLACES[place](one)]), PLAN, KNOWN))
    ]
    assert stopped == []


class Everybody:
    """Takes every number for a person's; digests are of files."""

    def knows_number(self, number):
        return True

    def knows_digest(self, digest):
        return False

    knows_pseudonym = knows_digest


def test_the_program_and_its_documents_hold_no_number_that_could_be_anybodys():
    """They go into every package: an example in them would stop the package of whoever has that person."""
    paths = [*(ROOT / "src").rglob("*.py"), *(ROOT / "notebooks").glob("*.ipynb"), ROOT / "README.md"]
    files = {f"{at}-{path.name}": path.read_bytes() for at, path in enumerate(paths)}
    found = [leak.file for leak in scan_files(files, PLAN, Everybody()) if leak.kind == CPR]
    assert len(files) > 500
    assert found == []
