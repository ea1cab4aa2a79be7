"""The relations that definitions declare are true of their conditions, on every combination of codes."""

from datetime import date, timedelta
from itertools import product

import narwhals as nw
import pandas as pd
import pytest

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import Count, Indicator

INDICATORS = catalogue.indicators()
CLASSIFICATIONS = sorted({i.category_of for i in INDICATORS.values() if i.category_of})
SUMS = [key for key, indicator in INDICATORS.items() if indicator.sum_of]
PARTS = [(key, whole) for key, indicator in INDICATORS.items() for whole in indicator.part_of]


def counted(part: Count, day: date = date(2026, 1, 1)) -> set[int]:
    """The rows that a count counts, of a frame with a row for each code of each of its source's coded columns."""
    columns = {"alder": [18, 64, 17], "boern_under_18": [0, 1], part.period: [day]} | {
        c.name: sorted(set(c.codes.values())) for c in part.source.columns if c.codes
    }
    frame = pd.MultiIndex.from_product(columns.values(), names=columns.keys()).to_frame(index=False)
    frame["row"] = range(len(frame))
    kept = nw.from_native(frame)
    kept = kept if part.where is None else kept.filter(part.where)
    return set(kept["row"].to_list())


def held(part: Count) -> set[tuple[int, ...]]:
    """The sums of a person that meet a count's condition, of every sum from nought to thirty."""
    sums = [dict(zip(part.per_person, each, strict=True)) for each in product(range(31), repeat=len(part.per_person))]
    return set(nw.from_native(pd.DataFrame(sums)).filter(part.where).iter_rows())


def same_denominator(*indicators: Indicator) -> bool:
    return len({frozenset(counted(indicator.denominator)) for indicator in indicators}) == 1


@pytest.mark.parametrize("name", CLASSIFICATIONS)
def test_categories_do_not_overlap_and_make_the_whole_denominator(name):
    categories = [indicator for indicator in INDICATORS.values() if indicator.category_of == name]
    rows = [counted(category.numerator) for category in categories]
    assert len(categories) > 1 and same_denominator(*categories)
    assert sum(map(len, rows)) == len(set.union(*rows))
    assert set.union(*rows) == counted(categories[0].denominator)


@pytest.mark.parametrize("key", SUMS)
def test_a_sum_counts_each_row_of_its_parts_once(key):
    parts = [INDICATORS[part] for part in INDICATORS[key].sum_of]
    rows = [counted(part.numerator) for part in parts]
    assert same_denominator(INDICATORS[key], *parts)
    assert sum(map(len, rows)) == len(set.union(*rows))
    assert set.union(*rows) == counted(INDICATORS[key].numerator)


@pytest.mark.parametrize(("part", "whole"), PARTS)
def test_a_part_counts_rows_of_its_whole_only(part, whole):
    if INDICATORS[part].numerator.per_person:
        persons = [held(INDICATORS[key].numerator) for key in (part, whole)]
        assert held(INDICATORS[part].denominator) == held(INDICATORS[whole].denominator)
        assert persons[0] < persons[1]
        return
    assert same_denominator(INDICATORS[part], INDICATORS[whole])
    assert counted(INDICATORS[part].numerator) < counted(INDICATORS[whole].numerator)
    assert INDICATORS[part].window == INDICATORS[whole].window


@pytest.mark.parametrize("key", [key for key, indicator in INDICATORS.items() if indicator.bridge])
def test_a_bridge_adds_rows_of_the_denominator_and_of_every_whole_and_takes_none_away(key):
    """Only before its day, and never a row that the old rule counts too."""
    indicator, since = INDICATORS[key], INDICATORS[key].bridge.since
    again = bridges.count_by_new_rule(indicator)
    before, after = since - timedelta(days=1), since
    assert counted(again, after) == counted(indicator.numerator, after)
    assert counted(indicator.numerator, before) < counted(again, before) <= counted(indicator.denominator, before)
    for whole in indicator.part_of:
        assert counted(again, before) < counted(INDICATORS[whole].numerator, before)


def test_the_plan_s_relations_are_declared():
    assert CLASSIFICATIONS == ["sprogvurderingens resultat"]
    assert SUMS == ["sprog_fokuseret_eller_saerlig"]
    assert PARTS == [("elevfravaer_over_15", "elevfravaer_over_10"), ("kontanthjaelp", "uden_for_arbejdsmarkedet")]
