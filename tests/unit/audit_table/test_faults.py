"""Small tables made by hand, each with one known fault: it is found, named, and nothing else is said to be wrong."""

import pytest

from hpanalysis.audit_table import Answer, AuditResult, Finding, FindingKind
from printed_tables import audited, row

NORD, SYD, VEST = "omraade-1", "omraade-2", "omraade-3"
AREAS = (NORD, SYD, VEST)
ALL, MUNICIPALITY = "alle", "kommunen"
SHARE = "unge_i_uddannelse_15_mdr"
# 12 of 20, 8 of 16 and 5 of 14: 25 of 50; and 700 of 1,000.
PRINTED = {NORD: ("60.0", 20), SYD: ("50.0", 16), VEST: ("35.7", 14), ALL: ("50.0", 50), MUNICIPALITY: ("70.0", 1000)}
# Of 20, 16 and 14 children: 10+4+6, 8+4+4, 7+3+4; together 25+11+14 of 50.
LANGUAGE = {
    "sprog_generel": {NORD: "50.0", SYD: "50.0", VEST: "50.0", ALL: "50.0"},
    "sprog_fokuseret": {NORD: "20.0", SYD: "25.0", VEST: "21.4", ALL: "22.0"},
    "sprog_saerlig": {NORD: "30.0", SYD: "25.0", VEST: "28.6", ALL: "28.0"},
}


def shares(**changed: tuple[str, int] | None) -> AuditResult:
    """The printed shares with some changed: area -> value and n, None for a row that is not printed."""
    rows = {area: changed.get(area.replace("-", "_"), own) for area, own in PRINTED.items()}
    return audited([row(SHARE, "2023", area, *own) for area, own in rows.items() if own], AREAS)


def language(changed: dict[tuple[str, str], str] | None = None, sizes: dict[str, int] | None = None) -> AuditResult:
    """The printed language assessments with some changed: (indicator, area) -> value, area -> n."""
    n = {NORD: 20, SYD: 16, VEST: 14, ALL: 50} | (sizes or {})
    rows = [
        row(indicator, "2023", area, (changed or {}).get((indicator, area), value), n[area])
        for indicator, own in LANGUAGE.items()
        for area, value in own.items()
    ]
    return audited(rows, AREAS)


def only(result: AuditResult) -> Finding:
    """The one contradiction of a table with one fault."""
    found = result.findings_with(Answer.CONTRADICTED)
    assert [finding.kind for finding in found] == [found[0].kind]
    return found[0]


def places(finding: Finding) -> set[tuple[str, str]]:
    return {(cell.indicator, cell.area) for cell in finding.cells}


def test_the_tables_without_a_fault_are_in_order():
    assert not shares().contradicted
    assert not language().contradicted


def test_a_percentage_that_no_whole_number_of_persons_gives():
    # 12 of 20 is 60.0, 13 of 20 is 65.0.
    found = only(audited([row(SHARE, "2023", NORD, "61.0", 20)], AREAS))
    assert (found.kind, places(found)) == (FindingKind.NO_COUNT, {(SHARE, NORD)})
    assert "12 af 20 (60,0 pct.) og 13 af 20 (65,0 pct.)" in found.derived


def test_a_percentage_of_nobody():
    assert only(audited([row(SHARE, "2023", NORD, "0", 0)], AREAS)).kind is FindingKind.NO_COUNT


def test_a_share_over_100_percent():
    assert only(audited([row(SHARE, "2023", NORD, "104.0")], AREAS)).kind is FindingKind.NO_COUNT


def test_a_count_that_is_not_its_percentage():
    # 12 of 20 is 60.0, not 13.
    found = only(audited([row(SHARE, "2023", NORD, "60.0", 20, 13)], AREAS))
    assert found.kind is FindingKind.COUNT_DIFFERS
    assert found.must_be == "Er procenten og nævneren rigtige, må antallet være 12."


def test_a_count_that_is_greater_than_its_n():
    assert only(audited([row(SHARE, "2023", NORD, "60.0", 20, 32)], AREAS)).kind is FindingKind.PART_EXCEEDS


def test_a_count_of_cases_with_decimals():
    assert only(audited([row("udsaettelser", "2023", NORD, "2.5")], AREAS)).kind is FindingKind.NO_COUNT


