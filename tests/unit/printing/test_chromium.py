import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import browser_tools
import pdf_reading
from hpanalysis import printing
from hpanalysis.errors import Stop
from hpanalysis.printing.chromium import remove_clock, remove_places, renumber_nodes

PAGE = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Årets tal</title>
<style>{style}</style></head><body><h1>Årets tal</h1>{body}</body></html>"""


@pytest.fixture
def chromium():
    return printing.Browser(Path(browser_tools.browser()))


def _page(folder, body="<p>Tallet var 12,3 pct.</p>", style=""):
    page = folder / "side.html"
    page.write_text(PAGE.format(body=body, style=style), encoding="utf-8")
    return page


def test_a_page_becomes_a_tagged_pdf_with_its_language_title_and_text(chromium, tmp_path):
    printing.print_page(chromium, _page(tmp_path), tmp_path / "side.pdf")
    found = pdf_reading.read(tmp_path / "side.pdf")
    assert (found.pages, found.title, found.language, found.tagged) == (1, "Årets tal", "da", True)
    assert "Tallet var 12,3 pct." in pdf_reading.text(tmp_path / "side.pdf")


@pytest.mark.slow
def test_the_paper_is_the_one_that_the_page_names(chromium, tmp_path):
    for style, sheet in (("A4 landscape", pdf_reading.A4_LANDSCAPE), ("A4 portrait", pdf_reading.A4_PORTRAIT)):
        printing.print_page(chromium, _page(tmp_path, style=f"@page{{size:{style}}}"), tmp_path / "side.pdf")
        assert pdf_reading.read(tmp_path / "side.pdf").sheets == [sheet]


@pytest.mark.slow
def test_two_printings_of_a_page_are_the_same_bytes(chromium, tmp_path):
    page = _page(tmp_path)
    for name in ("a", "b"):
        printing.print_page(chromium, page, tmp_path / f"{name}.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_nothing_but_the_pdf_is_left_behind(chromium, tmp_path):
    page, folder = _page(tmp_path), tmp_path / "pdf"
    folder.mkdir()
    printing.print_page(chromium, page, folder / "side.pdf")
    assert [path.name for path in folder.iterdir()] == ["side.pdf"]


def test_a_page_that_asks_for_something_outside_is_printed_without_it(chromium, tmp_path):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pictures = "".join(f'<img src="http://{host}:{server.server_port}/x.png">' for host in ("127.0.0.1", "localhost"))
    printing.print_page(chromium, _page(tmp_path, body=pictures), tmp_path / "side.pdf")
    server.shutdown()
    assert asked == []
    assert pdf_reading.read(tmp_path / "side.pdf").pages == 1


def test_a_figure_that_no_page_can_hold_is_seen_to_be_split(chromium, tmp_path):
    drawing = '<svg role="img" aria-label="x" width="90" height="{}"><text y="9">x</text><text y="{}">y</text></svg>'
    for height, split in ((300, 0), (2600, 1)):
        printing.print_page(chromium, _page(tmp_path, body=drawing.format(height, height - 9)), tmp_path / "side.pdf")
        assert pdf_reading.read(tmp_path / "side.pdf").split == split


def test_a_program_that_is_no_browser_stops_and_leaves_what_was_there(tmp_path):
    (tmp_path / "side.pdf").write_bytes(b"den forrige")
    with pytest.raises(Stop, match=r"»side\.html«: Browseren lavede ingen fil"):
        printing.print_page(printing.Browser(Path(sys.executable)), _page(tmp_path), tmp_path / "side.pdf")
    assert (tmp_path / "side.pdf").read_bytes() == b"den forrige"


def test_the_times_of_its_making_leave_a_pdf_and_its_places_stay():
    info = b"1 0 obj <</Title (x)\n/CreationDate (D:20261123151131+00'00')\n/ModDate (D:20261123151131+00'00')>>\n%%EOF"
    cleaned = remove_clock(info)
    assert b"2026" not in cleaned and len(cleaned) == len(info)
    assert cleaned.index(b">>") == info.index(b">>")


def test_a_link_keeps_the_name_of_its_page_and_nothing_of_where_it_lay():
    link = b"/A <</S /URI\n/URI (file:///home/navn%20\\(1\\)/projekt/side.html#a)>>\n/URI (https://eksempel.dk/x)>>"
    cleaned = remove_places(link)
    assert b"navn" not in cleaned and b"/URI (side.html#a)" in cleaned and len(cleaned) == len(link)
    assert b"/URI (https://eksempel.dk/x)" in cleaned


@pytest.mark.parametrize(
    ("place", "left"), [("side.html#a/b", b"side.html#a/b"), ("side.html?x=1/2", b"side.html?x=1/2")]
)
def test_a_place_within_a_page_is_no_folder(place, left):
    link = f"/A <</S /URI\n/URI (file:///home/navn/{place})>>".encode()
    assert b"/URI (" + left + b")" in remove_places(link) and b"navn" not in remove_places(link)


def test_elements_that_the_browser_numbered_otherwise_are_numbered_alike():
    one, two = (b"/ID (node%08d) /ID (node%08d) /ID (node%08d)" % ids for ids in ((156, 9, 156), (1157, 11, 1157)))
    assert renumber_nodes(one) == renumber_nodes(two) == b"/ID (node00000002) /ID (node00000001) /ID (node00000002)"


def test_a_printed_page_with_links_tells_no_folder(chromium, tmp_path):
    printing.print_page(
        chromium, _page(tmp_path, body='<p><a href="definition-x.html#y">7,5</a></p>'), tmp_path / "a.pdf"
    )
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"/URI (definition-x.html#y)" in data and b"file:" not in data
