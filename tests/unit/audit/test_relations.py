"""Each kind of relation gives a hidden cell back, and the auditor finds it, with the interval."""

import pytest

from audit_folders import Publication, definitions, indicator
from hpanalysis.audit import Fault, audit

# Big enough to be shown, and to keep the municipality's other residents from being few.
BIG = 1000


def area_counts(indicator_id, window, numerators, denominators, municipality=(300, BIG)):
    """Counts of nord, syd and vest, their total and the municipality."""
    n, d = (
        dict(zip(("nord", "syd", "vest"), numerators, strict=True)),
        dict(zip(("nord", "syd", "vest"), denominators, strict=True)),
    )
    found = {(indicator_id, window, area): (n[area], d[area]) for area in n}
    found[indicator_id, window, "alle"] = (sum(n.values()), sum(d.values()))
    found[indicator_id, window, "byen"] = municipality
    return found


def found_in(publication, tmp_path):
    """Address and part -> (lo, hi) of every count examined, and the recoverable ones."""
    folder = publication.write(tmp_path)
    certificate = audit({publication.half_year: folder})
    told = {("/".join(one.cell), one.part): (one.interval.lo, one.interval.hi) for one in certificate.examined}
    broken = {one.place for one in certificate.failures if one.fault == Fault.RECOVERABLE.value}
    return told, broken, certificate


def near(interval):
    return pytest.approx(interval, abs=1e-5)


ONE = definitions({"a": indicator()})


def test_a_single_hidden_area_is_the_total_minus_the_others(tmp_path):
    counts = area_counts("a", "2025", (3, 20, 30), (40, 50, 60))
    told, broken, _ = found_in(Publication(ONE, counts).hiding("a/2025/nord"), tmp_path)
    assert told["a/2025/nord", "tæller"] == near((3, 3))
    assert told["a/2025/nord", "restgruppe"] == near((37, 37))
    assert told["a/2025/nord", "nævner"] == near((40, 40))
    # 37 and 40 persons are no small counts: that they can be worked out tells nothing of anybody.
    assert broken == {"a/2025/nord (tæller)"}


def test_two_hidden_areas_share_what_is_left_of_the_total(tmp_path):
    counts = area_counts("a", "2025", (3, 20, 30), (40, 50, 60))
    told, broken, certificate = found_in(Publication(ONE, counts).hiding("a/2025/nord", "a/2025/syd"), tmp_path)
    # 53 - 30 = 23 are in nord and syd together, 90 persons are.
    assert told["a/2025/nord", "tæller"] == near((0, 23))
    assert told["a/2025/nord", "nævner"] == near((0, 90))
    assert told["a/2025/nord", "restgruppe"] == near((0, 67))
    assert not broken
    assert certificate.holds


def test_the_complement_bounds_the_numerator_by_a_denominator_that_is_known(tmp_path):
    told = definitions({"a": indicator(), "b": indicator(part_of=["a"])})
    counts = area_counts("a", "2025", (12, 20, 30), (15, 50, 60))
    counts |= area_counts("b", "2025", (6, 9, 12), (15, 50, 60), municipality=(150, BIG))
    publication = Publication(told, counts).hiding("b/2025/nord", "b/2025/syd")
    found, broken, _ = found_in(publication, tmp_path)
    # 15 of b are left for nord and syd; nord has 12 of a, and b is a part of a.
    assert found["b/2025/nord", "tæller"] == near((0, 12))
    assert found["b/2025/syd", "tæller"] == near((3, 15))
    # 15 persons in nord, at most 12 of them in b: at least 3 are not, and that can be seen.
    assert found["b/2025/nord", "restgruppe"] == near((3, 15))
    assert "b/2025/nord (restgruppe)" in broken
    assert "b/2025/syd (tæller)" in broken


