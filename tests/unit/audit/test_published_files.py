"""What is edited in a published folder is found: a number un-hidden, a page, a CSV file, a file that is not read."""

import json
from dataclasses import replace

import pytest

from audit_folders import COLUMNS, Publication, as_csv, definitions, edit, indicator, write
from hpanalysis.audit import Fault, audit, render_certificate
from hpanalysis.published import columns
from hpanalysis.published.definitions import parse_definitions
from hpanalysis.published.figures import parse_figures

AREAS = ("nord", "syd", "vest", "ost")
CATEGORIES = ("a", "b", "c")
NUMERATORS = {"a": (3, 20, 14, 30), "b": (21, 12, 25, 40), "c": (16, 18, 11, 20)}


def categories() -> Publication:
    """Three categories of children in four areas; `a` is small in nord, and three cells hide it."""
    told = definitions({name: indicator(category_of="svar") for name in CATEGORIES}, " ".join(AREAS))
    counts = {}
    sizes = [sum(NUMERATORS[name][place] for name in CATEGORIES) for place in range(len(AREAS))]
    for name, numerators in NUMERATORS.items():
        cells = dict(zip(AREAS, zip(numerators, sizes, strict=True), strict=True))
        counts |= {(name, "2025", area): cell for area, cell in cells.items()}
        counts[name, "2025", "alle"] = (sum(numerators), sum(sizes))
        counts[name, "2025", "byen"] = (500, 1500)
    return Publication(told, counts).hiding(*COMPLEMENTARY, "a/2025/nord")


COMPLEMENTARY = ("a/2025/vest", "b/2025/nord", "b/2025/vest")


def faults(certificate) -> set[tuple[str, str]]:
    return {(one.fault, one.place) for one in certificate.failures}


def certificate_of(publication, folder):
    return audit({publication.half_year: publication.write(folder)})


@pytest.fixture
def folder(tmp_path):
    """A folder that passes."""
    made = categories().write(tmp_path)
    assert audit({"2026H1": made}).holds
    return made


def test_a_protected_table_has_a_certificate_that_holds(tmp_path):
    certificate = certificate_of(categories(), tmp_path)
    assert certificate.holds
    assert (certificate.cells, certificate.hidden) == (18, 4)
    # 17 of a are in nord and vest, and 24 of nord's 40 are not in c: a may be 0 to 17 in nord.
    assert (certificate.narrowest.interval.lo, certificate.narrowest.interval.hi) == pytest.approx((0, 17), abs=1e-5)


@pytest.mark.parametrize("cell", COMPLEMENTARY)
def test_unhiding_any_one_complementary_cell_is_caught(cell, tmp_path):
    certificate = certificate_of(categories().showing(cell), tmp_path)
    assert (Fault.RECOVERABLE.value, "a/2025/nord (tæller)") in faults(certificate)


def test_a_small_count_that_is_shown_is_caught(tmp_path):
    assert (Fault.SMALL_SHOWN.value, "a/2025/nord") in faults(
        certificate_of(categories().showing("a/2025/nord"), tmp_path)
    )


@pytest.mark.parametrize(
    ("numbers", "caught"),
    [
        ((0, 40), False),
        ((5, 40), False),
        ((4, 40), True),
        ((40, 40), False),
        ((36, 40), True),
        ((5, 10), False),
        ((5, 9), True),
        ((0, 9), True),
    ],
)
def test_the_primary_rule_is_held_against_what_is_shown(numbers, caught, tmp_path):
    told = definitions({"a": indicator()}, total=None, municipality=None)
    certificate = certificate_of(Publication(told, {("a", "2025", "nord"): numbers}), tmp_path)
    assert ((Fault.SMALL_SHOWN.value, "a/2025/nord") in faults(certificate)) == caught
    assert certificate.holds != caught


def test_the_certificate_is_the_same_for_the_same_files(tmp_path):
    certificates = [render_certificate(certificate_of(categories(), tmp_path / name)) for name in ("x", "y")]
    assert certificates[0] == certificates[1]
    told = json.loads(certificates[0])
    assert told["holder"] == "ja"
    assert set(told["laest"]["2026H1"]) == {
        "definitioner.json",
        "indicators.csv",
        "maanedstal.csv",
        "oversigt.html",
        "rettelser.csv",
        "udgivelseslog.json",
    }


