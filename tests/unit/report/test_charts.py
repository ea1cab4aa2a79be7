import re
from decimal import Decimal

import pytest

from hpanalysis.report.charts import comparison_figure, course_figure
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.comparison_chart import AreaRow, Comparison, draw_comparison_chart
from hpanalysis.report.charts.course_chart import CoursePoint, draw_course_panel
from hpanalysis.report.charts.scale import Scale, make_scale
from hpanalysis.report.charts.svg import render_inline_svg
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Status, Versus
from report_tables import release, row, table

SECRET = 987.6


def marks_of(html: str) -> list[str]:
    return re.findall(r'data-cell="([^"]+)"', html)


def absence(*rows):
    here = release()
    return Speaker(here, "elevfravaer"), here.cells(table(*rows))


def area(area_id, value, status=Status.SHOWN, window="2024-25", **given):
    more = {
        "municipality_value": 7.6,
        "baseline_window": "2023-24",
        "baseline_recomputed": 10.0,
        "versus_municipality": Versus.WORSE.value,
        "since_baseline": Since.IMPROVED.value,
    } | given
    return row("elevfravaer", area_id, window, value=value, status=status.value, **more)


def test_the_marks_of_a_comparison_are_the_shown_cells_and_no_others():
    speaker, cells = absence(
        area("vangdalen", 8.3),
        area("energivej", SECRET, Status.HIDDEN),
        area("alle-7", 8.9),
        area("glarbjergvej", None, Status.NOT_DELIVERED),
    )
    html = comparison_figure.make_comparison_figure(speaker, cells)
    shown = {"elevfravaer/2024-25/vangdalen", "elevfravaer/2024-25/alle-7"}
    assert set(marks_of(html)) == shown
    assert len(marks_of(html)) == 2 * len(shown)  # drawn for a desk and for a phone


def test_a_hidden_cell_keeps_its_row_and_gives_neither_number_nor_rank():
    speaker, cells = absence(
        area("vangdalen", 8.3), area("energivej", SECRET, Status.HIDDEN), area("glarbjergvej", 9.1)
    )
    rows = comparison_figure.list_comparison_rows(speaker, cells)
    assert [(r.name, r.value, r.words) for r in rows] == [
        ("Glarbjergvej-området", Decimal("9.1"), "dårligere"),
        ("Vangdalen", Decimal("8.3"), "dårligere"),
        ("Energivej-området", None, "diskretioneret"),
    ]
    html = comparison_figure.make_comparison_figure(speaker, cells)
    assert "987" not in html and "988" not in html
    assert html.count("diskretioneret") >= 4  # drawn twice and described twice


def test_the_axis_is_made_from_shown_cells_only():
    with_hidden = absence(area("vangdalen", 8.3), area("energivej", SECRET, Status.HIDDEN), area("glarbjergvej", 9.1))
    without = absence(area("vangdalen", 8.3), area("energivej", None, Status.HIDDEN), area("glarbjergvej", 9.1))
    assert comparison_figure.make_comparison_figure(*with_hidden) == comparison_figure.make_comparison_figure(*without)


def test_the_description_agrees_with_what_is_drawn():
    speaker, cells = absence(area("vangdalen", 8.3), area("energivej", 9.9), area("alle-7", 8.9))
    html = comparison_figure.make_comparison_figure(speaker, cells).replace("\N{NO-BREAK SPACE}", " ")
    told = re.search(r"<desc[^>]*>(.*?)</desc>", html).group(1)
    for word in (
        "skoleåret 2024/25",
        "Energivej-området 9,9 %, dårligere",
        "Vangdalen 8,3 %, dårligere",
        "De syv boligområder 8,9 %",
        "Kommunen 7,6 %",
    ):
        assert word in told
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", html)
    assert {"9,9 %", "8,3 %", "8,9 %", "Kommunen 7,6 %"} <= set(drawn)


def test_no_baseline_stands_beside_a_mark_across_a_break():
    def drawn(since):
        return comparison_figure.make_comparison_figure(*absence(area("vangdalen", 8.3, since_baseline=since.value)))

    assert "udgangspunkt" in drawn(Since.IMPROVED)
    assert "udgangspunkt" not in drawn(Since.BREAK)


