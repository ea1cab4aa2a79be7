"""How a figure was made, in Danish, printed with it: interval, comparison and change, each by its name."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.judge.families import FALSE_DISCOVERY_RATE
from hpanalysis.judge.outcomes import LEVEL
from hpanalysis.judge.targets import LEVEL_FORMS
from hpanalysis.plan import Adoption

# The names must be those of the functions that are called (`counts`, `comparison`, `change`): a reader who computes a
# figure again goes by them.
_INTERVAL = {
    Measure.SHARE: "Wilsons metode",
    Measure.CLUSTERED_SHARE: "Wilsons metode med personen som enhed, ikke dagen eller måneden (effektivt antal)",
    Measure.RATE: "Poissonfordelingen (eksakt under 10 hændelser, ellers Byars metode)",
    Measure.COUNT: "Poissonfordelingen (eksakt under 10 sager, ellers Byars metode)",
    Measure.MEAN: "Students t-fordeling",
}
_INTERVAL_OF_POOLED_SHARE = "Wilsons metode med personen som enhed, ikke året (effektivt antal)"
_COMPARISON = {
    Measure.SHARE: "Fishers eksakte test",
    Measure.CLUSTERED_SHARE: "forskellens usikkerhedsinterval (MOVER)",
    Measure.RATE: "eksakt test af to Poissonrater",
    Measure.MEAN: "Welchs t-test",
}
_CHANGE = {
    Measure.SHARE: "Newcombes metode 10",
    Measure.CLUSTERED_SHARE: "forskellens usikkerhedsinterval (MOVER)",
    Measure.RATE: "eksakt test af to Poissonrater",
    Measure.COUNT: "eksakt test af to Poissonantal",
    Measure.MEAN: "Welchs t-test",
}
_POOLED = "Tæller og nævner er lagt sammen over årene, så den, der er med i flere af dem, tæller med i hvert."
_PAIRED = " i parret form, fordi en del af personerne er de samme"
_SURE = (
    f"Sikker: p er højst {str(LEVEL).replace('.', ',')} og består Benjamini-Hochbergs kontrol af halvårets mange test "
    f"(højst {FALSE_DISCOVERY_RATE:.0%} falske)."
).replace("%", " pct.")


def describe_method(indicator: Indicator, adoption: Adoption, paired: bool, pooled: bool = False) -> str:
    """The Danish sentences of a row's column `method`: the interval, the tests that the indicator allows, the margin
    where the target is the municipality's level, and what "sure" means. Called for each row of the judged table.

    paired: whether the change since the baseline was computed on persons followed. pooled: whether the figure is of
    windows pooled, where heads are counted once in each window.
    """
    measure, interval = indicator.measure, _INTERVAL[indicator.measure]
    # Pooled shares of heads are computed as persons' time is (`counts.make_estimate`), so the method says so.
    if pooled and measure is Measure.SHARE:
        measure, interval = Measure.CLUSTERED_SHARE, _INTERVAL_OF_POOLED_SHARE
    sentences = [_POOLED] if pooled else []
    sentences.append(f"Usikkerhedsinterval (95 pct.): {interval}.")
    # A test that is never made of the indicator is not named, lest a reader look for its verdict.
    if indicator.comparable:
        sentences.append(f"Mod resten af kommunen: {_COMPARISON[measure]}.")
    if indicator.change_judged:
        sentences.append(f"Ændring: {_CHANGE[measure]}{_PAIRED if paired else ''}.")
    # The margin is printed with the verdict it decides, because it is the plan's choice and not a statistic.
    if adoption.target in LEVEL_FORMS:
        margin = danish.format_exactly(adoption.margin.normalize())
        sentences.append(f"På niveau: hele forskellens usikkerhedsinterval ligger inden for en margen på {margin}.")
    return " ".join([*sentences, _SURE])
