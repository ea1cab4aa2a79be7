"""No false alarm on tables made from persons; how many slips of one digit are found, by n."""

import pytest

from hpanalysis.audit_table import Answer, FindingKind
from printed_tables import Maker, audited, share_of_slips_found


def _alarms(seeds: range) -> list[tuple[int, str]]:
    """What is said against correct tables: contradictions, and rows that look copied."""
    return [
        (seed, finding.reasoning)
        for seed in seeds
        for finding in audited(*Maker(seed).table()).findings
        if finding.answer is Answer.CONTRADICTED or finding.kind is FindingKind.COPIED
    ]


def test_a_hundred_correct_tables_give_no_alarm():
    assert _alarms(range(100)) == []


@pytest.mark.slow
def test_a_thousand_further_correct_tables_give_no_alarm():
    assert _alarms(range(1000, 2000)) == []


def test_correct_tables_are_held_against_every_kind_of_relation():
    asked = {kind for seed in range(50) for kind in audited(*Maker(seed).table()).consistent}
    assert asked >= {
        FindingKind.NO_COUNT,
        FindingKind.CATEGORIES,
        FindingKind.SUM_OF_PARTS,
        FindingKind.PART_EXCEEDS,
        FindingKind.TOTAL_SIZE,
        FindingKind.TOTAL_COUNT,
        FindingKind.TOTAL_RANGE,
        FindingKind.AREAS_EXCEED,
    }


@pytest.mark.parametrize(("n", "least_alone", "least_among"), [(20, 0.5, 0.98), (100, 0.2, 0.98), (1000, 0, 0.9)])
def test_most_slips_of_one_digit_are_found(n, least_alone, least_among):
    alone = share_of_slips_found(n, "value_as_printed", alone=True, tried=100)
    among = share_of_slips_found(n, "value_as_printed", alone=False, tried=100)
    print(f"n = {n}: {alone:.0%} of slips found alone, {among:.0%} in a table")
    assert alone >= least_alone
    assert among >= least_among


def test_a_figure_alone_tells_no_slip_where_every_percentage_has_its_count():
    # Of 1,000 each tenth of a percent is a person.
    assert share_of_slips_found(1000, "value_as_printed", alone=True, tried=50) == 0


def test_a_sum_of_areas_is_called_right_only_where_every_area_prints_its_n():
    rows, areas = Maker(1).table()
    every_n = audited(rows, areas).consistent
    without = [
        row | {"n_as_printed": "", "count_as_printed": ""} if row["area_id"] == areas[0] else row for row in rows
    ]
    assert every_n[FindingKind.TOTAL_SIZE] > 0
    assert FindingKind.TOTAL_SIZE not in audited(without, areas).consistent
