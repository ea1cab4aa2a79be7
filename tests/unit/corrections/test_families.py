"""Which indicators give each other away."""

from hpanalysis.corrections.family import name_families
from hpanalysis.definitions import catalogue

FAMILIES = name_families(catalogue.indicators())


def _members(key):
    return {other for other, name in FAMILIES.items() if name == FAMILIES[key]}


def test_the_categories_of_a_classification_and_their_sums_are_one_family():
    sprog = {"sprog_generel", "sprog_fokuseret", "sprog_saerlig", "sprog_fokuseret_eller_saerlig"}
    assert all(_members(key) == sprog for key in sprog)


def test_a_part_is_of_its_wholes_family():
    assert _members("kontanthjaelp") == {"kontanthjaelp", "uden_for_arbejdsmarkedet"}


def test_an_indicator_without_relations_is_a_family_of_its_own():
    assert _members("fraflytning") == {"fraflytning"}
    assert len(FAMILIES) == len(catalogue.indicators())
