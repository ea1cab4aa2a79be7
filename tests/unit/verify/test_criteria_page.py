"""Every text and drawing of the page kriterier is held: what the program makes holds, whatever the figures are, and
each change of a word, number, mark, row or link is named."""

import re
from dataclasses import replace

import pytest

from criteria_pages import CriteriaPage, draw_figures
from hpanalysis.verify.pages.criteria.faults import find_faults
from hpanalysis.verify.pages.tree import read_tree
from slow_cases import keep_some_quick


def find(html, held):
    return find_faults(read_tree(html), held)


@pytest.fixture(scope="module")
def page():
    return CriteriaPage(draw_figures(4))


@pytest.fixture(scope="module")
def html(page):
    return page.html()


@pytest.fixture(scope="module")
def held(page):
    return page.hold()


@pytest.mark.parametrize("seed", keep_some_quick(range(12), every=6))
def test_what_the_program_makes_of_any_figures_holds(seed):
    page = CriteriaPage(draw_figures(seed))
    assert find(page.html(), page.hold()) == []


@pytest.mark.parametrize("years", [range(2015, 2018), range(2019, 2023), range(2025, 2026)])
def test_lists_of_other_years_laws_hold_too(years):
    page = CriteriaPage(draw_figures(7, years))
    assert find(page.html(), page.hold()) == []


@pytest.mark.slow
def test_the_drawn_cases_have_what_the_page_must_be_able_to_say():
    told = "".join(CriteriaPage(draw_figures(seed)).html() for seed in range(12))
    for words in (
        "kan ikke afgøres",
        "rammes ikke",
        "også næste år",
        "ikke af det næste år",
        "hvis der boede",
        "fordi",
    ):
        assert words in told
    for ground in ("status-udsat", "status-parallel", "status-uafgjort", "status-ingen"):
        assert ground in told


def swap(old, new):
    return lambda html: _swap(html, old, new)


def _swap(html, old, new):
    assert old in html, f"nothing to forge: {old}"
    return html.replace(old, new, 1)


def sub(pattern, new):
    def change(html):
        changed, count = re.subn(pattern, new, html, count=1, flags=re.DOTALL)
        assert count == 1 and changed != html, f"nothing to forge: {pattern}"
        return changed

    return change


def move_mark(html):
    """The first mark of the first chart by two pixels."""
    return sub(r'(<use [^>]*x=")([\d.]+)(")', lambda m: f"{m[1]}{float(m[2]) + 2:.1f}{m[3]}")(html)


