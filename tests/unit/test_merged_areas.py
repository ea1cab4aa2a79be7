"""Areas that are shown together only: one area in place of its parts, in the plan and in what is counted."""

from pathlib import Path

import pytest

import frames
from hpanalysis import plan as plans
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.load.placing.addresses import AreaByAddress
from hpanalysis.load.placing.departments import AreaByDepartment
from hpanalysis.measure import measure
from plan_files import copy_plan, take_out_of_criteria

H = HalfYear.parse
RANDERS = frames.ROOT / "params" / "plan"
SOUTH = """\
merged_areas:
  - id: syd
    name: Vangdalen og Energivej-området
    short: Vangdalen og Energivej
    letters: Syd
    in_text: i Vangdalen og Energivej-området
    genitive: Vangdalens og Energivej-områdets
    areas: [vangdalen, energivej]
"""
LANGUAGE = "sprog_saerlig"


def changed(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def folder(tmp_path):
    """The plan of Randers, in which two of the areas are shown together only."""
    folder = copy_plan(RANDERS, tmp_path / "plan")
    changed(folder, "plan.yaml", "merged_areas: []\n", SOUTH)
    take_out_of_criteria(folder, "vangdalen", "energivej")
    return folder


def test_a_measure_of_the_states_criteria_is_of_each_area_by_itself(tmp_path):
    folder = copy_plan(RANDERS, tmp_path / "plan")
    changed(folder, "plan.yaml", "merged_areas: []\n", SOUTH)
    expected = (
        r"Linje \d+: kriterie_\w+ er statens, og loven ser på hvert område for sig. Ventet: kun områder, der ikke"
    )
    with pytest.raises(Stop, match=expected):
        plans.read(folder)


def test_the_merged_area_stands_where_its_first_part_stood(folder):
    before, now = plans.read(RANDERS), plans.read(folder)
    expected = ["syd" if area.id == "vangdalen" else area.id for area in before.areas if area.id != "energivej"]
    assert [area.id for area in now.areas] == expected
    south = now.area("syd")
    assert (south.kind, south.name, south.in_text) == (
        "area",
        "Vangdalen og Energivej-området",
        "i Vangdalen og Energivej-området",
    )


def test_nothing_in_the_plan_knows_the_parts(folder):
    plan = plans.read(folder)
    named = {area.id for area in plan.all_areas} | {area for a in plan.adoptions for area in a.areas}
    named |= {row.area_id for row in (*plan.addresses, *plan.departments, *plan.context)}
    named |= {printed.area_id for printed in plan.printed} | {event.area_id for event in plan.events}
    assert "syd" in named
    assert not named & {"vangdalen", "energivej"}


def test_numbers_of_persons_and_dwellings_are_added_up_and_shares_left_out(folder):
    before, now = plans.read(RANDERS), plans.read(folder)
    parts, south = [before.area(part).facts for part in ("vangdalen", "energivej")], now.area("syd").facts
    for column in ("residents_2024", "dwellings_2024", "children_under_18_2024"):
        assert int(south[column]) == sum(int(part[column]) for part in parts)
    assert south["non_western_pct_2024"] == south["household_income_pct_of_municipality"] == ""


def test_the_addresses_and_departments_of_the_parts_belong_to_the_merged_area(folder):
    before, now = plans.read(RANDERS), plans.read(folder)
    own = [row for row in before.addresses if row.area_id in ("vangdalen", "energivej")]
    assert [r for r in now.addresses if r.area_id == "syd"] == [
        row.model_copy(update={"area_id": "syd"}) for row in own
    ]
    numbers = own[0].numbers.split()[0].split("-")[0]
    assert AreaByAddress(now).find(f"{own[0].street} {numbers}").area_id == "syd"
    home = next(row for row in before.departments if row.area_id == "energivej" and not row.part)
    assert AreaByDepartment(now).find(home.organisation, home.department, None).area_id == "syd"


def test_a_printed_baseline_of_a_part_is_none_of_the_merged_area(folder):
    plan = plans.read(folder)
    assert plans.read(RANDERS).printed_for(LANGUAGE, "vangdalen")
    assert not plan.printed_for(LANGUAGE, "syd")


def test_a_baseline_may_be_printed_for_the_merged_area(folder):
    with (folder / "baselines.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{LANGUAGE},2023,syd,8.8,57,,,\n")
    (printed,) = plans.read(folder).printed_for(LANGUAGE, "syd")
    assert (str(printed.value), printed.n) == ("8.8", 57)


def test_the_plan_can_be_read_as_it_is_printed(folder):
    printed = plans.read(folder, as_printed=True)
    assert printed.areas == plans.read(RANDERS).areas
    assert plans.read(folder).areas_as_printed == printed.all_areas


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("energivej]", "energi]", "merged_areas nævner energi"),
        ("energivej]", "alle-7]", "merged_areas nævner alle-7"),
        ("energivej]", "vangdalen]", "merged_areas nævner vangdalen to gange"),
        (", energivej]", "]", "Nøglen merged_areas.0.areas har ikke den rigtige form"),
        ("id: syd", "id: randers", "merged_areas bruger nøglen randers igen"),
        ("    letters: Syd\n", "", "Nøglen merged_areas.0.letters mangler"),
    ],
)
def test_a_fault_in_the_merged_areas_is_named(folder, old, new, said):
    changed(folder, "plan.yaml", old, new)
    with pytest.raises(Stop, match=said):
        plans.read(folder)


