"""The pages of the helhedsplan of Randers by real nbconvert, on a table in which every hidden row holds a secret."""

import dataclasses
import re

import pytest
from markupsafe import Markup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import page_gate
import report_tables
from hpanalysis import report
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.report import matrix, site
from hpanalysis.report.html import Block
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace
from report_tables import HALF, ROOT, SECRET

EDITIONS = ("offentlig", "fortrolig")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace with the run's tables and nothing else, for this module's tests to read."""
    tmp_path = tmp_path_factory.mktemp("halvaar")
    folder = tmp_path / "processed" / "2026H1"
    folder.mkdir(parents=True)
    report_tables.half_year().to_parquet(folder / "judged.parquet")
    report_tables.half_year().to_parquet(folder / "fortrolig.parquet")
    report_tables.checks().to_parquet(folder / "checks.parquet")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "SYNTETISK.txt").write_text("x", encoding="utf-8")
    where = Workspace.at(ROOT, raw=tmp_path / "raw", processed=tmp_path / "processed", reports=tmp_path / "reports")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in where.environment().items():
            patch.setenv(name, value)
        yield where


def _as_run(blocks: list[Block]):
    """The executed notebook that these results would make."""
    cells = [
        new_markdown_cell("# Kun for analytikeren", metadata={"tags": ["kun-notesbog"]}),
        new_code_cell('half_year = "2026H1"  # hemmelig_kilde', metadata={"tags": ["parameters"]}),
    ]
    for block in blocks:
        stream = new_output("stream", name="stderr", text="FutureWarning: sti/til/noget")
        cells.append(new_code_cell("report.kald()", outputs=[stream, new_output("display_data", data=block.bundle())]))
    return new_notebook(cells=cells)


def _blocks(name: str, edition: str) -> list[Block]:
    notebook, which = site.notebook_of(name)
    judged, checks = report.judged("2026H1", edition), report.checks("2026H1")
    usual, area = (judged, "2026H1", edition), (judged, "2026H1", which.get("area", ""), edition)
    made = {
        "oversigt": lambda: [
            call(*usual)
            for call in (
                report.summary,
                report.overall_goals,
                report.delmaal_matrix,
                report.attention_and_progress,
                report.news,
                report.ages,
                report.decisions,
            )
        ],
        "delaftale": lambda: [
            report.delmaal_sections(judged, "2026H1", which["agreement"], edition),
            report.agreement_check(judged),
        ],
        "strategisk_aftale": lambda: [report.goal_sections(*usual)],
        "omraadeprofil": lambda: [
            report.area_facts("2026H1", which["area"], edition),
            report.area_indicators(*area),
            report.area_courses(*area),
            report.area_words(*area),
        ],
        "datakvalitet": lambda: (
            [call(checks, "2026H1", edition) for call in (report.sources, report.rules, report.findings, report.owners)]
            + [report.withheld(*usual), report.deletion("2026H1", edition)]
        ),
    }[notebook]()
    return [report.page(notebook, "2026H1", edition, **which), *made]


def _page(made: Workspace, name: str, edition: str = "offentlig") -> str:
    return report.to_html(_as_run(_blocks(name, edition)), name, made, HALF, Edition(edition))


def _names(made: Workspace) -> list[str]:
    return [link.name for link in site.links(report_tables.release(plan=made.plan)) if link.name != site.INDEX]


@pytest.fixture(scope="module")
def pages(made):
    found = {name: _page(made, name) for name in _names(made)}
    return found | {site.INDEX: report.index_html(made, HALF, Edition.PUBLIC)}


def test_every_page_passes_the_gate_and_every_link_is_alive(pages, tmp_path):
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    (tmp_path / "indicators.csv").write_text("", encoding="utf-8")
    assert {name: page_gate.findings(html, tmp_path) for name, html in pages.items()} == {name: [] for name in pages}
    assert len(pages) == 15


_DRAWN = {"d", "x", "y", "style", "viewbox", "content"}


def _tells_secret(html: str) -> bool:
    """Whether the secret stands in any text or attribute, rounded or not. Where marks stand is another test's."""
    page = page_gate.read(html)
    attributes = [value for _, given in page.elements for name, value in given.items() if name not in _DRAWN]
    return bool(re.search(r"\b87[.,]\d|\b88\b|8\.?888", " ".join([page.text, *attributes])))


def test_no_page_tells_a_hidden_number_in_any_form(pages):
    assert SECRET == 87.65
    assert [name for name, html in pages.items() if _tells_secret(html)] == []


@pytest.mark.parametrize("name", ["oversigt", "delaftale-uddannelse", "omraade-vangdalen", "strategisk_aftale"])
def test_the_confidential_edition_shows_it_marked_on_a_marked_page(made, name):
    html = _page(made, name, "fortrolig")
    page = page_gate.read(html)
    assert page_gate.findings(html) == []
    assert "Fortrolig udgave." in page.text and "Endnu ikke fuldt beskyttet" not in page.text
    assert _tells_secret(html) == ("diskretioneret i offentlig udgave" in page.text or "(diskretioneret)" in page.text)
    assert _tells_secret(_page(made, "delaftale-uddannelse", "fortrolig"))


def test_a_page_shows_no_source_no_stream_and_no_note_to_the_analyst(pages):
    for html in pages.values():
        assert not [
            word for word in ("hemmelig_kilde", "report.kald", "FutureWarning", "Kun for analytikeren") if word in html
        ]


def test_every_page_says_that_its_data_are_synthetic_and_not_fully_protected(pages):
    for html in pages.values():
        text = page_gate.read(html).text
        assert "Syntetiske data." in text and "Endnu ikke fuldt beskyttet." in text and "k = 5" in text


