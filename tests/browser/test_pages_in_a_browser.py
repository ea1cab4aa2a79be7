"""Every published page in a real browser and under a real HTML checker."""

from pathlib import Path

import pytest

import browser_tools
from browser_tools import Seen
from slow_cases import keep_quick

PHONE, DESK = 360, 1280
PLANS = keep_quick(["made", "randers"], "made")


def _pages(project) -> list[Path]:
    found = sorted(project.reports.rglob("*.html"))
    assert len(found) > 10
    return found


@pytest.fixture(scope="module")
def seen(request) -> list[Seen]:
    """A page of each kind and the archive: on a phone in the dark, and at a desk by day."""
    project = request.getfixturevalue(request.param)
    pages = [*browser_tools.list_each_kind(project), project.reports / "index.html"]
    assert len(pages) > 10
    return browser_tools.audited(pages, [PHONE], ["dark"]) + browser_tools.audited(pages, [DESK], ["light"])


def _said(seen: list[Seen]) -> list[str]:
    return [
        f"{one.page}, {one.width} px, {one.scheme}: {v['id']} ({v['help']}) at {', '.join(v['nodes'])}"
        for one in seen
        for v in one.violations
    ]


@pytest.mark.parametrize("seen", PLANS, indirect=True)
def test_axe_core_finds_nothing_on_a_page_of_each_kind(seen):
    assert _said(seen) == []


@pytest.mark.parametrize("seen", PLANS, indirect=True)
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


@pytest.mark.parametrize("plan", PLANS)
def test_the_nu_html_checker_finds_no_error(plan, request):
    assert browser_tools.checked(_pages(request.getfixturevalue(plan))) == []


def test_the_nu_html_checker_does_find_what_is_wrong(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=da><title>x</title><p><table><tr><td id=a><td id=a></table>")
    assert any("Duplicate ID" in line for line in browser_tools.checked([page]))
