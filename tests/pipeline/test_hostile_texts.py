"""Texts of the plan and of the analyst that mean something to a browser, to Markdown, a template, TeX or a spreadsheet.

A whole run on them: on every page and in every published file they are text, and nothing else.
"""

import csv
import re
from html import escape, unescape

import pytest

import page_gate
import projects

pytestmark = pytest.mark.slow  # a whole run; tests/unit/report/test_html.py holds the escaping

CORE = '<script>alert(1)</script> **fed** _kursiv_ `kode` {{7*7}} {% x %} $x_1^2$ & "citat" <img src=x onerror=a()>'
FORMULA = f"=1+1;=2+2 {CORE}"

# Every column of the plan that holds Danish text for its readers, and what is added to its own words there.
COLUMNS = {
    "areas.csv": {"name_da": CORE, "short_da": CORE, "in_text_da": CORE, "genitive_da": CORE, "schools_da": FORMULA},
    "delmaal.csv": {"name_da": FORMULA, "aim_da": FORMULA},
    "adoption.csv": {"target_da": FORMULA},
    "activities.csv": {"name_da": FORMULA, "target_group_da": CORE, "terms_da": CORE, "responsible_da": CORE},
    "promises.csv": {"measure_da": CORE, "responsible_da": CORE},
    "hours.csv": {"responsible_da": CORE},
    "context.csv": {"fact_da": FORMULA},
    "governance.csv": {"duty_da": FORMULA},
}
EVENT = ["soeparken", "2025-09-01", "", FORMULA, "nej"]


def _spoilt(words: str, text: str) -> str:
    """A formula is one at the beginning. Else the words go before it: a name and then a number look like an address."""
    return f"{text} {words}" if text == FORMULA else f"{words} {text}"


def _spoil(path, columns: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update({name: _spoilt(row[name], text) for name, text in columns.items() if row.get(name)})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """The small plan with such texts in every field that is read by people, run and published."""
    project = projects.small(tmp_path_factory.mktemp("fjendtlig") / "projekt")
    for name, columns in COLUMNS.items():
        _spoil(project.plan / name, columns)
    with (project.plan / "events.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(EVENT)
    settings = project.plan / "plan.yaml"
    text = settings.read_text(encoding="utf-8").replace("name: Opvækst og skole", f"name: '{CORE} Opvækst'")
    settings.write_text(text.replace("name: Boligsocial", f"name: '{CORE}' #"), encoding="utf-8")
    params = project.folder / "params" / "2026H1.yaml"
    chosen = params.read_text(encoding="utf-8").replace("text: Opdigtet kommentar", f"text: '{FORMULA}' #")
    params.write_text(chosen.replace("role: Analytiker", f"role: '{CORE}' #"), encoding="utf-8")
    for arguments in (("demo",), ("run", "2026H1")):
        done = project.hpanalysis(*arguments)
        assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="module")
def pages(spoilt):
    return {path.name: path.read_text(encoding="utf-8") for path in (spoilt.reports / "2026H1").glob("*.html")}


def test_no_page_has_an_element_or_an_attribute_that_a_text_brought(spoilt, pages):
    assert {name: page_gate.findings(html, spoilt.reports / "2026H1") for name, html in pages.items()} == {
        name: [] for name in pages
    }
    for name, html in pages.items():
        page = page_gate.read(html)
        assert (name, page.all("script", "img", "em")) == (name, [])
        assert not [attributes for _, attributes in page.elements if "onerror" in attributes]


def test_every_such_text_stands_whole_wherever_it_stands(pages):
    """Nothing is taken for Markdown, a template or mathematics, escaped twice, or cut."""
    whole = re.compile(re.escape(CORE))
    for name, html in pages.items():
        # At the foot of each sheet the title is a text of CSS, in which marks of quotation are escaped once more.
        shown = re.sub("<html [^>]*>", "", html)
        text = unescape(shown).replace("\N{NO-BREAK SPACE}", " ")
        assert (name, len(whole.findall(text))) == (name, text.count("alert(1)"))
        assert "49" not in re.findall(r"\*\*fed\*\* _kursiv_ `kode` (\S+) \{%", text)


@pytest.mark.parametrize(
    ("page", "where"),
    [
        ("oversigt", "the matrix' heads and the delmål"),
        ("index", "the reports' names"),
        ("omraade-soeparken", "heading, charts, schools, comment and event"),
        ("delaftale-opvaekst", "heading, aim, activities, charts and comment"),
    ],
)
def test_the_pages_do_show_such_texts(pages, page, where):
    seen = page_gate.read(pages[f"{page}.html"]).text.replace("\N{NO-BREAK SPACE}", " ")
    assert seen.count(CORE) >= 3, where


def test_comment_event_and_activity_stand_on_their_pages(pages):
    profile = page_gate.read(pages["omraade-soeparken.html"]).text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"1. september 2025, Søparken {CORE}: {FORMULA}" in profile
    assert re.search(rf"{re.escape(FORMULA)}\s*Analytikerens kommentar", profile)
    agreement = page_gate.read(pages["delaftale-opvaekst.html"]).text
    assert f"{FORMULA} Læseposer i opgangen" in agreement


def test_no_cell_of_a_published_file_is_a_formula_in_any_spreadsheet(spoilt):
    files = sorted((spoilt.reports / "2026H1").glob("*.csv"))
    assert {"indicators.csv", "maanedstal.csv", "rettelser.csv"} <= {path.name for path in files}
    for path in files:
        for delimiter in ",;\t":
            with path.open(encoding="utf-8", newline="") as file:
                cells = {cell for row in csv.reader(file, delimiter=delimiter) for cell in row}
            formulas = [cell for cell in cells if cell.strip()[:1] in set("=+-@\t")]
            assert [cell for cell in formulas if not re.fullmatch(r"-?[\d.,]+(e[+-]?\d+)?", cell)] == []
    told = (spoilt.reports / "2026H1" / "indicators.csv").read_text(encoding="utf-8")
    assert escape(CORE) not in told and "'=1+1;'=2+2 <script>" in told


def test_such_texts_are_the_same_in_a_second_run(spoilt, tmp_path):
    """What is read back of a publication is what was written: the ledger sees no change."""
    again = spoilt.copy(tmp_path / "igen")
    done = again.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    for path in (spoilt.reports / "2026H1").glob("*.csv"):
        assert (again.reports / "2026H1" / path.name).read_bytes() == path.read_bytes()
