"""What a figure was published as before: the same, or something else."""

from decimal import Decimal

import pytest

import report_tables
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.definition.earlier_values import PublishedValue, describe_earlier_values, read_published_values
from hpanalysis.tables import Edition, Status

NBSP = "\N{NO-BREAK SPACE}"
AUTUMN, SPRING = HalfYear.parse("2025H2"), HalfYear.parse("2025H1")
KEY = ("elevfravaer", "2024-25", "vangdalen")
INDICATOR = catalogue.indicators()["elevfravaer"]


def _cell(**given):
    usual = {"value": 9.3, "numerator": 2922.0, "denominator": 31263}
    row = report_tables.row("elevfravaer", "vangdalen", "2024-25", **(usual | given))
    return next(iter(report_tables.release().cells(report_tables.table(row))))


def _published(value: str = "9.3", numerator: str = "2922", denominator: str = "31263", status: str = "vist"):
    return PublishedValue.read(status, value, numerator, denominator)


def _told(cell, earlier, corrected=()) -> str:
    return (
        str(describe_earlier_values(cell, INDICATOR, earlier, corrected) or "")
        .removeprefix("<small>")
        .removesuffix("</small>")
    )


def test_the_same_figure_is_told_as_the_same_with_every_half_year():
    earlier = {AUTUMN: {KEY: _published()}, SPRING: {KEY: _published()}}
    assert _told(_cell(), earlier) == (f"Udgivet før: samme tal i 2.{NBSP}halvår 2025 og 1.{NBSP}halvår 2025.")


def test_a_corrected_figure_is_told_as_it_was_printed():
    earlier = {AUTUMN: {KEY: _published(value="9.1", numerator="2850")}, SPRING: {KEY: _published()}}
    assert _told(_cell(), earlier, {(KEY, "2025H2")}) == (
        f"Udgivet før: samme tal i 1.{NBSP}halvår 2025; 9,1{NBSP}% i 2.{NBSP}halvår 2025."
    )


def test_a_figure_that_was_corrected_earlier_is_linked_to_for_no_table_beside_the_page_tells_it():
    earlier = {AUTUMN: {KEY: _published()}, SPRING: {KEY: _published(value="8.7", numerator="2700")}}
    assert _told(_cell(), earlier, {(KEY, "2025H2")}) == (
        f"Udgivet før: samme tal i 2.{NBSP}halvår 2025; "
        '<a href="../2025H1/definition-elevfravaer.html#elevfravaer-vangdalen-2024-25">'
        f"et andet tal i 1.{NBSP}halvår 2025</a>."
    )


def test_the_same_percentage_of_other_counts_is_another_figure():
    said = _told(_cell(), {AUTUMN: {KEY: _published(numerator="2921")}}, {(KEY, "2025H2")})
    assert said == f"Udgivet før: 9,3{NBSP}% i 2.{NBSP}halvår 2025."


def test_a_figure_that_was_not_published_before_has_nothing_to_tell():
    assert describe_earlier_values(_cell(), INDICATOR, {}, ()) is None
    assert (
        describe_earlier_values(
            _cell(), INDICATOR, {AUTUMN: {("elevfravaer", "2023-24", "vangdalen"): _published()}}, ()
        )
        is None
    )


@pytest.mark.parametrize("edition", list(Edition))
def test_a_hidden_figure_tells_nothing_of_before(edition):
    row = report_tables.row("elevfravaer", "vangdalen", "2024-25", status=Status.HIDDEN.value, value=9.3)
    cell = next(iter(report_tables.release(edition).cells(report_tables.table(row))))
    assert describe_earlier_values(cell, INDICATOR, {AUTUMN: {KEY: _published()}}, {(KEY, "2025H2")}) is None


def test_no_persons_now_and_a_number_before_is_told():
    cell = _cell(status=Status.NO_PERSONS.value, value=None, numerator=0.0, denominator=0)
    said = _told(cell, {AUTUMN: {KEY: _published()}}, {(KEY, "2025H2")})
    assert said == f"Udgivet før: 9,3{NBSP}% i 2.{NBSP}halvår 2025."


def test_only_what_a_publication_shows_is_read_of_its_file(tmp_path):
    path = tmp_path / "indicators.csv"
    lines = [
        "indicator_id,area_id,window,status,value,numerator,denominator,sources",
        "elevfravaer,vangdalen,2024-25,vist,9.3,2922,31263,x",
        "elevfravaer,energivej,2024-25,diskretioneret,,,,x",
        "elevfravaer,danmark,2024-25,ikke leveret,,,,x",
        "udsaettelser,vangdalen,2025,ingen sager,0,0,,x",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    zero = Decimal(0)
    assert read_published_values(path) == {
        KEY: PublishedValue(Status.SHOWN, Decimal("9.3"), Decimal(2922), Decimal(31263)),
        ("udsaettelser", "2025", "vangdalen"): PublishedValue(Status.NO_CASES, zero, zero, None),
    }
