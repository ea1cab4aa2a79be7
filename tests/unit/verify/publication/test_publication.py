"""Parts of the checks on files: words that must be those of the program, windows that must be cut as it cuts them."""

import pandas as pd
import pytest

from hpanalysis import disclose
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear, Yearly
from hpanalysis.report.data_quality import quality
from hpanalysis.verify.checks.publication import declared_facts, frame, page_parts, pages, rule_pages
from hpanalysis.verify.checks.publication.notebook_outputs import LabForm, Outputs, calls_what_shows
from hpanalysis.verify.declared.indicators import Months

HALF_YEARS = [HalfYear(year, half) for year in (2024, 2025, 2026, 2028) for half in (1, 2)]


@pytest.mark.parametrize("key", sorted(catalogue.indicators()))
def test_a_window_is_made_of_the_blocks_that_the_program_makes_it_of(key):
    indicator = catalogue.indicators()[key]
    without = indicator.sources[0].months_without_rows if indicator.is_sum_of_months else ()
    months = Months(indicator.is_sum_of_months, without)
    rule = type(indicator.window).__name__
    for half_year in HALF_YEARS:
        span = indicator.window.latest(half_year.cutoff)
        if span is None:
            continue
        blocks = declared_facts._list_blocks(span.id, span.start, span.end, rule, months)
        assert tuple(blocks) == disclose.list_blocks(indicator, span.id, span.start, span.end)
        if isinstance(indicator.window, Yearly) and not months.by_month:
            first = indicator.window.latest(HalfYear(half_year.year - 2, half_year.half).cutoff)
            pooled = f"{first.id}..{span.id}"
            blocks = declared_facts._list_blocks(pooled, first.start, span.end, rule, months)
            assert tuple(blocks) == disclose.list_blocks(indicator, pooled, first.start, span.end)


@pytest.mark.parametrize(
    "broken",
    [{}, {"kritisk": 1}, {"advarsel": 2, "til orientering": 1}, {"advarsel": 1, "kritisk": 1, "til orientering": 12}],
)
def test_the_sentence_on_rules_is_that_of_the_pages(broken):
    severities = [*(word for word, count in broken.items() for _ in range(count)), *["advarsel"] * 4]
    held = [False] * sum(broken.values()) + [True] * 4
    rows = [
        {"source": f"kilde{number % 2}", "severity": severity, "result": "overholdt" if kept else "ikke overholdt"}
        for number, (severity, kept) in enumerate(zip(severities, held, strict=True))
    ]
    checks = pd.DataFrame(
        {
            "source": [row["source"] for row in rows],
            "half_year": "2026H1",
            "severity": severities,
            "rule_id": [f"regel-{number:02d}" for number in range(len(rows))],
            "held": held,
        }
    )
    assert page_parts.join_words(quality.summarise_checks(checks, None)) == rule_pages.summarise(rows)


FORM = LabForm("<style>x</style>", "<svg></svg>", [], frozenset({"summary"}))


def cell(
    name: str, *outputs: dict, source: str = "half.summary()", kind: str = "code", tags: tuple[str, ...] = ()
) -> dict:
    return {
        "id": name,
        "cell_type": kind,
        "metadata": {"tags": list(tags)},
        "source": [source],
        "outputs": list(outputs),
    }


def shows(html: str) -> dict:
    return {"output_type": "display_data", "data": {"text/html": [html]}, "metadata": {}}


def read(*cells: dict) -> Outputs:
    return Outputs({"cells": list(cells)}, FORM)


def page(content: str) -> str:
    return page_parts.find_main(f'<main id="indhold">{content}</main>')


def test_a_page_shows_the_results_in_their_order_and_nothing_else():
    book = read(cell("a", shows("<p>1</p>")), cell("b", shows("<p>2</p>")))
    assert book.find_first_difference(page("\n<p>1</p>\n\n<p>2</p>\n")) is None
    contents = '<nav aria-label="På denne side" class="indhold"><ul></ul></nav>'
    assert book.find_first_difference(page(f"<p>1</p>{contents}<p>2</p>")) is None
    for other in ("<p>2</p><p>1</p>", "<p>1</p>x<p>2</p>", "<p>1</p><p>2</p><p>3</p>", "<p>1</p>", "<p>1</p><p>2 </p>"):
        assert book.find_first_difference(page(other)) is not None