def move_limit(html):
    """The thick line of the first chart, by two pixels at both ends."""
    return sub(
        r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"( style="[^"]*--ink,)',
        lambda m: f'd="M{float(m[1]) + 2:.1f} {m[2]}L{float(m[3]) + 2:.1f} {m[4]}"{m[5]}',
    )(html)


def drop_row(html):
    """The first area's row of the matrix."""
    return sub(r'<tr><th scope="row">.*?</tr>', "")(html)


def swap_rows(html):
    """The first two areas' rows of the matrix, by their names."""
    first, second = re.findall(r'<th scope="row">(.*?)</th>', html)[:2]
    at = html.index(f">{first}</th>")
    rest = html[at:].replace(f">{second}</th>", ">\0</th>", 1).replace(f">{first}</th>", f">{second}</th>", 1)
    return html[:at] + rest.replace("\0", first, 1)


FORGERIES = {
    "the area that is told of first": swap("rammes af", "rammes ikke af"),
    "a word of a cell": swap("<b>rammes</b>", "<b>rammes ikke</b>"),
    "that a criterion is not met": sub(r"(\d) (pct\.|gange) rammes ikke<small>", r"\1 \2 rammes<small>"),
    "a figure": sub(r"(<td[^>]*>)\d\d,\d(\xa0pct\.)", r"\g<1>12,3\2"),
    "a distance": sub(r"<small>\d+,\d+ point", "<small>0,1 point"),
    "persons": sub(r"\d+ (færre|flere) personer", r"1 \1 personer"),
    "a limit in a head": swap("over 40\xa0pct.</th>", "over 45\xa0pct.</th>"),
    "a column on a phone": swap('data-l="Beskæftigelse', 'data-l="Uddannelse'),
    "a row is gone": drop_row,
    "two rows change names": swap_rows,
    "next year's bound": sub(r"højst \d+,\d(\xa0pct\.)", r"højst 99,9\1"),
    "a status": sub(r'(<td class="status-)\w+(" data-l="2025">)[^<]+', r"\1omdannelse\2omdannelsesområde"),
    "the ground of a status": sub(r'class="status-(?!parallel)\w+"', 'class="status-parallel"'),
    "a sentence of the law": swap("højst 40", "højst 60"),
    "a sentence on letting": swap("loven begrænser", "loven afgør ikke"),
    "a paragraph of the law": swap("§ 59, stk.", "§ 58, stk."),
    "the sentence on whose figures they are": swap("kan ikke holdes op mod kommunens", "kan holdes op mod kommunens"),
    "the ministry's word": swap("Ministeriets egen liste afgør", "Planen afgør"),
    "a sentence more": swap("</h2><p>", "</h2><p>Alt er godt.</p><p>"),
    "a sentence less": sub(r'<p class="note">Ved dømte.*?</p>', ""),
    "where a definition is": swap("definition-kriterie_doemte.html", "definition-kriterie_grundskole.html"),
    "which file has the numbers": swap('href="kriterier.csv"', 'href="indicators.csv"'),
    "a chart's headline": sub(r"(Beskæftigelse: )\w+( områder? rammes)", r"\1nul\2"),
    "a chart's description": sub(r"(<desc[^>]*>.*?)\(rammes ikke\)", r"\1(rammes)"),
    "a chart's folded number": sub(r'(som tegnet</caption>.*?<td class="num"[^>]*>)[^<]+', r"\g<1>12,3 %"),
    "a chart's number": sub(r"(<text [^>]*text-anchor:end[^>]*>)[^<]+", r"\g<1>12,3 %"),
    "a chart's limit in words": swap(">udsat: over 40\xa0pct.</text>", ">udsat: over 45\xa0pct.</text>"),
    "a mark is moved": move_mark,
    "a limit is moved": move_limit,
    "a mark is another figure's": sub(
        r'data-cell="kriterie_grundskole/2025/[\w-]+"', 'data-cell="kriterie_doemte/2025/x"'
    ),
    "a mark is gone": sub(r"<use [^>]*/>", ""),
    "a drawing is gone": sub(r"<svg class=\"kriteriegraf\".*?</svg>", ""),
    "the axis": sub(r"(<text [^>]*text-anchor:middle[^>]*>)(\d\d)(</text>)", lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_named(name, html, held):
    assert find(html, held) == []
    assert find(FORGERIES[name](html), held) != []


def test_a_met_criterions_mark_is_told_by_its_shape(html, held):
    """Each shape for the other: the first definition's outline for that of a drawing's other one."""
    charts = re.findall(r'<svg class="kriteriegraf".*?</svg>', html, re.DOTALL)
    both = next(one for one in charts if len(set(re.findall(r'href="(#[^"]+)"', one))) >= 2)
    refs = list(dict.fromkeys(re.findall(r'href="(#[^"]+)"', both)))
    forged = both.replace(refs[0], "#\0").replace(refs[1], refs[0]).replace("#\0", refs[1])
    assert find(html.replace(both, forged), held) != []


def test_tables_that_say_otherwise_than_the_page_are_told(html, held):
    """The same forgeries the other way around: a cell of the files is changed, and the page is left."""
    for column, value in (
        ("value", "12.3"),
        ("distance", "1.1"),
        ("persons", "777"),
        ("met", "rammes"),
        ("limit", "41"),
    ):
        rows = [dict(row) for row in held.criteria]
        one = next(row for row in rows if row["list_year"] == "2025" and row["met"] == "rammes ikke" and row["persons"])
        one[column] = value
        assert find(html, replace(held, criteria=rows)) != [], column
