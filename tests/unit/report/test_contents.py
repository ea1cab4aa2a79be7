import page_gate
from hpanalysis.report.html import join, make_section, tag
from hpanalysis.report.site.contents import add_contents


def _page(*sections) -> str:
    return str(join([tag("h1", "Side"), tag("p", "Det vigtigste først."), *sections]))


LONG = _page(
    make_section("a", "Først & sidst", make_section("a1", "Tabel", level=3)),
    make_section("b", "Så", make_section("b1", "Tabel", level=3)),
)


def test_a_long_page_has_its_headings_as_links_in_order():
    page = page_gate.read(add_contents(LONG))
    assert [a["href"] for a in page.all("a")] == ["#a", "#a1", "#b", "#b1"]
    assert {a["href"][1:] for a in page.all("a")} <= set(page.ids)
    assert add_contents(LONG).count("Først &amp; sidst") == 2


def test_it_stands_after_what_the_page_begins_by_saying_and_before_the_first_section():
    html = add_contents(LONG)
    assert html.index("Det vigtigste først.") < html.index("<nav") < html.index("<section")


def test_a_short_page_has_none():
    html = _page(make_section("a", "En"), make_section("b", "To"))
    assert add_contents(html) == html


def test_the_table_of_contents_has_a_name_of_its_own():
    (nav,) = page_gate.read(add_contents(LONG)).all("nav")
    assert nav["aria-label"] == "På denne side"


def test_a_heading_with_marks_in_it_is_listed_as_text():
    marked = '<section><h2 id="x">Før <small>nu</small></h2></section>'
    html = add_contents(marked + LONG)
    assert '<a href="#x">Før nu</a>' in html
