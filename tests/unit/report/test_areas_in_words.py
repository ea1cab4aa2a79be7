import pytest

from hpanalysis.danish import NBSP
from hpanalysis.report.words import areas_in_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status, Versus
from report_tables import release, row, table

W, B, N, U = Versus.WORSE, Versus.BETTER, Versus.NO_SURE_DIFFERENCE, Versus.NOT_JUDGEABLE
AREAS = ("glarbjergvej", "vangdalen", "energivej", "sjaellandsgade")
FEW = "antallet af personer er for lille"


def given(*versus, indicator="ungdomsskole", hidden=()):
    """Areas with these verdicts, of values that rise by one, and hidden areas."""
    here = release()
    rows = [
        row(
            indicator,
            area,
            "2025-09-01",
            value=20 + number,
            municipality_value=32,
            versus_municipality=verdict.value,
            versus_reason=FEW if verdict is U else "",
        )
        for number, (area, verdict) in enumerate(zip(AREAS, versus, strict=False))
    ]
    rows += [row(indicator, area, "2025-09-01", value=87, status=Status.HIDDEN.value) for area in hidden]
    return Speaker(here, indicator), here.cells(table(*rows))


def beside(*versus, **more) -> list[str]:
    return [said.replace(NBSP, " ") for said in areas_in_words.describe_measured_areas(*given(*versus, **more))]


def headline(*versus, **more) -> str:
    return areas_in_words.write_headline(*given(*versus, **more)).replace(NBSP, " ")


def test_only_sure_differences_are_listed_in_the_plans_order_and_hidden_areas_by_name_alone():
    assert beside(B, W, N, W, hidden=["centrale-randers"]) == [
        "Andelen af 13-18-årige tilmeldt Randers Ungdomsskole lå mellem 20 og 23 pct. i de viste områder "
        "pr. 1. september 2025.",
        "I Glarbjergvej-området er tallet højere end i Randers Kommune (32 pct.), og forskellen er sikker.",
        "I Vangdalen og Sjællandsgadekvarteret er tallet lavere end i Randers Kommune (32 pct.), og forskellene er "
        "sikre.",
        "Tallet er diskretioneret for Centrale Randers.",
    ]


def test_areas_that_cannot_be_judged_are_named_with_the_reason():
    assert beside(U, U, N)[1:] == [
        "I ingen af de viste områder er der en sikker forskel fra Randers Kommune (32 pct.).",
        "Det kan ikke vurderes, om Glarbjergvej-området og Vangdalen ligger anderledes end Randers Kommune, fordi "
        "antallet af personer er for lille.",
    ]


@pytest.mark.parametrize(
    ("versus", "said"),
    [
        ((W, W, N), "I to af tre viste områder er tallet lavere end i Randers Kommune, og forskellene er sikre"),
        ((W, N, U), "I ét af tre viste områder er tallet lavere end i Randers Kommune, og forskellen er sikker"),
        (
            (B, W, W, N),
            "I ét af fire viste områder er tallet højere end i Randers Kommune, i to er det lavere, og forskellene er "
            "sikre",
        ),
        ((W, W), "I alle to viste områder er tallet lavere end i Randers Kommune, og forskellene er sikre"),
        ((N, U), "I ingen af de viste områder er der en sikker forskel fra Randers Kommune"),
        ((U, U), "Det kan ikke vurderes, om de viste områder ligger anderledes end Randers Kommune"),
    ],
)
def test_the_headline_counts_the_areas_that_differ_surely(versus, said):
    assert headline(*versus) == said


def test_a_hidden_area_is_counted_in_no_headline():
    assert headline(W, N) == headline(W, N, hidden=["energivej", "centrale-randers"])


def test_counts_are_held_against_nothing():
    assert headline(W, W, indicator="udsaettelser") == "Udsættelsessager i alt"
    assert beside(W, W, indicator="udsaettelser") == []
