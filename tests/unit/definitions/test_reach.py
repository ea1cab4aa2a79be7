"""The series of reach: what they are called, over which denominator they are, and how they hang together."""

from dataclasses import replace

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.reach import Reach, name_target, narrow_to_ages
from hpanalysis.disclose.relations import assign_denominator_ids

GROUPS = catalogue.target_groups()
BANDS = ("-10", "11-13", "14-")


def reach(key: str, base: str, **given) -> Reach:
    usual = {"activity_id": "hold", "half_year": "2026H1", "target_id": key, "target": GROUPS[key], "base": base}
    return Reach(**(usual | given))


def related(*several: Reach) -> tuple[dict, dict[str, str | None]]:
    """The series of these reaches with the catalogue's, and what denominator each is over."""
    declared = dict(catalogue.indicators())
    for one in several:
        declared |= one.declare()
    return declared, assign_denominator_ids(declared)


def test_a_target_is_named_by_its_file_and_its_ages():
    assert name_target("unge") == "unge"
    assert name_target("unge", (13, 17)) == "unge_13_17"
    assert name_target("unge", (13, None)) == "unge_13_"
    assert name_target("unge", (None, 15)) == "unge__15"
    # An age of 0 is an age, and no end that is missing.
    assert name_target("unge", (0, 3)) == "unge_0_3"


def test_names_of_targets_with_other_ages_differ():
    ages = [(first, last) for first in (None, 0, 1, 13) for last in (None, 0, 5, 13)]
    assert len({name_target("unge", one) for one in ages}) == len(ages)


def test_a_group_that_is_not_chosen_by_age_keeps_its_members_whatever_the_ages():
    group = GROUPS["elever_fravaer_over_10"]
    assert narrow_to_ages(group, (6, 9)) is group
    assert narrow_to_ages(GROUPS["unge"], (None, None)) is GROUPS["unge"]


def test_a_group_that_tests_sums_cannot_be_chosen_by_the_age_of_a_row():
    with pytest.raises(ValueError, match="cannot be chosen by age"):
        narrow_to_ages(replace(GROUPS["elever_fravaer_over_10"], by_age=True), (6, 9))


def test_who_took_part_of_an_indicators_numerator_is_a_part_of_it_over_its_denominator():
    one = reach("elever_fravaer_over_10", "elevfravaer_over_10")
    declared, ids = related(one)
    own = declared[one.name_reached()]
    assert own.part_of == ("elevfravaer_over_10",)
    assert ids[one.name_reached()] == ids["elevfravaer_over_10"] == ids["elevfravaer_over_15"]


def test_age_bands_are_together_the_whole_of_those_who_took_part_and_of_the_members():
    one = reach("elever_fravaer_over_10", "elevfravaer_over_10", age_groups=BANDS)
    declared, ids = related(one)
    reached, members = ([name("alder", band) for band in BANDS] for name in (one.name_reached, one.name_members))
    assert declared[one.name_reached()].sum_of == tuple(reached)
    assert declared["elevfravaer_over_10"].sum_of == tuple(members)
    for of_reached, of_members in zip(reached, members, strict=True):
        assert declared[of_reached].part_of == (of_members,)
        assert declared[of_members].part_of == ("elevfravaer_over_10",)
    assert len({ids[name] for name in (*reached, *members)}) == 1


def test_without_an_indicator_the_members_are_the_denominator_and_its_bands_are_all_categories():
    one = reach("elever_8_klasse", "", age_groups=BANDS)
    declared, ids = related(one)
    assert declared[one.name_reached()].part_of == ()
    assert one.name_members() == ""
    members = [one.name_members("alder", band) for band in BANDS]
    assert {declared[name].category_of for name in members} == {"maalgruppe:elever_8_klasse:alder"}
    assert len({ids[name] for name in (*members, one.name_reached())}) == 1
    # It is a denominator of its own: no indicator is over it.
    assert [name for name, own in ids.items() if own == ids[one.name_reached()] and ":" not in name] == []


def test_the_worst_placed_who_took_part_are_of_the_worst_placed_and_of_those_who_took_part():
    one = reach("moedre_paa_kontanthjaelp", "moedre_kontanthjaelp", by_need=True)
    declared, _ = related(one)
    members = one.name_members("behov", "svaerest")
    assert declared[members].part_of == ("moedre_kontanthjaelp",)
    assert declared[one.name_reached("behov", "svaerest")].part_of == (members, one.name_reached())


def test_two_activities_and_two_half_years_share_the_members_and_nothing_else():
    key, base = "elever_fravaer_over_10", "elevfravaer_over_10"
    usual = reach(key, base, age_groups=BANDS, by_need=True)
    for other in (replace(usual, activity_id="andet"), replace(usual, half_year="2025H2")):
        shared = usual.declare().keys() & other.declare().keys()
        assert shared == {
            base,
            *(usual.name_members("alder", band) for band in BANDS),
            usual.name_members("behov", "svaerest"),
        }


def test_members_by_the_rule_of_a_bridge_are_a_series_of_their_own():
    key = "moedre_paa_kontanthjaelp"
    old, new = (reach(key, base, by_need=True) for base in ("moedre_kontanthjaelp", "moedre_kontanthjaelp@3"))
    assert old.name_members("behov", "svaerest") != new.name_members("behov", "svaerest")
    assert new.name_members("behov", "svaerest") == "maalgruppe:moedre_paa_kontanthjaelp:regel-3:behov:svaerest"
    _, ids = related(old, new)
    assert ids[old.name_members("behov", "svaerest")] == ids[new.name_members("behov", "svaerest")]


def test_no_name_of_a_series_is_an_indicators():
    for key, group in GROUPS.items():
        one = reach(key, group.same_as, age_groups=BANDS, by_need=True)
        own = one.declare().keys() - {group.same_as}
        assert all(":" in name for name in own)
        assert not own & catalogue.indicators().keys()
