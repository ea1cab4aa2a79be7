"""Figures printed elsewhere: facts with and without a period, and the facts of areas.csv."""

import pytest

from hpanalysis.audit_table import Answer, FindingKind
from hpanalysis.audit_table.table import facts
from hpanalysis.by_hand.csv_table import CsvRow, CsvTable
from printed_tables import audited, row

AREAS = ("omraade-1", "omraade-2")
CONTEXT = ("fact", "area_id", "value_as_printed", "unit", "period", "source_as_printed", "same_as", "part_of")


def context(*rows: dict[str, str]) -> facts.Facts:
    given = [{"unit": "percent", "area_id": "omraade-1"} | own for own in rows]
    return facts.read_context(CsvTable("context.csv", CONTEXT, tuple(CsvRow(n, own) for n, own in enumerate(given, 2))))


def areas(*rows: tuple[str, ...]) -> facts.Facts:
    headings = ("area_id", "kind", "name_da", "residents_2024", "children_under_18_2024")
    named = [CsvRow(n, dict(zip(headings, own, strict=True))) for n, own in enumerate(rows, 2)]
    return facts.read_area_facts(CsvTable("areas.csv", headings, tuple(named)))


ABSENCE = row("elevfravaer_over_10", "2023-24", "omraade-1", "33.3")


@pytest.mark.parametrize(
    ("period", "value", "answer"),
    [
        ("2023-24", "33.3", None),
        ("2023-24", "33.9", Answer.CONTRADICTED),
        ("", "33.9", Answer.UNDECIDED),
        ("", "33", None),
    ],
)
def test_a_fact_that_is_an_indicator_is_held_against_its_figure(period, value, answer):
    fact = context(
        {"fact": "over a tenth", "value_as_printed": value, "period": period, "same_as": "elevfravaer_over_10"}
    )
    found = [f.answer for f in audited([ABSENCE], AREAS, (fact,)).findings if f.kind is FindingKind.TWO_PRINTS]
    assert found == ([answer] if answer else [])


@pytest.mark.parametrize(
    ("period", "value", "answer"),
    [("2023-24", "16.5", None), ("2023-24", "34.5", Answer.CONTRADICTED), ("", "34.5", Answer.UNDECIDED)],
)
def test_a_fact_that_is_a_part_is_held_against_its_whole(period, value, answer):
    fact = context({"fact": "over 15", "value_as_printed": value, "period": period, "part_of": "elevfravaer_over_10"})
    found = [f.answer for f in audited([ABSENCE], AREAS, (fact,)).findings if f.kind is FindingKind.PART_EXCEEDS]
    assert found == ([answer] if answer else [])


def test_an_undated_print_of_a_sum_is_held_against_its_parts():
    rows = [row(i, "2023", "omraade-1", v, 20) for i, v in (("sprog_fokuseret", "20.0"), ("sprog_saerlig", "30.0"))]

    def found(value: str) -> list[Answer]:
        fact = context({"fact": "x", "value_as_printed": value, "same_as": "sprog_fokuseret_eller_saerlig"})
        return [f.answer for f in audited(rows, AREAS, (fact,)).findings if f.kind is FindingKind.TWO_PRINTS]

    assert found("50") == []  # 4 and 6 of 20
    assert found("52") == [Answer.UNDECIDED]


def test_residents_are_summed_and_children_are_residents():
    right = areas(
        ("omraade-1", "area", "Nord", "1270", "362"),
        ("omraade-2", "area", "Syd", "1.378", "330"),
        ("alle", "total", "Alle", "2648", ""),
    )
    assert not audited([ABSENCE], AREAS, (right,)).contradicted
    wrong = areas(
        ("omraade-1", "area", "Nord", "1270", "1362"),
        ("omraade-2", "area", "Syd", "1378", "330"),
        ("alle", "total", "Alle", "2600", ""),
    )
    found = audited([ABSENCE], AREAS, (wrong,)).findings_with(Answer.CONTRADICTED)
    assert {finding.kind for finding in found} == {FindingKind.PART_EXCEEDS, FindingKind.TOTAL_COUNT}


def test_a_total_printed_as_about_is_held_against_the_sum_but_proves_nothing_without_a_period():
    table = areas(("omraade-1", "area", "Nord", "1270", ""), ("omraade-2", "area", "Syd", "1378", ""))

    def found(value: str) -> list[str]:
        fact = context(
            {"fact": "x", "area_id": "alle", "value_as_printed": value, "unit": "persons", "same_as": "residents_2024"}
        )
        return [
            f.derived for f in audited([ABSENCE], AREAS, (table, fact)).findings if f.kind is FindingKind.TWO_PRINTS
        ]

    assert found("ca. 2.600") == []  # 2,648 is about 2,600
    assert found("ca. 2.500") == ["De giver 2.648."]
