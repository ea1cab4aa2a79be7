"""For each rule of each suite: a frame that passes and one that fails, by Great Expectations itself."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import shared_plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear, Span
from slow_cases import keep_some_quick

ROOT = Path(__file__).parents[3]
PLAN = shared_plans.read(shared_plans.RANDERS)
HALF_YEAR = HalfYear(2025, 2)
PERIOD = {
    "sprogvurdering": Span(date(2024, 12, 31), date(2024, 1, 1), "2024", date(2025, 3, 31)),
    "elevfravaer": Span(date(2025, 7, 31), date(2024, 8, 1), "2024-25", date(2025, 9, 30)),
    "unoung": Span(date(2025, 10, 31), date(2025, 10, 1), "2025-10", date(2025, 12, 31)),
    "ungdomsskole": Span(date(2025, 9, 1), date(2025, 9, 1), "2025-09-01", date(2025, 11, 30)),
    "beskaeftigelse": Span(date(2025, 9, 30), date(2024, 10, 1), "2024-10/2025-09", date(2025, 12, 31)),
    "moedre": Span(date(2024, 12, 31), date(2024, 12, 1), "2024-12", date(2025, 2, 28)),
    "udsaettelser": Span(date(2024, 12, 31), date(2024, 1, 1), "2024", date(2025, 3, 31)),
    "fraflytning": Span(date(2024, 12, 31), date(2024, 1, 1), "2024", date(2025, 3, 31)),
    "deltagere": Span(date(2025, 12, 31), date(2025, 8, 1), "2025H2", date(2025, 12, 31)),
    "tomgang": Span(date(2024, 12, 31), date(2024, 12, 31), "2024-12-31", date(2025, 2, 28)),
}
DATES = {
    "vurderingsdato",
    "maaned",
    "statusdato",
    "begyndt",
    "opgoerelsesdato",
    "tilmeldt",
    "statusmaaned",
    "sagsdato",
    "udsat",
    "aar",
    "periode",
    "fra",
    "til",
    "start",
    "slut",
}
DECIMALS = {"numerator", "spread"}
ROWS = 20


def frame(**columns: object) -> pd.DataFrame:
    """Rows as load gives them: a list is a column, anything else stands in every row. Of the types load gives."""
    found = pd.DataFrame(
        {name: given if isinstance(given, list) else [given] * ROWS for name, given in columns.items()}
    )
    for name in found:
        if name in DATES:
            found[name] = found[name].astype(pd.ArrowDtype(pa.date32()))
        elif name in DECIMALS:
            found[name] = found[name].astype(pd.ArrowDtype(pa.decimal128(18, 4)))
    return found


PERSON = {"person": [f"{n:032x}" for n in range(ROWS)], "area_id": ["vangdalen", "energivej"] + [None] * (ROWS - 2)}
KEPT = {"koen": "kvinde", "foedselsaar": 2010}
AREAS = [area.id for area in PLAN.all_areas]
TABLE = {
    "area_id": AREAS,
    "numerator": [Decimal(n) for n in range(10)],
    "denominator": list(range(100, 110)),
    "spread": [None] * 10,
}
YEAR = [date(2023, 1, 1)] * 10


def person(source: str) -> dict[str, object]:
    """Person and area, and what the frame of a source keeps of the CPR number."""
    return PERSON | {name: KEPT[name] for name in catalogue.sources()[source].breakdown_columns}


GOOD: dict[str, Callable[[], pd.DataFrame]] = {
    "bopael": lambda: frame(**PERSON, fra=date(2025, 12, 31), til=[date(2025, 12, 31)] + [None] * (ROWS - 1)),
    "sprogvurdering": lambda: frame(
        **person("sprogvurdering") | {"foedselsaar": 2021},
        vurderingsdato=date(2024, 12, 31),
        alder=3,
        resultat="generel",
    ),
    "elevfravaer": lambda: frame(
        **person("elevfravaer"), klassetrin=10, maaned=date(2024, 8, 1), skoledage=20, fravaersdage=20
    ),
    "unoung": lambda: frame(
        **person("unoung"),
        statusdato=date(2025, 10, 1),
        afgangsaar=2024,
        afgangsklasse=9,
        fortsat_i_10="nej",
        begyndt=[date(2025, 10, 1)] + [None] * (ROWS - 1),
        i_gang=["ja"] + ["nej"] * (ROWS - 1),
    ),
    "deltagere": lambda: frame(
        person=PERSON["person"],
        koen="kvinde",
        foedselsaar=2010,
        aktivitet="fremmoede_i_skolen",
        rolle=["barn", "foraelder"] * (ROWS // 2),
        start=date(2025, 9, 1),
        slut=[date(2025, 11, 1)] * (ROWS // 2) + [None] * (ROWS // 2),
        afslutning=["gennemfoert", "afbrudt"] * (ROWS // 4) + [None] * (ROWS // 2),
        partner="Skolen",
    ),
    "ungdomsskole": lambda: frame(
        **person("ungdomsskole"),
        opgoerelsesdato=date(2025, 9, 1),
        alder=13,
        tilmeldt=[date(2025, 9, 1)] + [None] * (ROWS - 1),
    ),
    "beskaeftigelse": lambda: frame(**person("beskaeftigelse"), maaned=date(2025, 7, 1), alder=18, ydelse="dagpenge"),
    "moedre": lambda: frame(
        **person("moedre"), statusmaaned=date(2024, 12, 1), boern_under_18=1, ydelse="overgangsydelse"
    ),
    "udsaettelser": lambda: frame(
        area_id=PERSON["area_id"],
        sagsnummer=[f"S-{n}" for n in range(ROWS)],
        organisation="Lejerbo",
        afdeling="13",
        blok=None,
        sagsdato=date(2024, 1, 1),
        udsat=[date(2024, 12, 31)] + [None] * (ROWS - 1),
    ),
    "fraflytning": lambda: frame(
        area_id=PERSON["area_id"],
        aar=date(2024, 1, 1),
        organisation="Lejerbo",
        afdeling=[str(n) for n in range(ROWS)],
        blok=None,
        familieboliger=50,
        fraflytninger=50,
    ),
    "tomgang": lambda: frame(
        area_id=PERSON["area_id"],
        statusdato=date(2024, 12, 31),
        organisation="Lejerbo",
        afdeling=[str(n) for n in range(ROWS)],
        blok=None,
        familieboliger=50,
        tomme=50,
    ),
    "boligstatistiske_noegletal": lambda: frame(**TABLE, indicator_id=["boern_hos_enlige"] * 10, periode=YEAR),
    "statens_kriterier": lambda: frame(**TABLE, indicator_id=["kriterie_doemte"] * 10, periode=YEAR),
    "boligsociale_data": lambda: frame(**TABLE, indicator_id=["sigtede_15_29"] * 10, periode=YEAR),
    "tryghedsmaaling": lambda: frame(**TABLE, indicator_id=["frivilligt_arbejde"] * 10, periode=YEAR),
    "valgdata": lambda: frame(**TABLE, indicator_id=["stemt_kommunalvalg"] * 10, periode=YEAR),
}


def cell(column: str, value: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The first row's cell is another."""

    def broken(good: pd.DataFrame) -> pd.DataFrame:
        good.loc[0, column] = value
        return good

    return broken


