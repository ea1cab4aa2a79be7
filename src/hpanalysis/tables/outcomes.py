"""The tables of outcomes: what became of those who took part, before and after, and beside others like them.

No exact number of persons is told, so that nothing can be subtracted from a count of reach.
"""

from __future__ import annotations

from hpanalysis.published import names
from hpanalysis.tables.column import (
    Decimals,
    Table,
    WhenHidden,
    half_year_column,
    key_column,
    number_column,
    text_column,
    whole_column,
    word_column,
)
from hpanalysis.tables.words import Concluded, NotCompared, OutcomeStatus

_NOBODY = WhenHidden.NOBODY
_ACTIVITY = key_column("activity_id", "Aktiviteten, som i activities.csv.")
_HALF_YEAR = half_year_column("half_year", "Det halvår, hvor udfaldet kunne opgøres første gang.", required=True)

# A row is an activity and a half-year: of those who began so early that the time after could be measured by then, and
# not in the half-year before. All values are means over persons, in the outcome's unit.
OUTCOMES = Table(
    file=names.OUTCOMES_CSV,
    title="Hvordan det gik deltagerne",
    key=("activity_id", "half_year"),
    columns=(
        _ACTIVITY,
        _HALF_YEAR,
        key_column("indicator_id", "Det tal, som udfaldet er hver persons del af."),
        text_column("first_month", "Den første måned, som nogen af dem begyndte i; tom, hvor ingen er målt endnu."),
        text_column("last_month", "Den sidste måned, som nogen af dem begyndte i; tom, hvor ingen er målt endnu."),
        word_column("status", "Om udfaldet er vist, og ellers hvorfor ikke.", OutcomeStatus, required=True),
        whole_column(
            "persons_at_least",
            "Hvor mange deltagere tallene mindst er af, rundet ned til Renards talrække.",
            minimum=1,
            when_hidden=_NOBODY,
        ),
        number_column("before", "Deltagernes gennemsnit i tiden før; af måneder i hele pct.", when_hidden=_NOBODY),
        number_column("after", "Deltagernes gennemsnit i tiden efter; af måneder i hele pct.", when_hidden=_NOBODY),
        number_column("change", "Ændringen fra før til efter.", when_hidden=_NOBODY),
        number_column("change_lo", "Dens usikkerhedsinterval (95 pct.), nedre grænse.", when_hidden=_NOBODY),
        number_column("change_hi", "Dens usikkerhedsinterval (95 pct.), øvre grænse.", when_hidden=_NOBODY),
        number_column(
            "expected",
            "Den ændring, som de lignende ikke-deltagere havde; tom, hvor der ikke er sammenlignet.",
            when_hidden=_NOBODY,
        ),
        # Where the numbers are hidden it may still be told that there are too few to compare (`words.TOLD_OF_HIDDEN`).
        word_column("concluded", "Hvad der kan sluttes af en sammenligning.", Concluded, when_hidden=_NOBODY),
        word_column("reason", "Hvorfor der ikke er sammenlignet; ellers tom.", NotCompared, when_hidden=_NOBODY),
        number_column("difference", "Deltagernes ændring minus de lignendes.", when_hidden=_NOBODY),
        # At 95 % for all comparisons of the half-year together, so that the verdict is what the interval says.
        number_column("difference_lo", "Dens interval, nedre grænse; 95 pct. for alle tilsammen.", when_hidden=_NOBODY),
        number_column("difference_hi", "Dens interval, øvre grænse; 95 pct. for alle tilsammen.", when_hidden=_NOBODY),
        number_column("placebo", "Den samme forskel, opgjort før nogen begyndte.", when_hidden=_NOBODY),
        number_column("placebo_lo", "Dens usikkerhedsinterval (90 pct.), nedre grænse.", when_hidden=_NOBODY),
        number_column("placebo_hi", "Dens usikkerhedsinterval (90 pct.), øvre grænse.", when_hidden=_NOBODY),
        number_column(
            "e_value",
            "E-værdien: hvor stærkt noget ukendt skal være, som risikoforhold, for alene at give forskellen.",
            when_hidden=_NOBODY,
        ),
        number_column("e_value_of_limit", "E-værdien af intervallets grænse nærmest 0.", when_hidden=_NOBODY),
        number_column(
            "elsewhere",
            "Hvor mange pct. der nær samme tid begyndte i en anden aktivitet med samme udfald; tom, hvor det er få.",
            when_hidden=_NOBODY,
        ),
        number_column(
            "smallest", "Den mindste forskel, der ville være set med 80 pct. sandsynlighed.", when_hidden=_NOBODY
        ),
    ),
)

# A row is an activity, a half-year and something that deltagere and the others are matched on.
BALANCE = Table(
    file=names.BALANCE_CSV,
    title="Hvor ens deltagerne og de lignende var",
    key=("activity_id", "half_year", "covariate"),
    columns=(
        _ACTIVITY,
        _HALF_YEAR,
        key_column("covariate", "Det, de er sammenlignet på: koen, area_id (boligområde), age (alder) eller before."),
        # A bound of a class and no more: of a finer number and the population it would follow how many women took part.
        number_column(
            "before_matching",
            "Den største standardiserede forskel før udvælgelsen: grænsen for dens klasse; tom, hvor den er over 1.",
            Decimals.FOUR_DECIMALS,
        ),
        number_column(
            "after_matching",
            "Den største standardiserede forskel efter udvælgelsen er højst dette, rundet op til hundrededele.",
            Decimals.FOUR_DECIMALS,
        ),
    ),
)
