"""The pages of the helhedsplan of Randers by real nbconvert, on a table in which every hidden row holds a secret."""

import dataclasses
import re
from xml.etree import ElementTree

import pytest
from markupsafe import Markup, escape
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import control_tables
import page_gate
import participant_tables
import report_tables
from hpanalysis import recompute, report
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.published.charts.files import make_chart_files
from hpanalysis.published.names import OFFICE_FILES
from hpanalysis.report import catalogue, convert, figure_links
from hpanalysis.report.html import Block
from hpanalysis.report.site import navigation
from hpanalysis.report.tables import matrix
from hpanalysis.report.words.speaker import Speaker
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
    report_tables.write_state_criteria(report_tables.half_year(), folder)
    participant_tables.write(folder)
    report_tables.checks().to_parquet(folder / "checks.parquet")
    report_tables.corrections().to_parquet(folder / "corrections.parquet")
    control_tables.half_year().to_parquet(folder / "control.parquet")
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


CALLS = {
    "oversigt": ("summary", "overall_goals", "matrix", "attention", "news", "ages"),
    "delaftale": ("heading", "delmaal", "check"),
    "strategisk_aftale": ("strategic_goals",),
    "kriterier": ("summary", "matrix", "charts", "next_year", "statuses", "consequences"),
    "deltagere": participant_tables.SECTIONS,
    "datarapport": ("heading", "goals", "courses", "supplementary", "coverage", "corrections"),
    "aarsberetning": ("heading", "summary", "delmaal", "most_important", "courses", "overall_goals", "caveats"),
    "omraadeprofil": ("heading", "summary", "facts", "profile", "supplementary", "courses", "words"),
    "datakvalitet": (
        *("heading", "sources", "rules", "findings", "owners", "choices", "withheld", "corrections", "deletion"),
    ),
    "baseline_revision": ("heading", "contradictions", "contradicting_words", "undecided", "in_order", "other_figures"),
}


def _shown_by(page, half):
    """The object of a notebook that its page is made from."""
    if page.notebook == "delaftale":
        stored = half.delaftale(page.parameters["agreement"])
        return stored.with_figures(stored.figures)
    return {
        "kriterier": half.criteria,
        "deltagere": half.participants,
        "datarapport": half.data_report,
        "aarsberetning": half.annual_report,
        "omraadeprofil": lambda: half.area(page.parameters["area"]),
        "datakvalitet": lambda: half.quality,
        "baseline_revision": lambda: recompute.audit_baselines(half),
    }.get(page.notebook, lambda: half)()


def _blocks(name: str, edition: str) -> list[Block]:
    page = catalogue.find_page(report_tables.release().plan, name)
    half = report.half_year("2026H1", edition)
    shown, calls = _shown_by(page, half), CALLS[page.notebook]
    top = [half.heading(page.notebook)] if shown is half or page.notebook in ("kriterier", "deltagere") else []
    return [*top, *(getattr(shown, call)() for call in calls)]


def _page(made: Workspace, name: str, edition: str = "offentlig") -> str:
    return convert.make_report_html(_as_run(_blocks(name, edition)), name, made, HALF, Edition(edition))


def _names(made: Workspace) -> list[str]:
    """The pages that a notebook makes."""
    found = [link.name for link in navigation.list_links(report_tables.release(plan=made.plan))]
    return [name for name in found if name not in (navigation.INDEX, figure_links.OVERVIEW)]


@pytest.fixture(scope="module")
def pages(made, tmp_path_factory):
    found, folder = {name: _page(made, name) for name in _names(made)}, tmp_path_factory.mktemp("reports")
    for name, html in found.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    found |= dict(convert.make_definition_pages(made, HALF, Edition.PUBLIC, folder))
    return found | {navigation.INDEX: convert.make_front_page_html(made, HALF, Edition.PUBLIC)}


