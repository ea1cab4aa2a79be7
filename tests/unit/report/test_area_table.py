import re

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.definition.definition_card import make_definition_card
from hpanalysis.report.tables.area_table import fold_further, make_area_table
from hpanalysis.report.tables.cells_in_tables import format_comparison
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Development, Since, Status, Verdict, Versus
from report_tables import FEW, release, row, table

MINUS = "\N{MINUS SIGN}"


def made(*rows, indicator="elevfravaer", make=make_area_table) -> list[list[str]]:
    """The table's rows as lists of texts, the head first. make: which of the two tables."""
    here = release()
    html = make(Speaker(here, indicator), here.cells(table(*rows))) or ""
    found = re.findall(r"<tr.*?</tr>", html, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S) for line in found]
    return [[re.sub(r"(<[^>]+>)+", "|", c).strip("|").replace(NBSP, " ") for c in line] for line in cells]


def area(area_id="vangdalen", **given):
    usual = {
        "value": 8.3,
        "lo": 7.1,
        "hi": 9.6,
        "numerator": 830,
        "denominator": 10000,
        "baseline_window": "2023-24",
        "baseline_value": 9.8,
        "baseline_recomputed": 10.0,
        "change": -1.7,
        "change_lo": -3.0,
        "change_hi": -0.4,
        "since_baseline": Since.IMPROVED.value,
        "municipality_value": 7.6,
        "versus_municipality": Versus.NOT_JUDGEABLE.value,
        "versus_reason": FEW,
        "others_value": 9.1,
        "versus_others": Versus.BETTER.value,
        "year_before_window": "2022-23",
        "year_before_value": 9.0,
        "year_before_change": -0.7,
        "since_year_before": Since.NO_SURE_CHANGE.value,
        "rest_change": -1.2,
        "development": -0.5,
        "development_lo": -1.9,
        "development_hi": 0.8,
        "development_ratio": 0.94,
        "versus_development": Development.KEPT_PACE.value,
    }
    return row("elevfravaer", area_id, "2024-25", **(usual | given))


def test_a_row_holds_interval_comparisons_and_changes_each_with_what_it_rests_on():
    head, own = made(area())
    assert head == [
        "Område",
        "Udgangspunkt 2023/24",
        "2024/25",
        "Usikkerhedsinterval",
        "Mod kommunen",
        "Siden udgangspunktet",
    ]
    assert own == [
        "Vangdalen",
        "10,0 %|trykt: 9,8 %",
        "8,3 %",
        "7,1 til 9,6 %",
        f"kan ikke vurderes|fordi {FEW}",
        f"forbedret|{MINUS}1,7 procentpoint ({MINUS}3,0 til {MINUS}0,4)",
    ]


def test_what_goes_further_is_folded_under_the_names_of_its_columns():
    head, own = made(area(), make=fold_further)
    assert head == [
        "Område",
        "2024/25",
        "Antal",
        "Ud af",
        "Mod de øvrige seks områder",
        "Mod kommunens udvikling",
        "Siden året før",
    ]
    assert own == [
        "Vangdalen",
        "8,3 %",
        "830",
        "10.000",
        "bedre|9,1 %",
        f"fulgt med|{MINUS}0,5 procentpoint ({MINUS}1,9 til 0,8)|forhold: 0,94",
        f"ingen sikker ændring|{MINUS}0,7 procentpoint",
    ]


def test_the_printed_baseline_stands_beside_only_where_it_differs():
    def told(**given):
        return made(area(**given))[1][1]

    assert told(baseline_value=10.0) == "10,0 %"
    assert told(baseline_value=None) == "10,0 %|genberegnet"
    assert told(baseline_recomputed=None) == "9,8 %|trykt"
    assert told(baseline_recomputed=None, baseline_value=None) == "ikke trykt"


