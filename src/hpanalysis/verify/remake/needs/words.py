"""Why no half-year is told in which a target can be known to be met, in the words of the published column."""

from hpanalysis.verify.remake.figures import COUNT, RATE

BREAK = "der er databrud"
COVERAGE = "mange boligafdelinger mangler i tallet"
NO_BASELINE = "udgangspunktet ikke kendes"
PRINTED_WITHOUT_N = "udgangspunktet er trykt uden antal personer"
ONE_POINT = "der endnu kun er én opgørelse"
ALREADY_MET = "målet er opfyldt"
ALREADY_FALLEN = "ændringen allerede er sikker, og statens kriterium vurderes for sig"
NO_WANTED_COURSE = "tallet indtil nu ikke har bevæget sig den ønskede vej"
NO_LINE = "kommunens udgangspunkt ikke kan vises"
NEXT_UNKNOWN = "det ikke vides, hvornår næste opgørelse kommer"
AT_THE_END = "tallet på den lige linje først når målet, når planen slutter"
NOT_IN_PLAN = "ikke i planperioden"
SEE_POOLED = f"{NOT_IN_PLAN}; se tre år samlet"


def explain_too_few(measure: str) -> str:
    """That there are too few persons, dwellings or cases to tell anything from chance. Called where a test could never
    come out sure."""
    what = {COUNT: "sager", RATE: "boliger"}.get(measure, "personer")
    return f"antallet af {what} er for lille"