def test_an_indicator_is_measured_for_all_parts_or_for_none(folder):
    changed(folder, "plan.yaml", "[vangdalen, energivej]", "[vangdalen, glarbjergvej]")
    take_out_of_criteria(folder, "glarbjergvej")
    with pytest.raises(Stop, match="grundlaeggende_trygge måles kun i en del af syd"):
        plans.read(folder)


def test_an_indicator_of_all_the_parts_is_measured_for_the_merged_area(folder):
    changed(folder, "plan.yaml", "[vangdalen, energivej]", "[gl-jennumparken, glarbjergvej]")
    take_out_of_criteria(folder, "gl-jennumparken", "glarbjergvej")
    assert plans.read(folder).adoption("grundlaeggende_trygge").areas == ("syd", "hermann-stillingsvej")


def test_what_is_counted_in_the_merged_area_is_a_part_of_the_total(folder, tmp_path):
    where = frames.workspace(tmp_path, folder)
    rows = "a syd saerlig\nb syd generel\nc glarbjergvej saerlig\nd - generel"
    lines = [f"{p} {area} 2023-03-01 3 {outcome}" for p, area, outcome in map(str.split, rows.splitlines())]
    frames.write(where, "sprogvurdering", "2024H2", "\n".join(["person area_id vurderingsdato alder resultat", *lines]))
    table = measure(where, H("2024H2"), [LANGUAGE])
    found = frames.figures(table, LANGUAGE, "2023")
    assert (found["syd"], found["alle-7"], found["randers"]) == ((1, 2), (2, 3), (2, 4))
    assert not {"vangdalen", "energivej"} & set(table["area_id"])


SURVEY = """
indicator_id          periode    area_id              numerator denominator spread
grundlaeggende_trygge 2023-01-01 gl-jennumparken      60        100         -
grundlaeggende_trygge 2023-01-01 glarbjergvej         30        50          -
grundlaeggende_trygge 2023-01-01 hermann-stillingsvej 20        40          -
"""


@pytest.mark.parametrize(("rows", "expected"), [(4, (90, 150)), (3, None)])
def test_a_table_by_area_is_added_up_only_where_every_part_was_delivered(folder, tmp_path, rows, expected):
    changed(folder, "plan.yaml", "[vangdalen, energivej]", "[gl-jennumparken, glarbjergvej]")
    take_out_of_criteria(folder, "gl-jennumparken", "glarbjergvej")
    where = frames.workspace(tmp_path, folder)
    lines = SURVEY.strip().splitlines()
    kept = lines[:rows] if expected else [*lines[:2], lines[3]]
    frames.write(where, "tryghedsmaaling", "2024H2", "\n".join(kept))
    found = frames.figures(measure(where, H("2024H2"), ["grundlaeggende_trygge"]), "grundlaeggende_trygge", "2023")
    assert found.get("syd") == expected
    assert found.get("hermann-stillingsvej") == (20, 40)
