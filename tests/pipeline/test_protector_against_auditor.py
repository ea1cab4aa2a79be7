"""Two programs that share nothing agree: what `disclose` protects `audit` attests, and with a cell less it does not."""

import json
from dataclasses import replace
from random import Random

import pandas as pd
import pytest

from audit_folders import Publication
from disclosure_tables import PLAN, measured, one, published, sprog
from hpanalysis import audit, disclose
from hpanalysis.pipeline.publication import published_definitions
from hpanalysis.tables import Status


def drawn(seed: int, window: str) -> list[dict]:
    """A year of language assessments, evictions and move-outs of three areas and the rest of a small municipality."""
    draw = Random(f"{seed} {window}")
    parts = [tuple(draw.choice([0, 1, 2, 3, 5, 8, 13, 21]) + draw.randint(0, 3) for _ in range(3)) for _ in range(3)]
    cases = [(draw.choice([0, 1, 2, 4, 6, 9]), None) for _ in range(4)]
    moved = [(draw.randint(0, 12), draw.randint(12, 90)) for _ in range(3)]
    return [
        *sprog(*parts, (60, 30, 20), window=window),
        *one("udsaettelser", *cases, window=window),
        *one("fraflytning", *moved, (80, 900), window=window),
    ]


def publication(table: pd.DataFrame, pattern: pd.DataFrame, half_year: str) -> Publication:
    """The half-year as it would be published, the counts of hidden cells kept aside."""
    told = json.loads(published_definitions.format_definitions_json(table, PLAN))
    rows = list(table.merge(pattern, on=["indicator_id", "window", "area_id"]).itertuples(index=False))
    counts, statuses = {}, {}
    for row in rows:
        key = row.indicator_id, row.window, row.area_id
        counts[key] = int(row.numerator), None if pd.isna(row.denominator) else int(row.denominator)
        if row.status != Status.SHOWN.value and pd.isna(row.rule):
            statuses[key] = row.status
    hidden = frozenset((row.indicator_id, row.window, row.area_id) for row in rows if pd.notna(row.rule))
    return Publication(told, counts, hidden, half_year, statuses=statuses)


def complementary(pattern: pd.DataFrame) -> list[str]:
    rows = pattern[pattern["rule"] == disclose.PROTECTS_ANOTHER]
    return ["/".join(key) for key in rows[["indicator_id", "window", "area_id"]].itertuples(index=False, name=None)]


def compare(seed: int, folder) -> int:
    """How many complementary cells there were; each is needed, by the auditor's word."""
    table = measured(*drawn(seed, "2025"))
    pattern = disclose.choose_pattern(table, PLAN)
    made = publication(table, pattern, "2026H1")
    certificate = audit.audit({"2026H1": made.write(folder / "alt")})
    assert certificate.failures == ()
    cells = complementary(pattern)
    for number, cell in enumerate(cells):
        shown = audit.audit({"2026H1": made.showing(cell).write(folder / str(number))})
        assert audit.Fault.RECOVERABLE.value in {one.fault for one in shown.failures}, cell
    return len(cells)


def test_what_is_protected_is_attested_and_every_complementary_cell_is_needed(tmp_path):
    assert sum(compare(seed, tmp_path / str(seed)) for seed in range(6)) > 5


@pytest.mark.slow
def test_many_tables_that_are_protected_are_attested(tmp_path):
    assert sum(compare(seed, tmp_path / str(seed)) for seed in range(100, 160)) > 50


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 8, 9])
def test_eight_half_years_in_a_row_have_each_a_certificate_over_all_of_them(seed, tmp_path):
    windows = [str(year) for year in range(2021, 2029)]
    ledger, entries, folders = None, [], {}
    for number, last in enumerate(windows, 1):
        table = measured(*(row for window in windows[:number] for row in drawn(seed, window)))
        pattern = disclose.choose_pattern(table, PLAN, ledger)
        half_year = f"{last}H1"
        folders[half_year] = publication(table, pattern, half_year).write(tmp_path, entries)
        certificate = audit.audit(folders)
        assert certificate.failures == ()
        assert certificate.half_years == tuple(folders)
        entry = published(table, pattern, last)
        ledger = entry if ledger is None else pd.concat([ledger, entry], ignore_index=True)
    assert certificate.hidden > 8


def test_a_half_year_that_was_protected_for_itself_fails_beside_those_before(tmp_path):
    """2024 by itself would hide other cells than it did when it was published: two choices tell more than one."""
    first = measured(*drawn(7, "2024"))
    pattern = disclose.choose_pattern(first, PLAN)
    cells = complementary(pattern)
    assert cells
    entries = []
    before = publication(first, pattern, "2025H1")
    now = replace(before, half_year="2026H1").showing(cells[0])
    certificate = audit.audit({one.half_year: one.write(tmp_path, entries) for one in (before, now)})
    assert audit.Fault.DECISION.value in {one.fault for one in certificate.failures}
