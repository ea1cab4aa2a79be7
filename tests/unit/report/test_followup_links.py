"""A piece of a half-year's page on a page of the accounting year: where its links lead."""

from markupsafe import Markup

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.year import year_links

SPRING = HalfYear(2026, 1)


def test_a_link_within_the_half_year_leads_into_its_folder():
    piece = Markup('<a href="definition-fraflytning.html#fraflytning-a-2025">1</a><a href="indicators.csv">2</a>')
    led = year_links.redirect_links(piece, SPRING)
    assert 'href="../2026H1/definition-fraflytning.html#fraflytning-a-2025"' in led
    assert 'href="../2026H1/indicators.csv"' in led


def test_anchors_ways_up_and_symbols_stay_as_they_are():
    piece = Markup('<a href="#maal">1</a><a href="../index.html">2</a><use href="#s-bedre"></use>')
    assert year_links.redirect_links(piece, SPRING) == piece


def test_words_that_look_like_a_link_are_left_alone():
    piece = Markup("<p>{}</p>").format('Skriv href="a.html" i filen.')
    assert year_links.redirect_links(piece, SPRING) == piece