def test_a_number_in_a_hidden_row_of_the_csv_is_caught(tmp_path):
    for column, text in [
        ("numerator", "3"),
        ("value", "7.5"),
        ("lo", "1.0"),
        ("change", "-1.2"),
        ("rest_value", "9.1"),
    ]:
        publication = replace(categories(), cells={("a", "2025", "nord"): {column: text}})
        certificate = certificate_of(publication, tmp_path / column)
        assert (Fault.DESCENDANT.value, "a/2025/nord") in faults(certificate), column


@pytest.mark.parametrize("column", ["verdict", "since_baseline", "versus_municipality"])
def test_a_verdict_in_a_hidden_row_is_caught(column, tmp_path):
    publication = replace(categories(), cells={("a", "2025", "nord"): {column: "bedre"}})
    assert (Fault.DESCENDANT.value, "a/2025/nord") in faults(certificate_of(publication, tmp_path))


def test_a_hidden_row_may_repeat_what_others_show_and_no_more(tmp_path):
    own = {
        ("a", "2025", "nord"): {"municipality_value": "33.3", "baseline_value": "41.2", "verdict": "kan ikke vurderes"}
    }
    assert certificate_of(replace(categories(), cells=own), tmp_path / "same").holds
    other = {("a", "2025", "nord"): {"municipality_value": "33.4"}}
    certificate = certificate_of(replace(categories(), cells=other), tmp_path / "other")
    assert (Fault.FOLLOWS_NOT.value, "a/2025/nord") in faults(certificate)


@pytest.mark.parametrize(
    ("column", "right", "wrong"),
    # 20 of 50 in syd: 480 of 1450 in the rest of the city, 47 of 180 in the other areas.
    [("rest_value", "33.1", "33.2"), ("others_value", "26.1", "26.2")],
)
def test_a_remainder_that_does_not_follow_from_shown_cells_is_caught(column, right, wrong, tmp_path):
    for text, caught in ((right, False), (wrong, True)):
        publication = replace(categories(), cells={("a", "2025", "syd"): {column: text}})
        certificate = certificate_of(publication, tmp_path / text)
        assert ((Fault.FOLLOWS_NOT.value, "a/2025/syd") in faults(certificate)) == caught


def test_a_baseline_of_a_hidden_window_is_caught(tmp_path):
    told = definitions({"a": indicator(windows=["2024", "2025"])}, total=None, municipality=None)
    counts = {("a", "2024", "nord"): (4, 40), ("a", "2025", "nord"): (10, 40)}
    publication = replace(
        Publication(told, counts).hiding("a/2024/nord"), cells={("a", "2025", "nord"): {"baseline_recomputed": "10.0"}}
    )
    assert (Fault.FOLLOWS_NOT.value, "a/2025/nord") in faults(certificate_of(publication, tmp_path))


def test_a_value_that_does_not_follow_from_its_counts_is_caught(folder):
    edit(folder / "indicators.csv", "a,syd,2025,ja,20,50,40.0", "a,syd,2025,ja,20,50,40.1")
    assert (Fault.FOLLOWS_NOT.value, "a/2025/syd") in faults(audit({"2026H1": folder}))


def test_a_count_edited_in_the_csv_contradicts_the_others(folder):
    edit(folder / "indicators.csv", "c,syd,2025,ja,18,50,36.0", "c,syd,2025,ja,19,50,38.0")
    found = faults(audit({"2026H1": folder}))
    assert {fault for fault, _ in found} >= {Fault.CONTRADICTION.value, Fault.PAGE_DIFFERS.value, Fault.LOG.value}


