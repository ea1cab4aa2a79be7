"""What lies behind the figures of a definition page: extracts, rules, notebook and code, each once."""

import re

import pandas as pd
import pytest

import page_gate
import report_tables
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.definition.behind import Behind, list_deliveries, make_evidence_row
from hpanalysis.report.definition.evidence_section import make_evidence_section
from hpanalysis.report.definition.links_back import Place
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import CHECKS, Edition

NBSP = "\N{NO-BREAK SPACE}"
PLAIN, KEYED, CODE, NOTEBOOK, HISTORY = (digit * 64 for digit in "abcde")
INPUTS = {
    "extracts": {
        "2026H1/elevfravaer": {"kilde": "elevfravaer", "filer": [{"navn": "elevfravaer.csv", "sha256": PLAIN}]},
        "2026H1/udsaettelser": {
            "kilde": "udsaettelser",
            "filer": [
                {"navn": "udsaettelser.csv", "hmac_sha256": KEYED},
                {"navn": "udsaettelser_lejerbo.csv", "hmac_sha256": KEYED[::-1]},
            ],
            "slettet": True,
        },
    },
    "notebooks": {"delaftale.ipynb": NOTEBOOK},
    "code": CODE,
}


def _check(source: str, rule_id: str, held: bool, half_year: str = "2026H1") -> dict:
    usual = {"severity": "advarsel", "rows": 4321, "failed": 0 if held else 3}
    return (
        dict.fromkeys(CHECKS.names)
        | {"half_year": half_year, "source": source, "rule_id": rule_id, "held": held}
        | usual
    )


def _behind(*checks: dict, **given) -> Behind:
    return Behind(inputs=INPUTS, checks=pd.DataFrame(list(checks), columns=CHECKS.names), **given)


@pytest.fixture(scope="module")
def cells():
    return report_tables.release().cells(report_tables.half_year())


def _own(cells, indicator_id: str) -> list:
    return [cell for cell in cells if cell.indicator_id == indicator_id]


def _section(cells, indicator_id: str, behind: Behind, edition: Edition = Edition.PUBLIC) -> str:
    speaker = Speaker(report_tables.release(edition), indicator_id)
    return str(make_evidence_section(speaker, _own(cells, indicator_id), behind))


def _text(html: str) -> str:
    return " ".join(page_gate.read(html).text.replace(NBSP, " ").split())


def test_every_file_of_a_delivery_stands_once_with_its_whole_digest(cells):
    html = _section(cells, "elevfravaer", _behind())
    assert html.count(PLAIN) == 1 and f"elevfravaer.csv: {PLAIN}" in _text(html)


def test_a_digest_with_a_key_is_told_as_one_and_explained(cells):
    text = _text(_section(cells, "udsaettelser", _behind()))
    assert f"udsaettelser.csv (kontrolsum med nøgle): {KEYED}" in text
    assert "kan kun dataenheden efterprøve" in text
    assert "med nøgle" not in _text(_section(cells, "elevfravaer", _behind()))


def test_a_file_that_was_deleted_as_agreed_is_told_of(cells):
    assert "Filen er slettet, som det er aftalt." in _text(_section(cells, "udsaettelser", _behind()))


def test_the_notebook_and_the_code_are_told_by_digest(cells):
    text = _text(_section(cells, "elevfravaer", _behind(labels={"delaftale-uddannelse": "Uddannelse"})))
    assert "Notesbogen delaftale.ipynb viser tallene og regner dem efter fra udtrækkene." in text
    assert NOTEBOOK in text and CODE in text


def test_the_rules_of_a_delivery_are_counted_and_those_broken_are_named(cells):
    checks = [_check("elevfravaer", "fravaer-01", True), _check("elevfravaer", "fravaer-02", False)]
    checks += [_check("elevfravaer", "fravaer-03", False), _check("elevfravaer", "fravaer-03", False, "2025H2")]
    text = _text(_section(cells, "elevfravaer", _behind(*checks, _check("moedre", "moedre-01", False))))
    assert "3 kontrolregler, to ikke overholdt: fravaer-02 og fravaer-03" in text
    assert "4.321" not in text and "moedre-01" not in text  # how many rows is the quality page's to tell


