"""Language assessments: every child is assessed in the year it turns three and in the year it turns five."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import draw_weighted
from hpanalysis.demo.calibration.language_counts import KEYS, calibrate_results
from hpanalysis.demo.registers.register_files import Columns
from hpanalysis.demo.town.life import Figure, Life
from hpanalysis.demo.town.quotas import spread_assessment_months

_RESULTS = ("generel", "fokuseret", "saerlig")
_KEEPS_RESULT = 0.5  # the share of those assessed before who get the same result again


class Language:
    """Makes the extracts of the years, one after the other; a child's result at three matters at five. Made by
    `demo.extracts` if the plan needs language assessments; `extract` must be called in the order of the years."""

    source = "sprogvurdering"

    def __init__(self, life: Life) -> None:
        """Begin with no language assessment of any synthetic child. Called once, before the first year's extract is
        made."""
        self.life = life
        self.children = life.persons.children
        self.result = np.full(len(self.children), -1)  # by child, its latest result; -1 where it has none yet

    def _find_assessed(self, span: Span) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The synthetic children whose language is assessed in a year (span), when they turn three or five: as indices
        of `self.children`; their month of assessment, as an index of the town's timeline; their region then. Called for
        each year's extract. Children who are not in the municipality in that month are left out."""
        persons, year = self.life.persons, span.end.year
        month = self.life.timeline.index(span.start) + spread_assessment_months(len(self.children))
        region = persons.region[self.children, month]
        due = np.isin(persons.born_year[self.children], (year - 3, year - 5)) & (region >= 0)
        return np.flatnonzero(due), month[due], region[due]

    def _calibrate(self, who: np.ndarray, region: np.ndarray, rng: np.random.Generator) -> None:
        """Give the children of the baseline year as many of each result of the language assessment as the plan's
        printed shares ask for. Called when that year's synthetic extract is made. who: those assessed, as indices of
        `self.children`. region: by child in `who`. The figures go to `life.figures`, for later years and the report."""
        sizes = self.life.count_by_region(region)
        for i, parts in enumerate(calibrate_results(self.life.calibration, sizes)):
            here = rng.permutation(who[region == i])
            self.result[here] = np.repeat(np.arange(3), parts)
        counts = [self.life.count_by_region(region, self.result[who] == i) for i in range(3)]
        for key, numerators in zip(KEYS, counts, strict=True):
            self.life.figures[key, ""] = Figure(numerators, sizes)
        both = [focused + special for focused, special in zip(counts[1], counts[2], strict=True)]
        self.life.figures["sprog_fokuseret_eller_saerlig", ""] = Figure(both, sizes)

    def _go_on(self, span: Span, who: np.ndarray, region: np.ndarray, rng: np.random.Generator) -> None:
        """Give the assessed children of another year a result: some keep theirs, the others get one drawn by the shares
        that are expected in their region. Called for each year but the baseline's. who: those assessed, as indices of
        `self.children`. region: of each."""
        focused, special = (self.life.expect_shares(key, span)[region] for key in KEYS[1:])
        draw = rng.random(len(who))
        fresh = np.where(draw < special, 2, np.where(draw < special + focused, 1, 0))
        keeps = (self.result[who] >= 0) & (rng.random(len(who)) < _KEEPS_RESULT)
        self.result[who] = np.where(keeps, self.result[who], fresh)

    def extract(self, span: Span) -> Columns:
        """The synthetic rows of a year, as columns, one for each child assessed. Called for each year delivered, in
        order of time."""
        rng, timeline = self.life.draws(f"language {span.id}"), self.life.timeline
        who, month, region = self._find_assessed(span)
        if any(self.life.baseline(key) == span for key in KEYS):
            self._calibrate(who, region, rng)
        else:
            self._go_on(span, who, region, rng)
        day = timeline.first_days(np.arange(timeline.months))[month] + draw_weighted(rng, np.ones(28), len(who))
        person = self.children[who]
        age = (day - self.life.persons.birth[person]) // 365.25
        return {
            "person": person,
            "month": month,
            "vurderingsdato": day,
            "alder": age.astype(np.int64),
            "resultat": np.array(_RESULTS)[self.result[who]],
        }