@pytest.mark.slow
def test_every_page_passes_the_gate_and_every_link_is_alive(pages, tmp_path):
    (folder := tmp_path / "2026H1").mkdir()
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    for name in (
        "indicators.csv",
        "kontrolattest.json",
        "manifest.json",
        "maanedstal.csv",
        "rettelser.csv",
        "kriterier.csv",
        "omraadestatus.csv",
        "deltagere.csv",
        "forloeb.csv",
        "udfald.csv",
        "balance.csv",
        "planens_tal.csv",
        "planens_kontrol.csv",
        *OFFICE_FILES,
    ):
        (folder / name).write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text('<main><h2 id="pdf">PDF-filer</h2></main>', encoding="utf-8")
    for name, content in (file for page, html in pages.items() for file in make_chart_files(html, page).items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert {name: page_gate.findings(html, folder) for name, html in pages.items()} == {name: [] for name in pages}
    # With the list of definitions, and a page an indicator.
    assert len(pages) == 20 + 1 + len(report_tables.release().plan.adoptions)


# What the pages once called one thing besides its name: the areas together, and indicators.
_OLD_NAMES = (
    "Alle syv",
    "alle syv områder",
    "Alle 7",
    "alle 7",
    "Kontanthjælpsmodtagere",
    "Fraværsprocent,",
    "Fraflytningsprocent,",
    "Karaktergennemsnit i dansk og matematik, 9",
    "uden for uddannelse og arbejde, ",
    "årsrapport",
)


def test_one_thing_has_one_name_on_every_page(pages):
    """The total as in sentences, or its short name of areas.csv; an indicator's title begins as its label does."""
    texts = {
        name: " ".join([page.text, *(value for _, given in page.elements for value in given.values() if value)])
        for name, page in ((name, page_gate.read(html)) for name, html in pages.items())
    }
    old = re.compile("|".join(rf"(?<![\wæøå]){re.escape(words)}" for words in _OLD_NAMES))
    assert [(name, old.findall(text)) for name, text in texts.items() if old.search(text)] == []
    assert sum("De syv boligområder" in text for text in texts.values()) > 5


_DRAWN = {"d", "x", "y", "style", "viewbox", "content"}


def _tells_secret(html: str) -> bool:
    """Whether the secret stands in any text or attribute, rounded or not. Where marks stand is another test's."""
    page = page_gate.read(html)
    attributes = [value for _, given in page.elements for name, value in given.items() if name not in _DRAWN]
    return bool(re.search(r"\b87[.,]\d|\b88\b|8\.?888", " ".join([page.text, *attributes])))


def test_no_page_tells_a_hidden_number_in_any_form(pages):
    assert SECRET == 87.65
    assert [name for name, html in pages.items() if _tells_secret(html)] == []


def test_the_confidential_edition_shows_it_marked_on_marked_pages(made):
    told = 0
    for name in ("oversigt", "delaftale-uddannelse", "omraade-vangdalen", "datarapport", "aarsberetning"):
        html = _page(made, name, "fortrolig")
        page = page_gate.read(html)
        assert page_gate.findings(html) == [], name
        assert "Fortrolig udgave." in page.text, name
        marked = "diskretioneret i offentlig udgave" in page.text or "(diskretioneret)" in page.text
        assert _tells_secret(html) == marked, name
        told += marked
    assert told > 1


def test_a_page_shows_no_source_no_stream_and_no_note_to_the_analyst(pages):
    for html in pages.values():
        assert not [
            word for word in ("hemmelig_kilde", "report.kald", "FutureWarning", "Kun for analytikeren") if word in html
        ]


def test_every_page_says_that_its_data_are_synthetic_and_not_fully_protected(pages):
    for html in pages.values():
        text = page_gate.read(html).text
        assert "Syntetiske data." in text


def test_real_data_carry_no_synthetic_band(made, tmp_path):
    real = dataclasses.replace(made, raw=tmp_path)
    assert "Syntetiske data" not in convert.make_report_html(_as_run([]), "datakvalitet", real, HALF, Edition.PUBLIC)


def test_sure_is_an_adjective_on_every_page_and_no_figure_is_called_alike(pages):
    # "næsten sikkert" is a word of the scale of evidence, and says that it is only probable; "et sikkert fald" is no
    # adverb.
    sure = r"\b(?<![Nn]æsten )sikkert (?!forskellig|fald\b)"
    wrong = re.compile(rf"{sure}|signifikant|værdi alene|det samme som i|uændret|»sikkert")
    for name, html in pages.items():
        assert not wrong.search(page_gate.read(html).text), name


def test_what_the_words_for_a_direction_mean_stands_unfolded_on_every_page_with_them(pages):
    told = "»Næsten sikkert« er mindst 97½ pct. sandsynligt, »sandsynligvis« mindst 80 pct., uden at en test afgør det."
    for name, html in pages.items():
        unfolded = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL).replace("\N{NO-BREAK SPACE}", " ")
        if re.search(
            r"(?:sandsynligvis|næsten sikkert) for(?:bedret|værret)", re.sub(r"<desc.*?</desc>", "", unfolded)
        ):
            assert unfolded.count(told) == 1, name
    named = {name for name, html in pages.items() if told in html.replace("\N{NO-BREAK SPACE}", " ")}
    assert named >= {"oversigt", "aarsberetning", "datarapport", "strategisk_aftale", "omraade-vangdalen"}


