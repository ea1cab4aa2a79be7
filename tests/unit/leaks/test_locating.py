"""Where a leak stands is told by line, section and column, and never what it is."""

import shared_plans
from hpanalysis import leaks

PLAN = shared_plans.read(shared_plans.SMALL)
NUMBER = "150634-4006"


def _found(name, text):
    return [one.describe() for one in leaks.scan_files({name: text.encode("utf-8")}, PLAN)]


def test_in_a_page_by_line_and_the_heading_above():
    page = f"<html>\n<h1>Side</h1>\n<h2><a>Børn</a> og unge</h2>\n<p>Om {NUMBER}.</p>\n<h2>Mere</h2></html>"
    assert _found("side.html", page) == ["side.html: et CPR-nummer (linje 4, afsnittet »Børn og unge«)"]


def test_in_a_table_by_line_and_column():
    assert _found("tal.csv", f"navn,bemærkning\na,b\nc,se {NUMBER}\n") == [
        "tal.csv: et CPR-nummer (linje 3, kolonnen »bemærkning«)"
    ]


def test_a_heading_or_a_columns_head_that_holds_one_is_not_repeated():
    page = f"<h1>Om {NUMBER}</h1>\n<p>Og {NUMBER} igen.</p>"
    table = f"navn,{NUMBER}\na,{NUMBER}\n"
    for said in (*_found("side.html", page), *_found("tal.csv", table)):
        assert "linje 1" in said and "150634" not in said


def test_in_another_text_by_its_line_alone():
    assert _found("tal.json", '["a",\n "150634\\u002d4006"]') == ["tal.json: et CPR-nummer (linje 2)"]
    assert _found("side.html", "<p>x</p>\n<p>150634-<b>4006</b></p>") == ["side.html: et CPR-nummer (linje 2)"]
