"""How a figure was made, in Danish, printed with it: interval, comparison and change, each by its name."""

from __future__ import annotations

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.judge.families import FALSE_DISCOVERY_RATE
from hpanalysis.judge.tested import LEVEL
from hpanalysis.plan import Adoption, Target

_INTERVAL = {
    Measure.SHARE: "Wilsons metode",
    Measure.CLUSTERED_SHARE: "Wilsons metode med personen som enhed, ikke dagen eller måneden (effektivt antal)",
    Measure.RATE: "Poissonfordelingen (eksakt under 10 hændelser, ellers Byars metode)",
    Measure.COUNT: "Poissonfordelingen (eksakt under 10 sager, ellers Byars metode)",
    Measure.MEAN: "Students t-fordeling",
}
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
_PAIRED = " i parret form, fordi en del af personerne er de samme"
_SURE = (
    f"Sikker: p er højst {str(LEVEL).replace('.', ',')} og består Benjamini-Hochbergs kontrol af halvårets mange test "
    f"(højst {FALSE_DISCOVERY_RATE:.0%} falske)."
).replace("%", " pct.")


def method(indicator: Indicator, adoption: Adoption, paired: bool) -> str:
    """Danish sentences. `paired`: whether the change since the baseline was computed on persons followed."""
    measure = indicator.measure
    said = [f"Usikkerhedsinterval (95 pct.): {_INTERVAL[measure]}."]
    if indicator.comparable:
        said.append(f"Mod resten af kommunen: {_COMPARISON[measure]}.")
    if indicator.change_judged:
        said.append(f"Ændring: {_CHANGE[measure]}{_PAIRED if paired else ''}.")
    if adoption.target in (Target.AT_MUNICIPALITY, Target.AT_OR_ABOVE_MUNICIPALITY):
        margin = f"{adoption.margin.normalize():f}".replace(".", ",")
        said.append(f"På niveau: hele forskellens usikkerhedsinterval ligger inden for en margen på {margin}.")
    return " ".join([*said, _SURE])
