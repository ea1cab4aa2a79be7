"""Sets of possible counts, held against every whole number by brute force."""

from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import product

import pytest

from hpanalysis.audit_table.counts.system import Relation, find_suspects, solve
from hpanalysis.audit_table.table.findings import FindingKind
from hpanalysis.audit_table.table.numbers_as_printed import PrintedNumber
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, compute_percentage, find_possible_counts
from printed_tables import rounded

HALVES = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)


@pytest.mark.parametrize("decimals", [0, 1, 2])
@pytest.mark.parametrize("n", [1, 3, 7, 40, 141, 1000])
def test_every_count_is_behind_its_print_however_halves_are_rounded(n, decimals):
    for count, halves in product(range(n + 1), HALVES):
        assert count in find_possible_counts(PrintedNumber(Decimal(rounded(count, n, decimals, halves))), n)


@pytest.mark.parametrize("n", [1, 3, 8, 16, 37])
def test_no_count_is_behind_a_print_that_no_rounding_gives_it(n):
    for tenths in range(1001):
        printed = Decimal(tenths) / 10
        possible = find_possible_counts(PrintedNumber(printed.quantize(Decimal("0.1"))), n)
        giving = {k for k in range(n + 1) for halves in HALVES if Decimal(rounded(k, n, 1, halves)) == printed}
        assert set(range(possible.least, possible.greatest + 1)) == giving


def test_a_tie_may_be_printed_up_and_down():
    # 1 of 16 is 6.25.
    assert [1 in find_possible_counts(PrintedNumber(Decimal(text)), 16) for text in ("6.2", "6.3", "6.1", "6.4")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_percentage_is_printed_with_halves_up():
    assert str(compute_percentage(1, 16, 1)) == "6.3"
    assert str(compute_percentage(2, 3, 0)) == "67"


A, B, C, D = (("i", name) for name in "abcd")
SYSTEMS = [
    [Relation(FindingKind.TOTAL_COUNT, (A, B), (C,))],
    [Relation(FindingKind.CATEGORIES, (A, B, C), constant=-9)],
    [Relation(FindingKind.TOTAL_COUNT, (A, B), (C,)), Relation(FindingKind.PART_EXCEEDS, (C,), (D,), equal=False)],
    [Relation(FindingKind.CATEGORIES, (A, B), constant=-5), Relation(FindingKind.SUM_OF_PARTS, (B, C), (D,))],
    [
        Relation(FindingKind.AREAS_EXCEED, (D,), (A, B), constant=2, equal=False),
        Relation(FindingKind.TOTAL_COUNT, (A, B), (C,)),
    ],
]


def _holds(relation: Relation, chosen: dict) -> bool:
    total = sum(chosen[v] for v in relation.parts) - sum(chosen[v] for v in relation.wholes) + relation.constant
    return total == 0 if relation.equal else total <= 0


@pytest.mark.parametrize("relations", SYSTEMS, ids=range(len(SYSTEMS)))
@pytest.mark.parametrize("least", list(product((0, 3), repeat=4)))
def test_no_solution_is_ever_cut_off(relations, least):
    ranges = {v: PossibleCounts(low, low + 3) for v, low in zip((A, B, C, D), least, strict=True)}
    solutions = [
        chosen
        for values in product(*(range(c.least, c.greatest + 1) for c in ranges.values()))
        if all(_holds(relation, chosen := dict(zip(ranges, values, strict=True))) for relation in relations)
    ]
    solved, failed = solve(ranges, relations)
    if failed is not None:
        assert solutions == []
    for chosen in solutions:
        assert all(chosen[v] in solved[v] for v in ranges)


def test_one_relation_alone_is_narrowed_to_exactly_its_solutions():
    ranges = {A: PossibleCounts(2, 4), B: PossibleCounts(1, 1), C: PossibleCounts(4, 9)}
    solved, failed = solve(ranges, [Relation(FindingKind.TOTAL_COUNT, (A, B), (C,))])
    assert failed is None
    assert solved == {A: PossibleCounts(3, 4), B: PossibleCounts(1, 1), C: PossibleCounts(4, 5)}


def test_a_suspect_is_told_with_what_it_must_be():
    ranges = {A: PossibleCounts(2, 2), B: PossibleCounts(1, 1), C: PossibleCounts(4, 4)}
    relation = Relation(FindingKind.TOTAL_COUNT, (A, B), (C,))
    free = dict.fromkeys(ranges, PossibleCounts(0, 10))
    assert find_suspects(ranges, free, [relation], ranges) == {
        A: PossibleCounts(3, 3),
        B: PossibleCounts(2, 2),
        C: PossibleCounts(3, 3),
    }
