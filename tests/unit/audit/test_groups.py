"""Published figures by sex or age band: the auditor works out what each hidden one may be, from the files alone."""

from dataclasses import replace

import pytest

from audit_folders import Publication, as_csv, definitions, indicator, write
from hpanalysis.audit import Fault, audit

_NAMES = (
    "indicator_id breakdown group_id group window area_id window_start window_end latest status value lo hi unit "
    "numerator denominator"
)
HEADS = tuple(_NAMES.split())
SEXES, AGES = {"kvinde": "piger", "mand": "drenge"}, {"-4": "under 5 år", "5-": "5 år og derover"}
PLACES = ("nord", "syd", "vest", "alle", "byen")
# Girls and boys of each place, numerators and denominators: the areas make the total, a part of the municipality.
GIRLS = {"nord": (2, 40), "syd": (12, 41), "vest": (16, 47), "byen": (200, 700)}
BOYS = {"nord": (11, 38), "syd": (13, 45), "vest": (10, 36), "byen": (210, 720)}
for of_sex in (GIRLS, BOYS):
    of_sex["alle"] = tuple(map(sum, zip(*(of_sex[area] for area in PLACES[:3]), strict=True)))
GROUPS = {("koen", "kvinde"): GIRLS, ("koen", "mand"): BOYS}


def half(name="2026H1"):
    whole = {place: tuple(map(sum, zip(GIRLS[place], BOYS[place], strict=True))) for place in PLACES}
    told = definitions({"a": indicator(windows=["2025"])})
    return Publication(told, {("a", "2025", place): counts for place, counts in whole.items()}, half_year=name)


def row(breakdown, group, place, counts, hidden, **given):
    numerator, denominator = counts
    cells = {"indicator_id": "a", "breakdown": breakdown, "group_id": group, "window": "2025", "area_id": place}
    cells |= {"group": {**SEXES, **AGES}[group], "window_start": "2025-01-01", "window_end": "2025-12-31"}
    cells |= {"latest": "ja", "status": "diskretioneret" if hidden else "vist", "unit": "pct."}
    if not hidden:
        cells |= {"numerator": str(numerator), "denominator": str(denominator)}
        cells["value"] = f"{100 * numerator / denominator + 1e-9:.1f}"
    return cells | given


def rows(*hidden, groups=GROUPS):
    """The groups' rows; hidden: places, or `place/group` for one group alone."""
    return [
        row(*group, place, of_group[place], place in hidden or f"{place}/{group[1]}" in hidden)
        for group, of_group in groups.items()
        for place in PLACES
    ]


def published(folder, told, half_year="2026H1", entries=None):
    made = half(half_year).write(folder, entries)
    write(made / "opdelinger.csv", as_csv(told, HEADS))
    return made


def audited(folder, told):
    return audit({"2026H1": published(folder, told)})


def faults(certificate):
    return {(one.fault, one.place) for one in certificate.failures}


# The girls of nord are two. With its groups, those of syd and the total's hidden they may be 0 to 13, all of nord's.
SAFE = rows("nord", "syd", "alle")


def test_hidden_groups_are_protected_and_counted(tmp_path):
    certificate = audited(tmp_path, SAFE)
    assert certificate.holds, certificate.failures
    assert certificate.of_groups > 0
    assert certificate.cells == 5, "those of the figures of all alone"


def test_a_publication_without_groups_has_a_certificate_without_a_word_of_them(tmp_path):
    certificate = audit({"2026H1": half().write(tmp_path)})
    assert certificate.holds and certificate.of_groups == 0


@pytest.mark.parametrize("hidden", [("nord",), ("nord", "alle"), ("nord/kvinde",), ("nord", "syd/kvinde")])
def test_a_hidden_group_that_can_be_worked_out_stops_the_publication(hidden, tmp_path):
    found = faults(audited(tmp_path, rows(*hidden)))
    places = {place for fault, place in found if fault == Fault.RECOVERABLE.value}
    if hidden == ("nord", "alle"):
        # The total's groups follow from nothing: only what is left of the municipality is between.
        assert not places
    else:
        assert any(place.startswith("a/2025/nord/koen") for place in places), found


