"""What is computed from sums over persons tells how no single person's time, or mark, lies among the others.

The attacker knows the published counts, how many residents there are and that each is there all the time, and all
that the program computes of it, digit by digit. All ways to spread the time that agree with the counts are listed, and
it is counted how many of them are the only one with what is published: those are singled out. Measured against the
same ways with six digits, as they once were published, and with the printed interval of one decimal alone.

What is to hold: in a share of a year or more (12 months) at most two ways in all are singled out, the most lopsided and
the most even one; with less time, of which there are few ways at all, no more than were by six digits; and over all
cases together less than a quarter of those that the printed interval singled out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations_with_replacement

import pandas as pd
import pytest

from corrections_tables import measured_row
from disclosure_tables import AREAS, PLAN, K, measured
from hpanalysis import disclose, judge
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    Mean,
    coarsen_correlation,
    coarsen_share,
    compute_clustered_correlation,
    compute_difference_interval,
    compute_natural_value,
)
from hpanalysis.tables import JUDGED, KEY, LINKED, write_csv

DAYS, MARKS = catalogue.indicators()["elevfravaer"], catalogue.indicators()["karakter_dansk_matematik"]
YEAR = 12  # the most that one person has
NOBODY_FOLLOWED = pd.DataFrame(columns=LINKED.names)


def count_ways(months: int, most: int, residents: int) -> dict[int, int]:
    """How many ways there are to spread so many months over K persons or more, none with over `most`, by the sum of
    their squares, from which everything published follows."""
    # (months, persons, sum of squares) -> ways; persons are not asked for where no spread can have too few or too many.
    asked = months < K * most or months > residents
    table = Counter({(0, 0, 0): 1})
    for each in range(1, most + 1):
        longer: Counter = Counter()
        for (total, persons, squares), ways in table.items():
            for more in range((months - total) // each + 1):
                if persons + more <= residents or not asked:
                    longer[total + more * each, asked * (persons + more), squares + more * each * each] += ways
        table = longer
    found: Counter = Counter()
    for (total, persons, squares), ways in table.items():
        if total == months and (persons >= K or not asked):
            found[squares] += ways
    return dict(found)


def share_of(months: int, squares: int, residents: int, most: int = YEAR) -> ClusteredShare:
    return ClusteredShare.of_sums(
        numerator=months,
        denominator=most * residents,
        persons=residents,
        sum_nn=squares,
        sum_nd=most * months,
        sum_dd=most * most * residents,
    )


def six_digits(share: Estimate) -> Hashable:
    natural = compute_natural_value(share)
    return f"{natural.value:.6g}", f"{natural.se:.6g}"


def printed(share: Estimate) -> Hashable:
    return tuple(f"{100 * limit:.1f}" for limit in share.limits())


def coarse(share: ClusteredShare) -> Hashable:
    return coarsen_share(share)


def count_singled_out(ways: dict[Hashable, int], tell: Callable[[Hashable], Hashable]) -> int:
    """How many of the ways are the only one of which `tell` says what it says of it."""
    found: Counter = Counter()
    for way, number in ways.items():
        found[tell(way)] += number
    return sum(number == 1 for number in found.values())


def count_for(months: int, residents: int, tell: Callable[[ClusteredShare], Hashable], most: int = YEAR) -> int:
    ways = _count_ways(months, most, residents)
    return count_singled_out(ways, lambda squares: tell(share_of(months, squares, residents, most)))


@cache
def _count_ways(months: int, most: int, residents: int) -> dict[int, int]:
    return count_ways(months, most, residents)


def test_of_167_ways_to_spread_16_months_over_60_residents_one_is_singled_out():
    assert sum(_count_ways(16, YEAR, 60).values()) == 167
    assert [count_for(16, 60, tell) for tell in (six_digits, printed, coarse)] == [13, 8, 1]


RESIDENTS = (10, 15, 30, 60, 300, 1000)


@pytest.mark.parametrize("residents", RESIDENTS)
def test_of_a_year_or_more_at_most_two_ways_are_singled_out_and_of_less_no_more_than_before(residents):
    for months in (5, 6, 8, 10, 12, 14, 16, 20, 24, 36):
        fine, new = (count_for(months, residents, tell) for tell in (six_digits, coarse))
        assert new <= (fine if months < YEAR else 2), (months, fine, new)


def test_in_all_cases_together_less_than_a_quarter_of_what_the_printed_interval_singled_out():
    cases = [(months, residents) for months in (6, 8, 10, 12, 14, 16, 20, 24, 36) for residents in RESIDENTS]
    totals = [sum(count_for(*case, tell) for case in cases) for tell in (six_digits, printed, coarse)]
    print(f"\nsingled out in {len(cases)} cases: six digits, printed interval, coarse: {totals}")
    assert totals[2] < totals[1] / 4 < totals[0] / 4


@pytest.mark.parametrize(("months", "residents"), [(100, 100), (100, 200), (130, 1000)])
def test_the_finer_steps_of_large_shares_single_out_one_way_of_millions_at_most(months, residents):
    ways = _count_ways(months, YEAR, residents)
    assert sum(ways.values()) > 1_000_000
    assert count_for(months, residents, coarse) <= 1 < count_for(months, residents, six_digits)


@pytest.mark.parametrize("counted", [20, 30, 60, 100, 140])
def test_how_many_were_there_in_all_of_three_years_is_not_told_by_years_pooled(counted):
    """Three years added up: of so many in the numerators, who was in once, twice and three times?"""
    singled_out = [count_for(counted, 200, tell, most=3) for tell in (six_digits, coarse)]
    assert singled_out[1] <= 1 < singled_out[0]


# All that a half-year tells, of every row, to one who knows every other person's time.


def spread(way: Iterable[int], persons: int) -> list[tuple[int, int]]:
    """(days absent, possible days) of each person; the others are never absent."""
    own = [(days, YEAR) for days in way]
    return own + [(0, YEAR)] * (persons - len(own))


def some(persons: int, share: float, seed: int) -> list[tuple[int, int]]:
    """Persons with a share of absence, as it may be: the same for the same seed."""
    return [(min(YEAR, int(YEAR * share * 4 * ((i * 7919 + seed) % 97 / 97) ** 3)), YEAR) for i in range(persons)]


OTHERS = (some(80, 0.10, 1), some(70, 0.12, 2), some(900, 0.06, 3))
BEFORE = (some(60, 0.05, 4), *OTHERS)


def whole(places: Iterable[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """The three areas, their total and the municipality, of the three areas and the rest."""
    first, second, third, rest = places
    return [first, second, third, first + second + third, first + second + third + rest]


def sums(persons: list[tuple[int, int]]) -> dict[str, int]:
    return {
        "numerator": Decimal(sum(n for n, _ in persons)),
        "denominator": sum(d for _, d in persons),
        "persons": len(persons),
        "nn": sum(n * n for n, _ in persons),
        "nd": sum(n * d for n, d in persons),
        "dd": sum(d * d for _, d in persons),
    }


def rows(window: str, places: Iterable[list[tuple[int, int]]]) -> Iterator[dict]:
    year = int(window[:4])
    for area, persons in zip(AREAS, whole(places), strict=True):
        told = sums(persons)
        yield measured_row(
            "elevfravaer",
            area,
            (told["numerator"], told["denominator"]),
            window=window,
            window_start=date(year, 8, 1),
            window_end=date(year + 1, 7, 31),
            half_year=f"{year + 1}H2",
            numerator_persons=sum(n > 0 for n, _ in persons),
            complement_persons=sum(n < d for n, d in persons),
            denominator_persons=told["persons"],
            largest=YEAR,
            sum_nn=told["nn"],
            sum_nd=told["nd"],
            sum_dd=told["dd"],
        )


def publish(places: Iterable[list[tuple[int, int]]], hidden: Iterable[str] = ()) -> str:
    """indicators.csv of the baseline's year, in which all is shown, and of the year after; hidden: areas."""
    table = measured(*rows("2023-24", BEFORE), *rows("2024-25", places))
    is_hidden = table["area_id"].isin(list(hidden)) & (table["window"] == "2024-25")
    pattern = table[KEY].assign(rule=pd.Series(None, table.index, dtype=object).mask(is_hidden, "lille antal"))
    judged = judge.judge(disclose.apply_pattern(table, pattern, NOBODY_FOLLOWED), PLAN, HalfYear.parse("2025H2"))
    return write_csv(judged, JUDGED, [1] * len(judged))