def test_what_sure_means_stands_once_on_every_page_with_verdicts(pages):
    for name in ("oversigt", "delaftale-uddannelse", "strategisk_aftale", "omraade-vangdalen"):
        text = page_gate.read(pages[name]).text
        for title in ("Sådan læses et usikkerhedsinterval.", "Hvorfor svinger tallene", "Hvad betyder »på niveau«?"):
            assert text.count(title) == 1, (name, title)
        assert "Hvorfor sammenlignes to halvår ikke?" in text and "Fem procentpoint er systemets standard" in text


def test_every_figure_has_one_text_in_the_words_of_its_area_and_in_its_chart(made, pages):
    """The text of an area's figure stands on its profile; the same text ends the description of its course."""
    release = report_tables.release(plan=made.plan)
    cells = release.cells(report_tables.half_year())
    own = [cells.latest("fraflytning", area.id) for area in release.plan.areas]
    cell = next(c for c in own if c.since is not None)
    said = Speaker(release, "fraflytning").describe(cell)
    assert "Usikkerhedsintervallet" in said and pages[f"omraade-{cell.area_id}"].count(escape(said)) == 2
    descriptions = re.findall(r"<desc[^>]*>(.*?)</desc>", pages["delaftale-sammenhaengskraft"])
    assert [text for text in descriptions if text.endswith(escape(said))]


def test_the_style_stands_once_on_a_page(pages):
    for html in pages.values():
        assert html.count("<style>") == 1 and html.count('id="s-bedre"') == 1


def test_a_page_of_tables_is_small(pages):
    for name in ("oversigt", "datakvalitet", "index"):
        assert len(pages[name].encode()) < 235_000  # each word says which figure it is about


def test_the_matrix_and_the_cards_show_the_same(made):
    release = report_tables.release(plan=made.plan)
    lines = matrix.list_lines(release, release.cells(report_tables.half_year()))
    table, cards = page_gate.read(matrix.make_matrix(release, lines)), page_gate.read(matrix.make_cards(release, lines))
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
        judged["indicator_id"].isin(["uden_for_arbejdsmarkedet", "kontanthjaelp", "kriterie_beskaeftigelse"])
        & (judged["status"] == "vist")
        & ~judged["area_id"].isin(["randers", "danmark"])
    ]
    expected = {f"{r.indicator_id}/{r.window}/{r.area_id}" for r in own.itertuples()}
    months = control_tables.half_year()
    months = months[months["indicator_id"].isin(own["indicator_id"]) & (months["status"] == "vist")]
    expected |= {f"{r.indicator_id}/{r.month:%Y-%m}/{r.area_id}" for r in months.itertuples()}
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
    lines = matrix.list_lines(release, cells)
    html = str(matrix.make_matrix(release, lines) + matrix.make_cards(release, lines))
    assert "<img" not in html and "<b><b>" not in html
    assert "{{7*7}}*b*" in page_gate.read(html).text


