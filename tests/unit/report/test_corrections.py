"""The table »Rettede tal«: what a figure was and is, as a reader writes it."""

import re

import pandas as pd
import pytest

import report_tables
from hpanalysis.report.tables import corrections
from hpanalysis.tables import CORRECTIONS

NBSP = "\N{NO-BREAK SPACE}"


def _html(corrected: pd.DataFrame) -> str:
    """The page's own section."""
    view = report_tables.half_year_view(report_tables.table(), corrections=corrected)
    return view.quality.corrections()._repr_html_()


def row(indicator_id="elevfravaer_over_10", window="2024-25", area_id="vangdalen", **given):
    usual = {
        "published_in": "2025H2",
        **{"status_before": "vist", "value_before": "33.1", "numerator_before": "410", "denominator_before": "1240"},
        **{"status_now": "vist", "value_now": "34.0", "numerator_now": "422", "denominator_now": "1241"},
        **{
            "unit": "pct.",
            "cause": "udtrækket er rettet",
            "why": "»Elevfravær« er leveret igen.",
            "corrected_on": "2026-09-07",
        },
    }
    return {"indicator_id": indicator_id, "window": window, "area_id": area_id} | usual | given


def table(*rows):
    return pd.DataFrame(list(rows), columns=CORRECTIONS.names, dtype=object)


def cells(*rows):
    """The texts of the table's rows."""
    html = _html(table(*rows))
    found = re.findall(r"<tr>(?=<th[^>]*scope=\"row\")(.*?)</tr>", html)
    return [re.sub(r"<[^>]+>", "", re.sub(r"</t[hd]>", "|", each)).strip("|").split("|") for each in found]


def test_a_row_tells_indicator_area_period_before_now_cause_and_day():
    assert cells(row()) == [
        [
            "Fravær over 10 pct.",
            "Vangdalen",
            "2024/25",
            f"33,1{NBSP}% (410 af 1.240)",
            f"34,0{NBSP}% (422 af 1.241)",
            "Udtrækket er rettet. »Elevfravær« er leveret igen.",
            "07-09-2026",
        ]
    ]


def test_a_figure_that_is_not_shown_is_told_by_why_and_never_by_a_number():
    hidden = dict.fromkeys(("value_now", "numerator_now", "denominator_now")) | {"status_now": "diskretioneret"}
    gone = dict.fromkeys(("value_now", "numerator_now", "denominator_now")) | {"status_now": "ikke leveret"}
    nobody = {
        "status_before": "ingen personer",
        "value_before": None,
        "numerator_before": "0",
        "denominator_before": "0",
    }
    found = cells(row(**hidden), row(**gone), row(**nobody))
    assert [each[4] for each in found[:2]] == ["diskretioneret", "ikke leveret"]
    assert found[2][3] == "ingen personer"


def test_a_count_stands_alone_and_a_mean_with_those_it_is_a_mean_of():
    count = row("udsaettelser", "2025", value_before="22", numerator_before="22", denominator_before=None)
    mean = row(
        "karakter_dansk_matematik",
        "2024",
        "alle-7",
        value_before="5.9",
        numerator_before="590.5",
        denominator_before="100",
    )
    assert [each[3] for each in cells(count, mean)] == ["22", "5,9 (ud af 100)"]


def test_no_corrections_are_said_in_a_sentence_and_the_rule_always_stands():
    html = _html(table())
    assert "Ingen udgivne tal er rettet i dette halvår." in html and "<table" not in html
    for rows in ((), (row(),)):
        assert "færre end 5 personer" in _html(table(*rows))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Ingen udgivne tal er rettet i dette halvår."),
        (1, "I dette halvår er ét udgivet tal rettet."),
        (3, "I dette halvår er tre udgivne tal rettet."),
        (12, "I dette halvår er 12 udgivne tal rettet."),
    ],
)
def test_the_front_page_says_how_many_and_links_to_them(count, said):
    notice = corrections.link_corrections_file(table(*[row()] * count))
    assert said in notice and 'href="rettelser.csv"' in notice
    assert ("datakvalitet.html#rettede-tal" in notice) is bool(count)
