"""A published difference-in-differences on matched sets, to its printed digits: democracy and the income of countries.

Imai, Kim & Wang (2023, Amer. J. Polit. Sci. 67, 587-605) match a country that becomes a democracy in a year with those
that had the same democracy in the years before and have not become one, and take the mean change of income of these
from its own. That is exact matching on year and past, and a difference-in-differences; their R package PanelMatch 3.0.0
(Rauh, Kim & Imai 2025, arXiv:2503.02073) prints the results in its tests, with refinement.method = "none". README.md
tells where democracies.csv is from.

A country is one person while others are compared with it, and another each time that it becomes a democracy, because
`match` takes nobody on both sides. No estimate depends on it. Their two standard errors are other formulas than the
jackknife over persons. They are worked out here of our weights and changes, so that the weights are held country by
country; the standard error that `estimate_difference_in_differences` gives is not held by any of these numbers.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hpanalysis.statistics.matched import Matching, estimate_difference_in_differences, match


@dataclass(frozen=True)
class Printed:
    """What tests/manual_tests/test-PanelMatch.R of PanelMatch 3.0.0 prints ("edge case matching checks"): lag = 1,
    lead = 0, match.missing = FALSE. conditional, unconditional: its two analytic standard errors."""

    becomes: int
    estimate: float
    conditional: float
    unconditional: float


INTO_DEMOCRACY = Printed(1, -1.20423408195041, 0.618327233714141, 0.745063157005526)  # qoi = "att"
OUT_OF_DEMOCRACY = Printed(0, -4.22192232677815, 0.90258389202935, 1.21738691542365)  # qoi = "art"
BOTH_WAYS = pytest.mark.parametrize("printed", [INTO_DEMOCRACY, OUT_OF_DEMOCRACY], ids=["into", "out_of"])


@pytest.fixture(scope="module")
def countries() -> pd.DataFrame:
    # As single precision, in which the file is written: so each number is the package's own to the last bit.
    return pd.read_csv(Path(__file__).with_name("democracies.csv"), dtype={"income": "float32"})


def place_beside_each_other(countries: pd.DataFrame, becomes: int, past: int = 1, ahead: int = 0) -> pd.DataFrame:
    """Every country and year in which it might become this: its democracy in each of the past years, and its income
    the year before and so many years ahead. Left out is who has not all of that democracy and income."""
    democracy = countries.pivot(index="country", columns="year", values="democracy")
    income = countries.pivot(index="country", columns="year", values="income").astype(float)
    first, last = democracy.columns.min(), democracy.columns.max()
    years = []
    for year in range(first + past, last - ahead + 1):
        known = democracy.loc[:, year - past : year].notna().all(axis=1)
        known &= income.loc[:, year - 1 : year + ahead].notna().all(axis=1)
        here = pd.DataFrame({f"past_{back}": democracy[year - back] for back in range(1, past + 1)})
        here = here.assign(
            begin=year, treated=democracy[year] == becomes, before=income[year - 1], after=income[year + ahead]
        )
        years.append(here[known & (democracy[year - 1] == 1 - becomes)].reset_index())
    rows = pd.concat(years, ignore_index=True)
    name, year = rows["country"].astype(str), rows["begin"].astype(str)
    return rows.assign(person=name.where(~rows["treated"], name + "." + year))


def match_by_year_and_past(rows: pd.DataFrame) -> Matching:
    return match(rows, exact=[column for column in rows if column.startswith("past_")])


@pytest.fixture(scope="module")
def matchings(countries) -> dict[int, Matching]:
    return {each: match_by_year_and_past(place_beside_each_other(countries, each)) for each in (0, 1)}


@BOTH_WAYS
def test_the_estimate_is_theirs_to_every_printed_digit_but_what_is_lost_in_adding(matchings, printed):
    found = estimate_difference_in_differences(matchings[printed.becomes].rows)
    assert found.estimate == pytest.approx(printed.estimate, rel=1e-12, abs=0)


@BOTH_WAYS
def test_it_is_the_matching_that_gives_it(countries, printed):
    """All countries and years with equal weights give another number, so the one that is printed is of the weights."""
    rows = place_beside_each_other(countries, printed.becomes).assign(weight=1.0)
    assert abs(estimate_difference_in_differences(rows).estimate - printed.estimate) > 0.01


def add_up_by_country(countries: pd.DataFrame, matching: Matching) -> tuple[pd.Series, pd.Series]:
    """For each of all countries its weighted changes, less those with which it served others, and how often it became
    what is asked. The weights are `match`'s, brought back to shares of a matched set."""
    rows = matching.rows
    treated = rows["treated"]
    share = rows["weight"].where(treated, -rows["weight"] * treated.sum() / (~treated).sum())
    everyone = pd.Index(countries["country"].unique())
    changes = (share * (rows["after"] - rows["before"])).groupby(rows["country"]).sum()
    return changes.reindex(everyone, fill_value=0.0), treated.groupby(rows["country"]).sum().reindex(everyone).fillna(0)


@BOTH_WAYS
def test_the_weights_give_their_conditional_error(countries, matchings, printed):
    """The spread of the countries' sums, times the countries that have one (`handle_conditional_se`)."""
    changes, times = add_up_by_country(countries, matchings[printed.becomes])
    error = np.sqrt((changes != 0).sum() * changes.var()) / times.sum()
    assert error == pytest.approx(printed.conditional, rel=1e-12, abs=0)


@BOTH_WAYS
def test_the_weights_give_their_unconditional_error(countries, matchings, printed):
    """A ratio's error, as `handle_unconditional_se` has it: the covariance stands in it once and not once a country."""
    changes, times = add_up_by_country(countries, matchings[printed.becomes])
    ratio = changes.sum() / times.sum()
    variance = len(changes) * (changes.var() + ratio**2 * times.var()) - 2 * ratio * changes.cov(times)
    assert np.sqrt(variance) / times.sum() == pytest.approx(printed.unconditional, rel=1e-12, abs=0)


# "matched.set methods work", in the same file: whom country 4 is matched with in 1992, with lag = 4 and lead = 0:3.
MATCHED_WITH_4_IN_1992 = [
    *(3, 13, 16, 19, 28, 29, 31, 35, 36, 37, 43, 45, 47, 51, 53, 57, 62, 64, 65, 67, 70, 71, 81, 84, 87, 93, 95),
    *(96, 97, 103, 104, 105, 109, 110, 112, 114, 115, 116, 118, 123, 124, 125, 128, 129, 134, 140, 142, 150, 155),
    *(156, 157, 159, 161, 163, 168, 171, 172, 173, 175, 176, 178, 179, 180, 182, 184, 186, 187, 190, 193, 196, 197),
    *(199, 200, 202),
]


def test_with_four_years_of_the_past_the_matched_set_is_theirs(countries):
    rows = match_by_year_and_past(place_beside_each_other(countries, becomes=1, past=4, ahead=3)).rows
    stratum = rows.loc[rows["person"] == "4.1992", "stratum"].item()
    beside = rows[(rows["stratum"] == stratum) & ~rows["treated"]]
    assert sorted(beside["country"]) == MATCHED_WITH_4_IN_1992