def test_real_data_carry_no_synthetic_band(made, tmp_path):
    real = dataclasses.replace(made, raw=tmp_path)
    assert "Syntetiske data" not in report.to_html(_as_run([]), "datakvalitet", real, HALF, Edition.PUBLIC)


def test_no_page_calls_anything_sure_before_there_are_tests(pages):
    for name, html in pages.items():
        found = re.findall(r"\w*\bsikke?r\w*\b", page_gate.read(html).text)
        assert not [word for word in found if word in ("sikker", "sikre", "sikkert")], name


def test_the_style_stands_once_on_a_page(pages):
    for html in pages.values():
        assert html.count("<style>") == 1 and html.count('id="s-bedre"') == 1


def test_a_page_of_tables_is_small(pages):
    for name in ("oversigt", "datakvalitet", "index"):
        assert len(pages[name].encode()) < 150_000


def test_the_matrix_and_the_cards_show_the_same(made):
    release = report_tables.release(plan=made.plan)
    lines = matrix.lines(release, release.cells(report_tables.half_year()))
    table, cards = page_gate.read(matrix.matrix(release, lines)), page_gate.read(matrix.cards(release, lines))
    number = re.compile(r"\d+,\d")
    values = [n for n in number.findall(" ".join(table.words))]
    in_words = [n for n in number.findall(" ".join(cards.words))]
    assert len(values) > 60 and set(values) == set(in_words)
    assert [a["id"] for a in table.all("td") if "id" in a and a["id"].startswith("fraflytning")] == [
        f"fraflytning-{area.id}" for area in release.columns
    ]


def test_the_marks_on_a_delaftales_page_are_its_shown_cells(made):
    html = _page(made, "delaftale-beskaeftigelse")
    judged = report_tables.half_year()
    own = judged[
        judged["indicator_id"].isin(["uden_for_arbejdsmarkedet", "kontanthjaelp"])
        & (judged["status"] == "vist")
        & ~judged["area_id"].isin(["randers", "danmark"])
    ]
    expected = {f"{r.indicator_id}/{r.window}/{r.area_id}" for r in own.itertuples()}
    drawn = set(re.findall(r'data-cell="([^"]+)"', html))
    assert {key for key in drawn if not key.startswith("moedre")} == expected


def test_hostile_names_in_the_plan_are_shown_as_text(made):
    plan = made.plan
    hostile = '<img src=x onerror="a()">{{7*7}}*b*'
    areas = tuple(
        dataclasses.replace(a, name=hostile, short=hostile, letters="<b>") if a.kind == "area" else a
        for a in plan.all_areas
    )
    release = dataclasses.replace(report_tables.release(plan=plan), plan=dataclasses.replace(plan, all_areas=areas))
    cells = release.cells(report_tables.half_year())
    lines = matrix.lines(release, cells)
    html = str(matrix.matrix(release, lines) + matrix.cards(release, lines))
    assert "<img" not in html and "<b><b>" not in html
    assert "{{7*7}}*b*" in page_gate.read(html).text


def test_the_analysts_comment_stands_as_a_quote_with_role_and_date(made):
    text = page_gate.read(_page(made, "delaftale-uddannelse")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Skolerne ringer nu hjem samme dag" in text
    assert "Monitoreringsenheden, 1. september 2026. Elevfravær, 0.-10. kl." in text


def test_a_failed_cell_never_becomes_a_page(made):
    failed = new_notebook(
        cells=[new_code_cell("1/0", outputs=[new_output("error", ename="E", evalue="0101010000", traceback=[])])]
    )
    with pytest.raises(Stop, match="bliver ikke til en rapport") as stop:
        report.to_html(failed, "oversigt", made, HALF, Edition.PUBLIC)
    assert "0101010000" not in str(stop.value)


def test_a_result_that_a_page_cannot_show_is_refused(made):
    plain = new_notebook(cells=[new_code_cell("1", outputs=[new_output("display_data", data={"text/plain": "1"})])])
    with pytest.raises(Stop, match="ikke kan vise"):
        report.to_html(plain, "oversigt", made, HALF, Edition.PUBLIC)


def test_earlier_half_years_are_linked_from_the_front_page(made, tmp_path):
    made = dataclasses.replace(made, reports=tmp_path)
    for name in ("2025H2", "2025H1", "kladde", "2026H1"):
        (made.reports / name).mkdir(parents=True)
        (made.reports / name / "index.html").write_text("", encoding="utf-8")
    html = report.index_html(made, HALF, Edition.PUBLIC)
    assert [a["href"] for a in page_gate.read(html).all("a") if a["href"].startswith("../")] == [
        "../2025H2/index.html",
        "../2025H1/index.html",
    ]
    assert "../" not in report.index_html(made, HALF, Edition.CONFIDENTIAL)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: report.page("oversigt", "2026H3"), "Halvåret kendes ikke."),
        (lambda: report.page("oversigt", "2026H1", "hemmelig"), "Udgaven kendes ikke."),
        (lambda: report.page("delaftale", "2026H1", agreement="strategisk"), "Delaftalen kendes ikke."),
        (lambda: report.area_facts("2026H1", "alle-7"), "Området kendes ikke."),
    ],
)
def test_an_unknown_parameter_is_told_in_a_sentence(made, call, said):
    with pytest.raises(WrongUse, match=said):
        call()


def test_a_block_is_published_as_html_alone(monkeypatch):
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    InteractiveShell.instance()
    with capture_output() as captured:
        Block(Markup("<p>x</p>"))._ipython_display_()
    assert [list(output.data) for output in captured.outputs] == [["text/html"]]
