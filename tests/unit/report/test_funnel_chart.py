"""Funnels on the page: shown areas only, limits around the comparison, places in words that are no verdict."""

import re
from math import sqrt

import pytest

import page_gate
from hpanalysis.report.charts import funnel_chart
from hpanalysis.report.charts.funnel_chart import FunnelPlace
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Status
from report_tables import SECRET, SECRET_GROUP, release, row, table

ABSENT = "elevfravaer_over_10"
# 25 pct. in the municipality: for 100 pupils the inner limits are 16.5 and 33.5, the outer 11.6 and 38.4.
MUNICIPALITY = ("randers", 2500, 10_000)


def area(area_id, count, group, indicator_id=ABSENT, **given):
    value = round(100 * count / group, 1)
    return row(indicator_id, area_id, "2024-25", value=value, numerator=count, denominator=group, **given)


def speaking(*rows, indicator_id=ABSENT, edition=Edition.PUBLIC):
    here = release(edition)
    return Speaker(here, indicator_id), here.cells(table(*rows))


def shown(*counts):
    return speaking(*(area(*count) for count in (*counts, MUNICIPALITY)))


def marks_of(html: str) -> list[str]:
    return re.findall(r'data-cell="([^"]+)"', html)


TWO = (("vangdalen", 30, 100), ("energivej", 45, 100))


def test_the_marks_are_the_areas_shown_and_no_others():
    html = funnel_chart.make_funnel_figure(
        *speaking(
            *(area(*count) for count in (*TWO, MUNICIPALITY, ("alle-7", 300, 1000))),
            row(ABSENT, "glarbjergvej", "2024-25", value=SECRET, denominator=SECRET_GROUP, status=Status.HIDDEN.value),
            row(ABSENT, "sjaellandsgade", "2024-25", status=Status.NOT_DELIVERED.value),
        )
    )
    drawn = {f"{ABSENT}/2024-25/vangdalen", f"{ABSENT}/2024-25/energivej"}
    assert set(marks_of(html)) == drawn and len(marks_of(html)) == 4  # for a desk and for a phone


def test_a_hidden_area_gives_neither_name_nor_axis():
    def with_hidden(value, group):
        hidden = row(ABSENT, "glarbjergvej", "2024-25", value=value, denominator=group, status=Status.HIDDEN.value)
        return funnel_chart.make_funnel_figure(*speaking(*(area(*count) for count in (*TWO, MUNICIPALITY)), hidden))

    assert with_hidden(SECRET, SECRET_GROUP) == with_hidden(None, None) == funnel_chart.make_funnel_figure(*shown(*TWO))
    assert "Glarbjergvej" not in with_hidden(SECRET, SECRET_GROUP)


def test_a_figure_shown_to_the_data_unit_only_has_no_place_in_the_funnel():
    hidden = row(ABSENT, "glarbjergvej", "2024-25", value=60.0, numerator=60, denominator=100, status="diskretioneret")
    rows = [*(area(*count) for count in (*TWO, MUNICIPALITY)), hidden]
    assert "Glarbjergvej" not in funnel_chart.make_funnel_figure(*speaking(*rows, edition=Edition.CONFIDENTIAL))


@pytest.mark.parametrize(
    ("count", "place"),
    [
        (25, FunnelPlace.INSIDE),
        (33, FunnelPlace.INSIDE),
        (34, FunnelPlace.BEYOND_INNER),
        (16, FunnelPlace.BEYOND_INNER),
        (38, FunnelPlace.BEYOND_INNER),
        (39, FunnelPlace.BEYOND_OUTER),
        (11, FunnelPlace.BEYOND_OUTER),
    ],
)
def test_the_place_is_by_limits_around_the_municipality(count, place):
    inner, outer = 1.959964 * sqrt(0.25 * 0.75 / 100), 3.090232 * sqrt(0.25 * 0.75 / 100)
    far = abs(count / 100 - 0.25)
    assert place is (
        FunnelPlace.BEYOND_OUTER if far > outer else FunnelPlace.BEYOND_INNER if far > inner else FunnelPlace.INSIDE
    )
    dots = funnel_chart.list_dots(*shown(("vangdalen", count, 100), ("energivej", 25, 100)))
    assert [dot.place for dot in dots] == [place, FunnelPlace.INSIDE]


def test_the_same_share_lies_outside_in_a_large_area_and_inside_in_a_small_one():
    dots = funnel_chart.list_dots(*shown(("vangdalen", 160, 400), ("energivej", 4, 10)))
    assert [dot.place for dot in dots] == [FunnelPlace.BEYOND_OUTER, FunnelPlace.INSIDE]


def test_the_headline_names_those_farthest_out():
    def said(*counts):
        speaker, cells = shown(*counts)
        return funnel_chart.write_headline(funnel_chart.list_dots(speaker, cells), speaker)

    assert said(*TWO) == "I Energivej-området ligger tallet uden for de yderste grænser"
    assert said(("vangdalen", 35, 100), ("energivej", 36, 100)) == (
        "I Vangdalen og Energivej-området ligger tallet uden for de inderste grænser"
    )
    assert said(("vangdalen", 25, 100), ("energivej", 26, 100)) == "Alle viste områder ligger inden for grænserne"


