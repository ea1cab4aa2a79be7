"""START_HER.html names what is in the package and nothing else, and what the plan says is text on it."""

import re
from dataclasses import replace

import pytest

import browser_tools
from hpanalysis import verify
from hpanalysis.evidence import start_page

TOLD = start_page.Told(
    when="1. halvår 2026",
    half_year="2026H1",
    years=(2026,),
    plan="Helhedsplan <Nord> & Syd",
    publisher="Kommunen",
    contact="Sekretariatet",
    day="17. august 2026",
    synthetic=True,
)
FILES = {
    address.replace("$half_year", "2026H1").replace("$year", "2026")
    for address, _, _ in (*start_page.FIRST, *start_page.TABLES)
}


def write(told=TOLD, files=FILES) -> str:
    return start_page.write_start_page(told, files, verify.GROUPS, verify.MEANINGS).decode("utf-8")


def test_it_links_to_what_is_there_and_to_nothing_else():
    assert set(re.findall(r'href="([^"]*)"', write())) == FILES | {"LAESMIG.txt"}
    index = "data/udgivelse/2026H1/index.html"
    assert set(re.findall(r'href="([^"]*)"', write(files={index}))) == {index, "LAESMIG.txt"}


def test_an_accounting_year_is_named_only_where_it_is_in_the_package():
    assert "regnskabsåret 2026" in write() and "regnskabsaar" not in write(replace(TOLD, years=()))


def test_synthetic_figures_are_called_made_up_and_real_ones_are_not():
    assert "Syntetiske data." in write() and "opdigtede" not in write(replace(TOLD, synthetic=False))


def test_what_the_plan_says_is_text_and_no_markup():
    assert "Helhedsplan &lt;Nord&gt; &amp; Syd" in write() and "<Nord>" not in write()


def test_every_check_is_explained_by_its_label():
    assert set(verify.MEANINGS) == set(verify.NAMES)
    page = write()
    for labels in verify.GROUPS.values():
        for name, label in labels.items():
            assert f'<th scope="row">{label}</th><td>{verify.MEANINGS[name].replace("&", "&amp;")}</td>' in page


@pytest.fixture
def page(tmp_path):
    path = tmp_path / start_page.FILE
    path.write_text(write(), encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_nu_html_checker_finds_no_error(page):
    assert browser_tools.checked([page]) == []


def test_it_is_readable_on_a_phone_and_a_desk_and_fetches_nothing(page):
    seen = browser_tools.audited([page], [360, 1280], ["light", "dark"])
    assert [(one.violations, one.overflow, one.outside) for one in seen] == [([], 0, [])] * 4
