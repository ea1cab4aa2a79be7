"""Organisation, department and block: every row is in an area, known to lie elsewhere, or unknown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shared_plans
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from hpanalysis.load.placing.department_spelling import fold_department, fold_organisation
from hpanalysis.load.placing.departments import AreaByDepartment, DepartmentMatch, DepartmentStatus

PLAN = shared_plans.read(shared_plans.RANDERS)
DEPARTMENTS = AreaByDepartment(PLAN)
STORGAARDEN = "Møllevænget & Storgaarden"
FROM_1940 = "Randers Boligforening af 1940"
INSIDE, ELSEWHERE = DepartmentStatus.INSIDE, DepartmentStatus.ELSEWHERE
UNKNOWN = [status for status in DepartmentStatus if not status.settled]


def status(organisation: str, department: str, block: str | None = None) -> DepartmentStatus:
    return DEPARTMENTS.find(organisation, department, block).status


def test_every_department_of_the_plan_lies_where_it_says():
    whole = [row for row in PLAN.departments if not row.part]
    found = [DEPARTMENTS.find(row.organisation, row.department, None).area_id for row in whole]
    assert found == [row.area_id for row in whole]
    assert len(whole) == len(PLAN.departments) - 2


def test_every_department_elsewhere_is_known_to_lie_there():
    for row in PLAN.departments_elsewhere:
        for number in row.list_departments():
            for block in plans.list_blocks(row.part) or [None]:
                assert status(row.organisation, number, block) is ELSEWHERE


def test_the_number_alone_is_no_key():
    assert DEPARTMENTS.find(STORGAARDEN, "27", None).area_id == "gl-jennumparken"
    assert DEPARTMENTS.find(FROM_1940, "27", None).area_id == "glarbjergvej"
    assert status("Lejerbo", "27") is DepartmentStatus.UNKNOWN_DEPARTMENT


SPELLINGS_OF_24 = [
    "24", "024", "0024", " 24 ", "24.0", "24,0", "24.00", "24.", "Afd. 24", "afd.24", "AFD 24", "afd_24", "Afd.nr. 24",
    "Afdelingsnr. 24", "Afdeling nr. 024", "afdeling 24", "Boligafdeling 24", "nr. 24", "#24", "'024", '="024"', "２４",
    "2\u200b4", "24\u00ad", "24\u00a0", "24 - Glarbjerg Øst", "24 Glarbjerg Øst", "24, Glarbjerg Øst", "24 (Glarbjerg)",
    "24.0 - Glarbjerg", "Møllevænget & Storgaarden, afd. 24", "Moellevaenget og Storgaarden 24",
]  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS_OF_24)
def test_spellings_of_a_department_are_one_and_get_the_plans_own(text):
    assert DEPARTMENTS.find(STORGAARDEN, text, None) == DepartmentMatch(INSIDE, STORGAARDEN, "24", None, "glarbjergvej")


TWO_THINGS = [
    "24/25", "24-25", "24+25", "24 og 25", "24, 25", "2.4", "24.5", "24,5", "1.0.2", "24.000", "24A", "24 A", "-24",
    "24?", "24%", "24*", "Blok 24", "24. etape", "Etape 24", "24. sal", "24-aug", "24. aug", "24. marts", "XXIV", "2 4",
    "24E+00", "Vej 24", "Vangdalen 24", "24 Lejerbo", "Lejerbo, afd. 24", "Opgang 24", "24 blok 2", "24 stk", "0", "-",
    "O24", "2l", "99", "240", "45658", "08-07-2026",
]  # fmt: skip


@pytest.mark.parametrize("text", TWO_THINGS)
def test_a_text_that_can_mean_two_things_or_nothing_known_is_unknown(text):
    found = DEPARTMENTS.find(STORGAARDEN, text, None)
    assert found == DepartmentMatch(DepartmentStatus.UNKNOWN_DEPARTMENT, STORGAARDEN, text, None)


@pytest.mark.parametrize(
    "name",
    [
        STORGAARDEN,
        "møllevænget og storgaarden",
        "Møllevænget  &  Storgaarden ",
        "Møllevænget & Storgården",
        "MOELLEVAENGET OG STORGAARDEN",
        "Møllevænget + Storgaarden",
        "Møllevænget &amp; Storgaarden",
        "MÃ¸llevÃ¦nget & Storgaarden",
        "M|llev{nget & Storgaarden",
        "Mølle\u00advænget & Storgaarden",
        "Møllevænget &\u200b Storgaarden",
        "Møllevænget & Storgaarden, Randers",
        "Møllevænget & Storgaarden (Randers C)",
        "Møllevænget & Storgaarden S.m.b.a.",
        "Møllevænget & Storgaarden A/B",
        '"Møllevænget & Storgaarden"',
    ],
)
def test_spellings_of_an_organisation_are_one_and_get_the_plans_own(name):
    assert DEPARTMENTS.find(name, "24", None) == DepartmentMatch(INSIDE, STORGAARDEN, "24", None, "glarbjergvej")


@pytest.mark.parametrize(
    "name", ["LEJERBO", "lejerbo ", "Lejerbo, Randers", "Lejerbo Randers", "Lejerbo - afd. Randers", "Lejerbo A/S"]
)
def test_lejerbo_is_known_by_its_town_and_its_form_too(name):
    assert DEPARTMENTS.find(name, "104", None) == DepartmentMatch(INSIDE, "Lejerbo", "104", None, "gl-jennumparken")


@pytest.mark.parametrize(
    "name",
    [
        "Boligselskabet Prøve",
        "Lejerbo, Aarhus",
        "Lejerbo Hobro",
        "Lejerbro",
        "Møllevænget",
        "Kronjylland",
        "Randers Boligforening af 1941",
        "Randers Boligforening",
        "Randers",
        "M?llev?nget & Storgaarden",
        "24",
        "-",
    ],
)
def test_an_organisation_that_the_plan_does_not_know_is_unknown_and_keeps_its_name(name):
    assert DEPARTMENTS.find(name, "24", None) == DepartmentMatch(
        DepartmentStatus.UNKNOWN_ORGANISATION, name, "24", None
    )


@pytest.mark.parametrize(
    ("department", "block", "found"),
    [
        ("1", "1", INSIDE),
        ("1", "Blok 2", INSIDE),
        ("1", "1.0", INSIDE),
        ("1", "bl. 1", INSIDE),
        ("1", "Blok nr. 02", INSIDE),
        ("1.0", "2,0", INSIDE),
        ("1", "1 (nord)", INSIDE),
        ("1", "3", ELSEWHERE),
        ("1", "Blok 4", ELSEWHERE),
        ("3", "03", INSIDE),
        ("3", "1", ELSEWHERE),
        ("1", "5", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "12", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "1,2", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "blok 1-2", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "1 og 2", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "Blok A", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "1A", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "1.0.2", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", "Opgang 1", DepartmentStatus.UNKNOWN_BLOCK),
        ("1", None, DepartmentStatus.NO_BLOCK),
        ("1", "-", DepartmentStatus.NO_BLOCK),
        ("1", "0", DepartmentStatus.NO_BLOCK),
    ],
)
def test_two_departments_belong_by_block_only(department, block, found):
    match = DEPARTMENTS.find(STORGAARDEN, department, block)
    assert match.status is found
    assert match.area_id == ("centrale-randers" if found is INSIDE else None)


@pytest.mark.parametrize(("block", "spelled"), [("7", "7"), ("Blok 07", "7"), ("7.0", "7"), ("A", "a"), ("-", None)])
def test_a_block_told_of_a_whole_department_changes_nothing_and_has_one_spelling(block, spelled):
    found = DEPARTMENTS.find(STORGAARDEN, "24", block)
    assert found == DepartmentMatch(INSIDE, STORGAARDEN, "24", spelled, "glarbjergvej")


def test_what_is_left_of_a_department_may_be_declared_without_its_blocks():
    plan = replace(with_departments(("vangdalen", "Lejerbo", "1", "blok 1 og 2 only")), departments_elsewhere=())
    rest = plans.DepartmentsElsewhere(organisation="Lejerbo", departments="1", part="", note="")
    areas = AreaByDepartment(replace(plan, departments_elsewhere=(rest,)))
    found = {block: areas.find("Lejerbo", "1", block).status for block in ("1", "2.0", "3", None, "1-2", "A")}
    assert list(found.values()) == [INSIDE, INSIDE, ELSEWHERE, ELSEWHERE, *[DepartmentStatus.UNKNOWN_BLOCK] * 2]


@pytest.mark.parametrize(
    ("part", "blocks"),
    [
        ("kun blok 1 og 2", ["1", "2"]),
        ("kun blok A, B og 3-4", ["A", "B", "3-4"]),
        ("blok 1 og 2 only", ["1", "2"]),  # as plans were written before
        ("", []),
    ],
)
def test_the_blocks_of_a_part_are_read_in_either_spelling(part, blocks):
    assert plans.list_blocks(part) == blocks


@pytest.mark.parametrize("part", ["blok 1 og 2", "kun blok", "kun blok og", "kun blok 1 only", "only"])
def test_a_part_that_does_not_say_that_the_rest_lies_elsewhere_is_refused(part):
    with pytest.raises(ValueError):
        plans.list_blocks(part)


def with_departments(*rows: tuple[str, ...], **more: str) -> plans.Plan:
    columns = ("area_id", "organisation", "department", "part", "aliases", "organisation_aliases")
    made = [plans.Department(**dict(zip(columns, row, strict=False)), note="", **more) for row in rows]
    return replace(PLAN, departments=tuple(made), departments_elsewhere=())


def elsewhere(*rows: tuple[str, ...]) -> tuple[plans.DepartmentsElsewhere, ...]:
    columns = ("organisation", "departments", "part", "aliases", "organisation_aliases")
    return tuple(plans.DepartmentsElsewhere(**dict(zip(columns, row, strict=False)), note="") for row in rows)


def test_other_names_of_organisations_and_departments_are_declared_in_the_plan():
    plan = with_departments(
        ("vangdalen", "Lejerbo", "7", "", "Solsikken|0437-07|7.5", "LB|Lejerbo Danmark"),
        ("energivej", "Lejerbo", "8", "", "Rosen"),
    )
    areas = AreaByDepartment(plan)
    for name in ("LB", "lejerbo danmark", "Lejerbo"):
        for text in ("7", "Solsikken", "afd. solsikken", "0437-07", "7.5", "7 - Solsikken", "Solsikken 7"):
            assert areas.find(name, text, None) == DepartmentMatch(INSIDE, "Lejerbo", "7", None, "vangdalen")
    # A number and the name of another department contradict each other.
    assert areas.find("LB", "7 - Rosen", None).status is DepartmentStatus.UNKNOWN_DEPARTMENT
    assert areas.find("LB", "Rosen 7", None).status is DepartmentStatus.UNKNOWN_DEPARTMENT


def test_departments_elsewhere_are_declared_by_ranges_and_names():
    plan = with_departments(("vangdalen", "Lejerbo", "7", ""))
    rows = elsewhere(("Lejerbo", "201-203 | 210|Bakkegården", ""), ("Vorup Boligforening", "3", "", "Tre Høje", "VB"))
    areas = AreaByDepartment(replace(plan, departments_elsewhere=rows))
    for text in ("201", "203.0", "Afd. 210", "bakkegaarden"):
        assert areas.find("Lejerbo", text, None).status is ELSEWHERE
    assert areas.find("VB", "Tre Høje", None) == DepartmentMatch(ELSEWHERE, "Vorup Boligforening", "3", None)
    assert areas.find("Lejerbo", "204", None).status is DepartmentStatus.UNKNOWN_DEPARTMENT


@pytest.mark.parametrize(
    ("text", "departments"),
    [
        ("7", ["7"]),
        ("201-203|210", ["201", "202", "203", "210"]),
        ("201–203 | Bakkegården", ["201", "202", "203", "Bakkegården"]),
        ("201 - 203|", ["201", "202", "203"]),
        ("0437-07|7A", ["0437-07", "7A"]),
        ("Møllegade 3, 5 og 7", ["Møllegade 3, 5 og 7"]),
    ],
)
def test_a_cell_of_departments_is_read(text, departments):
    assert elsewhere(("Lejerbo", text, ""))[0].list_departments() == departments


@pytest.mark.parametrize(
    "text", ["", "|", "206-201", "7-7", "1-101", "1-900", "201, 202", "201-206, 210", "7;8", "7+8"]
)
def test_a_cell_of_departments_that_can_be_read_in_two_ways_is_refused(text):
    with pytest.raises(ValueError, match=r"no |parted"):
        elsewhere(("Lejerbo", text, ""))[0].list_departments()


def test_the_name_that_a_definition_speaks_of_is_the_one_in_the_frame():
    areas = AreaByDepartment(with_departments(("vangdalen", "LEJERBO, Randers", "7", "")))
    assert areas.find("Lejerbo, Randers", "7", None).organisation == "Lejerbo"


@pytest.mark.parametrize(
    ("rows", "outside", "said"),
    [
        (
            [("vangdalen", "Lejerbo", "1", ""), ("energivej", "lejerbo", "01", "")],
            [],
            "»departments.csv« i planens mappe, række 3: En boligafdeling hører til to områder",
        ),
        ([("vangdalen", "Lejerbo", "1", "opgang 3")], [], "række 2: Kolonnen part kan ikke læses"),
        (
            [("vangdalen", "Lejerbo", "7", "")],
            [("Lejerbo", "1-20", "")],
            "»departments_elsewhere.csv« i planens mappe, række 2: En boligafdeling hører både til et område og uden",
        ),
        (
            [("vangdalen", "Lejerbo", "7", "")],
            [("Lejerbo", "1-900", "")],
            "»departments_elsewhere.csv« i planens mappe, række 2: Kolonnen departments kan ikke læses",
        ),
        ([("vangdalen", "Lejerbo", "7", "")], [("Lejerbo", "206-201", "")], "Kolonnen departments kan ikke læses"),
        ([("vangdalen", "Lejerbo", "7", "")], [("Lejerbo", " | ", "")], "Kolonnen departments kan ikke læses"),
        (
            [("vangdalen", "Lejerbo", "7", "", "Rosen"), ("energivej", "Lejerbo", "8", "", "rosen")],
            [],
            "række 3: Et andet navn for en boligafdeling kan være flere boligafdelinger",
        ),
        (
            [("vangdalen", "Lejerbo", "7", "", "8"), ("energivej", "Lejerbo", "8", "")],
            [],
            "række 2: Et andet navn for en boligafdeling kan være flere boligafdelinger",
        ),
        (
            [("vangdalen", "Lejerbo", "7", "")],
            [("Lejerbo", "201-203", "", "Rosen")],
            "række 2: Et andet navn for en boligafdeling kan være flere boligafdelinger",
        ),
        (
            [("vangdalen", "Lejerbo", "7", ""), ("energivej", "Kronen", "8", "", "", "lejerbo")],
            [],
            "række 3: Et andet navn for en boligorganisation er også navn på en anden",
        ),
    ],
)
def test_a_plan_that_contradicts_itself_stops_and_names_the_row(rows, outside, said):
    plan = replace(with_departments(*rows), departments_elsewhere=elsewhere(*outside))
    with pytest.raises(Stop) as caught:
        AreaByDepartment(plan)
    assert said in str(caught.value)


KNOWN = [(row.organisation, row.department) for row in PLAN.departments if not row.part]
FORMS = [
    "{}",
    "0{}",
    "{}.0",
    "{},0",
    "{}.",
    "Afd. {}",
    "afd.{}",
    "AFDELING {}",
    "Afd.nr. {}",
    " {} ",
    "'{}",
    "{} - Navnet",
]
NAME_FORMS = [
    str,
    str.upper,
    str.lower,
    lambda n: n.replace("&", "og"),
    lambda n: n.replace("aa", "å"),
    "{}, Randers".format,
]


@given(
    st.sampled_from(KNOWN),
    st.sampled_from(FORMS),
    st.sampled_from(NAME_FORMS),
    st.sampled_from(["", "\u200b", "\u00a0"]),
)
def test_a_department_in_any_permitted_form_lies_where_the_plan_says(known, form, name_form, sign):
    organisation, department = known
    found = DEPARTMENTS.find(name_form(organisation) + sign, form.format(department) + sign, None)
    assert found == DEPARTMENTS.find(organisation, department, None)
    assert found.status is INSIDE


@given(st.sampled_from(KNOWN), st.integers(0, 60), st.characters(categories=["L", "N", "P", "S"]), st.booleans())
def test_one_letter_more_or_another_never_makes_an_organisation_lie_elsewhere(known, place, letter, instead):
    organisation, department = known
    place = min(place, len(organisation))
    spoiled = organisation[:place] + letter + organisation[place + instead :]
    found = DEPARTMENTS.find(spoiled, department, None)
    assert found.status in (INSIDE, DepartmentStatus.UNKNOWN_ORGANISATION)
    assert found.status is not INSIDE or found.organisation == organisation


@given(st.text(max_size=12))
def test_no_text_is_a_department_elsewhere_but_those_declared(text):
    found = DEPARTMENTS.find(FROM_1940, text, None)
    if found.status is ELSEWHERE:
        assert fold_department(text) in {str(number) for number in range(201, 207)}


def test_folding_keeps_apart_what_differs():
    assert len({fold_department(text) for text in ("7", "7A", "7.5", "75", "7/5", "7-5", "7?", "-7")}) == 8
    assert fold_organisation("Å & Ø") == fold_organisation("aa og oe")
