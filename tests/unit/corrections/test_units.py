"""Which parts of a family stand, and what follows for the total and the municipality."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from hpanalysis.corrections.differences import reveals_few_persons
from hpanalysis.corrections.family import Family, FigureHistory, add_counts
from hpanalysis.corrections.ledger import CountPair
from hpanalysis.definitions import catalogue

K, AREAS = 5, ("a", "b", "c")
SHARE = catalogue.indicators()["sprog_saerlig"]


def counts(numerator, denominator=100):
    return CountPair(Decimal(numerator), denominator)


def is_few(indicator_id, area_id, before, now):
    return reveals_few_persons(before, now, SHARE, 1, K)


def family(figures, few_=is_few):
    return Family(figures, "total", "town", frozenset({"country"}), few_)


def figure(now, last=None, known=(), before=None):
    return FigureHistory(now, dict(enumerate(known or ([last] if last else []))), last, before)


def whole(parts, rest=(0, 0)):
    """An indicator's figures: the areas from (now, last) pairs of numerators, total and town as their sums."""
    now, last = (sum(pair[each] for pair in parts.values()) for each in (0, 1))
    own = {area: figure(counts(one), counts(other)) for area, (one, other) in parts.items()}
    size = 100 * len(parts)
    own["total"] = figure(counts(now, size), counts(last, size))
    own["town"] = figure(counts(now + rest[0], size + 1000), counts(last + rest[1], size + 1000))
    return own


def _numerators(found, indicator_id="x"):
    return {area: int(each.numerator) for area, each in found[indicator_id].items()}


def test_an_area_that_moved_by_few_stands_and_the_wholes_are_put_together_of_what_is_published():
    moved = {"a": (31, 30), "b": (50, 40), "c": (20, 20)}
    found = family({"x": whole(moved, rest=(200, 200))}).settle_counts()
    assert _numerators(found) == {"a": 30, "b": 50, "c": 20, "total": 100, "town": 300}


def test_an_area_that_moved_by_many_is_corrected_with_its_wholes():
    found = family({"x": whole({"a": (36, 30), "b": (40, 40), "c": (20, 20)}, rest=(200, 200))}).settle_counts()
    assert _numerators(found) == {"a": 36, "b": 40, "c": 20, "total": 96, "town": 296}


def test_what_is_left_of_the_municipality_stands_if_it_moved_by_few():
    found = family({"x": whole({"a": (36, 30), "b": (40, 40), "c": (20, 20)}, rest=(203, 200))}).settle_counts()
    assert _numerators(found)["town"] == 296


def test_a_total_that_would_differ_by_few_lets_everything_stand():
    # Six more in one area and five fewer in another: the total would be one higher.
    found = family({"x": whole({"a": (36, 30), "b": (35, 40), "c": (20, 20)}, rest=(200, 200))}).settle_counts()
    assert _numerators(found) == {"a": 30, "b": 40, "c": 20, "total": 90, "town": 290}


def test_a_few_in_one_indicator_let_the_area_stand_in_the_whole_family():
    first, second = whole({"a": (36, 30), "b": (40, 40)}), whole({"a": (21, 20), "b": (50, 50)})
    found = family({"x": first, "y": second}).settle_counts()
    assert _numerators(found) == {"a": 30, "b": 40, "total": 70, "town": 70}
    assert _numerators(found, "y") == {"a": 20, "b": 50, "total": 70, "town": 70}


def test_what_is_hidden_stands_with_the_total_as_it_was_then():
    own = whole({"a": (40, 40), "b": (4, 3)})
    own["b"] = figure(counts(4), before=counts(3))  # never shown; the run of then had 3
    found = family({"x": own}).settle_counts()
    assert _numerators(found) == {"a": 40, "b": 3, "total": 43, "town": 43}


def test_the_hidden_rest_of_a_total_is_few_though_every_shown_figure_moves_by_many():
    # The shown area moves by 6, the total by 7: the hidden area would have moved by 1.
    own = whole({"a": (46, 40), "b": (4, 3)})
    own["b"] = figure(counts(4), before=counts(3))
    found = family({"x": own}).settle_counts()
    assert _numerators(found) == {"a": 46, "b": 3, "total": 49, "town": 49}


def test_every_publication_counts_not_only_the_last():
    own = {"a": figure(counts(37), counts(30), known=[counts(30), counts(36)])}
    assert _numerators(family({"x": own}).settle_counts()) == {"a": 30}


def test_the_rest_of_every_publication_counts_too():
    # Published first with b hidden: 80 - 40 = 40 was left of the total. Now 87 - 46 = 41 would be.
    first, then = counts(80), counts(76)
    own = {
        "a": figure(counts(46), counts(40), known=[counts(40), counts(40)]),
        "b": FigureHistory(counts(41), {1: counts(36)}, counts(36)),
        "total": figure(counts(87), then, known=[first, then]),
    }
    assert _numerators(family({"x": own}).settle_counts()) == {"a": 40, "b": 36, "total": 76}
    own["total"] = FigureHistory(counts(87), {1: then}, then)
    assert _numerators(family({"x": own}).settle_counts()) == {"a": 46, "b": 41, "total": 87}


def test_what_was_never_published_moves_freely():
    own = {"a": figure(counts(31)), "total": figure(counts(31)), "town": figure(counts(300))}
    assert _numerators(family({"x": own}).settle_counts()) == {"a": 31, "total": 31, "town": 300}


def test_the_country_is_a_part_of_nothing():
    own = whole({"a": (36, 30)}) | {"country": figure(counts(5001), counts(5000))}
    assert _numerators(family({"x": own}).settle_counts()) == {"a": 36, "total": 36, "town": 36, "country": 5000}


number = st.integers(20, 45)
pairs = st.tuples(number, number)


@st.composite
def moved(draw):
    """An indicator's figures, each area published or not, before and now."""
    own = whole({area: draw(pairs) for area in AREAS}, draw(pairs))
    for area in AREAS:
        if draw(st.booleans()):
            own[area] = FigureHistory(own[area].now, {}, None, own[area].last)
    return own


def published(own, numbers):
    """The same figures after the counts were published: what was shown is known with them."""
    return {
        area: FigureHistory(each.now, {**each.published, "again": numbers[area]}, numbers[area], numbers[area])
        if each.last
        else FigureHistory(each.now, {}, None, numbers[area])
        for area, each in own.items()
    }


@settings(max_examples=400, deadline=None)
@given(moved())
def test_nothing_that_a_reader_can_take_from_two_publications_is_few(own):
    found = family({"x": own}).settle_counts()["x"]
    shown = [area for area, each in own.items() if each.last is not None]
    assert not any(is_few("x", area, own[area].last, found[area]) for area in shown)
    before = {area: own[area].last for area in shown}
    for top, parts in (("total", [area for area in shown if area in AREAS]), ("town", ["total"])):
        left = [each[top] for each in (before, found)]
        for part in parts:
            left = [add_counts(rest, each[part], -1) for rest, each in zip(left, (before, found), strict=True)]
        assert not is_few("x", top, *left)


@settings(max_examples=400, deadline=None)
@given(moved())
def test_the_areas_are_the_total_whatever_stands(own):
    found = family({"x": own}).settle_counts()["x"]
    assert sum(found[area].numerator for area in AREAS) == found["total"].numerator
    assert sum(found[area].denominator for area in AREAS) == found["total"].denominator


@settings(max_examples=200, deadline=None)
@given(moved())
def test_publishing_anew_what_was_published_changes_nothing(own):
    found = family({"x": own}).settle_counts()["x"]
    assert family({"x": published(own, found)}).settle_counts()["x"] == found