def test_one_group_of_children_printed_with_two_n():
    rows = [row(i, "2023", NORD, own[NORD], 20) for i, own in LANGUAGE.items()]
    rows[0]["n_as_printed"] = "10"  # 5 of 10 is 50.0 too
    found = only(audited(rows, AREAS))
    assert (found.kind, found.must_be) == (FindingKind.SIZE_DIFFERS, "Flest af dem er trykt med nævneren 20.")


def test_categories_that_do_not_make_100_percent():
    # 11 of 20 is 55.0: one child too many.
    found = only(audited([row(i, "2023", NORD, v, 20) for i, v in _north("55.0", "20.0", "30.0")], AREAS))
    assert found.kind is FindingKind.CATEGORIES
    assert "i alt 21, men det skal være 20" in found.derived
    assert "»Sprog: generel indsats« 10 af 20 (50,0 pct.)" in found.must_be


def _north(*values: str) -> list[tuple[str, str]]:
    return list(zip(LANGUAGE, values, strict=True))


def test_categories_without_an_n_are_held_against_each_other_as_shares():
    assert (
        only(audited([row(i, "2023", NORD, v) for i, v in _north("84.5", "8.8", "8.9")], AREAS)).kind
        is FindingKind.CATEGORIES
    )


def test_three_thirds_make_a_whole_though_their_prints_do_not():
    assert not audited([row(i, "2023", NORD, v, 3) for i, v in _north("33.3", "33.3", "33.3")], AREAS).contradicted
    # Without an n as well: a third is printed 33.3, and no rounding hides more than 0.15.
    assert not audited([row(i, "2023", NORD, v) for i, v in _north("33.3", "33.3", "33.3")], AREAS).contradicted
    assert audited([row(i, "2023", NORD, v) for i, v in _north("33.3", "33.3", "33.2")], AREAS).contradicted


def test_two_of_three_categories_may_not_be_more_than_all():
    rows = [row(i, "2023", NORD, v, 20) for i, v in _north("60.0", "45.0", "0")[:2]]
    assert only(audited(rows, AREAS)).kind is FindingKind.CATEGORIES


def test_a_sum_that_is_not_the_sum_of_its_parts():
    rows = [row(i, "2023", NORD, own[NORD], 20) for i, own in LANGUAGE.items()]
    # 4 and 6 of 20 are 10, not 11.
    found = only(audited([*rows, row("sprog_fokuseret_eller_saerlig", "2023", NORD, "55.0", 20)], AREAS))
    assert found.kind is FindingKind.SUM_OF_PARTS
    assert "10 af 20 (50,0 pct.)" in found.must_be


def test_a_part_that_is_greater_than_its_whole():
    rows = [row("kontanthjaelp", "2023", NORD, "44.1"), row("uden_for_arbejdsmarkedet", "2023", NORD, "43.7")]
    found = only(audited(rows, AREAS))
    assert (found.kind, len(found.cells)) == (FindingKind.PART_EXCEEDS, 2)
    rows[0] = row("kontanthjaelp", "2023", NORD, "43.7")
    assert not audited(rows, AREAS).contradicted


def test_an_n_of_the_total_that_is_not_the_sum_of_the_areas():
    found = only(shares(alle=("50.0", 52)))
    assert found.kind is FindingKind.TOTAL_SIZE
    assert "20 + 16 + 14 = 50" in found.reasoning
    assert "nævneren for Områderne samlet skulle være 50" in found.must_be


def test_a_misprinted_n_of_an_area_is_put_right_from_the_total():
    # 12 of 20 is 60.0, and 15 of 25 is so too.
    found = only(shares(omraade_1=("60.0", 25)))
    assert (found.kind, found.must_be) == (
        FindingKind.TOTAL_SIZE,
        "Det kan forklares ved, at nævneren for Omraade-1 skulle være 20.",
    )


def test_a_total_that_leaves_a_part_out_names_the_part_and_the_right_total():
    # Without Syd: 17 of 34 and 50.0; with it 25 of 50.
    found = only(shares(alle=("50.0", 34)))
    assert found.kind is FindingKind.TOTAL_LEAVES_OUT
    assert places(found) == {(SHARE, ALL), (SHARE, SYD)}
    assert "25 af 50 (50,0 pct.)" in found.must_be
    # A half of 50 is a half too: it is said.
    assert found.must_be.endswith("at nævneren for Områderne samlet skulle være 50.")