def test_the_analysts_comment_stands_as_a_quote_with_role_and_date(made):
    text = page_gate.read(_page(made, "delaftale-uddannelse")).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Skolerne ringer nu hjem samme dag" in text
    assert "Analytikerens kommentar. Monitoreringsenheden, 1. september 2026. Elevfravær, 0.-10. kl." in text


def test_the_comment_on_an_area_stands_on_its_profile_too_and_on_no_others(pages):
    told = {name for name, html in pages.items() if "har været under renovering" in page_gate.read(html).text}
    assert told == {"omraade-centrale-randers", "delaftale-sammenhaengskraft"}
    text = page_gate.read(pages["omraade-centrale-randers"]).text
    assert "Analytikerens kommentar. Monitoreringsenheden" in text


def test_a_failed_cell_never_becomes_a_page(made):
    failed = new_notebook(
        cells=[new_code_cell("1/0", outputs=[new_output("error", ename="E", evalue="0101010000", traceback=[])])]
    )
    with pytest.raises(Stop, match="bliver ikke til en rapport") as stop:
        convert.make_report_html(failed, "oversigt", made, HALF, Edition.PUBLIC)
    assert "0101010000" not in str(stop.value)


def test_a_result_that_a_page_cannot_show_is_refused(made):
    plain = new_notebook(cells=[new_code_cell("1", outputs=[new_output("display_data", data={"text/plain": "1"})])])
    with pytest.raises(Stop, match="ikke kan vise"):
        convert.make_report_html(plain, "oversigt", made, HALF, Edition.PUBLIC)


def test_earlier_half_years_are_linked_from_the_front_page(made, tmp_path):
    made = dataclasses.replace(made, reports=tmp_path)
    for name in ("2025H2", "2025H1", "kladde", "2026H1"):
        (made.reports / name).mkdir(parents=True)
        (made.reports / name / "indicators.csv").write_text("", encoding="utf-8")
    html = convert.make_front_page_html(made, HALF, Edition.PUBLIC)
    assert [a["href"] for a in page_gate.read(html).all("a") if a["href"].startswith("../")] == [
        "../index.html#pdf",
        "../2025H2/index.html",
        "../2025H1/index.html",
        "../index.html",
    ]
    assert "../" not in convert.make_front_page_html(made, HALF, Edition.CONFIDENTIAL)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: report.half_year("2026H3"), "Halvåret kendes ikke."),
        (lambda: report.half_year("2026H1", "hemmelig"), "Udgaven kendes ikke."),
        (lambda: report.half_year("2026H1").delaftale("strategisk"), "Delaftalen kendes ikke."),
        (lambda: report.half_year("2026H1").area("alle-7"), "Området kendes ikke."),
        (lambda: report.half_year("2026H1").indicator("findes_ikke"), "Indikatoren er ikke i tabellen."),
        (lambda: report.half_year("2026H1").heading("findes_ikke"), "Rapporten kendes ikke."),
        (lambda: report.half_year("2026H1").data_report("maaned"), "Perioden kendes ikke."),
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


def _hrefs(html: str, start: str) -> list[str]:
    return [a["href"] for a in page_gate.read(html).all("a") if a.get("class") == "tal" and a["href"].startswith(start)]


