"""The order to each supplier: all that it must deliver, none of another's terms, and files that the program reads."""

from datetime import date
from pathlib import Path

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.columns import open_columns
from hpanalysis.load.headings import list_wanted_columns
from hpanalysis.pipeline.extracts import orders
from hpanalysis.workspace import Workspace

HALF, MEETING = HalfYear.parse("2026H2"), date(2027, 3, 1)
PLAN = Path(__file__).parents[3] / "params" / "plan"


@pytest.fixture
def workspace(tmp_path):
    return Workspace.at(raw=tmp_path / "data" / "raw", plan_folder=PLAN)


@pytest.fixture
def written(workspace):
    assert orders.write_orders(workspace, HALF, MEETING) > 4
    return orders.find_orders_folder(workspace, HALF)


def test_each_source_is_asked_for_once_and_by_the_office_that_the_plan_names(workspace):
    asked = orders.list_orders(workspace, HALF)
    names = [source.name for order in asked for source, _ in order.sources]
    assert len(names) == len(set(names)) and "elevfravaer" in names
    for order in asked:
        for source, _ in order.sources:
            assert workspace.plan.data_agreement(source.name).contact == order.contact


def test_an_order_names_no_other_office_and_no_other_source(workspace, written):
    asked = orders.list_orders(workspace, HALF)
    assert {path.name for path in written.iterdir()} == {order.folder_name for order in asked}
    for order in asked:
        said = "".join(p.read_text(encoding="utf-8") for p in (written / order.folder_name).glob("*.txt"))
        own = {source.usual_file for source, _ in order.sources}
        for other in asked:
            # Who gathers the lists of participants must know whom to ask for each.
            if other is not order and not any(source.lists_participants for source, _ in order.sources):
                assert other.contact not in said.replace(order.contact, "")
                assert not [s.usual_file for s, _ in other.sources if s.usual_file in said]
        assert all(name in said for name in own)
        assert {p.name for p in (written / order.folder_name).iterdir()} == own | {"LÆSMIG.txt", "mail.txt"}


def test_an_empty_file_has_the_headings_that_are_read_and_no_other(workspace, written):
    for order in orders.list_orders(workspace, HALF):
        for source, _ in order.sources:
            opened = open_columns(written / order.folder_name / source.usual_file, source)
            assert list(opened.positions) == [column.name for column in list_wanted_columns(source)]
            assert len(opened.file.headings) == len(opened.positions)


def test_a_mail_tells_the_window_the_deadline_and_that_persons_are_not_mailed(workspace, written):
    mail = (written / "boern-og-skole-randers-kommune" / "mail.txt").read_text(encoding="utf-8")
    assert mail.startswith("Emne: Udtræk til helhedsplanen, 2. halvår 2026")
    due = workspace.plan.data_agreement("elevfravaer").due(MEETING)
    assert f"Elevfravær (elevfravaer.csv): 1. august 2025 til 31. juli 2026. Senest {due.day}. januar 2027." in mail
    assert "aldrig i en almindelig mail" in mail
    tables = (written / "landsbyggefonden" / "mail.txt").read_text(encoding="utf-8")
    assert "personer" not in tables


def test_cases_are_of_persons_though_they_have_no_cpr(workspace):
    half = HalfYear.parse("2026H1")
    (cases,) = (o for o in orders.list_orders(workspace, half) if o.contact.startswith("Udlejningen"))
    assert not any(source.has_persons for source, _ in cases.sources)
    orders.write_orders(workspace, half, MEETING)
    mail = orders.find_orders_folder(workspace, half) / cases.folder_name / "mail.txt"
    assert "aldrig i en almindelig mail" in mail.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("contact", "folder"),
    [("Børn og Skole", "boern-og-skole"), ("Allé 3", "alle-3"), ("—", "leverandoer"), ("x" * 300, "x" * 60)],
)
def test_any_office_gets_a_folder_of_its_own(contact, folder):
    assert orders.Order(contact, ()).folder_name == folder
    assert orders.Order(contact, (), 2).folder_name == f"{folder}-2"


def test_orders_may_be_written_again(workspace, written):
    before = {path: path.read_bytes() for path in written.rglob("*.txt")}
    orders.write_orders(workspace, HALF, MEETING)
    assert {path: path.read_bytes() for path in written.rglob("*.txt")} == before
