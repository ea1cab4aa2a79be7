"""The data quality page: every rule and source told, and no number of rows under k in the public edition."""

import re

import pytest

import report_tables
from hpanalysis.report.data_quality import quality
from hpanalysis.tables import Edition


@pytest.fixture
def page():
    """A section of the page as text, of checks with some changed."""

    def text(section, edition="offentlig", **changes):
        checks = report_tables.checks()
        own = checks["source"] == "moedre"
        checks.loc[own & ~checks["held"], list(changes)] = list(changes.values())
        return re.sub(r"<[^>]+>|\s+", " ", section(report_tables.release(Edition(edition)), checks[own])._repr_html_())

    return text


@pytest.mark.parametrize(
    ("count", "whole", "told"),
    [
        (0, 100, "ingen"),
        (1, 100, "færre end 5"),
        (4, 100, "færre end 5"),
        (5, 100, "5"),
        (95, 100, "95"),
        (96, 100, "næsten alle"),
        (99, 100, "næsten alle"),
        (100, 100, "100"),
        (1204, 2000, "1.204"),
    ],
)
def test_few_rows_and_all_but_few_are_not_told(count, whole, told):
    assert quality.format_row_count(count, 5, whole) == told


@pytest.mark.parametrize("section", [quality.show_rules, quality.show_findings])
def test_the_public_page_masks_failed_rows_and_the_confidential_one_tells_them(page, section):
    assert "færre end 5" in page(section, failed=3)
    assert not re.search(r"\b3\b", page(section, failed=3).replace("1. halvår", ""))
    assert "færre end" not in page(section, "fortrolig", failed=3)
    assert re.search(r"\b3\b", page(section, "fortrolig", failed=3))


def test_rows_that_a_rule_did_not_look_at_are_not_told_by_difference(page):
    said = page(quality.show_rules, rows=98, failed=98)
    assert "98" not in said
    assert "næsten alle" in said


def test_a_finding_names_who_mends_it_and_the_figures_it_touches(page):
    said = page(quality.show_findings, indicators="moedre_kontanthjaelp")
    assert "Mødre på kontanthjælp" in said
    assert "Leverandøren" in said


def test_every_rule_is_marked_with_its_source_and_id_once():
    checks = report_tables.checks()
    html = quality.show_rules(report_tables.release(), checks)._repr_html_()
    wanted = [f"{row.source}/{row.rule_id}" for row in checks.itertuples()]
    assert sorted(re.findall('data-regel="([^"]+)"', html)) == sorted(wanted)


def test_the_history_tells_each_half_year_newest_first_with_the_worst_that_was_broken():
    checks = report_tables.checks()
    own = checks[checks["source"] == "moedre"]
    earlier = own.assign(half_year="2025H1", held=True)
    worse = own.assign(half_year="2024H2", held=[False, False], severity=["kritisk", "til orientering"], rows=3)
    said = str(quality.make_history_table(report_tables.pd.concat([earlier, worse, own]), "moedre", 5))
    rows = [re.sub(r"(<[^>]+>)+", "|", row) for row in re.findall(r"<tr>.*?</tr>", said, re.S)[1:]]
    assert [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row.strip("|").split("|")] for row in rows] == [
        ["1. halvår 2026", "100", "1", "1", "advarsel"],
        ["1. halvår 2025", "100", "2", "0", "ingen"],
        ["2. halvår 2024", "færre end 5", "0", "2", "kritisk"],
    ]