def test_the_marks_of_a_course_are_the_shown_cells_of_all_windows():
    speaker, cells = absence(
        area("vangdalen", 10.0, window="2023-24", latest=False),
        area("vangdalen", 8.3),
        area("energivej", SECRET, Status.HIDDEN, window="2023-24", latest=False),
        area("energivej", 9.9),
    )
    html = course_figure.make_course_figure(speaker, cells)
    assert sorted(marks_of(html)) == [
        "elevfravaer/2023-24/vangdalen",
        "elevfravaer/2024-25/energivej",
        "elevfravaer/2024-25/vangdalen",
    ]
    assert "987" not in html and "diskretioneret" in html


def test_an_interval_is_drawn_where_the_row_has_one():
    def drawn(lo, hi):
        rows = [
            AreaRow(
                name="Vangdalen",
                key="a/b/c",
                value=Decimal(8),
                text="8,0 %",
                words="bedre",
                colour="god",
                lo=lo,
                hi=hi,
            )
        ]
        return draw_comparison_chart(
            "f",
            rows,
            make_scale([0, 10]),
            comparison=Comparison(value=None, label=""),
            unit=" %",
            title="t",
            description="d",
        )

    assert drawn(Decimal(6), Decimal(9)).count("<path") == drawn(None, None).count("<path") + 1


def points(*values, broken=None):
    return [
        CoursePoint(key=f"a/{n}/c", label=str(n), value=None if v is None else Decimal(v), broken=n == broken)
        for n, v in enumerate(values)
    ]


def lines_in(html: str) -> int:
    """Drawn lines of the course: of the ink's colour, not markers."""
    return len(re.findall(r'<path d="[^"]*" style="fill:none;stroke:var\(--ink', html))


@pytest.mark.parametrize(
    ("values", "broken", "lines"),
    [((9, 8), None, 0), ((9, 8, 7), None, 1), ((9, None, 8, 7, 6), None, 2), ((9, 8, 7, 6), 2, 2)],
)
def test_a_line_takes_three_points_and_stops_at_a_gap_and_at_a_break(values, broken, lines):
    html = draw_course_panel(
        "p", points(*values, broken=broken), make_scale([0, 10]), decimals=1, title="t", description="d"
    )
    assert lines_in(html) == lines
    assert ("databrud" in html) == (broken is not None)


def test_two_drawings_share_no_id():
    both = "".join(
        draw_course_panel(f"p{n}", points(9, 8, 7), make_scale([0, 10]), decimals=1, title="t", description="d")
        for n in (1, 2)
    )
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) >= 6
    assert set(re.findall(r'href="#([^"]+)"', both)) <= set(ids)


def test_names_with_html_and_mathtext_are_shown_as_text():
    rows = [AreaRow(name="<script>$x_1$ & {{y}}", key="a/<b>/c", value=Decimal(8), text="8", words="<i>", colour="god")]
    html = draw_comparison_chart(
        "f",
        rows,
        make_scale([0, 10]),
        comparison=Comparison(value=Decimal(5), label="$K$"),
        unit="",
        title="<t>",
        description='"d"',
    )
    assert "<script" not in html and "<i>" not in html and 'data-cell="a/<b>' not in html
    assert "&lt;script&gt;$x_1$ &amp; {{y}}" in html and ">$K$<" in html


def test_the_same_chart_has_the_same_bytes():
    assert comparison_figure.make_comparison_figure(
        *absence(area("vangdalen", 8.3))
    ) == comparison_figure.make_comparison_figure(*absence(area("vangdalen", 8.3)))


def test_an_axis_that_does_not_begin_at_nought_is_named():
    speaker, cells = absence(area("vangdalen", 8.3), area("energivej", 9.9))
    assert "Aksen begynder ved 7" in comparison_figure.make_comparison_figure(speaker, cells)


@pytest.mark.parametrize("values", [[], [None], [5, 5], [0, 0], [0.67, 1.6], [99.9, 100]])
def test_a_scale_holds_every_value(values):
    made = make_scale(values)
    shown = [v for v in values if v is not None]
    assert made.low < made.high and all(made.low <= v <= made.high for v in shown)
    assert len(made.ticks) >= 2


@pytest.mark.parametrize("values", [[], [0], [1], [0, 1], [0, 2.4], [3, 15], [22, 31], [4, 1700]])
def test_the_axis_of_a_count_has_whole_numbers_alone_and_at_least_three(values):
    made = make_scale(values, 3, from_zero=True, whole=True)
    assert all(tick == int(tick) for tick in made.ticks) and made.decimals == 0 and len(made.ticks) >= 3
    assert all(made.low <= v <= made.high for v in values)