def test_rules_that_are_all_kept_and_those_of_the_computed_figures_are_told(cells):
    behind = _behind(_check("elevfravaer", "fravaer-01", True), _check("maalt", "maalt-01", False))
    text = _text(_section(cells, "elevfravaer", behind))
    assert "1 kontrolregel, overholdt" in text
    assert "Alle beregnede tal i halvåret: 1 kontrolregel, én ikke overholdt: maalt-01" in text


def test_the_residence_history_is_told_where_it_placed_the_persons(cells):
    told = {"2026H1/bopael": {"kilde": "bopael", "filer": [{"navn": "bopael.csv", "sha256": HISTORY}]}}
    behind = Behind(inputs=INPUTS | {"extracts": INPUTS["extracts"] | told})
    assert HISTORY in _section(cells, "elevfravaer", behind)
    assert HISTORY not in _section(cells, "udsaettelser", behind)  # cases are no persons


def test_a_page_without_a_run_behind_it_says_so(cells):
    text = _text(_section(cells, "elevfravaer", Behind()))
    assert "ikke oplyst" in text and not re.search(r"[0-9a-f]{64}", text)


def test_the_manifest_is_linked_from_what_is_published_alone(cells):
    assert 'href="manifest.json"' in _section(cells, "elevfravaer", _behind())
    assert "manifest.json" not in _section(cells, "elevfravaer", _behind(), Edition.CONFIDENTIAL)


def test_every_delivery_that_a_row_leads_to_has_its_place(cells):
    for indicator_id in ("elevfravaer", "udsaettelser", "kontanthjaelp"):
        own, html = _own(cells, indicator_id), _section(cells, indicator_id, _behind())
        speaker = Speaker(report_tables.release(), indicator_id)
        rows = "".join(str(make_evidence_row(speaker, cell, own, _behind())) for cell in own)
        wanted = set(re.findall(r'href="#([^"]+)"', rows))
        assert wanted and wanted <= set(page_gate.read(html).ids)


def test_a_row_tells_in_which_reports_its_figure_stands(cells):
    cell = cells.latest("elevfravaer", "alle-7")
    places = {"elevfravaer-alle-7-2024-25": [Place("oversigt", "elevfravaer-alle-7"), Place("datarapport", "maal")]}
    labels = {"oversigt": "Oversigt", "datarapport": "Datarapport"}
    html = str(
        make_evidence_row(
            Speaker(report_tables.release(), "elevfravaer"), cell, [], _behind(places=places, labels=labels)
        )
    )
    assert html.endswith(
        '<small>Står i: <a href="oversigt.html#elevfravaer-alle-7">Oversigt</a>; '
        '<a href="datarapport.html#maal">Datarapport</a></small>'
    )


def test_a_figure_of_three_years_is_counted_from_the_deliveries_of_each():
    def cell(window: str, years: tuple[int, int], delivered_in: str) -> dict:
        start, end = (pd.Timestamp(f"{year}-{day}").date() for year, day in zip(years, ("01-01", "12-31"), strict=True))
        return report_tables.row(
            "fraflytning", "vangdalen", window, window_start=start, window_end=end, delivered_in=delivered_in
        )

    years = [cell("2022", (2022, 2022), "2024H1"), cell("2023", (2023, 2023), "2024H2")]
    years += [cell("2024", (2024, 2024), "2025H1"), cell("2025", (2025, 2025), "2026H1")]
    table = report_tables.table(*years, cell("2023..2025", (2023, 2025), "2026H1"))
    own = list(report_tables.release().cells(table))
    assert list_deliveries(next(c for c in own if c.is_pooled), own) == ["2024H2", "2025H1", "2026H1"]
    assert list_deliveries(own[0], own) == ["2024H1"]


def test_half_years_of_deliveries_are_read(cells):
    halves = {half for cell in cells for half in list_deliveries(cell, [])}
    assert {HalfYear.parse(half) for half in halves} == {report_tables.HALF}
