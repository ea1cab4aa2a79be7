"""Share of those aged 18-29 who have finished or are in a youth education, as Statistics Denmark delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligstatistiske_noegletal import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Ungdomsudd., 18-29 år",
    title="18-29-årige, der har eller er i gang med en ungdomsuddannelse",
    why="Tallet viser, hvor mange unge voksne der har eller er ved at få en ungdomsuddannelse.",
    numerator=Given(SOURCE, "18-29-årige, der har eller er i gang med en ungdomsuddannelse", areas_add_up=True),
    denominator=Given(SOURCE, "18-29-årige", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=0,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="andelen af 18-29-årige med en ungdomsuddannelse færdig eller i gang",
        level="{V} havde {x} af de 18-29-årige {o} en ungdomsuddannelse eller var i gang med en.",
        caveat="En uddannelse, der er begyndt, tæller med, også hvis den senere afbrydes.",
    ),
)
