"""What the board asks for besides is weighed by itself: however many such figures there are, no verdict of a delmål is
another."""

import pandas as pd

from disclosed_tables import AREAS, MUNICIPALITY, TOTAL, figure, judged, school_year, year
from hpanalysis.judge.families import FamilyTest, mark_sure, name_family
from hpanalysis.tables import Versus

NOW = school_year(2024)
# A share whose p-value alone is just under five per cent, so that a few tests more in its family would change its word.
SCHOOL = [
    *(figure("elevfravaer_over_10", NOW, area, 35, 100) for area in AREAS),
    figure("elevfravaer_over_10", NOW, TOTAL, 245, 700),
    figure("elevfravaer_over_10", NOW, MUNICIPALITY, 2550, 10000),
]
ASKED = [
    *(figure("elevfravaer_over_15", NOW, area, 11, 100) for area in AREAS),
    figure("elevfravaer_over_15", NOW, TOTAL, 77, 700),
    figure("elevfravaer_over_15", NOW, MUNICIPALITY, 1100, 10000),
    *(figure("ungdomsuddannelse_18_29", year(2024), area, 83, 100) for area in AREAS),
    figure("ungdomsuddannelse_18_29", year(2024), MUNICIPALITY, 8300, 10000),
]
WORDS = ("versus_municipality", "versus_reason", "versus_others", "since_baseline", "verdict", "reason", "trend")


def words_of_the_delmaal(*rows: dict) -> pd.DataFrame:
    table = judged(*rows)
    own = table[table.index.get_level_values("indicator_id") == "elevfravaer_over_10"]
    return own[[column for column in WORDS if column in own.columns]]


def test_no_word_of_a_delmaal_is_another_with_supplementary_figures_beside_it():
    alone, beside = words_of_the_delmaal(*SCHOOL), words_of_the_delmaal(*SCHOOL, *ASKED)
    pd.testing.assert_frame_equal(alone, beside)
    assert (alone["versus_municipality"] == Versus.WORSE.value).any()


def test_the_same_tests_in_one_family_would_have_changed_it():
    p = judged(*SCHOOL, *ASKED)["municipality_p"].dropna()
    asked = p.index.get_level_values("indicator_id") != "elevfravaer_over_10"
    together = [FamilyTest(float(one), "2026H1") for one in p]
    apart = [FamilyTest(float(one), f"2026H1{'s' if is_asked else ''}") for one, is_asked in zip(p, asked, strict=True)]
    assert mark_sure(together) != mark_sure(apart)


def test_the_family_of_what_is_asked_for_has_a_name_of_its_own():
    names = {name_family("2026H1", "2024-25", is_supplementary=asked) for asked in (True, False)}
    assert len(names) == 2
