"""What is new: against the publication before, as its indicators.csv was printed."""

import re
from datetime import date

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline import figures
from hpanalysis.publications import Publication
from hpanalysis.report import goals
from hpanalysis.report.earlier_reports import list_earlier_reports
from hpanalysis.report.pages import what_is_new
from hpanalysis.tables import Edition, Status, Verdict
from hpanalysis.workspace import Workspace
from report_tables import ROOT, half_year, release, row, table

BEFORE = HalfYear.parse("2025H2")
HERE = release()


@pytest.fixture
def workspace(tmp_path):
    return Workspace.at(ROOT, raw=tmp_path / "raw", processed=tmp_path / "processed", reports=tmp_path / "reports")


def publish(workspace, judged, half=BEFORE, synthetic=True):
    folder = workspace.reports / str(half)
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("", encoding="utf-8")
    (folder / "indicators.csv").write_text(figures.format_figures_csv(judged), encoding="utf-8")
    workspace.folder(half).mkdir(parents=True)
    publication = Publication(workspace, half)
    record = {"made_from": "", "published": "", "synthetic": synthetic}
    publication.record_path.write_text(publication.format_record(record), encoding="utf-8")


def last(workspace, here=HERE):
    """The publication before, None where there is none."""
    return next(iter(list_earlier_reports(workspace, here)), None)


def moved_out(verdict, **given):
    return row("fraflytning", "alle-7", "2025", value=13.0, verdict=verdict and verdict.value, **given)


def said(workspace, then, now) -> list[str]:
    publish(workspace, table(then))
    found = what_is_new.describe_changed_verdicts(HERE, HERE.cells(table(now)), last(workspace))
    return [sentence for sentence in found if "Flere tilfredse" in sentence or "Ingen delmål" in sentence]


MET, ON, TOWARDS, UNCLEAR, AWAY, OFF, NONE = Verdict


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (ON, MET, "Delmålet »Flere tilfredse beboere« er opfyldt. I 2. halvår 2025 var det på vej."),
        (UNCLEAR, OFF, "Delmålet »Flere tilfredse beboere« er ikke på vej. I 2. halvår 2025 var det uafklaret."),
        (TOWARDS, UNCLEAR, "Delmålet »Flere tilfredse beboere« er uafklaret. I 2. halvår 2025 pegede det mod målet."),
        (
            AWAY,
            TOWARDS,
            "Delmålet »Flere tilfredse beboere« peger mod målet. I 2. halvår 2025 pegede det væk fra målet.",
        ),
        (None, MET, "Delmålet »Flere tilfredse beboere« er opfyldt. I 2. halvår 2025 var det uafklaret."),
        (OFF, OFF, "Ingen delmål har fået en anden vurdering siden 2. halvår 2025."),
    ],
)
def test_a_delmaal_that_is_judged_otherwise_is_told_with_what_it_was(workspace, then, now, expected):
    found = said(workspace, moved_out(then), moved_out(now))
    assert [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in found] == [expected]


def test_a_figure_that_is_now_hidden_tells_no_more_than_that(workspace):
    (told,) = said(workspace, moved_out(MET), moved_out(ON, status=Status.HIDDEN.value))
    assert "kan ikke opgøres" in told and "på vej" not in told


@pytest.mark.parametrize(
    ("status", "now", "told"),
    [
        (Status.SHOWN, UNCLEAR, "Ingen delmål har fået en anden vurdering"),
        (Status.SHOWN, AWAY, "peger væk fra målet. I 2. halvår 2025 var det uafklaret."),
        (Status.HIDDEN, UNCLEAR, "er uafklaret. I 2. halvår 2025 kunne det ikke opgøres."),
    ],
)
def test_the_word_of_earlier_publications_is_read_by_whether_the_figure_was_there(workspace, status, now, told):
    publish(workspace, table(moved_out(MET, status=status.value)))
    path = workspace.reports / str(BEFORE) / "indicators.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(MET.value, "kan ikke vurderes"), encoding="utf-8")
    found = what_is_new.describe_changed_verdicts(HERE, HERE.cells(table(moved_out(now))), last(workspace))
    assert any(told in sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in found)


def test_the_same_table_published_and_now_gives_no_change(workspace):
    """The verdicts read of the printed file are those of the table it was printed from."""
    judged = half_year()
    publish(workspace, judged)
    before = last(workspace)
    cells = HERE.cells(judged)
    assert before.half_year == BEFORE and len({one.verdict for one in goals.list_judged_delmaal(cells, HERE)}) > 1
    assert len(what_is_new.describe_changed_verdicts(HERE, cells, before)) == 1


def test_a_publication_of_invented_figures_is_nothing_before_one_of_real(workspace):
    publish(workspace, table(moved_out(MET)), synthetic=False)
    assert last(workspace) is None
    real = Workspace.at(ROOT, raw=workspace.raw, processed=workspace.processed, reports=workspace.reports)
    assert last(real, type(HERE)(**{**HERE.__dict__, "synthetic": False})).half_year == BEFORE


def test_only_an_earlier_half_year_is_before(workspace):
    assert last(workspace) is None
    publish(workspace, table(moved_out(MET)), HalfYear.parse("2026H2"))
    assert last(workspace) is None


def rows_of(html: str) -> list[str]:
    body = html[html.index("<tbody") :].replace("\N{NO-BREAK SPACE}", " ")
    return [re.sub(r"<[^>]+>", "|", row) for row in re.findall("<tr.*?</tr>", body, re.DOTALL)]


def test_a_new_figure_stands_beside_the_one_before_it_and_the_others_are_named_after_them(workspace):
    rows = [
        moved_out(None),
        row("udsaettelser", "alle-7", "2024", value=32.0, window_end=date(2024, 12, 31), latest=False, new=False),
    ]
    rows += [row("udsaettelser", "alle-7", "2025", value=20.0)]
    rows += [row("elevfravaer", "alle-7", "2024-25", value=9.0, new=False)]
    html = str(what_is_new.describe_news(HERE, HERE.cells(table(*rows)), []))
    evictions, moved = rows_of(html)
    assert re.search(r"Udsættelsessager\|.*32\|.*2024\|.*20\|.*2025\|", evictions)
    assert "første opgørelse" in moved and "13,0 %" in moved
    assert "Målet i sidste rapport" not in html
    told = html.replace("\N{NO-BREAK SPACE}", " ")
    assert told.endswith('<p class="note">Ingen ny opgørelse: Elevfravær, 0.-10. kl.</p></div>')
    assert last(workspace, release(Edition.CONFIDENTIAL)) is None


def test_a_new_figure_has_the_verdict_of_the_last_report_beside_its_own(workspace):
    publish(workspace, table(moved_out(UNCLEAR)))
    html = str(
        what_is_new.describe_news(HERE, HERE.cells(table(moved_out(OFF))), list_earlier_reports(workspace, HERE))
    )
    (line,) = rows_of(html)
    assert "Målet i sidste rapport" in html and re.search(r"ikke på vej\|+uafklaret\|", line)


def test_a_hidden_figure_is_new_without_its_number():
    hidden = moved_out(MET, status=Status.HIDDEN.value)
    (line,) = rows_of(str(what_is_new.describe_news(HERE, HERE.cells(table(hidden)), [])))
    assert "diskretioneret" in line and "13" not in line.replace("2025", "")