EDITS = {
    "a number in a hidden cell": ('id="a-nord">diskretioneret', 'id="a-nord">7,5 %', Fault.PAGE_TELLS),
    "a verdict in a hidden cell": ('id="a-nord">diskretioneret', 'id="a-nord">diskretioneret bedre', Fault.PAGE_TELLS),
    "a colour on a hidden cell": ('class="num" id="a-nord"', 'class="num skidt" id="a-nord"', Fault.PAGE_TELLS),
    "a count beside a hidden cell": (
        'id="a-nord">diskretioneret</td>',
        'id="a-nord">diskretioneret</td><td>3</td>',
        Fault.PAGE_TELLS,
    ),
    "a mark for a hidden cell": ("</svg>", '<path data-cell="a/2025/nord"/></svg>', Fault.PAGE_TELLS),
    "a mark outside any chart": ("</main>", '<b data-cell="a/2025/nord"></b></main>', Fault.PAGE_TELLS),
    "a mark for no cell": ("</svg>", '<path data-cell="a/2024/nord"/></svg>', Fault.PAGE_DIFFERS),
    "another number in a shown cell": ('id="a-syd">40,0 %', 'id="a-syd">41,0 %', Fault.PAGE_DIFFERS),
    "a number too many in a shown row": (
        'id="a-syd">40,0 %</td>',
        'id="a-syd">40,0 %</td><td>7,5 %</td>',
        Fault.PAGE_DIFFERS,
    ),
    "a number in a description": ("syd 40,0 %", "nord 7,5 %; syd 40,0 %", Fault.UNKNOWN_NUMBER),
    "a number in a drawing": ("</svg>", "<text>7,5</text></svg>", Fault.UNKNOWN_NUMBER),
    "a number in a sentence": ("</main>", "<p>I nord var tallet 7,5 pct.</p></main>", Fault.UNKNOWN_NUMBER),
    "a number in two elements": (
        "</main>",
        "<p>I nord var tallet <b>7</b>,<b>5</b> pct.</p></main>",
        Fault.UNKNOWN_NUMBER,
    ),
    "a number after a table within a hidden cell": (
        'id="a-nord">diskretioneret',
        'id="a-nord">diskretioneret<table><tr><td>ord</td></tr></table>3',
        Fault.PAGE_TELLS,
    ),
    "a number in a table within a hidden cell": (
        'id="a-nord">diskretioneret',
        'id="a-nord">diskretioneret<table><tr><td>3</td></tr></table>',
        Fault.PAGE_TELLS,
    ),
    "a number in a label": ("<main>", '<main><p aria-label="nord 7,5 pct."></p>', Fault.UNKNOWN_NUMBER),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edited_page_is_caught(what, folder):
    old, new, fault = EDITS[what]
    edit(folder / "oversigt.html", old, new, 1)
    assert fault.value in {found for found, _ in faults(audit({"2026H1": folder}))}


@pytest.mark.parametrize("told", ["0,0 %", "ingen"])
def test_what_stands_beside_a_figure_of_nought_is_checked_as_beside_any_other(tmp_path, told):
    """It used to be passed over: the figure said nought, and the cell beside it anything."""
    counts = {("a", "2025", "nord"): (0, 40), ("a", "2025", "syd"): (12, 60)}
    made = Publication(definitions({"a": indicator()}, total=None, municipality=None), counts)
    folder = made.write(tmp_path)
    edit(folder / "oversigt.html", "0,0 %</td>", f"{told}</td>", 1)
    assert audit({"2026H1": folder}).holds
    edit(folder / "oversigt.html", f"{told}</td>", f"{told}</td><td>20,0</td>", 1)
    assert (Fault.PAGE_DIFFERS.value, "a/2025/nord") in faults(audit({"2026H1": folder}))


def test_a_shown_row_without_its_denominator_is_a_failure_and_raises_nothing(folder):
    edit(folder / "indicators.csv", "a,syd,2025,ja,20,50,40.0", "a,syd,2025,ja,20,,40.0")
    certificate = audit({"2026H1": folder})
    (said,) = [one for one in certificate.failures if one.place == "a/2025/syd" and one.file == "indicators.csv"]
    assert (said.fault, said.where) == (Fault.FOLLOWS_NOT.value, "kolonnen denominator")


def test_a_row_that_is_wrong_in_two_ways_is_one_failure_with_both_columns(tmp_path):
    counts = {("a", "2024", "nord"): (10, 40), ("a", "2025", "nord"): (12, 40)}
    told = definitions({"a": indicator(windows=["2024", "2025"])}, total=None, municipality=None)
    wrong = {("a", "2025", "nord"): {"baseline_recomputed": "11.0", "value": "31.0"}}
    rows = parse_figures(as_csv(Publication(told, counts, cells=wrong).rows, COLUMNS))
    found = list(columns.check_rows("2026H1", rows, parse_definitions(json.dumps(told))))
    assert [(one.fault, one.place, one.where) for one in found] == [
        (Fault.FOLLOWS_NOT.value, "a/2025/nord", "kolonnerne baseline_recomputed, value")
    ]


def test_a_failure_on_a_page_is_told_with_section_row_and_column(folder):
    table = '<h2>Børn</h2><table><tr><th scope="row">Syd</th><td data-l="I alt">7,5 %</td></tr></table>'
    edit(folder / "oversigt.html", "</main>", f"{table}</main>")
    (said,) = audit({"2026H1": folder}).failures
    assert said.place == "tallet 7,5 i teksten"
    assert said.where == "afsnittet »Børn«, rækken »Syd«, kolonnen »I alt«"


def test_the_ticks_of_an_axis_are_no_figures(folder):
    edit(folder / "oversigt.html", "</svg>", "<text>0</text><text>2,5</text><text>5</text><text>7,5</text></svg>")
    assert audit({"2026H1": folder}).holds
    edit(folder / "oversigt.html", "<text>5</text>", "<text>6,1</text>")
    assert not audit({"2026H1": folder}).holds


def test_a_text_may_tell_where_a_drawn_axis_begins_and_no_other_number_so(folder):
    """It used to pass where some figure happened to have the number, and to stop the publication where none had."""
    edit(folder / "oversigt.html", "</svg>", "<text>6,6</text><text>6,8</text><text>7,0</text></svg>")
    edit(folder / "oversigt.html", "</main>", "<p>Samme skala. Aksen begynder ved 6,6 %.</p></main>")
    assert audit({"2026H1": folder}).holds
    edit(folder / "oversigt.html", "begynder ved 6,6 %", "begynder ved 6,7 %")
    assert {one.place for one in audit({"2026H1": folder}).failures} == {"tallet 6,7 i teksten"}
    edit(folder / "oversigt.html", "Aksen begynder ved 6,7 %", "Tallet er 6,6 %")
    assert {one.place for one in audit({"2026H1": folder}).failures} == {"tallet 6,6 i teksten"}


def test_what_the_plan_prints_may_be_shown(folder):
    edit(folder / "oversigt.html", "</main>", "<td>34,7 %</td></main>")
    assert not audit({"2026H1": folder}).holds
    write(folder / "planens_tal.csv", 'fact,area_id,value,unit\nBørn,nord,"34,7",pct.\n')
    assert audit({"2026H1": folder}).holds


def test_what_the_audit_of_the_plan_derives_may_be_shown_on_its_own_page_only(folder):
    page = (folder / "oversigt.html").read_text(encoding="utf-8")
    derived = page.replace("</main>", "<p>fra 141 til 144 af 2.158 (6,5-6,7 pct.)</p></main>")
    write(folder / "baseline_revision.html", derived)
    assert not audit({"2026H1": folder}).holds
    write(folder / "planens_kontrol.csv", 'answer,derived\ni modstrid,"fra 141 til 144 af 2.158 (6,5-6,7 pct.)"\n')
    assert audit({"2026H1": folder}).holds
    write(folder / "baseline_revision.html", derived.replace("6,7 pct.", "6,8 pct."))
    assert not audit({"2026H1": folder}).holds
    write(folder / "baseline_revision.html", page)
    write(folder / "oversigt.html", derived)
    assert not audit({"2026H1": folder}).holds


def test_the_limit_of_a_rule_is_no_figure(folder):
    edit(folder / "oversigt.html", "</main>", "<p>bopael-adresser: Højst 0,5 pct. kan ikke genkendes.</p></main>")
    assert audit({"2026H1": folder}).holds


def test_a_file_that_the_auditor_cannot_read_is_no_part_of_a_certificate_that_holds(folder):
    write(folder / "tal.txt", "nord: 3 af 40")
    assert faults(audit({"2026H1": folder})) == {(Fault.UNREAD.value, "hele filen")}


def test_a_hidden_month_has_no_number(tmp_path):
    month = {"indicator_id": "a", "area_id": "alle", "month": "2025-01-01", "unit": "pct.", "status": "diskretioneret"}
    assert certificate_of(replace(categories(), months=(month,)), tmp_path / "none").holds
    certificate = certificate_of(replace(categories(), months=(month | {"value": "7.50"},)), tmp_path / "one")
    assert (Fault.DESCENDANT.value, "a/2025-01-01/alle") in faults(certificate)


def test_a_correction_tells_nothing_of_a_hidden_cell(tmp_path):
    row = {"indicator_id": "a", "window": "2025", "area_id": "nord", "status_now": "diskretioneret"}
    assert certificate_of(replace(categories(), corrections=(row,)), tmp_path / "none").holds
    for column in ("value_now", "numerator_before"):
        publication = replace(categories(), corrections=(row | {column: "3"},))
        assert (Fault.DESCENDANT.value, "a/2025/nord") in faults(certificate_of(publication, tmp_path / column))