def test_a_total_of_several_categories_that_leaves_a_part_out_is_one_finding():
    changed = {("sprog_generel", ALL): "50.0", ("sprog_fokuseret", ALL): "20.6", ("sprog_saerlig", ALL): "29.4"}
    found = only(language(changed, {ALL: 34}))  # 17, 7 and 10 of 34
    assert found.kind is FindingKind.TOTAL_LEAVES_OUT
    assert {area for _, area in places(found)} == {ALL, SYD}
    assert "»Sprog: fokuseret indsats« 11 af 50 (22,0 pct.)" in found.must_be


def test_two_parts_left_out_together_are_named():
    found = only(shares(alle=("60.0", 20)))  # Nord alone
    assert found.kind is FindingKind.TOTAL_LEAVES_OUT
    assert places(found) == {(SHARE, ALL), (SHARE, SYD), (SHARE, VEST)}


def test_a_total_that_is_not_the_sum_of_its_parts():
    found = only(shares(alle=("48.0", 50)))  # 24 of 50
    assert found.kind is FindingKind.TOTAL_COUNT
    assert "Områderne samlet 25 af 50 (50,0 pct.)" in found.must_be


def test_cases_are_summed_as_they_are_printed():
    rows = [
        row("udsaettelser", "2023", area, value) for area, value in ((NORD, "1"), (SYD, "4"), (VEST, "0"), (ALL, "6"))
    ]
    found = only(audited(rows, AREAS))
    assert found.kind is FindingKind.TOTAL_COUNT
    assert "i alt 5, men det skal være 6" in found.derived


def test_a_total_outside_the_range_of_its_parts():
    rows = [
        row("elevfravaer", "2023-24", a, v) for a, v in ((NORD, "9.8"), (SYD, "9.0"), (VEST, "11.3"), (ALL, "11.4"))
    ]
    found = only(audited(rows, AREAS))
    assert found.kind is FindingKind.TOTAL_RANGE
    assert "fra 9,0 pct. (Omraade-2) til 11,3 pct. (Omraade-3)" in found.reasoning
    rows[-1] = row("elevfravaer", "2023-24", ALL, "11.3")
    assert not audited(rows, AREAS).contradicted


def test_a_total_may_lie_outside_the_areas_that_are_printed_if_one_is_not():
    rows = [row("elevfravaer", "2023-24", a, v) for a, v in ((NORD, "9.8"), (SYD, "9.0"), (ALL, "11.4"))]
    assert not audited(rows, AREAS).contradicted


def test_areas_that_are_more_than_the_municipality():
    found = only(shares(kommunen=("75.0", 40)))
    assert found.kind is FindingKind.AREAS_EXCEED


def test_areas_where_more_are_counted_than_in_the_municipality():
    # 25 in the areas, 20 of 1,000 in the municipality.
    found = only(shares(kommunen=("2.0", 1000), alle=None))
    assert found.kind is FindingKind.AREAS_EXCEED


def test_areas_where_more_are_not_counted_than_in_the_municipality():
    found = only(shares(kommunen=("98.0", 1000), alle=None))
    assert found.kind is FindingKind.AREAS_EXCEED
    assert "ikke tælles med" in found.derived


def test_a_row_copied_from_the_municipality_is_named_with_what_it_must_be():
    found = only(shares(omraade_2=("70.0", 1000)))
    assert (found.kind, places(found)) == (FindingKind.COPIED, {(SHARE, SYD)})
    assert "gentaget fra Kommunen" in found.reasoning
    assert found.must_be.endswith("8 af 16 (50,0 pct.).")


def test_a_row_copied_from_the_municipality_is_found_without_a_total():
    assert only(shares(omraade_2=("70.0", 1000), alle=None)).kind is FindingKind.COPIED


def test_of_two_areas_alike_either_may_be_the_copy_and_the_right_row_is_told():
    found = only(shares(omraade_2=("60.0", 20)))
    assert (found.kind, places(found)) == (FindingKind.COPIED, {(SHARE, NORD), (SHARE, SYD)})
    assert "det kan ikke siges hvilken" in found.reasoning
    assert "den ene være: »I uddannelse, 15 mdr.« 8 af 16 (50,0 pct.)." in found.must_be


def test_a_misprinted_n_that_spoils_its_own_percentages_is_not_taken_for_an_area_left_out():
    # 12 of 20; printed as of 34, which no count gives, and 14 too many: as many as Vest has.
    result = shares(omraade_1=("60.0", 34))
    kinds = {finding.kind: finding for finding in result.findings_with(Answer.CONTRADICTED)}
    assert set(kinds) == {FindingKind.NO_COUNT, FindingKind.TOTAL_SIZE}
    assert "nævneren for Omraade-1 skulle være 20" in kinds[FindingKind.TOTAL_SIZE].must_be


