"""The tables beside the measured one that never leave the data unit: persons followed, figures by month."""

import re

import pandas as pd

from hpanalysis.tables import LINKED, MONTHLY

TABLES = {"linked": LINKED.names, "monthly": MONTHLY.names}


def test_a_run_writes_the_followed_persons_and_the_months_beside_the_measured_table(made):
    for name, columns in TABLES.items():
        table = pd.read_parquet(made.processed / "2026H1" / f"{name}.parquet")
        assert list(table) == columns
        assert len(table)


def test_they_hold_counts_and_no_pseudonym(made):
    for name in TABLES:
        table = pd.read_parquet(made.processed / "2026H1" / f"{name}.parquet").astype(str)
        assert not table.map(lambda cell: bool(re.search(r"[0-9a-f]{32}", cell))).any(axis=None)


def test_neither_they_nor_the_measured_table_are_published(made):
    assert not [path for path in made.reports.rglob("*") if path.suffix == ".parquet"]
    published = [path for path in made.reports.rglob("*.csv")]
    counts = {"both_in", "only_before", "left_out", "numerator_persons", "complement_persons"}
    assert published
    # Each file's head, with whatever stands between its columns.
    heads = {path.name: path.read_text(encoding="utf-8-sig").partition("\n")[0] for path in published}
    assert not [name for name, head in heads.items() if counts & set(re.split("[,;]", head.strip()))]