def list_ways(months: int, most: int = YEAR, first: int | None = None) -> Iterator[tuple[int, ...]]:
    for each in range(min(months, most if first is None else first), 0, -1):
        if each == months:
            yield (each,)
        for rest in list_ways(months - each, most, each) if each < months else ():
            yield (each, *rest)


def tell_all(way: tuple[int, ...]) -> tuple[Estimate | None, ...]:
    """Every estimate that a table is judged by in which the first area has this way: of the areas, their total and the
    municipality, of what is left of the municipality without each, and of the total without each area."""
    counts = [FigureCounts(**sums(persons)) for persons in whole([spread(way, 60), *OTHERS])]
    rests = [counts[4].without(part) for part in counts[:4]] + [counts[3].without(part) for part in counts[:3]]
    return tuple(make_estimate(DAYS, one) for one in [*counts, *rests])


def test_with_every_row_of_a_table_together_and_all_others_known_fewer_are_singled_out_than_by_one_printed_interval():
    ways = dict.fromkeys((way for way in list_ways(16) if len(way) >= K), 1)
    assert len(ways) == 167
    assert count_singled_out(ways, tell_all) <= 6 < count_for(16, 60, printed)


def test_what_is_published_is_a_table_of_the_coarse_estimates_and_of_nothing_finer():
    """Ways with the same coarse estimates and other sums of squares give the same file, to the byte."""
    alike = defaultdict(list)
    for way in list_ways(16):
        if len(way) >= K:
            alike[tell_all(way)].append(way)
    pairs = [
        next((a, b) for a in ways for b in ways if sum(n * n for n in a) < sum(n * n for n in b))
        for ways in alike.values()
        if len({sum(n * n for n in way) for way in ways}) > 1
    ]
    assert len(pairs) > 4
    told = set()
    for one, other in pairs[:: len(pairs) // 2]:
        first, second = (publish([spread(way, 60), *OTHERS]) for way in (one, other))
        assert first == second
        told.add(first)
    # Ways of other estimates give other files, so the comparison can fail.
    assert len(told) > 1


def test_no_number_of_persons_in_a_hidden_area_is_excluded_by_the_digits_of_others():
    """Two areas hidden: whoever was absent in the one may as well have been in the other, from none to K and more."""
    first, second, third, rest = [spread((5, 4, 3, 2, 1, 1), 60), *OTHERS]
    hidden = AREAS[1:3]
    absent, never = [(n, YEAR) for n in (1, 2, 3, 4, 5, 6)], [(0, YEAR)] * 6
    assert second[:6] != absent
    told = set()
    for there in (0, 1, K - 1, K + 1):
        here = [*absent[:there], *never[there:], *second[6:]]
        elsewhere = [*absent[there:], *never[:there], *third[6:]]
        told.add(publish([first, here, elsewhere, rest], hidden))
    assert len(told) == 1 and all(f",{area}," in next(iter(told)) for area in hidden)


# Persons followed from one window to the next.


def list_joint_ways(now: tuple[int, ...], before: tuple[int, ...]) -> set[tuple[tuple[int, int], ...]]:
    """All ways in which the persons of two ways can be the same: pairs of what each has, now and before."""
    found = set()

    def match(place: int, left: tuple[int, ...], pairs: tuple[tuple[int, int], ...]) -> None:
        if place == len(now):
            found.add(tuple(sorted(pairs + tuple((0, each) for each in left))))
            return
        for each in {0, *left}:
            rest = list(left)
            if each:
                rest.remove(each)
            match(place + 1, tuple(rest), (*pairs, (now[place], each)))

    match(0, before, ())
    return found


def correlate(pairs, months, residents, now, before) -> float:
    return compute_clustered_correlation(
        now,
        before,
        cross_nn=sum(a * b for a, b in pairs),
        cross_nd=YEAR * months,
        cross_dn=YEAR * months,
        cross_dd=YEAR * YEAR * residents,
    )


def count_told(months: int, residents: int, tell) -> tuple[int, int, int]:
    """Of all joint ways: how many there are, how many are singled out, and in how many it is told how many persons,
    fewer than K, were in both numerators."""
    ways = [way for way in list_ways(months) if len(way) >= K]
    numbers = defaultdict(list)
    for one in ways:
        for other in ways:
            now, before = (share_of(months, sum(n * n for n in way), residents) for way in (one, other))
            for pairs in list_joint_ways(one, other):
                in_both = sum(a > 0 and b > 0 for a, b in pairs)
                numbers[tell(pairs, in_both, now, before)].append(in_both)
    told = [found for found in numbers.values() if len(set(found)) == 1]
    return (
        sum(map(len, numbers.values())),
        sum(len(found) == 1 for found in told),
        sum(len(found) for found in told if 0 < found[0] < K),
    )


@pytest.mark.slow
@pytest.mark.parametrize(("months", "residents"), [(8, 30), (9, 60)])
def test_few_who_are_in_both_numerators_are_not_told_by_how_the_two_go_together(months, residents):
    def tell_six_digits(pairs, _, now, before):
        return six_digits(now), six_digits(before), f"{correlate(pairs, months, residents, now, before):.6g}"

    def tell_printed(pairs, _, now, before):
        limits = compute_difference_interval(now, before, correlate(pairs, months, residents, now, before))
        return printed(now), printed(before), *(f"{100 * limit:.1f}" for limit in limits)

    def tell_coarse(pairs, in_both, now, before):
        rounded = coarsen_share(now), coarsen_share(before)
        # Where they are few, disclosure control leaves the persons followed out (`disclose.linked`).
        if in_both < K:
            return (*rounded, None)
        return *rounded, coarsen_correlation(correlate(pairs, months, residents, *rounded), now, before)

    fine, interval, new = (count_told(months, residents, tell) for tell in (tell_six_digits, tell_printed, tell_coarse))
    print(f"\n{months} months of {residents}: six digits {fine}, printed {interval}, coarse {new}")
    assert fine[2] > 0 and new[2] == 0
    assert new[1] < fine[1] / 2 and new[1] < interval[1] / 2


# Marks, whose spread is delivered with the mean.


def test_marks_are_told_apart_by_no_more_than_the_printed_interval():
    """Ten marks of the scale of seven: all ways with one and the same sum."""
    singled_out = Counter()
    by_sum = defaultdict(list)
    for marks in combinations_with_replacement((-3, 0, 2, 4, 7, 10, 12), 10):
        by_sum[sum(marks)].append(sum(mark * mark for mark in marks))
    for total, squares in by_sum.items():
        means = [Mean(total / 10, math.sqrt((s - total**2 / 10) / 9), 10) for s in squares if s > total**2 / 10]
        rounded = [
            make_estimate(MARKS, FigureCounts(numerator=Decimal(total), denominator=10, spread=mean.spread))
            for mean in means
        ]
        singled_out["six"] += count_singled_out(dict(Counter(means)), six_digits)
        singled_out["printed"] += count_singled_out(
            dict(Counter(means)), lambda mean: tuple(f"{limit:.1f}" for limit in mean.limits())
        )
        singled_out["coarse"] += sum(number == 1 for number in Counter(rounded).values())
    print(f"\nten marks: {dict(singled_out)}")
    assert singled_out["coarse"] <= singled_out["printed"] < singled_out["six"]


@pytest.mark.slow
def test_a_figure_is_never_surer_than_its_sums_make_it():
    for months, residents in ((16, 60), (36, 30), (150, 200)):
        for squares in _count_ways(months, YEAR, residents):
            exact = share_of(months, squares, residents)
            rounded = coarsen_share(exact)
            (low, high), (lower, higher) = exact.limits(), rounded.limits()
            assert lower <= low and high <= higher
            assert exact.effective_size / 1.281 < rounded.effective_size <= exact.effective_size
            assert replace(rounded, effective_size=exact.effective_size, freedom=exact.freedom) == exact
