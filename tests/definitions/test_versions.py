"""A definition that computes something else has another version, or its figures would change without a word of why."""

import dataclasses
from datetime import date

import narwhals as nw
import pytest

import definition_record
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Column, Type, Unit
from hpanalysis.definitions.versions import Recount, Version
from hpanalysis.definitions.windows import Rolling

INDICATORS = catalogue.indicators()
RECORD, PRINTED_BY = definition_record.read()
KEY = "kontanthjaelp"
OWN = INDICATORS[KEY]


def finding(indicator, key=KEY):
    return definition_record.finding(key, indicator, RECORD, PRINTED_BY)


@pytest.mark.parametrize("key", INDICATORS)
def test_a_version_computes_what_it_did_when_it_was_recorded(key):
    assert finding(INDICATORS[key], key) is None


def test_the_record_holds_no_definition_that_is_gone():
    assert set(RECORD) == set(INDICATORS)


def _with_part(**changes):
    return dataclasses.replace(OWN, numerator=dataclasses.replace(OWN.numerator, **changes))


def _with_column(name, **changes):
    """The same indicator over a source in which one column is another."""
    source = OWN.numerator.source
    columns = tuple(dataclasses.replace(c, **changes) if c.name == name else c for c in source.columns)
    return _with_part(source=dataclasses.replace(source, columns=columns))


YDELSE = OWN.numerator.source.column("ydelse")
OLDER = nw.col("alder").is_between(18, 66) & nw.col("ydelse").is_in(["kontanthjaelp_jobparat"])
# The texts "Sygedagpenge" and "Dagpenge" are counted as kontanthjælp, or as each other.
COUNTED = YDELSE.codes | {"Sygedagpenge": "kontanthjaelp_jobparat"}
ELSEWHERE = YDELSE.codes | {"Sygedagpenge": "dagpenge"}

CHANGED = {
    "another condition": _with_part(where=OLDER),
    "no condition": _with_part(where=None),
    "another date": _with_part(date="foedselsdato"),
    "a sum for a count": _with_part(column="alder"),
    "another source": _with_part(source=dataclasses.replace(OWN.numerator.source, name="ydelser")),
    "another window": dataclasses.replace(OWN, window=Rolling(months=12, lag_months=4)),
    "another unit": dataclasses.replace(OWN, unit=Unit.MEAN),
    "another decimal": dataclasses.replace(OWN, decimals=2),
    "another code folded in": dataclasses.replace(
        OWN,
        versions=(*OWN.versions[:2], dataclasses.replace(OWN.versions[2], recount=Recount("ydelse", ("dagpenge",)))),
    ),
    "no denominator": dataclasses.replace(OWN, denominator=None),
    "another code": _with_column("ydelse", codes=COUNTED),
    "another type": _with_column("alder", type=Type.DECIMAL),
}
UNCHANGED = {
    "another label": dataclasses.replace(OWN, label="Kontanthjælp", why="Tallet viser noget."),
    "another name of what is counted": _with_part(label="måneder"),
    "a code that is not counted": _with_column("ydelse", codes=ELSEWHERE),
    "another heading": _with_column("alder", headings=("År",)),
    "a column that is not used": _with_part(
        source=dataclasses.replace(
            OWN.numerator.source,
            columns=(*OWN.numerator.source.columns, Column("koen", ("Køn",), Type.TEXT, "et køn")),
        )
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_of_what_is_computed_under_the_same_version_is_found_and_told(name):
    said = finding(CHANGED[name])
    assert f"{KEY}: version 3 computes something else" in said
    assert f"definitions/indicators/{KEY}.py" in said and "make versions" in said
    assert definition_record.written({KEY: CHANGED[name]}, RECORD, PRINTED_BY)[1] == [said]


@pytest.mark.parametrize("name", UNCHANGED)
def test_what_is_only_said_of_a_definition_needs_no_version(name):
    assert finding(UNCHANGED[name]) is None


def test_a_raised_version_is_to_be_recorded_and_then_stands():
    raised = dataclasses.replace(
        _with_part(where=OLDER), versions=(*OWN.versions, Version(4, date(2026, 1, 1), "Aldersgrænsen er 66 år."))
    )
    assert "version 4 is not in the record" in finding(raised)
    record, refused = definition_record.written({KEY: raised}, RECORD, PRINTED_BY)
    assert refused == [] and set(record[KEY]) == {"2", "3", "4"}
    assert definition_record.finding(KEY, raised, record) is None


def test_a_new_definition_is_to_be_recorded():
    assert "version 3 is not in the record" in definition_record.finding("ny", OWN, RECORD, PRINTED_BY)


def test_another_printer_of_conditions_asks_for_the_record_to_be_looked_at():
    said = definition_record.finding(KEY, CHANGED["another condition"], RECORD, "1.0")
    assert "another narwhals" in said
    assert definition_record.written({KEY: OWN}, RECORD, "1.0")[1] == []
