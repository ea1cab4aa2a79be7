"""The plan's own printed figures under audit: what is known to be wrong in them is found, and nothing else."""

import pytest

import projects
import shared_plans
from hpanalysis import audit_table
from hpanalysis.audit_table import Answer, FindingKind
from hpanalysis.definitions import catalogue

RANDERS = projects.ROOT / "params" / "plan"


@pytest.fixture(scope="module")
def result():
    return audit_table.audit_plan(shared_plans.read(RANDERS))


@pytest.fixture(scope="module")
def contradictions(result):
    return {finding.kind: finding for finding in result.findings_with(Answer.CONTRADICTED)}


def test_four_contradictions_are_found(result):
    assert sorted(finding.kind.key for finding in result.findings_with(Answer.CONTRADICTED)) == [
        "categories",
        "copied",
        "total_leaves_out",
        "two_prints",
    ]


def test_the_municipality_s_language_assessments_make_more_than_100_percent(contradictions):
    found = contradictions[FindingKind.CATEGORIES]
    assert {(cell.area, cell.window) for cell in found.cells} == {("randers", "2023")}
    # 1,823 or 1,824; 189 or 190; 191 to 193: at least 2,203 of 2,158.
    assert "i alt fra 2.203 til 2.207, men det skal være 2.158" in found.derived
    # The text prints 18 % for the sum of the other two, and they are 17.7.
    assert found.must_be.endswith("Er det samme opgørelse, er det »Sprog: generel indsats«, der er forkert.")


def test_the_areas_language_assessments_leave_hermann_stillingsvej_out(contradictions):
    found = contradictions[FindingKind.TOTAL_LEAVES_OUT]
    assert {cell.area for cell in found.cells} == {"alle-7", "hermann-stillingsvej"}
    for right in ("83 af 164 (50,6 pct.)", "30 af 164 (18,3 pct.)", "51 af 164 (31,1 pct.)"):
        assert right in found.must_be


def test_hermann_stillingsvej_s_row_is_the_municipality_s_and_must_be_5_of_6(contradictions):
    found = contradictions[FindingKind.COPIED]
    assert {cell.area for cell in found.cells} == {"hermann-stillingsvej"}
    assert "5 af 6 (83,3 pct.)" in found.must_be


def test_the_absence_is_printed_as_10_0_and_as_9_9(contradictions):
    found = contradictions[FindingKind.TWO_PRINTS]
    assert [cell.file for cell in found.cells] == ["baselines.csv", "context.csv"]


def test_every_hour_of_the_plan_is_in_order(result):
    """The young people's too: 11 + 5 of them, two hours a week in 52 weeks, are 1,664."""
    assert result.consistent[FindingKind.HOURS] == 14
    assert [f.answer for f in result.findings if f.kind is FindingKind.HOURS] == []


def test_the_public_edition_tells_no_derived_number_of_fewer_than_five_persons(result):
    public = {finding.kind: finding for finding in result.withhold_below(5).findings_with(Answer.CONTRADICTED)}
    for kind in (FindingKind.COPIED, FindingKind.TOTAL_LEAVES_OUT):
        assert public[kind].must_be == ""
        assert "fortrolige udgave" in public[kind].derived
    # 2,158 children: nothing to hide.
    assert public[FindingKind.CATEGORIES].must_be
    assert "5 af 6" not in audit_table.format_result(result.withhold_below(5), "json")


def test_the_table_put_right_is_in_order(tmp_path):
    lines = (RANDERS / "baselines.csv").read_text(encoding="utf-8")
    for wrong, right in (
        ("sprog_generel,2023,alle-7,48.2,141", "sprog_generel,2023,alle-7,50.6,164"),
        ("sprog_fokuseret,2023,alle-7,17.7,141", "sprog_fokuseret,2023,alle-7,18.3,164"),
        ("sprog_saerlig,2023,alle-7,34.0,141", "sprog_saerlig,2023,alle-7,31.1,164"),
        ("sprog_generel,2023,randers,84.5", "sprog_generel,2023,randers,82.3"),
        ("hermann-stillingsvej,83.2,1100", "hermann-stillingsvej,83.3,6"),
    ):
        assert wrong in lines
        lines = lines.replace(wrong, right)
    (tmp_path / "baselines.csv").write_text(lines, encoding="utf-8")
    assert not audit_table.audit_file(tmp_path / "baselines.csv", shared_plans.read(RANDERS)).contradicted


def test_the_small_plan_s_baselines_are_in_order():
    assert not audit_table.audit_plan(shared_plans.read(shared_plans.SMALL)).contradicted


def test_relations_name_indicators_that_exist():
    indicators = catalogue.indicators()
    for indicator in indicators.values():
        assert set(indicator.sum_of) | set(indicator.part_of) <= set(indicators)
