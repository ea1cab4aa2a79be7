"""FOELGEBREV.html tells what is enclosed and nothing else, and what the plan says is text on it."""

import re
from dataclasses import replace

import pytest

import browser_tools
from hpanalysis.evidence import cover_letter

TOLD = cover_letter.Told(
    when="1. halvår 2026",
    plan="Helhedsplan <Nord> & Syd",
    publisher="Kommunens monitoreringsenhed",
    contact="Sekretariatet",
    day="17. august 2026",
    synthetic=True,
)
TITLES = {
    "data/udgivelse/2026H1/index.html": "Rapporter for 1. halvår 2026",
    "data/udgivelse/regnskabsaar-2026/lbf_opfoelgning.html": "Bestyrelsens opfølgning i regnskabsåret 2026",
}
FILES = [*TITLES, "data/udgivelse/2026H1/indicators.csv", "data/udgivelse/2026H1/grafer/oversigt/a.svg"]


def write(told=TOLD, files=FILES) -> str:
    return cover_letter.write_cover_letter(told, TITLES, files).decode("utf-8")


def test_each_page_is_named_by_its_title_and_linked():
    for name, title in TITLES.items():
        assert f'<li><a href="{name}">{title}</a></li>' in write()
    assert set(re.findall(r'href="([^"]*)"', write())) == {*TITLES, "START_HER.html"}


def test_only_what_there_is_is_counted_as_enclosed():
    assert "<li>1 tabel som CSV-fil</li>" in write() and "<li>1 diagram som tegning</li>" in write()
    assert "PDF" not in write()
    assert "<li>2 PDF-filer, udskrifter af siderne</li>" in write(
        files=[*FILES, "pdf/2026H1/a.pdf", "pdf/2026H1/b.pdf"]
    )


def test_it_comes_from_an_office_and_has_room_for_the_code_and_not_the_code():
    page = write()
    assert "<dt>Fra</dt><dd>Kommunens monitoreringsenhed</dd>" in page and 'class="kode">&nbsp;<' in page
    assert not re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-", page)


def test_synthetic_figures_are_called_made_up_and_real_ones_are_not():
    assert "Syntetiske data." in write() and "opdigtede" not in write(replace(TOLD, synthetic=False))


def test_what_the_plan_says_is_text_and_no_markup():
    assert "Helhedsplan &lt;Nord&gt; &amp; Syd" in write() and "<Nord>" not in write()


@pytest.fixture
def page(tmp_path):
    path = tmp_path / cover_letter.FILE
    path.write_text(write(), encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_nu_html_checker_finds_no_error(page):
    assert browser_tools.checked([page]) == []


def test_it_is_readable_on_a_phone_and_a_desk_and_fetches_nothing(page):
    seen = browser_tools.audited([page], [320, 1280], ["light", "dark"])
    assert [(one.violations, one.overflow, one.outside) for one in seen] == [([], 0, [])] * 4
