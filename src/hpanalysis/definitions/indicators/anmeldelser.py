"""Offences reported in the year per 1,000 residents, by where they took place, as Statistics Denmark delivers it."""

from hpanalysis.definitions.model import Coverage, Direction, Given, Indicator, Measure, Sentences, Unit
from hpanalysis.definitions.sources.boligstatistiske_noegletal import SOURCE
from hpanalysis.definitions.windows import DataYear

INDICATOR = Indicator(
    label="Anmeldelser",
    title="Anmeldte lovovertrædelser pr. 1.000 beboere",
    why="Tallet viser, hvor mange lovovertrædelser der er anmeldt i området.",
    numerator=Given(SOURCE, "anmeldte lovovertrædelser", areas_add_up=True),
    denominator=Given(SOURCE, "beboere", areas_add_up=True),
    window=DataYear(),
    unit=Unit.PER_THOUSAND,
    measure=Measure.RATE,
    decimals=1,
    direction=Direction.LOWER_IS_BETTER,
    municipality=Coverage.ALL_RESIDENTS,
    sentences=Sentences(
        noun_phrase="antallet af anmeldte lovovertrædelser",
        level="{V} var antallet af anmeldte lovovertrædelser {x} {o}.",
        caveat="En anmeldelse hører til det sted, hvor lovovertrædelsen er sket, og ikke til den, der begik den.",
        per="beboere",
    ),
)
