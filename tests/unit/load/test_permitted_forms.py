"""An extract of any source is the same in every permitted form, and a form hides no fault.

A sound extract is written in a form that hypothesis draws: order of columns, CSV or workbook, delimiter, encoding, BOM,
titles, empty rows, and each cell in any spelling that means the same. Then it is written with one fault of the kinds of
tests/support/planted/kinds.py: it stops as it does in the usual form, or gives the same frame. How many faults of each
kind are found is counted in benchmarks/planted_faults.md; faults of the files themselves are in test_random_deliveries.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract_files import SOURCES, read
from hpanalysis.errors import Stop
from permitted_forms import EVERY_SOURCE, forms, make_sound_table, spell_otherwise
from planted.extract_table import Table, write_table
from planted.kinds import KINDS
from slow_cases import keep_some_quick

EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def load_usual(folder: Path, table: Table) -> pd.DataFrame | None:
    """The frame of a table in its usual form; None where it stops."""
    try:
        return read(table.source, write_table(table, folder / "sound.csv")).frame
    except Stop:
        return None


def load_in_form(data: st.DataObject, folder: Path, table: Table) -> pd.DataFrame | None:
    form = data.draw(forms(table.source))
    path = form.save(folder, table.source, spell_otherwise(data.draw, table, form))
    try:
        return read(table.source, path).frame
    except Stop as stop:
        assert "uventet" not in str(stop)
        return None


@pytest.mark.parametrize("name", keep_some_quick(EVERY_SOURCE, every=5))
@given(st.data())
@EXAMPLES
def test_an_extract_is_the_same_in_every_permitted_form(name, data):
    table = make_sound_table(SOURCES[name])
    with tempfile.TemporaryDirectory() as folder:
        usual, other = load_usual(Path(folder), table), load_in_form(data, Path(folder), table)
    assert usual is not None
    assert len(usual) == len(table.rows)
    pd.testing.assert_frame_equal(usual, other)


# What makes these faults is their form: spelt otherwise they are none, or others.
ABOUT_FORM = ("a row doubled in another spelling", "two headings swapped", "a column sorted alone", "a row shifted")


@pytest.mark.parametrize("kind", keep_some_quick([kind for kind in KINDS if kind not in ABOUT_FORM], every=4))
@given(st.data())
@settings(EXAMPLES, max_examples=6)
def test_no_form_hides_a_fault(kind, data):
    table = make_sound_table(SOURCES[data.draw(st.sampled_from(EVERY_SOURCE))])
    faulty = table.copy()
    if KINDS[kind](faulty, table, random.Random(data.draw(st.integers(0, 10_000)))) is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        usual, other = load_usual(Path(folder), faulty), load_in_form(data, Path(folder), faulty)
    if usual is None:
        assert other is None
    else:
        pd.testing.assert_frame_equal(usual, other)