def test_a_printed_baseline_that_is_added_up_is_marked_because_the_plan_has_it_nowhere():
    def told(**given):
        return made(area(baseline_added_up=True, **given))[1][1]

    assert told() == "10,0 %|trykt: 9,8 % (lagt sammen)"
    assert told(baseline_recomputed=None) == "9,8 %|trykt, lagt sammen"


def test_columns_that_would_be_empty_or_say_the_same_twice_are_left_out():
    head = made(area(year_before_window="2023-24", versus_others=None), make=fold_further)[0]
    assert "Siden året før" not in head and not [name for name in head if "øvrige" in name]


def test_counts_are_held_against_no_other_area():
    given = {"value": 7, "baseline_window": "2023", "others_value": 13, "versus_others": Versus.NOT_JUDGEABLE.value}
    head, own = made(row("udsaettelser", "vangdalen", "2025", **given), indicator="udsaettelser")
    assert head == ["Område", "Udgangspunkt 2023", "2025", "Usikkerhedsinterval", "Siden udgangspunktet"]
    assert own[2] == "7"
    assert made(row("udsaettelser", "vangdalen", "2025", **given), indicator="udsaettelser", make=fold_further) == []


def test_each_figure_has_one_place_that_links_lead_to():
    here = release()
    both = [make(Speaker(here, "elevfravaer"), here.cells(table(area()))) for make in (make_area_table, fold_further)]
    assert [html.count('id="elevfravaer-vangdalen"') for html in both] == [1, 0]
    assert ' id="' not in make_area_table(Speaker(here, "elevfravaer"), here.cells(table(area())), anchored=False)


def test_the_five_states_stay_apart_and_leave_no_empty_cell():
    states = [Status.HIDDEN, Status.NOT_DELIVERED, Status.NO_PERSONS, Status.SHOWN]
    areas = ["vangdalen", "energivej", "glarbjergvej", "sjaellandsgade"]
    rows = [area(a, status=s.value, value=0.0, lo=0.0, hi=3.2) for a, s in zip(areas, states, strict=True)]
    told = {line[0]: line[2] for line in made(*rows)[1:]}
    assert told == {
        "Vangdalen": "diskretioneret",
        "Energivej-området": "ikke leveret",
        "Glarbjergvej-området": "ingen personer",
        "Sjællandsgadekvarteret": "0,0 %",
    }
    assert all(text for line in made(*rows) for text in line)


def test_a_measured_indicators_margin_is_told_with_its_source():
    def card(margin):
        here = release()
        cells = here.cells(table(area("alle-7", margin=margin, verdict=Verdict.UNCLEAR.value, method="Wilson.")))
        return make_definition_card(Speaker(here, "elevfravaer"), cells).replace(NBSP, " ")

    assert "Samme niveau som kommunen. Margen: 5 procentpoint. Helhedsplanen angiver ingen margen." in card(5.0)
    assert "Margen: 1 procentpoint, fastsat for dette tal." in card(1.0)
    assert "Margen" not in card(None)
    assert "<dt>Metode</dt><dd>Wilson.</dd>" in card(None)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("elevfravaer", "Planen har trykt et udgangspunkt for skoleåret 2023/24. Tallet er ikke opgjort."),
        ("sprog_fokuseret_eller_saerlig", "Planen har intet udgangspunkt for tallet."),
    ],
)
def test_an_indicator_without_a_figure_says_whether_the_plan_prints_a_baseline(indicator, expected):
    here = release()
    card = make_definition_card(Speaker(here, indicator), here.cells(table())).replace(NBSP, " ")
    assert f"<dt>Udgangspunkt</dt><dd>{expected}</dd>" in card


def test_a_municipality_that_is_hidden_or_missing_is_not_said_to_be_undelivered():
    here = release()
    cell = here.cells(table(area("vangdalen", municipality_value=None))).latest("elevfravaer", "vangdalen")
    assert format_comparison(Speaker(here, "elevfravaer"), cell) == "ikke vist"
