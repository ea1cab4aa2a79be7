"""The data report to the board: the overall goals, their course, what they cover and what is corrected."""

import dataclasses
import re

import pandas as pd
import pytest

import page_gate
import report_tables
from hpanalysis.report.notebook.half_year import HalfYearView
from hpanalysis.report.tables import board_goals
from hpanalysis.tables import Since, Status
from hpanalysis.workspace import Workspace
from report_tables import row, table


def _report(judged, of=None):
    return report_tables.half_year_view(judged, of).data_report()


def _read(block) -> page_gate.Page:
    return page_gate.read(str(block.html))


def _text(block) -> str:
    return " ".join(_read(block).text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_every_figure_of_every_overall_goal_stands_in_the_table_and_no_other():
    release = report_tables.release()
    page = _read(_report(report_tables.half_year()).goals())
    own = {a.indicator_id for a in release.plan.adopted(release.plan.strategic.id)}
    told = [a["id"].split("-")[0] for a in page.all("td") if "id" in a]
    assert set(told) == own
    assert told.count("grundlaeggende_trygge") == 3  # no total: a row an area
    groups = re.findall(
        r'<th scope="rowgroup"[^>]*>(.*?)</th>',
        str(board_goals.make_goals_table(release, release.cells(report_tables.half_year()))),
    )
    assert len(groups) == 4


def test_the_figures_are_told_in_words_before_the_table():
    judged = table(
        row("dagtilbud_1_5_aar", "alle-7", "2024", value=92.2, since_baseline=Since.IMPROVED.value),
        row("grundskole_18_29", "alle-7", "2024", value=31.6, since_baseline=Since.NO_SURE_CHANGE.value),
    )
    text = _text(_report(judged).goals())
    assert "Af de to tal er ét forbedret siden udgangspunktet. For ét er der ingen sikker ændring." in text
    assert "Tallene er opgjort til og med 1. halvår 2026." in text


def test_all_charts_stand_together_over_every_window_of_their_figures():
    judged = table(
        row("dagtilbud_1_5_aar", "alle-7", "2021", value=94.3, municipality_value=89.7, latest=False),
        row("dagtilbud_1_5_aar", "alle-7", "2024", value=92.2, municipality_value=91.7, since_baseline="forværret"),
    )
    html = str(_report(judged).courses().html)
    assert "Det ene tal er forværret siden udgangspunktet</strong>" in html
    assert html.count('class="panel"') == html.count("<figure") == 1
    table_html = re.search(r"<caption>Alle opgørelser så langt, de ældste først</caption>.*?</table>", html)[0]
    rows = re.findall(r"<tr data-om[^>]*>.*?</tr>", table_html)
    told = [re.findall(r">([^<>]+)</t[hd]>", one) for one in rows]
    nbsp = "\N{NO-BREAK SPACE}"
    assert [(one[0], one[1], one[-1]) for one in told] == [
        ("2021", f"94,3{nbsp}%", f"89,7{nbsp}%"),
        ("2024", f"92,2{nbsp}%", f"91,7{nbsp}%"),
    ]


def test_the_words_on_a_figure_leave_its_caveat_to_the_list_of_caveats():
    judged = table(row("dagtilbud_1_5_aar", "alle-7", "2024", value=92.2))
    spoken = re.sub(r"<desc.*?</desc>", "", str(_report(judged).courses().html))
    assert "Forbehold: " not in spoken and "I 2024 gik 92,2" in spoken.replace("\N{NO-BREAK SPACE}", " ")
    assert "Landsbyggefondens tal dækker kun nogle" in _text(_report(judged).coverage())


def test_an_aim_that_all_goals_share_is_told_once():
    text = _text(_report(report_tables.half_year()).courses())
    assert text.count("Udviklingen i områderne holdes op mod udviklingen i kommunen.") == 1


def test_what_the_figures_cover_is_told_with_age_source_and_news():
    judged = table(
        row("grundskole_18_29", "alle-7", "2024", value=31.6, window_end=pd.Timestamp("2024-12-31").date()),
        row("restgruppe_15_29", "alle-7", "2024", value=24.4, half_year="2025H2"),
        row("sigtede_15_29", "alle-7", "2024", value=0.91, status=Status.NOT_DELIVERED.value),
    )
    text = _text(_report(judged).coverage())
    assert "18 måneder" in text and "Landsbyggefonden" in text
    assert text.count("nyt i 2026") == 2 and "2024, nyt i 2026" in text
    assert "Kun grundskole, 18-29 år og Uden udd. og job, 15-29: Landsbyggefondens tal dækker kun nogle" in text
    assert "kan ikke vises, fordi Landsbyggefonden endnu ikke har leveret data." in text


def test_the_corrections_are_those_of_the_year_or_of_the_half_year(tmp_path):
    where = Workspace.at(report_tables.ROOT, processed=tmp_path / "processed", reports=tmp_path / "reports")
    where.folder(report_tables.HALF).mkdir(parents=True)
    report_tables.corrections().to_parquet(where.table_path("corrections", report_tables.HALF))
    half = HalfYearView(where, report_tables.release())
    assert "Ingen udgivne tal er rettet i 2026." in _text(half.data_report().corrections())
    assert "Ingen udgivne tal er rettet i 1. halvår 2026." in _text(half.data_report("halvaar").corrections())


def test_a_plan_without_a_strategic_agreement_is_reported_by_its_delmaal():
    release = report_tables.release()
    settings = release.plan.settings
    without = settings.model_copy(update={"agreements": [a for a in settings.agreements if a.kind == "delaftale"]})
    release = dataclasses.replace(release, plan=dataclasses.replace(release.plan, settings=without))
    block = _report(report_tables.half_year(), release).goals()
    assert board_goals.NO_STRATEGIC in _text(block)
    assert "fraflytning-alle-7" in _read(block).ids and "sprog_generel-alle-7" not in _read(block).ids


@pytest.mark.parametrize(
    ("covers", "report_name"),
    [("aar", "Datarapport 2026 til bestyrelsen"), ("halvaar", "Datarapport for 1. halvår 2026 til bestyrelsen")],
)
def test_the_heading_names_the_year_or_the_half_year(covers, report_name):
    text = _text(report_tables.half_year_view(table()).data_report(covers).heading())
    assert report_name in text and "leverer hvert år en datarapport" in text
