"""What people keep by hand is read for CPR numbers before anything is made of it, and the line is told."""

import pytest

import cpr_places
import cpr_spellings
import shared_plans
from hpanalysis.cpr import Persons
from hpanalysis.load import Key
from hpanalysis.load.tokens import TokenTally
from hpanalysis.pipeline.publication.hand_kept_texts import find_numbers
from hpanalysis.pipeline.storage import moment
from projects import PLAN as FOLDER

PLAN, KEY = shared_plans.read(FOLDER), Key(b"a key of this test")


def persons(*numbers):
    tally = TokenTally(KEY)
    for number in numbers:
        tally.make_pseudonym(number)
    return Persons(KEY, (tally.persons,))


KNOWN = persons(*cpr_spellings.NUMBERS)


def found(folder, known=KNOWN, words=moment.PARAMS):
    return find_numbers(moment.take_moment([moment.WatchedFolder(words, folder, ("*",))]), PLAN, known)


def placed(folder, place, text):
    name, content = cpr_places.BY_HAND[place](text)
    path = folder / name.rpartition("/")[2]
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("place", cpr_places.BY_HAND)
def test_every_spelling_is_told_by_file_and_never_said(place, tmp_path):
    missed = []
    for number in cpr_spellings.NUMBERS:
        for spelling, write in cpr_spellings.SPELLINGS.items():
            path = placed(tmp_path, place, write(number))
            said = found(tmp_path)
            if len(said) != 1 or not said[0].startswith(f"»{path.name}« i mappen params") or number[6:] in said[0]:
                missed.append((spelling, number))
    assert missed == []


@pytest.mark.parametrize("place", cpr_places.BY_HAND)
def test_no_look_alike_is_told(place, tmp_path):
    path = placed(tmp_path, place, "\n".join(cpr_spellings.list_look_alikes()))
    assert path.stat().st_size > 4000
    assert found(tmp_path) == []


def test_the_line_is_told(tmp_path):
    (tmp_path / "2026H1.yaml").write_text("half_year: 2026H1\ncomments:\n  - text: Barnet 102031234\n", "utf-8")
    assert found(tmp_path) == [
        "»2026H1.yaml« i mappen params, linje 3: Her står noget, der kan være et CPR-nummer. Det vises ikke. "
        "Ventet: ingen CPR-numre i det, der skrives i hånden. Gør sådan: Fjern det, og kør igen. Er filen delt med "
        "andre, så spørg, om sagen skal meldes som brud på persondatasikkerheden. Spørg: databeskyttelsesrådgiveren."
    ]


def test_a_name_is_told_without_being_said(tmp_path):
    (tmp_path / "areas 102031234.csv").write_text("a,b\n", "utf-8")
    (said,) = found(tmp_path, words=moment.PLAN)
    assert said.startswith("En fil, hvis navn ikke vises i planens mappe: Filens navn kan indeholde et CPR-nummer.")
    assert "102031234" not in said


def test_a_doubtful_number_of_nobody_and_what_is_no_text_of_people_is_passed_over(tmp_path):
    (tmp_path / "2026H1.yaml").write_text("text: Sag 102031235\n", "utf-8")
    assert found(tmp_path) == []
    (tmp_path / "2026H1.yaml").write_text("text: Barnet 010203-1234\n", "utf-8")
    assert len(found(tmp_path, known=None)) == 1
    assert found(tmp_path, words=moment.PROGRAM) == []
