"""The matrix and its form on a phone: from one data function, and cell by cell the same number, verdict and look."""

import re
from xml.etree import ElementTree

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.html import tag
from hpanalysis.report.tables import matrix
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Since, Status, Versus
from report_tables import half_year, release, row, table

SYMBOL = re.compile(r"#s-\w+")
TONES = {"god", "skidt", "neutral", "skjult", "tom"}


def parsed(markup) -> ElementTree.Element:
    text = str(markup).replace("&nbsp;", " ").replace("\N{SOFT HYPHEN}", "")
    return ElementTree.fromstring(f"<x>{text.replace('<br>', '<br/>')}</x>")


def words(element) -> str:
    return " ".join("".join(element.itertext()).replace(NBSP, " ").split())


def look(element) -> tuple[str, ...]:
    return tuple(sorted(set((element.get("class") or "").split()) & TONES))


def spans(element) -> list[str]:
    """Value, verdict, change: each a piece of its own."""
    return [words(part) for part in element if part.tag in ("span", "a") and words(part)]


@pytest.fixture(scope="module", params=Edition)
def both(request):
    here = release(request.param)
    lines = matrix.list_lines(here, here.cells(half_year(request.param)))
    return here, lines, parsed(matrix.make_matrix(here, lines)), parsed(matrix.make_cards(here, lines))


def in_matrix(here, lines, root) -> dict:
    """(indicator, area) -> its pieces and look; an indicator of the total only has one cell across all areas."""
    found = {}
    cells = {cell.get("id"): cell for cell in root.iter("td") if cell.get("id")}
    for line in lines:
        for area in here.columns:
            cell = cells.get(f"{line.speaker.indicator_id}-{area.id}")
            pieces = ["opgøres ikke her"] if cell is None else spans(cell)
            found[line.speaker.indicator_id, area.id] = (pieces, ("tom",) if cell is None else look(cell))
    return found


def in_cards(here, lines, root) -> dict:
    found = {}
    for line, card in zip(lines, root.iter("article"), strict=True):
        top = next(part for part in card if part.get("class") == "top")
        value = top[0].find("b")
        pieces = [words(value), *(words(part) for part in top[0][2:])]
        found[line.speaker.indicator_id, here.plan.total.id] = ([piece for piece in pieces if piece], None)
        if all(line.cells[area.id] is None for area in here.plan.areas):
            assert [words(part) for part in card if part.get("class") == "tom"] == [matrix.ONLY_TOGETHER]
            found |= {
                (line.speaker.indicator_id, area.id): (["opgøres ikke her"], ("tom",)) for area in here.plan.areas
            }
            continue
        strip = next(part for part in card if part.get("class") == "mini")
        said = next(iter(card.iter("details"))).find("ul")
        for area, small, full in zip(here.plan.areas, strip, said, strict=True):
            assert words(full[0]) == area.name and words(small[0]) == area.letters
            found[line.speaker.indicator_id, area.id] = (spans(full), look(small))
    return found


def test_every_cell_says_the_same_on_a_screen_and_on_a_phone(both):
    here, lines, table_, cards = both
    first, second = in_matrix(here, lines, table_), in_cards(here, lines, cards)
    assert first.keys() == second.keys() and len(first) == len(lines) * 8
    for key, (pieces, tone) in first.items():
        assert second[key][0] == pieces, key
        assert second[key][1] in (None, tone), key


def test_the_small_cells_show_the_number_and_the_symbol_of_the_matrix(both):
    here, lines, table_, cards = both
    cells = {cell.get("id"): cell for cell in table_.iter("td") if cell.get("id")}
    for line, card in zip(lines, cards.iter("article"), strict=True):
        strip = next((part for part in card if part.get("class") == "mini"), ())
        for area, small in zip(here.plan.areas, strip, strict=bool(len(strip))):
            cell = cells.get(f"{line.speaker.indicator_id}-{area.id}")
            shown = line.cells[area.id]
            if cell is None or not shown.has_number or shown.withheld:
                continue
            number = re.search(r"\d[\d.,]*", spans(cell)[0]).group()
            assert number in words(small)
            held = [use.get("href") for use in cell.iter("use")][:1] if line.speaker.indicator.comparable else []
            assert [use.get("href") for use in small.iter("use")] == held


def test_the_delmaals_verdict_stands_in_both(both):
    _, lines, table_, cards = both
    rows = [r for r in table_.iter("tr") if r.find("td") is not None][:-1]  # the last counts, and has no card
    for line, in_table, card in zip(lines, rows, cards.iter("article"), strict=True):
        said = "intet mål" if line.goal is None else line.goal.value
        assert words(in_table.find("td")) == said and words(card).endswith(said)


def one(since, area="vangdalen", **given):
    here = release()
    rows = [
        row(
            "elevfravaer",
            a,
            "2024-25",
            value=9.0,
            municipality_value=7.0,
            versus_municipality=Versus.WORSE.value,
            since_baseline=since.value,
            **given,
        )
        for a in ("alle-7", area)
    ]
    lines = matrix.list_lines(here, here.cells(table(*rows)))
    return in_matrix(here, lines, parsed(matrix.make_matrix(here, lines)))["elevfravaer", area][0]


