"""Every published page in a real browser and under a real HTML checker."""

from pathlib import Path

import pytest

import browser_tools
from browser_tools import OF_EACH_KIND, Seen

PHONE, DESK = 360, 1280


def _pages(project) -> list[Path]:
    found = sorted(project.reports.rglob("*.html"))
    assert len(found) > 10
    return found


@pytest.fixture(scope="module")
def seen(randers) -> list[Seen]:
    """A page of each kind and the archive: on a phone in the dark, and at a desk by day."""
    pages = [randers.reports / "2026H1" / f"{name}.html" for name in OF_EACH_KIND] + [randers.reports / "index.html"]
    return browser_tools.audited(pages, [PHONE], ["dark"]) + browser_tools.audited(pages, [DESK], ["light"])


def _said(seen: list[Seen]) -> list[str]:
    return [
        f"{one.page}, {one.width} px, {one.scheme}: {v['id']} ({v['help']}) at {', '.join(v['nodes'])}"
        for one in seen
        for v in one.violations
    ]


def test_axe_core_finds_nothing_on_a_page_of_each_kind(seen):
    assert _said(seen) == []


def test_no_page_is_wider_than_a_phone_and_none_asks_for_anything_outside(seen):
    assert [(one.page, one.overflow) for one in seen if one.overflow > 0] == []
    assert [(one.page, one.outside) for one in seen if one.outside] == []


@pytest.mark.slow
def test_axe_core_finds_nothing_on_any_page_in_any_scheme_at_any_width(randers):
    seen = browser_tools.audited(_pages(randers), [PHONE, DESK], ["light", "dark"])
    assert _said(seen) == []
    assert [(one.page, one.overflow) for one in seen if one.overflow > 0] == []


def test_the_browser_does_find_what_is_wrong(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text('<!doctype html><html><head><title>x</title></head><body><img src="x.png"></body></html>')
    (seen,) = browser_tools.audited([page], [DESK], ["light"])
    assert {"image-alt", "html-has-lang"} <= {v["id"] for v in seen.violations}


def test_the_nu_html_checker_finds_no_error(randers):
    assert browser_tools.checked(_pages(randers)) == []


def test_the_nu_html_checker_does_find_what_is_wrong(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=da><title>x</title><p><table><tr><td id=a><td id=a></table>")
    assert any("Duplicate ID" in line for line in browser_tools.checked([page]))
