"""The persons of all extracts are known by keyed tokens, and doubtful numbers in free texts are held against them."""

from dataclasses import replace

import pytest

import cpr_spellings
from hpanalysis.cpr import list_digests
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load import Key
from hpanalysis.pipeline.check import check_half_year
from hpanalysis.pipeline.extracts.known_persons import read_persons
from hpanalysis.workspace import Workspace
from planted_numbers import everybody, put_in_case_numbers

HALF, KEY = HalfYear.parse("2026H1"), Key.from_environment(synthetic=True)


def test_everybody_of_the_extracts_is_known_and_nobody_else(made):
    persons, numbers = read_persons(Workspace.at(made.folder), KEY), everybody(made)
    assert len(numbers) > 300
    assert all(map(persons.knows_number, numbers))
    assert all(persons.knows_digest(digest) for number in numbers[:50] for digest in list_digests(number))
    strangers = {f"{number[:6]}{(int(number[6:]) + 4321) % 10000:04d}" for number in numbers} - set(numbers)
    assert not any(map(persons.knows_number, strangers))
    assert read_persons(Workspace.at(made.folder), Key(b"another")).knows_number(numbers[0]) is False


def test_no_number_and_no_digest_of_one_lies_in_data_processed(made):
    files = [path.read_bytes() for path in made.processed.rglob("*") if path.suffix in (".persons", ".json")]
    assert sum(map(len, files)) > 9 * 8 * 300
    for number in everybody(made)[:100]:
        secrets = [number.encode(), *list_digests(number), *(digest.hex().encode() for digest in list_digests(number))]
        assert not any(secret in content for secret in secrets for content in files)


def test_without_their_tokens_the_persons_are_known_by_the_pseudonyms_of_the_frames(project):
    one = everybody(project)[0]
    for path in project.processed.rglob("*.persons"):
        path.write_bytes(b"noget andet")
    persons = read_persons(Workspace.at(project.folder), KEY)
    assert persons.knows_number(one)
    assert not any(map(persons.knows_digest, list_digests(one)))


def test_where_nothing_was_loaded_there_are_no_persons(tmp_path, made):
    assert read_persons(replace(Workspace.at(made.folder), processed=tmp_path), KEY) is None


@pytest.mark.slow
@pytest.mark.parametrize("spelling", ["no leading zero, a decimal nought", "sha256 with a hyphen"])
def test_a_number_in_a_free_text_stops_though_its_person_stands_in_another_extract(project, spelling):
    number = everybody(project)[0]
    assert number.startswith("0")
    put_in_case_numbers(project, [f"S {cpr_spellings.DOUBTFUL[spelling](number)}"])
    report = check_half_year(Workspace.at(project.folder), HALF)
    assert not report.ready
    (said,) = report.unusable
    assert said.startswith("»udsaettelser.csv«, kolonne »Sagsnummer«: Kolonnen indeholder noget, der ligner CPR-numre.")
    assert number[6:] not in "\n".join(report.lines())
    assert not Workspace.at(project.folder).frame("udsaettelser", HALF).exists()
    # It is found again, and not taken for loaded.
    assert check_half_year(Workspace.at(project.folder), HALF).unusable == (said,)


@pytest.mark.slow
def test_look_alikes_in_a_free_text_stop_nothing(project):
    put_in_case_numbers(project, [one.replace("\n", " ") for one in cpr_spellings.list_look_alikes()])
    assert check_half_year(Workspace.at(project.folder), HALF).unusable == ()