def test_the_description_agrees_with_what_is_drawn():
    html = funnel_chart.make_funnel_figure(*shown(*TWO)).replace("\N{NO-BREAK SPACE}", " ")
    told = re.search(r"<desc[^>]*>(.*?)</desc>", html).group(1)
    assert "Vangdalen 30,0 % ud af 100, inden for grænserne" in told
    assert "Energivej-området 45,0 % ud af 100, uden for de yderste grænser" in told
    assert "Randers Kommune 25,0 %" in told and ">Kommunen 25,0 %</text>" in html
    names = set(re.findall(r"<text[^>]*>([^<]*)</text>", html))
    assert {"Vangdalen", "Energivej", "Van", "Ene"} <= names


def test_the_key_explains_the_shapes_that_are_drawn():
    def key(*counts):
        return page_gate.read(funnel_chart.make_funnel_figure(*shown(*counts))).text

    assert "Rude: uden for de yderste grænser." in key(*TWO) and "Udfyldt prik" not in key(*TWO)
    assert "Rude" not in key(("vangdalen", 25, 100), ("energivej", 34, 100))


def test_rates_have_poisson_limits():
    rows = [area(a, c, n, indicator_id="fraflytning") for a, c, n in (*TWO, MUNICIPALITY)]
    rows = [one | {"window": "2025"} for one in rows]
    speaker, cells = speaking(*rows, indicator_id="fraflytning")
    # 25 expected of 100 dwellings: by the exact Poisson limits 34 to 35 is inside, by the binomial it is not.
    found = funnel_chart.list_dots(
        *speaking(*(one | {"numerator": 34} for one in rows[:1]), *rows[1:], indicator_id="fraflytning")
    )
    assert found[0].place is FunnelPlace.INSIDE and found[1].place is FunnelPlace.BEYOND_OUTER
    assert "ud af: familieboliger" in funnel_chart.make_funnel_figure(speaker, cells)


@pytest.mark.parametrize("indicator_id", ["sigtede_15_29", "udsaettelser", "elevfravaer", "karakter_dansk_matematik"])
def test_what_is_not_comparable_or_no_share_of_persons_has_no_funnel(indicator_id):
    window = "2024-25" if indicator_id == "elevfravaer" else "2025"
    rows = [area(a, c, n, indicator_id=indicator_id) | {"window": window} for a, c, n in (*TWO, MUNICIPALITY)]
    assert funnel_chart.make_funnel_figure(*speaking(*rows, indicator_id=indicator_id)) is None


@pytest.mark.parametrize("counts", [TWO[:1], ()])
def test_fewer_than_two_areas_make_no_funnel(counts):
    assert funnel_chart.make_funnel_figure(*shown(*counts)) is None


def test_without_the_municipality_there_is_no_funnel():
    assert funnel_chart.make_funnel_figure(*speaking(*(area(*count) for count in TWO))) is None


def test_names_never_touch():
    """Five areas of the same size and figure: each name keeps its own line."""
    ids = ("gl-jennumparken", "glarbjergvej", "vangdalen", "hermann-stillingsvej", "energivej")
    html = funnel_chart.make_funnel_figure(*shown(*((one, 30, 100) for one in ids)))
    wide = re.search(r'<svg class="kun-bred.*?</svg>', html, re.S).group(0)
    names = ("Gl. Jennumparken", "Glarbjergvej", "Vangdalen", "Hermann Stillingsvej", "Energivej")
    boxes = []
    for name in names:
        found = re.search(rf'text-anchor:(\w+)[^>]*x="([\d.]+)" y="([\d.]+)"[^>]*>{re.escape(name)}</text>', wide)
        start = float(found[2]) - (5 * len(name) if found[1] == "end" else 0)
        boxes.append((start, start + 5 * len(name), float(found[3])))
    apart = [abs(a[2] - b[2]) >= 12 or a[1] <= b[0] or b[1] <= a[0] for i, a in enumerate(boxes) for b in boxes[:i]]
    assert len(apart) == 10 and all(apart)


def test_it_is_folded_away_with_an_explanation_of_at_most_sixty_words():
    html = funnel_chart.make_funnel_figure(*shown(*TWO))
    page = page_gate.read(html)
    assert html.startswith("<details><summary>Tragtdiagram") and funnel_chart.EXPLAINED in page.text
    assert len(funnel_chart.EXPLAINED.split()) <= 60
    assert not page.unclosed and not page_gate._ids(page) and not page_gate._tables(page)


def test_the_same_funnel_has_the_same_bytes():
    assert funnel_chart.make_funnel_figure(*shown(*TWO)) == funnel_chart.make_funnel_figure(*shown(*TWO))
