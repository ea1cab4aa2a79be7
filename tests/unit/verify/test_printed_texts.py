"""What the pages say of the plan's other figures, made twice: by the report, and by verify from the plan's tables."""

import csv

import pytest

import report_tables
from hpanalysis.report.words import printed_figures
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.verify.pages.printed_texts import (
    COMPARISON,
    list_comparisons,
    list_printed_texts,
    tell_period,
    tell_value,
)

ROOT = report_tables.ROOT / "params" / "plan"


def read(name):
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_both_write_every_printed_figure_and_period_alike():
    rows = read("context.csv")
    for fact, row in zip(report_tables.release().plan.context, rows, strict=True):
        assert tell_value(row) == plain(printed_figures.format_value(fact))
        assert tell_period(row["period"]) == plain(printed_figures.format_period(fact.period))


def test_both_tell_every_comparison_alike():
    release, context, areas = report_tables.release(), read("context.csv"), read("areas.csv")
    told = {one.indicator_id: list_comparisons(context, areas, one.indicator_id) for one in release.plan.adoptions}
    for key, sentences in told.items():
        written = printed_figures.state_printed_comparisons(Speaker(release, key))
        assert sentences == [plain(sentence) for sentence in written]
        assert all(sentence.startswith(COMPARISON) for sentence in sentences)
    assert sum(map(len, told.values())) == 10
    assert {sentence for sentences in told.values() for sentence in sentences} <= set(
        list_printed_texts(context, areas)
    )


@pytest.mark.parametrize(
    ("cell", "unit", "told"),
    [
        ("577.970", "kroner", "577.970 kroner"),
        ("1.5", "times", "1,5 gange"),
        ("12,0", "percent", "12,0 %"),
        ("mellem 30 og 40", "percent", "mellem 30 og 40 %"),
        ("23", "persons", "23"),
    ],
)
def test_a_figure_is_read_in_each_form_that_the_plan_may_have(cell, unit, told):
    assert tell_value({"value_as_printed": cell, "unit": unit}) == told
