"""How a figure was made, in Danish, printed with it: interval, comparison, change, course and development by name.

How small a p must be stands there too.
"""

from __future__ import annotations

from collections.abc import Mapping

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator, Measure, Unit
from hpanalysis.judge.families import FALSE_DISCOVERY_RATE
from hpanalysis.judge.outcomes import LEVEL
from hpanalysis.judge.target import LEVEL_FORMS
from hpanalysis.plan import Adoption
from hpanalysis.tables import CHANCE_EVER

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
_DEVELOPMENT = (
    "Mod udviklingen i resten af kommunen: forskellen på de to ændringer (MOVER); »fulgt med«: hele forskellens "
    "interval på 90 pct. ligger inden for margenen (to ensidede test)."
)
_POOLED = "Tæller og nævner er lagt sammen over årene, så den, der er med i flere af dem, tæller med i hvert."
_COURSE = {
    Measure.SHARE: "logaritmen af odds",
    Measure.CLUSTERED_SHARE: "logaritmen af odds",
    Measure.RATE: "logaritmen af raten",
    Measure.COUNT: "logaritmen af antallet",
    Measure.MEAN: "gennemsnittet selv",
}
# What a difference of two figures is counted in; a count is never held against the municipality's level.
_MARGIN_UNITS = {
    Unit.PERCENT: "procentpoint",
    Unit.PER_THOUSAND: Unit.PER_THOUSAND.text,
    Unit.MEAN: "karakterpoint",
    Unit.COUNT: "",
}
_PAIRED = " i parret form, fordi en del af personerne er de samme"
_SURE = (
    f"Sikker: p er højst {str(LEVEL).replace('.', ',')} og består Benjamini-Hochbergs kontrol af halvårets mange test "
    f"(højst {FALSE_DISCOVERY_RATE:.0%} falske)."
).replace("%", " pct.")


def _describe_levels(levels: Mapping[str, float], pooled: bool) -> str:
    """The Danish sentences on how small a p must be at this look for a change to be sure. Called for each row whose
    changes are judged. levels: question -> level (`looks.find_level`); pooled: whether the figure is of windows pooled,
    which are held against the baseline only."""
    words = {"baseline": "siden udgangspunktet"}
    if not pooled:
        words |= {"year_before": "siden året før", "course": "i forløbet"}
    limits = [f"{danish.format_number(levels[key], 4)} {where}" for key, where in words.items()]
    return (
        f"For ændringer er grænsen lavere, fordi et tal ses igen halvår efter halvår: Ved denne opgørelse er den "
        f"{danish.join_words(limits)}. Så er der højst {danish.format_number(100 * CHANCE_EVER)} pct. risiko for, at "
        f"et tal uden ændring nogensinde i planen kaldes forbedret eller forværret."
    )


def describe_method(
    indicator: Indicator,
    adoption: Adoption,
    paired: bool,
    pooled: bool = False,
    levels: Mapping[str, float] | None = None,
) -> str:
    """The Danish sentences of a row's column `method`: the interval, the tests that the indicator allows, the margin
    where the target is the municipality's level, what "sure" means, and how small a p must be at this look. Called for
    each row of the judged table, hidden ones too, because it tells of no number.

    paired: whether the change since the baseline was computed on persons followed. pooled: whether the figure is of
    windows pooled, where heads are counted once in each window. levels: question -> how small a p must be at this look;
    None for a text of the indicator in general.
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
        if not pooled:
            sentences.append(f"Forløb: vægtet ret linje gennem alle opgørelser på regneskalaen ({_COURSE[measure]}).")
    if indicator.comparable and indicator.change_judged:
        sentences.append(_DEVELOPMENT)
    # The margin is printed with the verdict it decides, because it is the plan's choice and not a statistic.
    if adoption.target in LEVEL_FORMS:
        margin = f"{danish.format_exactly(adoption.margin.normalize())} {_MARGIN_UNITS[indicator.unit]}".rstrip()
        sentences.append(f"På niveau: hele forskellens usikkerhedsinterval ligger inden for en margen på {margin}.")
    sentences.append(_SURE)
    if indicator.change_judged and levels:
        sentences.append(_describe_levels(levels, pooled))
    return " ".join(sentences)