def test_an_interval_that_tells_that_there_is_somebody_stops_the_publication(tmp_path):
    girls = GIRLS | {"nord": (4, 40), "syd": (10, 41)}
    boys = BOYS | {"nord": (9, 38), "syd": (15, 45)}
    # In both areas 13 and 25 in all are known, and the girls of both are 14: in syd they are 1 to 14.
    told = rows("nord", "syd", groups={("koen", "kvinde"): girls, ("koen", "mand"): boys})
    found = faults(audited(tmp_path, told))
    assert (Fault.RECOVERABLE.value, "a/2025/syd/koen/kvinde (tæller)") in found


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"numerator": "13"}, Fault.FOLLOWS_NOT),
        ({"denominator": "37"}, Fault.FOLLOWS_NOT),
        ({"value": "44.0"}, Fault.FOLLOWS_NOT),
        ({"status": "diskretioneret"}, Fault.DESCENDANT),
        ({"area_id": "nord", "window": "2024"}, Fault.FOLLOWS_NOT),
    ],
)
def test_a_row_that_does_not_follow_is_told(change, fault, tmp_path):
    told = [one | change if (one["area_id"], one["group_id"]) == ("vest", "kvinde") else one for one in SAFE]
    assert fault.value in {found for found, _ in faults(audited(tmp_path, told))}


def test_a_shown_group_of_few_is_told(tmp_path):
    found = faults(audited(tmp_path, rows()))
    assert (Fault.SMALL_SHOWN.value, "a/2025/nord/koen/kvinde") in found


def test_a_place_that_is_left_out_is_told(tmp_path):
    told = [one for one in SAFE if one["area_id"] != "syd"]
    assert (Fault.FOLLOWS_NOT.value, "a/2025/koen") in faults(audited(tmp_path, told))


def test_what_one_publication_shows_another_may_not_hide_nor_tell_otherwise(tmp_path):
    entries = []
    first = published(tmp_path, rows("nord", "syd", "vest", "alle"), "2025H2", entries)
    second = published(tmp_path, SAFE, "2026H1", entries)
    found = faults(audit({"2025H2": first, "2026H1": second}))
    assert (Fault.DECISION.value, "a/2025/vest/koen/kvinde") in found


def split_by_age():
    """The same children by age: the two of nord are old girls, so the old are few there too."""
    young = {place: (GIRLS[place][0] + BOYS[place][0] - 3, 30) for place in PLACES}
    old = {place: (3, GIRLS[place][1] + BOYS[place][1] - 30) for place in PLACES}
    young["alle"] = tuple(map(sum, zip(*(young[area] for area in PLACES[:3]), strict=True)))
    whole = {place: tuple(map(sum, zip(GIRLS[place], BOYS[place], strict=True))) for place in PLACES}
    young["byen"] = (300, 900)
    return {
        ("alder", "-4"): young,
        ("alder", "5-"): {
            place: (whole[place][0] - young[place][0], whole[place][1] - young[place][1]) for place in old
        },
    }


@pytest.mark.parametrize("where", ["earlier", "replaced"])
def test_groups_that_another_publication_told_stand_in_one_system_with_the_newest(where, tmp_path):
    """The earlier one hid one area alone; the newest is of another breakdown, and does not repeat it."""
    entries = []
    first = published(tmp_path / "a", rows("nord"), "2025H2", entries)
    by_age = rows("nord", "syd", groups=split_by_age())
    second = published(tmp_path / "b", by_age, "2026H1", entries)
    alone = audit({"2026H1": second})
    assert "koen" not in "".join(place for _, place in faults(alone))
    if where == "earlier":
        found = audit({"2025H2": first, "2026H1": second}).failures
    else:
        found = audit({"2026H1": second}, replaced=(first,)).failures
    of_newest = {one.place for one in found if one.half_year == "2026H1" and one.fault == Fault.RECOVERABLE.value}
    assert any(place.startswith("a/2025/nord/koen/kvinde") for place in of_newest)


def test_groups_of_a_figure_that_was_corrected_are_no_division_of_the_new_one(tmp_path):
    entries = []
    first = published(tmp_path / "a", SAFE, "2025H2", entries)
    corrected = replace(half(), counts=half().counts | {("a", "2025", "byen"): (500, 1600)})
    second = corrected.write(tmp_path / "b", entries)
    certificate = audit({"2025H2": first, "2026H1": second})
    assert certificate.of_groups == 0, "the newest has none"