def test_the_charts_of_a_count_have_whole_numbers_at_their_axes():
    rows = [row("udsaettelser", "vangdalen", "2025", value=1.0, lo=0.0, hi=1.4, status=Status.SHOWN.value)]
    speaker, cells = Speaker(release(), "udsaettelser"), release().cells(table(*rows))
    for html in (
        comparison_figure.make_comparison_figure(speaker, cells),
        course_figure.make_course_figure(speaker, cells),
    ):
        drawing = re.search(r"<svg.*?</svg>", html, re.S)[0]
        axis = re.findall(r"text-anchor:(?:end|middle);fill:var\(--muted[^>]*>([\d,]+)<", drawing)
        assert {"0", "1", "2"} <= set(axis) and not [text for text in axis if "," in text]


def test_a_panel_that_shows_no_figure_has_a_word_and_neither_axis_nor_comparison():
    speaker, cells = absence(
        area("vangdalen", 8.3),
        area("energivej", SECRET, Status.NOT_DELIVERED, window="2023-24", latest=False),
        area("energivej", SECRET, Status.HIDDEN),
    )
    html = course_figure.make_course_figure(speaker, cells)
    (panel,) = re.findall(r'<div data-om="elevfravaer/2024-25/energivej">(.*?)</div>', html, re.S)
    assert panel.endswith("<small>diskretioneret</small>") and "<svg" not in panel
    assert html.count("<svg") == 1


def test_a_panel_without_a_figure_widens_no_axis_that_it_shares():
    alone = absence(area("vangdalen", 8.3))
    beside = absence(area("vangdalen", 8.3), area("energivej", None, Status.HIDDEN, municipality_value=99.0))
    drawn = [re.search(r"<svg.*?</svg>", course_figure.make_course_figure(*each), re.S)[0] for each in (alone, beside)]
    assert drawn[0] == drawn[1]


def test_the_word_for_a_last_window_without_a_figure_stands_over_the_drawing():
    speaker, cells = absence(
        area("energivej", 9.9, window="2023-24", latest=False), area("energivej", None, Status.HIDDEN)
    )
    html = course_figure.make_course_figure(speaker, cells)
    assert re.search(r"<small>diskretioneret</small><svg", html)


def test_a_break_is_named_above_the_axis_on_the_side_with_room():
    for broken, side in ((1, "start"), (3, "end")):
        html = draw_course_panel(
            "p", points(9, 8, 7, 8, broken=broken), make_scale([0, 10]), decimals=1, title="t", description="d"
        )
        anchor, y = re.search(r'anchor:(\w+)[^>]* y="([\d.]+)">databrud<', html).groups()
        highest = min(float(at) for at in re.findall(r'y="([\d.]+)"[^>]*>[\d,]+<', html))
        assert anchor == side and highest - float(y) > 8


def test_the_interval_is_told_where_it_is_drawn_and_the_axis_holds_it():
    speaker, cells = absence(area("vangdalen", 8.3, lo=2.1, hi=14.9), area("energivej", 9.1, lo=8.0, hi=10.4))
    rows = comparison_figure.list_comparison_rows(speaker, cells)
    assert [(row.lo, row.hi) for row in rows] == [(Decimal("8.0"), Decimal("10.4")), (Decimal("2.1"), Decimal("14.9"))]
    html = comparison_figure.make_comparison_figure(speaker, cells)
    assert "Vangdalen 8,3\N{NO-BREAK SPACE}% (2,1 til 14,9), dårligere" in html
    assert "Aksen begynder" not in html  # 2.1 is near nought, though 8.3 is not


def test_the_interval_of_a_hidden_cell_moves_no_axis():
    def drawn(**given):
        hidden = area("energivej", None, Status.HIDDEN, **given)
        return absence(area("vangdalen", 8.3, lo=7.0, hi=9.0), hidden)

    assert comparison_figure.make_comparison_figure(
        *drawn(lo=0.0, hi=99.0)
    ) == comparison_figure.make_comparison_figure(*drawn())
    assert course_figure.make_course_figure(*drawn(lo=0.0, hi=99.0)) == course_figure.make_course_figure(*drawn())