def test_categories_make_the_denominator(tmp_path):
    told = definitions({name: indicator(category_of="svar") for name in "abc"})
    counts = {}
    for name, numerators in {"a": (2, 10, 10), "b": (18, 20, 20), "c": (20, 20, 30)}.items():
        counts |= area_counts(name, "2025", numerators, (40, 50, 60), municipality=(BIG // 2, 3 * BIG // 2))
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2025/nord", "a/2025/syd"), tmp_path)
    # 40 persons in nord less 18 of b and 20 of c.
    assert found["a/2025/nord", "tæller"] == near((2, 2))
    assert "a/2025/nord (tæller)" in broken


def test_an_indicator_that_is_a_sum_gives_its_parts(tmp_path):
    told = definitions({"a": indicator(), "b": indicator(), "begge": indicator(sum_of=["a", "b"])})
    counts = {}
    for name, numerators in {"a": (2, 10, 10), "b": (9, 20, 20), "begge": (11, 30, 30)}.items():
        whole = (600, BIG) if name == "begge" else (300, BIG)
        counts |= area_counts(name, "2025", numerators, (40, 50, 60), municipality=whole)
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2025/nord", "a/2025/syd"), tmp_path)
    assert found["a/2025/nord", "tæller"] == near((2, 2))
    assert "a/2025/nord (tæller)" in broken


def test_what_lies_outside_the_areas_is_the_municipality_minus_the_total(tmp_path):
    counts = area_counts("a", "2025", (10, 20, 30), (40, 50, 60), municipality=(63, 400))
    told, broken, _ = found_in(Publication(ONE, counts), tmp_path)
    assert told["a/2025/uden-for-omraaderne", "tæller"] == near((3, 3))
    assert broken == {"a/2025/uden-for-omraaderne (tæller)"}


def test_areas_that_are_not_measured_are_the_total_minus_those_that_are(tmp_path):
    counts = area_counts("a", "2025", (10, 20, 3), (40, 50, 60))
    del counts["a", "2025", "vest"]
    publication = Publication(ONE, counts, statuses={("a", "2025", "vest"): "opgøres ikke her"})
    told, broken, _ = found_in(publication, tmp_path)
    assert told["a/2025/andre-omraader(vest)", "tæller"] == near((3, 3))
    assert broken == {"a/2025/andre-omraader(vest) (tæller)"}


def test_without_a_total_the_areas_and_the_rest_make_the_municipality(tmp_path):
    counts = area_counts("a", "2025", (10, 20, 30), (40, 50, 60), municipality=(62, 400))
    del counts["a", "2025", "alle"]
    told, broken, _ = found_in(Publication(ONE, counts), tmp_path)
    assert told["a/2025/uden-for-omraaderne", "tæller"] == near((2, 2))
    assert broken == {"a/2025/uden-for-omraaderne (tæller)"}


def test_areas_shown_together_are_their_sum(tmp_path):
    told = definitions({"a": indicator()}, merged_areas={"nord-syd": ["nord", "syd"]}, total=None, municipality=None)
    counts = {("a", "2025", area): number for area, number in {"nord": (3, 40), "syd": (20, 50)}.items()}
    counts["a", "2025", "nord-syd"] = (23, 90)
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2025/nord"), tmp_path)
    assert found["a/2025/nord", "tæller"] == near((3, 3))
    assert broken == {"a/2025/nord (tæller)"}


def test_a_denominator_shown_with_another_indicator_is_known(tmp_path):
    told = definitions({"a": indicator(), "b": indicator()})
    counts = area_counts("a", "2025", (3, 20, 30), (40, 50, 60)) | area_counts("b", "2025", (9, 20, 30), (40, 50, 60))
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2025/nord", "a/2025/syd"), tmp_path)
    assert ("a/2025/nord", "nævner") not in found  # it is read, not worked out
    assert found["a/2025/nord", "restgruppe"] == near((17, 40))
    assert not broken


def blocks(*months):
    return {"most_per_person": len(months), "blocks": list(months)}


def test_windows_that_overlap_bound_each_other(tmp_path):
    windows = {"1": blocks("m1", "m2"), "2": blocks("m2", "m3"), "3": blocks("m3", "m4")}
    told = definitions({"a": indicator("clustered_share", windows=windows)}, total=None, municipality=None)
    counts = {("a", window, "nord"): (n, 400) for window, n in {"1": 0, "2": 4, "3": 6}.items()}
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2/nord"), tmp_path)
    # m2 lies in window 1, where there is none, and m3 in window 3, where there are 6.
    assert found["a/2/nord", "tæller"] == near((0, 6))
    assert not broken
    _, broken, _ = found_in(
        Publication(told, counts | {("a", "3", "nord"): (0, 400)}).hiding("a/2/nord"), tmp_path / "again"
    )
    assert broken == {"a/2/nord (tæller)"}


def test_a_window_pooled_of_others_gives_the_hidden_one(tmp_path):
    windows = {"2023": blocks("2023"), "2024": blocks("2024"), "2023-24": blocks("2023", "2024")}
    told = definitions({"a": indicator(windows=windows)}, total=None, municipality=None)
    counts = {("a", "2023", "nord"): (4, 30), ("a", "2024", "nord"): (7, 40), ("a", "2023-24", "nord"): (11, 70)}
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2023/nord"), tmp_path)
    assert found["a/2023/nord", "tæller"] == near((4, 4))
    assert broken == {"a/2023/nord (tæller)"}


def month(area, name, value):
    return {
        "indicator_id": "a",
        "area_id": area,
        "month": f"{name}-01",
        "status": "vist",
        "value": value,
        "unit": "pct.",
    }


def test_the_months_of_a_hidden_window_bound_it_by_its_denominator(tmp_path):
    windows = {"2025": blocks("2025-01", "2025-02")}
    told = definitions({name: indicator("clustered_share", windows=windows, by_month=True) for name in "ab"})
    counts = {("b", "2025", "alle"): (50, 80), ("b", "2025", "byen"): (300, 1000)}
    counts |= {("a", "2025", "alle"): (8, 80), ("a", "2025", "byen"): (300, 1000)}
    publication = Publication(
        told, counts, months=(month("alle", "2025-01", "10.00"), month("alle", "2025-02", "11.00"))
    )
    found, broken, _ = found_in(publication.hiding("a/2025/alle"), tmp_path)
    # Every month lies between 9.995 and 11.005 per cent, so does the year: of 80 person-months 7.996 to 8.804.
    assert found["a/2025/alle", "tæller"] == near((7.996, 8.804))
    # Eight months may be four persons with two each: not surely five, and not possibly none.
    assert "a/2025/alle (tæller)" in broken
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2025/alle"), tmp_path / "without months")
    assert found["a/2025/alle", "tæller"] == near((0, 80))


def test_a_rate_has_no_complement(tmp_path):
    told = definitions({"a": indicator("rate")})
    counts = area_counts("a", "2025", (3, 60, 70), (40, 50, 60))
    found, _, certificate = found_in(Publication(told, counts).hiding("a/2025/nord", "a/2025/syd"), tmp_path)
    assert found["a/2025/nord", "tæller"] == near((0, 63))
    assert ("a/2025/nord", "restgruppe") not in found
    assert certificate.holds


def test_a_mean_tells_of_its_denominator_only(tmp_path):
    told = definitions({"a": indicator("mean")})
    counts = area_counts("a", "2025", (60, 400, 500), (7, 50, 60), municipality=(6000, BIG))
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2025/nord"), tmp_path)
    assert {part for _, part in found} == {"nævner"}
    assert found["a/2025/nord", "nævner"] == near((7, 7))
    assert not broken  # seven is k or more


def test_where_the_definitions_deny_a_relation_none_is_reckoned_with(tmp_path):
    told = definitions({"a": indicator(areas_sum_to_total=False, total_in_municipality=False)})
    counts = area_counts("a", "2025", (3, 20, 30), (40, 50, 60), municipality=(54, 200))
    found, broken, _ = found_in(Publication(told, counts).hiding("a/2025/nord"), tmp_path)
    assert found["a/2025/nord", "tæller"] == (0, None)
    assert not broken


def test_a_group_of_nobody_is_known_and_no_secret(tmp_path):
    counts = area_counts("a", "2025", (0, 20, 30), (0, 50, 60))
    publication = Publication(ONE, counts, statuses={("a", "2025", "nord"): "ingen personer"})
    assert found_in(publication.hiding("a/2025/syd", "a/2025/vest"), tmp_path)[2].holds
    assert found_in(publication.hiding("a/2025/syd"), tmp_path / "one")[1] == set()  # 20 of 50: no small counts


def test_what_every_zero_adds_up_to_is_found_out(tmp_path):
    """Two hidden areas of a total of 0 are 0: of nobody may it be said that she is none, in a group that is small."""
    counts = area_counts("a", "2025", (0, 0, 0), (8, 7, 60))
    found, broken, _ = found_in(Publication(ONE, counts).hiding("a/2025/nord", "a/2025/syd"), tmp_path)
    assert found["a/2025/nord", "tæller"] == near((0, 0))
    assert "a/2025/nord (tæller)" in broken
