"""Turnout at the latest general election."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.valgdata import SOURCE
from hpanalysis.definitions.windows import Election

INDICATOR = Indicator(
    label="Stemt ved folketingsvalg",
    title="Stemt ved seneste folketingsvalg",
    why="Tallet viser, hvor mange stemmeberettigede der brugte deres stemme ved folketingsvalget.",
    numerator=Given(SOURCE, "stemmeberettigede, der stemte"),
    denominator=Given(SOURCE, "stemmeberettigede"),
    window=Election(),
    unit=Unit.PERCENT,
    measure=Measure.SHARE,
    decimals=1,
    direction=Direction.HIGHER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="valgdeltagelsen ved folketingsvalget",
        level="{V} stemte {x} af de stemmeberettigede {o}.",
        caveat="Det er ikke oplyst, hvilke boligafdelinger tallet dækker.",
    ),
)
