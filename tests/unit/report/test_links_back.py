"""Where a figure stands, read back from finished pages."""

from hpanalysis.report.definition.links_back import Place, find_places, find_places_on_page

LINK = '<a href="definition-elevfravaer.html#elevfravaer-vangdalen-2024-25" class="tal">9,3 %</a>'
FIGURE = "elevfravaer-vangdalen-2024-25"


def test_a_link_stands_at_the_nearest_id_before_it():
    page = f'<h2 id="delmaal">Mål</h2><table><tr><td>1</td><td class="num" id="elevfravaer-vangdalen">{LINK}</td></tr>'
    assert find_places_on_page("oversigt", page) == {FIGURE: Place("oversigt", "elevfravaer-vangdalen")}
    assert find_places_on_page("oversigt", page)[FIGURE].href == "oversigt.html#elevfravaer-vangdalen"


def test_an_id_after_the_link_is_not_its_place():
    assert find_places_on_page("oversigt", f'<p id="foer">{LINK}</p><p id="efter"></p>')[FIGURE].id == "foer"


def test_a_part_of_a_drawing_is_no_place_but_a_link_in_a_drawing_counts():
    page = f'<h3 id="kurve">Udvikling</h3><svg role="img"><title id="t1">9,3</title><g id="g1"></g>{LINK}</svg>'
    assert find_places_on_page("profil", page)[FIGURE].id == "kurve"
    after = f'<h3 id="kurve"></h3><svg><g id="g1"></g></svg><p id="tekst">{LINK}</p>'
    assert find_places_on_page("profil", after)[FIGURE].id == "tekst"


def test_of_several_links_to_a_figure_on_a_page_the_first_counts():
    assert find_places_on_page("oversigt", f'<p id="a">{LINK}</p><p id="b">{LINK}</p>')[FIGURE].id == "a"


def test_a_link_before_any_id_leads_to_the_page():
    assert find_places_on_page("oversigt", LINK)[FIGURE].href == "oversigt.html"


def test_a_name_that_only_ends_in_id_is_no_id():
    assert find_places_on_page("oversigt", f'<p id="a"><span data-id="b">{LINK}</span></p>')[FIGURE].id == "a"


def test_a_link_to_a_definition_as_a_whole_is_no_figures():
    assert find_places_on_page("oversigt", '<p id="a"><a href="definition-elevfravaer.html">Elevfravær</a></p>') == {}


def test_the_pages_are_told_in_the_order_of_their_names_and_one_that_was_not_made_is_left_out(tmp_path):
    for name in ("oversigt", "datarapport"):
        (tmp_path / f"{name}.html").write_text(f'<p id="{name}-1">{LINK}</p>', encoding="utf-8")
    found = find_places(tmp_path, ["oversigt", "findes-ikke", "datarapport"])
    assert found == {FIGURE: [Place("oversigt", "oversigt-1"), Place("datarapport", "datarapport-1")]}