@pytest.mark.parametrize("area", ["alle-7", "vangdalen"])
@pytest.mark.parametrize("since", Since)
def test_a_change_stands_only_where_it_is_sure(since, area):
    expected = ["9,0 %", "dårligere"]
    if since in (Since.IMPROVED, Since.WORSENED, Since.BREAK):
        expected.append(since.value)
    assert one(since, area) == expected


def test_a_hidden_cell_has_nothing_but_its_word():
    assert one(Since.IMPROVED, status=Status.HIDDEN.value) == ["diskretioneret"]


def comparison(*rows):
    """What stands in the column of the municipality in an indicator's row."""
    here = release()
    lines = matrix.list_lines(here, here.cells(table(*rows)))
    html = parsed(matrix.make_matrix(here, lines))
    return next(words(tr.findall("td")[-2]) for tr in html.iter("tr") if tr.find("td") is not None)


def test_a_comparison_with_the_country_is_not_taken_for_the_municipalitys():
    here = release()
    cells = here.cells(table(row("frivilligt_arbejde", "gl-jennumparken", "2023", value=30.0, municipality_value=33.0)))
    cell = cells.latest("frivilligt_arbejde", "gl-jennumparken")
    shown = matrix.make_comparison(Speaker(here, "frivilligt_arbejde"), cells, cell)
    assert words(parsed(tag("td", shown))) == "33 % i hele landet"
    areas = [row("elevfravaer", "alle-7", "2024-25", value=8.0, municipality_value=7.0)]
    assert comparison(*areas) == "7,0 %"


def test_a_hidden_comparison_is_not_said_to_be_undelivered():
    own = row("elevfravaer", "alle-7", "2024-25", value=9.0, municipality_value=None)
    hidden = row("elevfravaer", "randers", "2024-25", status=Status.HIDDEN.value)
    assert comparison(own, hidden) == "diskretioneret"
    assert comparison(own) == "ikke leveret"


def test_the_last_row_counts_how_many_of_an_areas_compared_figures_are_surely_worse():
    here = release()
    given = [("elevfravaer", Versus.WORSE), ("fraflytning", Versus.NO_SURE_DIFFERENCE), ("udsaettelser", Versus.WORSE)]
    rows = [
        row(name, area, "2025", value=9.0, municipality_value=7.0, versus_municipality=word.value)
        for name, word in given
        for area in ("alle-7", "vangdalen")
    ]
    hidden = row("elevfravaer", "energivej", "2025", status="diskretioneret", versus_municipality=Versus.WORSE.value)
    html = str(matrix.make_matrix(here, matrix.list_lines(here, here.cells(table(*rows, hidden)))))
    last = html[html.index(matrix.WORSE_HEAD) :]
    # Evictions are not compared, and a hidden figure is not counted.
    assert 'data-om="*/*/vangdalen">1 af 2</td>' in last and 'data-om="*/*/energivej">ingen vist</td>' in last


def test_an_indicator_counts_once_and_the_area_with_the_largest_part_worse_is_named():
    """The kinds of language effort are parts of one indicator; of them the one with a target counts."""
    here = release()
    worse, alike = Versus.WORSE.value, Versus.NO_SURE_DIFFERENCE.value

    def of(area, *figures):
        given = {"value": 9.0, "municipality_value": 7.0}
        return [row(name, area, "2025", versus_municipality=versus, **given) for name, versus in figures]

    def list_lines(*rows):
        names = dict.fromkeys(one["indicator_id"] for one in rows)
        return matrix.list_lines(here, here.cells(table(*rows, *(row(name, "alle-7", "2025") for name in names))))

    parts = [("sprog_generel", worse), ("sprog_fokuseret", worse), ("sprog_saerlig", worse)]
    vangdalen = of("vangdalen", *parts, ("sprog_fokuseret_eller_saerlig", worse), ("fraflytning", alike))
    energivej = of("energivej", ("sprog_fokuseret_eller_saerlig", worse), ("fraflytning", worse))
    lines = list_lines(*vangdalen, *energivej)
    counts = {area.id: matrix.count_worse(lines, area).told for area in here.plan.areas}
    assert (counts["vangdalen"], counts["energivej"], counts["sjaellandsgade"]) == ("1 af 2", "2 af 2", "ingen vist")
    told = matrix.say_where_most_is_worse(lines, here)
    assert "er størst i Energivej-området (2 af 2). Diskretionerede tal er ikke talt med" in told
    tied = list_lines(*energivej, *of("vangdalen", ("fraflytning", worse)))
    named = matrix.say_where_most_is_worse(tied, here)
    assert "er størst i Vangdalen (1 af 1) og i Energivej-området (2 af 2)." in named
    assert matrix.say_where_most_is_worse(list_lines(*vangdalen[:1]), here) == ""
