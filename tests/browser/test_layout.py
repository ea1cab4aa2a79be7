"""The layout of the pages, measured: no word broken, no text over another or cut off, at any width and in any font.

The fonts are those that readers have: Liberation Sans has the widths of Arial, DejaVu Sans is the widest that a Linux
machine falls back on, and Open Sans is nearest to Segoe UI.
"""

from pathlib import Path

import pytest

import browser_tools
from browser_tools import Layout
from slow_cases import keep_quick

PHONE, TABLET, DESK = 360, 768, 1280
WIDTHS = [320, PHONE, TABLET, 1024, DESK, 1600]
FONTS = ["DejaVu Sans", "Liberation Sans", "Open Sans"]


def _faults(found: list[Layout]) -> list[str]:
    return [
        f"{one.page}, {one.width} px, {one.font}: {name}: {value}"
        for one in found
        for name, value in (
            ("wider than the window by", one.overflow if one.overflow > 0 else 0),
            ("broken", one.broken),
            ("overlapping", one.overlapping),
            ("cut off", one.clipped),
        )
        if value
    ]


@pytest.mark.parametrize("plan", keep_quick(["made", "randers"], "made"))
def test_nothing_is_broken_cut_off_or_printed_over_on_a_page_of_each_kind(plan, request):
    pages = browser_tools.list_each_kind(request.getfixturevalue(plan))
    found = browser_tools.laid_out(pages, [PHONE, TABLET, DESK], browser_tools.fonts(["DejaVu Sans"]))
    assert _faults(found) == []


@pytest.mark.slow
def test_nothing_is_broken_on_any_page_at_any_width_in_any_font(randers):
    pages = sorted(randers.reports.rglob("*.html"))
    assert _faults(browser_tools.laid_out(pages, WIDTHS, browser_tools.fonts(FONTS))) == []


WRONG = """<!doctype html><html lang="da"><title>x</title><style>
p{margin:0} td{width:40px;word-break:break-all} .o{margin-top:-1.2em} .w{width:2000px}</style>
<table><tr><td>diskretioneret</td></tr></table><p>Et tal står her</p><p class="o">Et andet tal her</p>
<table style="table-layout:fixed;width:50px">
<tr><th style="word-break:normal;width:50px">Sammenligning</th></tr></table>
<p class="w">bred</p>"""


def test_the_measurement_does_find_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text(WRONG, encoding="utf-8")
    (found,) = browser_tools.laid_out([tmp_path / "wrong.html"], [PHONE], [""])
    assert "diskretioneret" in found.broken
    assert any("Et tal står her" in pair and "Et andet tal her" in pair for pair in found.overlapping)
    assert "Sammenligning" in found.clipped
    assert found.overflow > 1000


def test_a_word_may_break_at_a_soft_hyphen_and_nowhere_else(tmp_path):
    page = Path(tmp_path / "hyphen.html")
    page.write_text(
        '<!doctype html><html lang="da"><title>x</title><p style="width:90px">Sjællands\u00adgadekvarter</p>',
        encoding="utf-8",
    )
    (found,) = browser_tools.laid_out([page], [PHONE], [""])
    assert found.broken == []