def test_a_whole_line_that_is_repeated_is_told_though_it_proves_nothing():
    values = ["24.1", "26.7", "25.2", "14.3", "15.9", "19.1", "23.8"]
    areas = tuple(f"omraade-{number}" for number in range(1, 8))
    rows = [
        row(i, "2023", a, v) for i in ("grundskole_18_29", "sigtede_15_29") for a, v in zip(areas, values, strict=True)
    ]
    (found,) = [finding for finding in audited(rows, areas).findings if finding.kind is FindingKind.COPIED]
    assert (found.answer, len(found.cells)) == (Answer.UNDECIDED, 14)


def test_rows_that_are_alike_by_chance_are_not_told():
    rows = [row(SHARE, "2023", NORD, "50.0", 4), row(SHARE, "2023", SYD, "50.0", 4)]
    assert not [finding for finding in audited(rows, AREAS).findings if finding.kind is FindingKind.COPIED]


def test_two_prints_of_one_figure_that_differ():
    found = only(audited([row("elevfravaer", "2023-24", ALL, v) for v in ("10.0", "9.9")], AREAS))
    assert (found.kind, [cell.row for cell in found.cells]) == (FindingKind.TWO_PRINTS, [2, 3])
    assert not audited([row("elevfravaer", "2023-24", ALL, v) for v in ("10", "9.9")], AREAS).contradicted


def test_prints_of_two_named_sources_cannot_be_decided():
    rows = [row("udsaettelser_effektive", "2023", MUNICIPALITY, v) for v in ("30", "4")]
    rows[0]["source_as_printed"], rows[1]["source_as_printed"] = "RandersBolig", "Lejerbo"
    result = audited(rows, AREAS)
    assert not result.contradicted
    assert FindingKind.TWO_PRINTS in {finding.kind for finding in result.findings_with(Answer.UNDECIDED)}


def test_figures_that_are_possible_one_by_one_but_not_together():
    # Of 1,000 each: the totals need at least 404 and 304 of either, and the third category has at least 295.
    values = (("sprog_generel", "40"), ("sprog_fokuseret", "30"), ("sprog_saerlig", "30"))
    rows = [row(i, "2023", area, v, 1000) for i, v in values for area in (NORD, SYD)]
    rows += [row("sprog_generel", "2023", ALL, "40.5", 2000), row("sprog_fokuseret", "2023", ALL, "30.5", 2000)]
    assert only(audited(rows, (NORD, SYD))).kind is FindingKind.TOGETHER


@pytest.mark.parametrize("indicator", ["elevfravaer", "karakter_dansk_matematik", "grundlaeggende_trygge"])
def test_what_is_no_share_of_whole_persons_is_not_held_against_an_n(indicator):
    result = audited([row(indicator, "2023", NORD, "10.3", 20)], AREAS)
    assert not result.contradicted
    assert "kan ikke sammenlignes med et helt antal personer" in result.findings_with(Answer.UNDECIDED)[0].reasoning


def test_effective_evictions_may_be_more_than_the_cases_of_their_year():
    rows = [row("udsaettelser", "2023", NORD, "3"), row("udsaettelser_effektive", "2023", NORD, "4")]
    result = audited(rows, AREAS)
    assert not result.contradicted
    (found,) = [finding for finding in result.findings if finding.kind is FindingKind.PART_EXCEEDS]
    assert "kan stamme fra en sag, der begyndte et tidligere år" in found.reasoning


def test_an_unknown_indicator_and_an_unknown_area_are_still_held_against_whole_persons_and_told():
    result = audited([row("andet", "2023", "et-andet-sted", "61.0", 20)], AREAS)
    assert only(result).kind is FindingKind.NO_COUNT
    said = " ".join(finding.reasoning for finding in result.findings_with(Answer.UNDECIDED))
    assert "»et-andet-sted«" in said and "»andet«" in said


def test_two_faults_in_one_table_are_both_found():
    rows = [row(SHARE, "2023", area, *own) for area, own in PRINTED.items()]
    rows[0]["value_as_printed"] = "61.0"
    rows += [row(i, "2023", NORD, v, 20) for i, v in _north("55.0", "20.0", "30.0")]
    kinds = {finding.kind for finding in audited(rows, AREAS).findings_with(Answer.CONTRADICTED)}
    assert kinds == {FindingKind.NO_COUNT, FindingKind.CATEGORIES}
