"""The schemas of the published tables against the tables' own columns and vocabularies."""

import hashlib
import json
import re

import pytest

import shared_plans
from hpanalysis import tables
from hpanalysis.evidence import datapackage
from hpanalysis.pipeline.publication import plan_figures

TYPES = {"string", "number", "integer", "date", "boolean"}


def _package(**contents):
    tables_ = {name.replace("_csv", ".csv"): content for name, content in contents.items()}
    return json.loads(datapackage.describe_tables("plan-2026h1", "Titel", "Om tallene.", tables_))


def test_every_published_table_has_its_own_file_and_a_danish_title():
    assert list(datapackage.TABLES) == [
        "indicators.csv",
        "maanedstal.csv",
        "opdelinger.csv",
        "kriterier.csv",
        "omraadestatus.csv",
        "deltagere.csv",
        "forloeb.csv",
        "udfald.csv",
        "balance.csv",
        "rettelser.csv",
        "planens_tal.csv",
        "planens_kontrol.csv",
    ]
    assert all(re.fullmatch(r"[A-ZÆØÅ].*[^.]", table.title) for table in datapackage.TABLES.values())


def test_the_columns_of_the_plans_figures_are_described():
    heading = plan_figures.format_plan_figures_csv(shared_plans.read(shared_plans.RANDERS)).split("\n", 1)[0]
    assert tables.FACTS.names == heading.split(",")


@pytest.mark.parametrize("name", datapackage.TABLES)
def test_every_column_has_a_type_and_a_danish_sentence_that_ends(name):
    for column in datapackage.TABLES[name]:
        assert column.schema["type"] in TYPES
        assert re.fullmatch(r"[A-ZÆØÅ].*\.", column.schema["description"])


@pytest.mark.parametrize("name", datapackage.TABLES)
def test_the_key_is_of_columns_that_must_have_a_value(name):
    table = datapackage.TABLES[name]
    assert all(table[column].schema["constraints"]["required"] for column in table.key)


def test_a_file_is_told_with_its_size_and_digest():
    content = b"fact,area_id,value,unit,period,source\nx,y,1,,,\n"
    (resource,) = _package(planens_tal_csv=content)["resources"]
    assert (resource["path"], resource["bytes"]) == ("planens_tal.csv", len(content))
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_schema_has_the_columns_in_the_files_own_order():
    (resource,) = _package(planens_tal_csv=b"unit,fact\n")["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == ["unit", "fact"]


def test_a_column_nobody_described_stops_it():
    with pytest.raises(KeyError):
        _package(planens_tal_csv=b"fact,hemmelig\n")


def test_a_status_may_be_one_of_the_statuses_and_nothing_else():
    assert tables.JUDGED["status"].schema["constraints"]["enum"] == [status.value for status in tables.Status]


def test_names_are_such_as_the_standard_asks():
    package = _package(indicators_csv=b"indicator_id\n", planens_tal_csv=b"fact\n")
    for name in (package["name"], *(resource["name"] for resource in package["resources"])):
        assert re.fullmatch(r"[a-z0-9._-]+", name)