def every(column: str, value: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Every row's cell is another."""

    def broken(good: pd.DataFrame) -> pd.DataFrame:
        good[column] = pd.Series([value] * len(good), dtype=good[column].dtype)
        return good

    return broken


def one_more(good: pd.DataFrame) -> pd.DataFrame:
    return good.assign(navn="noget, der ikke skal med")


def twice(good: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([good, good.iloc[:1]], ignore_index=True)


OUTSIDE = every("area_id", None)
TOO_MANY = cell("numerator", Decimal(101))


def table(short: str) -> dict[str, Callable[[pd.DataFrame], pd.DataFrame]]:
    return {
        f"{short}-01": one_more,
        f"{short}-02": cell("area_id", None),
        f"{short}-03": cell("indicator_id", "andet"),
        f"{short}-04": cell("periode", date(2026, 1, 1)),
        f"{short}-05": cell("numerator", Decimal(-1)),
        f"{short}-06": cell("denominator", -1),
        f"{short}-07": TOO_MANY,
        f"{short}-08": twice,
    }


def whole_and_recent(short: str, first: int) -> dict[str, Callable[[pd.DataFrame], pd.DataFrame]]:
    return {
        f"{short}-{first:02d}": cell("numerator", Decimal("64.4")),
        f"{short}-{first + 1:02d}": cell("periode", date(1970, 1, 1)),
    }


# What systems and people write for "no date", and days on which the person was not born or the source had not begun.
PLACEHOLDERS = [
    date(1899, 12, 30),
    date(1900, 1, 1),
    date(1970, 1, 1),
    date(1, 1, 1),
    date(2099, 12, 31),
    date(9999, 1, 1),
    date(9999, 12, 31),
]


WHOLE_COLUMN = {"udsaettelser-07", "fraflytning-02", "tomgang-02"}
BROKEN: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "bopael-01": one_more,
    "bopael-02": cell("person", None),
    "bopael-03": twice,
    "bopael-04": cell("til", date(2025, 12, 30)),
    "bopael-05": cell("fra", date(2026, 1, 1)),
    "bopael-06": OUTSIDE,
    "bopael-07": cell("fra", date(1900, 1, 1)),
    "bopael-08": cell("fra", date(1970, 1, 1)),
    "bopael-09": cell("til", date(9999, 12, 31)),
    "sprog-01": one_more,
    "sprog-02": cell("person", None),
    "sprog-03": every("vurderingsdato", date(2023, 6, 1)),
    "sprog-04": cell("vurderingsdato", date(2025, 1, 1)),
    "sprog-05": cell("alder", 7),
    "sprog-06": cell("resultat", "ukendt"),
    "sprog-07": twice,
    "sprog-08": OUTSIDE,
    "sprog-09": cell("vurderingsdato", date(1970, 1, 1)),
    "sprog-10": cell("foedselsaar", 2020),
    "fravaer-01": one_more,
    "fravaer-02": cell("person", None),
    "fravaer-03": cell("maaned", date(2025, 8, 1)),
    "fravaer-04": cell("klassetrin", 11),
    "fravaer-05": cell("skoledage", 32),
    "fravaer-06": cell("fravaersdage", -1),
    "fravaer-07": cell("fravaersdage", 21),
    "fravaer-08": twice,
    "fravaer-09": OUTSIDE,
    "unoung-01": one_more,
    "unoung-02": cell("person", None),
    "unoung-03": cell("statusdato", date(2025, 11, 1)),
    "unoung-04": cell("afgangsaar", 2023),
    "unoung-05": cell("afgangsklasse", 8),
    "unoung-06": cell("fortsat_i_10", "ukendt"),
    "unoung-07": cell("begyndt", date(2025, 10, 2)),
    "unoung-08": twice,
    "unoung-09": OUTSIDE,
    "unoung-10": cell("begyndt", date(9999, 12, 31)),
    "unoung-11": cell("begyndt", date(2022, 8, 1)),
    "unoung-12": lambda given: cell("fortsat_i_10", "ja")(cell("afgangsklasse", 10)(given)),
    "unoung-13": cell("begyndt", None),
    "deltagere-01": one_more,
    "deltagere-02": cell("person", None),
    "deltagere-03": cell("rolle", "laerer"),
    "deltagere-04": cell("start", date(2026, 1, 1)),
    "deltagere-05": cell("slut", date(2025, 8, 31)),
    "deltagere-06": cell("slut", date(2099, 12, 31)),
    "deltagere-07": cell("afslutning", None),
    "deltagere-08": lambda given: cell("afslutning", "gennemfoert")(cell("slut", None)(given)),
    "deltagere-09": lambda given: cell("afslutning", "afbrudt")(cell("slut", None)(given)),
    "ungdomsskole-01": one_more,
    "ungdomsskole-02": cell("person", None),
    "ungdomsskole-03": cell("opgoerelsesdato", date(2024, 9, 1)),
    "ungdomsskole-04": cell("alder", 19),
    "ungdomsskole-05": cell("tilmeldt", date(2025, 9, 2)),
    "ungdomsskole-06": twice,
    "ungdomsskole-07": OUTSIDE,
    "ungdomsskole-08": cell("tilmeldt", date(1900, 1, 1)),
    "beskaeftigelse-01": one_more,
    "beskaeftigelse-02": cell("person", None),
    "beskaeftigelse-03": cell("maaned", date(2024, 9, 1)),
    "beskaeftigelse-04": cell("alder", 65),
    "beskaeftigelse-05": cell("ydelse", "ukendt"),
    "beskaeftigelse-06": cell("ydelse", "uddannelseshjaelp"),
    "beskaeftigelse-07": twice,
    "beskaeftigelse-08": OUTSIDE,
    "moedre-01": one_more,
    "moedre-02": cell("person", None),
    "moedre-03": cell("statusmaaned", date(2025, 12, 1)),
    "moedre-04": cell("boern_under_18", 0),
    "moedre-05": cell("ydelse", "ukendt"),
    "moedre-06": cell("statusmaaned", date(2025, 12, 1)),
    "moedre-07": twice,
    "moedre-08": OUTSIDE,
    "udsaettelser-01": one_more,
    "udsaettelser-02": cell("sagsnummer", None),
    "udsaettelser-03": twice,
    "udsaettelser-04": cell("sagsdato", date(2025, 1, 1)),
    "udsaettelser-05": cell("udsat", date(2025, 1, 1)),
    "udsaettelser-06": cell("udsat", date(2023, 12, 31)),
    "udsaettelser-07": every("sagsdato", date(2023, 12, 31)),
    "udsaettelser-08": OUTSIDE,
    "udsaettelser-09": cell("sagsdato", date(1900, 1, 1)),
    "udsaettelser-10": cell("udsat", date(9999, 12, 31)),
    "udsaettelser-11": cell("sagsdato", date(2014, 1, 1)),
    "fraflytning-01": one_more,
    "fraflytning-02": every("aar", date(2023, 1, 1)),
    "fraflytning-03": cell("familieboliger", -1),
    "fraflytning-04": cell("fraflytninger", -1),
    "fraflytning-05": cell("fraflytninger", 51),
    "fraflytning-06": twice,
    "fraflytning-07": OUTSIDE,
    "fraflytning-08": cell("aar", date(1970, 1, 1)),
    "tomgang-01": one_more,
    "tomgang-02": every("statusdato", date(2023, 12, 31)),
    "tomgang-03": cell("familieboliger", -1),
    "tomgang-04": cell("tomme", -1),
    "tomgang-05": cell("tomme", 51),
    "tomgang-06": twice,
    "tomgang-07": OUTSIDE,
    "tomgang-08": cell("statusdato", date(1970, 1, 1)),
    **table("noegletal"),
    **whole_and_recent("noegletal", 9),
    "noegletal-11": cell("periode", date(2026, 1, 1)),
    **table("kriterier"),
    **whole_and_recent("kriterier", 9),
    "kriterier-11": cell("periode", date(2026, 1, 1)),
    **table("boligsocial"),
    "boligsocial-09": cell("spread", Decimal(9)),
    **whole_and_recent("boligsocial", 10),
    "boligsocial-12": cell("periode", date(2026, 1, 1)),
    **table("tryghed"),
    **whole_and_recent("tryghed", 9),
    "tryghed-11": cell("periode", date(2026, 1, 1)),
    **table("valg"),
    **whole_and_recent("valg", 9),
}


# No row breaks these: they are about the columns, a share or the latest date.
ABOUT_THE_WHOLE = {rule_id for rule_id, change in BROKEN.items() if change in (one_more, OUTSIDE)} | WHOLE_COLUMN


def rules() -> list[tuple[str, str]]:
    """(source, rule id) of every rule in expectations/, of a source."""
    found = []
    for path in sorted((ROOT / "expectations").glob("*.json")):
        suite = json.loads(path.read_text(encoding="utf-8"))
        found += [(suite["name"], rule["meta"]["rule"]) for rule in suite["expectations"]]
    return [rule for rule in found if rule[0] in catalogue.sources()]


def check(suites, source: str, given: pd.DataFrame, rule_id: str) -> pd.Series:
    checks = suites.validate(source, given, HALF_YEAR, span=PERIOD.get(source))
    return checks.set_index("rule_id").loc[rule_id]


@pytest.mark.parametrize("source", sorted(catalogue.sources()))
def test_a_good_frame_holds_every_rule(suites, source):
    checks = suites.validate(source, GOOD[source](), HALF_YEAR, span=PERIOD.get(source))
    assert checks["held"].all()
    assert suites.places(source, GOOD[source](), HALF_YEAR, checks, span=PERIOD.get(source)) == {}
    assert checks["rule_id"].tolist() == sorted(rule_id for name, rule_id in rules() if name == source)


@pytest.mark.parametrize(("source", "rule_id"), keep_some_quick(rules(), every=4))
def test_a_bad_frame_breaks_the_rule_that_is_about_it(suites, source, rule_id):
    bad = BROKEN[rule_id](GOOD[source]())
    checks = suites.validate(source, bad, HALF_YEAR, span=PERIOD.get(source))
    broken = checks.set_index("rule_id").loc[rule_id]
    assert not broken["held"]
    assert 1 <= broken["failed"] <= broken["rows"]
    places = suites.places(source, bad, HALF_YEAR, checks, span=PERIOD.get(source)).get(rule_id)
    if rule_id in ABOUT_THE_WHOLE:
        assert places is None
    else:
        assert len(places) == broken["failed"]
        assert "person" not in places


def test_no_rule_is_without_a_bad_frame():
    assert set(BROKEN) == {rule_id for _, rule_id in rules()}


def test_a_sum_of_marks_may_be_larger_than_the_number_of_pupils(suites):
    marks = GOOD["boligsociale_data"]().assign(indicator_id="karakter_dansk_matematik")
    assert check(suites, "boligsociale_data", TOO_MANY(marks), "boligsocial-07")["held"]


def test_the_older_benefits_may_occur_before_the_reform(suites):
    before = GOOD["beskaeftigelse"]().assign(ydelse="uddannelseshjaelp")
    before["maaned"] = pd.Series([date(2025, 6, 1)] * ROWS, dtype=pd.ArrowDtype(pa.date32()))
    assert check(suites, "beskaeftigelse", before, "beskaeftigelse-06")["held"]


def test_one_assessment_outside_the_year_is_a_warning_and_no_stop(suites):
    late = cell("vurderingsdato", date(2025, 1, 1))(GOOD["sprogvurdering"]())
    assert check(suites, "sprogvurdering", late, "sprog-03")["held"]
    assert check(suites, "sprogvurdering", late, "sprog-04")["severity"] == "advarsel"


@pytest.mark.parametrize(("born", "held"), [(2018, False), (2019, True), (2020, False), (2021, True), (2022, False)])
def test_who_turns_neither_three_nor_five_in_the_year_is_told_and_stops_nothing(suites, born, held):
    """The plan's figure is of 3- and 5-year-olds; a child of four who is assessed is another child."""
    found = check(suites, "sprogvurdering", cell("foedselsaar", born)(GOOD["sprogvurdering"]()), "sprog-10")
    assert (found["held"], found["failed"], found["severity"]) == (held, int(not held), "advarsel")


@pytest.mark.parametrize("day", keep_some_quick(PLACEHOLDERS, every=4))
@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("sprogvurdering", "vurderingsdato"),
        ("unoung", "begyndt"),
        ("ungdomsskole", "tilmeldt"),
        ("udsaettelser", "sagsdato"),
        ("udsaettelser", "udsat"),
    ],
)
def test_a_placeholder_for_no_date_in_one_row_stops(suites, source, column, day):
    bad = cell(column, day)(GOOD[source]())
    checks = suites.validate(source, bad, HALF_YEAR, span=PERIOD.get(source))
    broken = checks[~checks["held"] & (checks["severity"] == "kritisk")]
    assert (broken["failed"] == 1).all() and len(broken) >= 1