@pytest.mark.parametrize(
    ("versus", "colour"),
    [
        (Versus.BETTER, "god"),
        (Versus.WORSE, "skidt"),
        (Versus.NO_SURE_DIFFERENCE, "neutral"),
        (Versus.NOT_JUDGEABLE, "neutral"),
    ],
)
def test_only_a_sure_difference_has_a_colour(versus, colour):
    speaker, cells = absence(area("vangdalen", 8.3, versus_municipality=versus.value))
    row_ = comparison_figure.list_comparison_rows(speaker, cells)[0]
    assert (row_.colour, row_.words) == (colour, versus.value)


def test_a_course_draws_intervals_beside_their_points():
    def bars(lo, hi):
        given = [
            CoursePoint(key=f"a/{n}/c", label=str(n), value=Decimal(v), lo=lo, hi=hi) for n, v in enumerate((9, 8, 7))
        ]
        html = draw_course_panel("p", given, make_scale([0, 10]), decimals=1, title="t", description="d")
        return html.count("stroke-width:5")

    assert bars(None, None) == 0
    assert bars(Decimal(6), Decimal(9)) == 3


def table_behind(html: str) -> list[list[str]]:
    """The rows of the table to unfold, as texts."""
    part = html[html.index("<details>") :].replace("\N{NO-BREAK SPACE}", " ")
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", part)
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]


def test_the_table_behind_a_comparison_holds_what_is_drawn_and_said_of_it():
    speaker, cells = absence(
        area("vangdalen", 8.3, lo=7.1, hi=9.6), area("energivej", SECRET, Status.HIDDEN), area("alle-7", 8.9)
    )
    html = comparison_figure.make_comparison_figure(speaker, cells)
    head, *rows = table_behind(html)
    assert head == ["Område", "Tal", "Usikkerhedsinterval", "Udgangspunkt", "Vurdering"]
    assert rows == [
        ["Vangdalen", "8,3 %", "7,1 til 9,6 %", "10,0 %", "dårligere"],
        ["Energivej-området", "diskretioneret"],
        ["De syv boligområder", "8,9 %", "beregnes ikke", "10,0 %", "dårligere"],
    ]
    told = re.search(r"<desc[^>]*>(.*?)</desc>", html).group(1).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Vangdalen 8,3 % (7,1 til 9,6), dårligere; Energivej-området diskretioneret; De syv boligområder 8,9 %, "
        "dårligere." in (told.replace("Energivej-området , ", "Energivej-området ").replace("  ", " "))
    )
    assert 'href="indicators.csv"' in html


def test_no_text_in_a_chart_is_smaller_than_eleven_pixels():
    comparison = comparison_figure.make_comparison_figure(
        *absence(area("vangdalen", 8.3, lo=7.1, hi=9.6), area("alle-7", 8.9))
    )
    course = draw_course_panel("p", points(9, 8, 7), make_scale([0, 10]), decimals=1, title="t", description="d")
    sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)px", comparison + course)]
    assert len(sizes) > 10 and min(sizes) >= 11


def places_of(path: str) -> list[tuple[float, float]]:
    """The points of an SVG path of straight strokes."""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def test_a_course_is_drawn_from_point_to_point_and_the_area_over_the_comparison():
    course = [
        CoursePoint(key=str(n), label=str(n), value=Decimal(value), comparison=Decimal(other))
        for n, (value, other) in enumerate([(0, 10), (10, 5), (5, 0)])
    ]
    html = draw_course_panel("p", course, Scale(0, 10), decimals=0, title="", description="")
    lines = [places_of(path) for path in re.findall(r'<path d="([^"]+)" style="[^"]*stroke-width:1.6"', html)]
    # From 34 to 98 across, in three places; 0 lies at 102 and 10 at 20, so that 5 lies at 61.
    assert lines == [[(34, 20), (66, 61), (98, 102)], [(34, 102), (66, 20), (98, 61)]]


def test_what_is_drawn_last_lies_on_top_unless_it_is_said_to_lie_higher():
    canvas = Canvas(10, 10)
    for number, zorder in enumerate([2, 1, 2]):
        canvas.write_text(5, 5, f"nr. {number}", zorder=zorder)
    html = render_inline_svg(canvas, "p", title="", description="", class_="")
    assert re.findall(r"nr\. \d", html) == ["nr. 1", "nr. 0", "nr. 2"]
