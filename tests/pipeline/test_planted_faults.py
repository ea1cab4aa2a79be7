"""A fault in an extract stops the run or is told; what may be silent is declared, with the reason why nobody sees it.

Each source's newest delivery is spoiled in one place, by kinds drawn in turn, and asked about as a run asks. The whole
run, 200 faults a source, is benchmarks/planted_faults.py, whose table is benchmarks/planted_faults.md.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from hpanalysis.errors import Stop
from hpanalysis.load.frame import load_frame
from hpanalysis.validate.engine import convert_to_numbers
from hpanalysis.validate.suites import find_latest_span, list_parameters
from planted.answers import Answer
from planted.bench import SEED, Planted, list_silent, make_town, plant_faults
from planted.declared import FEW_ROWS, ONE_ROW, WHOLE_COLUMN
from planted.extract_table import write_table
from planted.kinds import KINDS, plant
from planted.plain_rules import find_broken_rules
from planted.sound import Town
from projects import PLAN, ROOT, small, whole
from slow_cases import keep_quick

QUICK, MANY = 10, 200
SMALL = ("elevfravaer", "fraflytning", "sprogvurdering", "udsaettelser", "ungdomsskole")
RANDERS = (
    "beskaeftigelse",
    "boligsociale_data",
    "boligstatistiske_noegletal",
    "elevfravaer",
    "fraflytning",
    "moedre",
    "sprogvurdering",
    "statens_kriterier",
    "tomgang",
    "tryghedsmaaling",
    "udsaettelser",
    "ungdomsskole",
    "unoung",
    "valgdata",
)


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Town:
    folder = tmp_path_factory.mktemp("plantet")
    return make_town(small(folder / "projekt").folder, folder)


@pytest.fixture(scope="module")
def large_town(tmp_path_factory) -> Town:
    folder = tmp_path_factory.mktemp("plantet-stor")
    return make_town(whole(folder / "projekt").folder, folder)


def plant_in(town: Town, name: str, count: int) -> list[Planted]:
    source = next(source for source in town.sources() if source.name == name)
    return list(plant_faults(town, town.find_sound(source), count))


def assert_seen(planted: list[Planted]) -> None:
    assert [
        line for fault, line in zip(_silent(planted), list_silent(planted), strict=True) if fault.is_undeclared
    ] == []
    said = [fault.outcome.why for fault in planted if fault.outcome.answer is Answer.STOPPED]
    assert said
    assert not [text for text in said if "uventet" in text or "Traceback" in text]


def _silent(planted: list[Planted]) -> list[Planted]:
    return [fault for fault in planted if fault.outcome.answer in (Answer.SILENT, Answer.CRASHED)]


def test_every_source_is_spoiled(town):
    assert tuple(source.name for source in town.sources()) == SMALL
    assert (PLAN / "plan.yaml").is_file()


@pytest.mark.parametrize("name", keep_quick(SMALL, "udsaettelser"))
def test_a_fault_in_an_extract_is_seen_or_declared(town, name):
    assert_seen(plant_in(town, name, QUICK))


@pytest.mark.slow
def test_every_source_of_the_whole_plan_is_spoiled(large_town):
    assert tuple(source.name for source in large_town.sources()) == RANDERS


@pytest.mark.slow
@pytest.mark.parametrize("name", RANDERS)
def test_of_many_faults_in_an_extract_each_is_seen_or_declared(large_town, name):
    assert_seen(plant_in(large_town, name, MANY))


def test_what_is_declared_is_a_kind_that_is_planted():
    assert {*ONE_ROW, *FEW_ROWS, *(kind for kind, _ in WHOLE_COLUMN)} <= {*KINDS}
    assert not {*ONE_ROW} & {*FEW_ROWS}


def find_broken_by_engine(checks: pd.DataFrame) -> set[str]:
    return set(checks.loc[~checks["held"].astype(bool), "rule_id"])


@pytest.mark.slow
@pytest.mark.parametrize("name", keep_quick(SMALL, "udsaettelser"))
def test_great_expectations_and_plain_pandas_break_the_same_rules(town, name, tmp_path):
    sound = town.find_sound(next(source for source in town.sources() if source.name == name))
    compared, delivery = 0, sound.deliveries[-1]
    span = delivery.span or find_latest_span(name, sound.half_year)
    for number in range(len(KINDS)):
        _, _, faulty = plant(sound.tables[0], sound.before[0], SEED, number)
        try:
            loaded = load_frame(sound.source, [write_table(faulty, tmp_path / "a.csv")], town.workspace.plan, town.key)
        except Stop:
            continue
        numbers, parameters = convert_to_numbers(loaded.frame), list_parameters(sound.half_year, span)
        plain = {rule.id for rule in find_broken_rules(town.suites[name], numbers, parameters)}
        checks = town.suites.validate(name, loaded.frame, sound.half_year, span=delivery.span)
        assert find_broken_by_engine(checks) == plain
        compared += 1
    assert compared >= 10


def test_no_path_of_this_machine_is_in_the_table():
    table = ROOT / "benchmarks" / "planted_faults.md"
    assert "UNDECLARED" not in table.read_text(encoding="utf-8")
    assert str(Path.home()) not in table.read_text(encoding="utf-8")