def test_words_between_cells_are_the_notebooks_own():
    words = cell("ord", source="## Mere om **tallet**\n\nSe [her](https://sted.dk).", kind="markdown")
    book = read(cell("a", shows("<p>1</p>")), words, cell("b", shows("<p>2</p>")))
    good = '<p>1</p><h2>Mere om <strong>tallet</strong></h2><p>Se <a href="https://sted.dk">her</a>.</p><p>2</p>'
    assert book.find_first_difference(page(good)) is None
    assert book.find_first_difference(page(good.replace("tallet", "alle tal"))) is not None


def test_a_cell_that_calls_for_a_piece_of_the_page_has_one():
    assert read(cell("a")).problems == ["cellen »a« mangler sit resultat."]
    assert read(cell("a", source="x = half.summary()")).problems == []
    assert read(cell("a", source="print(1)")).problems == []
    assert read(cell("a", tags=("kun-notesbog",))).problems == []
    assert not calls_what_shows("half.summary(", frozenset({"summary"}))


def test_what_no_page_can_show_is_told():
    assert read(cell("a", {"output_type": "error", "ename": "X", "evalue": "", "traceback": []})).problems
    assert read(cell("a", {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}})).problems
    printed = read(cell("a", {"output_type": "stream", "name": "stdout", "text": ["87,3\n"]}, shows("<p>1</p>")))
    assert [(loose.cell, loose.text) for loose in printed.loose] == [("a", "87,3\n")]


def a_page(band: str = "", day: str = "2026-08-17") -> str:
    meta = f'<meta name="dcterms.issued" content="{day}">\n<meta name="dcterms.provenance" content="udtræk">'
    return f"<head>{meta}</head><header>{band}</header><main></main><footer></footer>"


BAND = '\n<div class="baand syntetisk"><div class="side"><p><strong>Syntetiske data.</strong> Opdigtet.</p></div></div>'


@pytest.mark.parametrize(
    ("synthetic", "band", "wrong"), [(False, "", 0), (True, BAND, 0), (True, "", 1), (False, BAND, 1)]
)
def test_a_warning_stands_just_where_the_extracts_are_invented(synthetic, band, wrong):
    day = frame.read_day("2026-08-17")
    around = frame.Frame("x", day, synthetic, "udtræk", "Syntetiske data. Opdigtet.")
    assert len(list(frame._find_wrong_bands(around, a_page(band)))) == wrong
    assert list(frame._find_wrong_meta(around, a_page(band))) == []
    assert list(frame._find_wrong_meta(around, a_page(band, "2026-08-18")))


def test_a_day_is_written_as_the_pages_write_it():
    assert frame.write_day(frame.read_day("2026-12-01")) == "1. december 2026"


@pytest.mark.parametrize(
    ("title", "parts", "fits"),
    [
        ("Delaftale: Bolig, 1. halvår 2026", ("Delaftale: ",), True),
        ("Datarapport 2026 til bestyrelsen, 1. halvår 2026", ("Datarapport ", " til bestyrelsen"), True),
        ("Årsberetning 2026 til de politiske udvalg", (" ", " til de politiske udvalg"), True),
        ("Datarapport 2026, 1. halvår 2026", ("Datarapport ", " til bestyrelsen"), False),
        ("Godt nyt: Delaftale: Bolig", ("Delaftale: ",), False),
    ],
)
def test_a_title_has_the_constant_parts_of_its_declaration(title, parts, fits):
    assert pages._fits(title, parts) is fits


def test_contents_are_the_headings_of_the_page():
    html = '<h2 class="x" id="a">En <b>ting</b></h2><h3 id="b">To</h3>'
    contents = '<nav aria-label="På denne side" class="indhold">{}</nav>'
    listed = contents.format('<a href="#a">En ting</a><a href="#b">To</a>')
    assert page_parts.has_own_contents(html) and page_parts.has_own_contents(listed + html)
    assert not page_parts.has_own_contents(contents.format('<a href="#a">En ting</a>') + html)
    assert not page_parts.has_own_contents(listed + listed + html)