def test_a_young_person_enrolled_before_birth_stops_and_one_enrolled_years_ago_does_not(suites):
    # 15 years old on 1 September 2025: born in 2010 at the latest.
    born_after = cell("tilmeldt", date(2010, 8, 31))(GOOD["ungdomsskole"]().assign(alder=15))
    assert check(suites, "ungdomsskole", born_after, "ungdomsskole-08")["failed"] == 1
    long_ago = cell("tilmeldt", date(2019, 9, 1))(GOOD["ungdomsskole"]().assign(alder=18))
    assert check(suites, "ungdomsskole", long_ago, "ungdomsskole-08")["held"]


def test_no_age_of_the_youth_school_lets_an_enrolment_before_birth_through(suites):
    for age in range(13, 19):
        newborn = cell("tilmeldt", date(2025 - age, 9, 1))(GOOD["ungdomsskole"]().assign(alder=age))
        assert not check(suites, "ungdomsskole", newborn, "ungdomsskole-08")["held"]


@pytest.mark.parametrize("given", ["64.4", "0.644", "7.5", "99.9", "1.0001"])
@pytest.mark.parametrize(("source", "rule_id"), [("valgdata", "valg-09"), ("tryghedsmaaling", "tryghed-09")])
def test_a_share_where_a_count_is_due_stops(suites, source, rule_id, given):
    assert check(suites, source, cell("numerator", Decimal(given))(GOOD[source]()), rule_id)["failed"] == 1


@pytest.mark.parametrize("given", ["0", "64", "64.0000", "3130", "2999999"])
def test_a_whole_count_is_kept_however_many_decimals_it_is_written_with(suites, given):
    good = cell("numerator", Decimal(given))(GOOD["valgdata"]())
    assert check(suites, "valgdata", good, "valg-09")["held"]


def test_a_sum_of_marks_need_not_be_whole(suites):
    marks = GOOD["boligsociale_data"]().assign(indicator_id="karakter_dansk_matematik")
    assert check(suites, "boligsociale_data", cell("numerator", Decimal("161.2"))(marks), "boligsocial-10")["held"]


def test_a_few_who_did_move_in_on_1_january_1970_are_no_finding(suites):
    many = pd.concat([GOOD["bopael"]()] * 6, ignore_index=True)
    assert check(suites, "bopael", cell("fra", date(1970, 1, 1))(many), "bopael-08")["held"]