def test_every_number_of_the_matrix_and_of_the_tables_is_linked_to_its_own_address(made, pages):
    cells = report_tables.release(plan=made.plan).cells(report_tables.half_year())
    for name, key in (("oversigt", "fraflytning"), ("delaftale-sammenhaengskraft", "udsaettelser")):
        own = [cells.latest(key, area.id) for area in made.plan.areas]
        wanted = {figure_links.make_address(cell) for cell in own if cell is not None and cell.has_number}
        assert wanted and wanted <= set(_hrefs(pages[name], f"definition-{key}.html")), name
    profile = set(_hrefs(pages["omraade-vangdalen"], "definition-"))
    on_their_page = {adoption.indicator_id for adoption in made.plan.adopted("kriterier")}
    assert {href.split("-vangdalen-")[0].split("#")[1] for href in profile if "-vangdalen-" in href} == {
        cell.indicator_id
        for cell in cells
        if cell.latest and cell.area_id == "vangdalen" and cell.has_number and cell.indicator_id not in on_their_page
    }


def test_no_hidden_figure_is_linked(made, pages):
    cells = report_tables.release(plan=made.plan).cells(report_tables.half_year())
    hidden = {figure_links.make_address(cell) for cell in cells if not cell.has_number}
    linked = {href for html in pages.values() for href in _hrefs(html, "definition-")}
    assert len(linked) > 100 and not linked & hidden


def test_a_long_page_has_a_table_of_contents_after_its_opening_words(pages):
    for name in ("delaftale-uddannelse", "oversigt", "strategisk_aftale", "definition-elevfravaer"):
        html = pages[name]
        assert html.count('<nav aria-label="På denne side"') == 1, name
        assert html.index('class="manchet"') < html.index('<nav aria-label="På denne side"') < html.index("<h2"), name


def test_the_front_page_tells_when_and_of_what_it_was_made_and_the_state_of_the_data_in_numbers(pages):
    html = pages[navigation.INDEX]
    assert '<meta name="dcterms.issued" content="2026-09-07">' in html
    assert '<meta name="dcterms.provenance" content="syntetiske udtræk">' in html
    text = page_gate.read(html).text
    for words in ("Lavet 7.", "ud fra syntetiske udtræk", "kontrolregler", "diskretioneret", "ikke leveret"):
        assert words in text


def test_the_archive_passes_the_gate_and_links_to_every_half_year(made, pages, tmp_path):
    for half in ("2025H2", "2026H1"):
        (tmp_path / half).mkdir()
        for name in ("index", "oversigt"):
            (tmp_path / half / f"{name}.html").write_text(pages[name], encoding="utf-8")
    folders = {HalfYear.parse(half): tmp_path / half for half in ("2025H2", "2026H1")}
    html = convert.make_archive_html(made, HALF, folders)
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    assert page_gate.findings(html, tmp_path) == []
    text = page_gate.read(html).text
    assert "Alle udgivelser" in text and "Syntetiske data." in text and text.count("07-09-2026") == 2


def _parsed(html: str) -> ElementTree.Element:
    """The page's content as a tree."""
    part = html[html.index("<main") : html.index("</main>") + len("</main>")].replace("&nbsp;", " ")
    return ElementTree.fromstring(re.sub(r"<br>", "<br/>", part))


def test_every_chart_stands_in_a_figure_with_a_headline_a_description_a_table_and_a_file(pages):
    seen = 0
    for name, html in pages.items():
        tree = _parsed(html)
        framed = {drawing for figure in tree.iter("figure") for drawing in figure.iter("svg")}
        drawings = [svg for svg in tree.iter("svg") if svg.get("role") == "img"]
        assert (name, [svg for svg in drawings if svg not in framed]) == (name, [])
        assert all("".join(svg.itertext()).strip() and svg.find("desc").text for svg in drawings)
        for figure in (figure for figure in tree.iter("figure") if any(svg in drawings for svg in figure.iter("svg"))):
            seen += 1
            at = (name, figure.get("id"))
            assert figure.find("figcaption/strong") is not None, at
            if figure.get("id", "").startswith("fig-kort"):  # its numbers stand in the shapes, and a table beside
                continue
            assert [one for one in figure.iter("details") if one.find(".//table") is not None], at
            assert [a for a in figure.iter("a") if a.get("href", "").endswith(".csv")], at
    assert seen > 30
