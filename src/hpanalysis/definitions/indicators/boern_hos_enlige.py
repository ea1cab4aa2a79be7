"""Share of children under 18 who live with a single parent, as Statistics Denmark delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligstatistiske_noegletal import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Børn hos enlige",
    title="Børn under 18 år, der bor hos en enlig forsørger",
    why="Tallet viser, hvor mange børn der bor i en husstand med én voksen.",
    numerator=Given(SOURCE, "børn under 18 år, der bor hos en enlig forsørger", areas_add_up=True),
    denominator=Given(SOURCE, "børn under 18 år", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=0,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af børn hos enlige forsørgere",
        level="{V} boede {x} af børnene under 18 år {o} hos en enlig forsørger.",
        caveat="Et barn, der bor lige meget hos begge forældre, tæller med på den adresse, hvor det er tilmeldt.",
    ),
    # How a family lives is neither better nor worse, so the figure is told and not judged.
    comparable=False,
    change_judged=False,
    told_only=True,
)
