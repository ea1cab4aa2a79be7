"""The sections about the plan's printed baselines."""

import pandas as pd
import pytest

import page_gate
from hpanalysis.report.data_quality import printed_baselines
from hpanalysis.tables import AUDITED, Answer


def found(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame([list(row) for row in rows], columns=AUDITED.names)


WRONG = (Answer.CONTRADICTED.value, "copied", "En række gentaget", "Grund.", "Tallene.", "5 af 6.", "fil, række 2", 1)
PLACES = "\n".join(f"række {number}" for number in range(12))
OPEN = (Answer.UNDECIDED.value, "no_count", "Hele personer", "Intet n.", "", "", PLACES, 1)
HELD = (Answer.CONSISTENT.value, "hours", "Timer", "", "", "", "", 1204)
SECTIONS = (printed_baselines.show_contradictions, printed_baselines.show_undecided, printed_baselines.show_in_order)


def text(section, *rows: tuple) -> str:
    return page_gate.read(section(found(*rows))._repr_html_()).text


def test_a_contradiction_is_told_with_its_reason_and_what_the_figure_must_be():
    said = text(printed_baselines.show_contradictions, WRONG, OPEN, HELD)
    for words in ("1. En række gentaget", "Grund.", "Tallene.", "Hvad tallene må være:", "5 af 6.", "fil, række 2"):
        assert words in said
    assert "Intet n." not in said


def test_what_cannot_be_decided_keeps_its_number_and_names_a_few_places():
    said = text(printed_baselines.show_undecided, WRONG, OPEN, HELD)
    assert "2. Hele personer" in said and "og 4 mere" in said
    assert "Hvad tallene må være" not in said


def test_what_holds_is_counted():
    assert "1.204" in text(printed_baselines.show_in_order, WRONG, OPEN, HELD)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_a_section_without_findings_says_so_and_stands(section):
    assert page_gate.read(section(found())._repr_html_()).text.strip()
