"""Each column is declared once: what is derived from the declarations, and whom they let see a hidden figure."""

import re

import pandas as pd
import pytest

from hpanalysis import tables
from hpanalysis.published import columns as auditors
from hpanalysis.tables import Decimals, Table, Type, WhenHidden, write_csv
from hpanalysis.tables.column import number_column, text_column, whole_column, yes_no_column

ALL = {name: table for name in tables.__all__ if isinstance(table := getattr(tables, name), Table)}


@pytest.mark.parametrize("name", ALL)
def test_names_are_told_apart_and_every_column_is_described_in_a_danish_sentence(name):
    columns = ALL[name].columns
    assert len({column.name for column in columns}) == len(columns)
    assert all(re.fullmatch(r"[A-ZÆØÅ].*\.", column.description) for column in columns)


@pytest.mark.parametrize("name", ALL)
def test_the_key_is_of_columns_of_the_table(name):
    assert set(ALL[name].key) <= set(ALL[name].names)


@pytest.mark.parametrize("name", ALL)
def test_every_number_says_how_it_is_written(name):
    assert all(column.decimals for column in ALL[name] if column.type in (Type.NUMBER, Type.EXACT))


def test_who_sees_a_hidden_figures_columns_is_what_the_auditor_says_on_its_own():
    """The auditor has its own list of the columns that a hidden row may tell; the two must never drift apart."""
    numbers = {column.name for column in tables.JUDGED if column.type in (Type.NUMBER, Type.WHOLE)}
    tell_nothing = {c.name for c in tables.JUDGED if c.when_hidden is WhenHidden.EVERYONE} & numbers
    assert tell_nothing == (auditors._NOT_OF_THE_CELL & numbers) - {"margin", "line"}


def test_verdicts_and_reasons_follow_from_the_number():
    derived = {column.name for column in tables.JUDGED if column.when_hidden is WhenHidden.NOBODY}
    assert set(auditors._VERDICTS) <= derived
    assert {"since_reason", "versus_reason", "others_reason", "year_before_reason", "reason"} <= derived


def test_a_csv_file_writes_each_column_as_declared():
    table = Table(
        columns=(
            text_column("navn", "Navnet."),
            number_column("tal", "Tallet."),
            number_column("mere", "Tallet.", Decimals.ONE_MORE),
            number_column("talt", "Antallet.", Decimals.AS_COUNTED),
            number_column("p", "Sandsynligheden.", Decimals.SIX_DIGITS),
            whole_column("hele", "Antallet."),
            yes_no_column("ja", "Om det er så."),
        )
    )
    frame = pd.DataFrame(
        {
            "ja": pd.array([True, None], dtype="boolean"),
            "navn": ["=1+1", None],
            "tal": pd.array([12.0, None], dtype="Float64"),
            "mere": pd.array([1.25, 2.0], dtype="Float64"),
            "talt": pd.array([12.0, 1_234_567.0], dtype="Float64"),
            "p": pd.array([0.0123456789, None], dtype="Float64"),
            "hele": pd.array([3, None], dtype="Int64"),
        }
    )
    assert write_csv(frame, table, [1, 0]).split("\n") == [
        "navn,tal,mere,talt,p,hele,ja",
        "'=1+1,12.0,1.25,12,0.0123457,3,ja",
        ",,2.0,1234567,,,",
        "",
    ]


def test_a_column_that_was_not_declared_is_not_known():
    with pytest.raises(KeyError):
        tables.JUDGED["hemmelig"]
