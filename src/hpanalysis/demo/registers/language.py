"""Language assessments: every child in the year it turns three and five."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import draw_weighted
from hpanalysis.demo.calibration.language_counts import KEYS, calibrate_results
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import count_days
from hpanalysis.demo.town.quotas import spread_assessment_months

_RESULTS = ("generel", "fokuseret", "saerlig")
_KEEPS_RESULT = 0.5  # of those assessed before, as long as nothing else is drawn


class Language:
    """result: by child, its latest result; -1 where it has none yet."""

    source = "sprogvurdering"

    def __init__(self, life: Life) -> None:
        self.life = life
        self.children = life.persons.children
        self.result = np.full(len(self.children), -1)

    def _assessed(self, span: Span) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Places among the children, their month of assessment and region."""
        persons, year = self.life.persons, span.end.year
        month = self.life.timeline.index(span.start) + spread_assessment_months(len(self.children))
        region = persons.region[self.children, month]
        due = np.isin(persons.born_year[self.children], (year - 3, year - 5)) & (region >= 0)
        return np.flatnonzero(due), month[due], region[due]

    def _calibrate(self, who: np.ndarray, region: np.ndarray, rng: np.random.Generator) -> None:
        counts = calibrate_results(self.life.calibration, self.life.by_region(region))
        for i, parts in enumerate(counts):
            here = rng.permutation(who[region == i])
            self.result[here] = np.repeat(np.arange(3), parts)

    def _go_on(self, span: Span, who: np.ndarray, region: np.ndarray, rng: np.random.Generator) -> None:
        """Children keep their result or get one drawn by the region's level."""
        focused, special = (self.life.target(key, self.life.shares(key), span)[region] for key in KEYS[1:])
        draw = rng.random(len(who))
        fresh = np.where(draw < special, 2, np.where(draw < special + focused, 1, 0))
        keeps = (self.result[who] >= 0) & (rng.random(len(who)) < _KEEPS_RESULT)
        self.result[who] = np.where(keeps, self.result[who], fresh)

    def extract(self, span: Span) -> dict:
        rng = self.life.draws(f"language {span.id}")
        who, month, region = self._assessed(span)
        baseline = any(self.life.baseline(key) == span for key in KEYS)
        if baseline:
            self._calibrate(who, region, rng)
        else:
            self._go_on(span, who, region, rng)
        if baseline:
            self._count(who, region)
        first = np.array([count_days(self.life.timeline.first_day(m)) for m in range(self.life.timeline.months)])
        day = first[month] + draw_weighted(rng, np.ones(28), len(who))
        person = self.children[who]
        age = (day - self.life.persons.birth[person]) // 365.25
        return {
            "person": person,
            "month": month,
            "vurderingsdato": day,
            "alder": age.astype(np.int64),
            "resultat": np.array(_RESULTS)[self.result[who]],
        }

    def _count(self, who: np.ndarray, region: np.ndarray) -> None:
        sizes = self.life.by_region(region)
        parts = [self.life.by_region(region, self.result[who] == i) for i in range(3)]
        for key, counts in zip(KEYS, parts, strict=True):
            self.life.figures[key, ""] = counts, sizes
        both = [f + s for f, s in zip(parts[1], parts[2], strict=True)]
        self.life.figures["sprog_fokuseret_eller_saerlig", ""] = both, sizes
