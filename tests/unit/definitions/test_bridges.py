"""A bridge over a break: what it counts, which series there are, and which bridges are refused when they are read."""

from dataclasses import replace
from datetime import date

import pytest

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.versions import Recount

DECLARED = catalogue.indicators()
KEY = "kontanthjaelp"
OWN = DECLARED[KEY]
BEFORE, AFTER = date(2025, 3, 31), date(2025, 9, 30)


def with_recount(recount: Recount, key: str = KEY):
    versions = [replace(v, recount=recount if v.recount else None) for v in OWN.versions]
    return DECLARED | {key: replace(DECLARED[key], versions=tuple(versions))}


def test_windows_after_the_break_and_those_counted_again_are_one_series():
    names = [bridges.find_series(KEY, OWN, *window) for window in (("a", BEFORE), ("a@3", BEFORE), ("b", AFTER))]
    assert names == [KEY, f"{KEY}@3", f"{KEY}@3"]


def test_a_break_lies_between_the_rules_and_not_between_the_days():
    old, again = (bridges.find_rule_day(OWN, window, BEFORE) for window in ("a", "a@3"))
    assert bridges.find_break(OWN, old, AFTER) is not None and bridges.find_break(OWN, again, old) is not None
    assert bridges.find_break(OWN, again, AFTER) is None


def test_the_old_series_is_a_part_of_the_new_and_both_of_what_contained_it():
    series = bridges.declare_series(DECLARED)
    assert series[KEY].part_of == (f"{KEY}@3", "uden_for_arbejdsmarkedet")
    assert series[f"{KEY}@3"].part_of == ("uden_for_arbejdsmarkedet",)
    assert set(series) - set(DECLARED) == {f"{KEY}@3", "moedre_kontanthjaelp@3"}


@pytest.mark.parametrize(
    ("recount", "said"),
    [
        (Recount("ydelse", ("ressourceydelse",)), "codes that beskaeftigelse does not declare: ressourceydelse"),
        (Recount("ydelse", ()), "does not declare: none"),
        (Recount("ydelsesart", ("uddannelseshjaelp",)), "»ydelsesart«, which is no column of codes of beskaeftigelse"),
        (Recount("alder", ("uddannelseshjaelp",)), "»alder«, which is no column of codes of beskaeftigelse"),
    ],
)
def test_a_bridge_by_codes_that_the_extracts_lack_is_refused_by_name(recount, said):
    (fault,) = bridges.find_faults(KEY, with_recount(recount))
    assert fault.startswith(f"indicators/{KEY}.py: version 3 ") and said in fault


def test_a_ready_made_figure_and_one_of_a_sum_cannot_be_counted_again():
    ready, summed = "stemt_kommunalvalg", "sprog_saerlig"
    (fault,) = bridges.find_faults(ready, with_recount(OWN.bridge.recount, ready))
    assert "counts rows of its denominator's source" in fault
    assert any(
        "classification" in fault for fault in bridges.find_faults(summed, with_recount(OWN.bridge.recount, summed))
    )


def test_a_break_that_says_nothing_of_a_bridge_and_two_bridges_are_refused():
    silent = replace(OWN, versions=tuple(replace(version, what_would_bridge="") for version in OWN.versions))
    (fault,) = bridges.find_faults(KEY, DECLARED | {KEY: silent})
    assert "does not say what would bridge it" in fault
    two = replace(OWN, versions=(*OWN.versions, replace(OWN.bridge, number=4)))
    assert any("only one version" in fault for fault in bridges.find_faults(KEY, DECLARED | {KEY: two}))


def test_what_is_declared_with_the_program_has_no_fault():
    assert [fault for key in DECLARED for fault in bridges.find_faults(key, DECLARED)] == []
