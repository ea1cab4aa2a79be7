"""The benefits' extracts: everyone of 18-64 by month, and mothers at a status; one set of spells behind both."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.benefits import FOLDED_IN, KONTANTHJAELP_REFORM
from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.benefits_counts import adjust_status, adjust_window
from hpanalysis.demo.registers.benefits import CODES, KONT, KONT_KEY, OUT_KEY, OUTSIDE, Spells
from hpanalysis.demo.town import mothers
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import count_days

_FOLDED = np.array([CODES.index(code) for code in FOLDED_IN])


class Work:
    """The spells, lived through once; both extracts are read off them."""

    def __init__(self, life: Life) -> None:
        self.life = life
        indices = [life.timeline.indices(span) for name in ("beskaeftigelse", "moedre") for span in life.spans(name)]
        every = np.concatenate(indices)
        self.months = np.arange(every.min(), every.max() + 1)
        self.window = life.baseline(OUT_KEY) or life.baseline(KONT_KEY)
        self.status = life.baseline(mothers.KEY)
        self._live(life.draws("spells"))

    def _columns(self, span: Span) -> np.ndarray:
        return self.life.timeline.indices(span) - self.months[0]

    def _live(self, rng: np.random.Generator) -> None:
        window = self._columns(self.window) if self.window else np.array([0])
        self.spells = self._spells(window)
        stops = {int(window[-1]): self._give_window} if self.window else {}
        if self.status:
            month = int(self._columns(self.status)[-1])
            stops = dict(sorted({**stops, month: self._both if month in stops else self._give_status}.items()))
        done, last = -1, len(self.months) - 1
        for column, calibrate in [*sorted(stops.items()), (last, None)]:
            self.spells.live(done + 1, column, rng)
            done = column
            if calibrate:
                calibrate(column, rng)

    def _spells(self, window: np.ndarray) -> Spells:
        """Spells whose expected shares are those calibrated for the window, or neutral."""
        life = self.life
        middle = int(window[len(window) // 2])
        neutral = [[life.calibration.level(key, r) for r in range(life.regions)] for key in (OUT_KEY, KONT_KEY)]
        trial = Spells(life, self.months, *neutral, middle)
        sizes = life.by_region(trial.region[:, window][trial.eligible[:, window]])
        self.sizes, self.counts = sizes, {}
        shares = dict(zip((OUT_KEY, KONT_KEY), neutral, strict=True))
        for key in shares:
            if life.baseline(key):
                self.counts[key] = life.calibration.counts(key, sizes)
                shares[key] = [c / max(n, 1) for c, n in zip(self.counts[key], sizes, strict=True)]
        found = Spells(life, self.months, shares[OUT_KEY], shares[KONT_KEY], middle)
        if self.status:
            self._expect_of_mothers(found, shares[KONT_KEY])
        return found

    def _expect_of_mothers(self, spells: Spells, kont: list[float]) -> None:
        """Mothers are on kontanthjælp more or less often than others from the first month, not at the status only."""
        place, region = self._mothers(spells)
        sizes = self.life.by_region(region)
        counts = self.life.calibration.counts(mothers.KEY, sizes)
        others = np.maximum(np.array(kont), 1e-9)
        ratio = np.array(counts) / np.maximum(sizes, 1) / others
        spells.kont[place] = np.minimum(spells.kont[place] * ratio[region], 0.9)

    def _give_window(self, _: int, rng: np.random.Generator) -> None:
        """The window's months, as calibrated; mothers whose status lies in the window are left as they are."""
        columns, spells = self._columns(self.window), self.spells
        free = np.ones(len(spells.adults), bool)
        if self.status and self._columns(self.status)[-1] <= columns[-1]:
            free[self._mothers(self.spells)[0]] = False
        adjust_window(spells, columns, self.counts.get(KONT_KEY), self.counts.get(OUT_KEY), free, rng)
        window = spells.state[:, columns]
        region = np.where(spells.eligible[:, columns], spells.region[:, columns], -1)
        for key, codes in ((OUT_KEY, OUTSIDE), (KONT_KEY, KONT)):
            if key in self.counts:
                self.life.figures[key, ""] = self.life.by_region(region, np.isin(window, codes)), self.sizes

    def _mothers(self, spells: Spells) -> tuple[np.ndarray, np.ndarray]:
        """Places among the adults of the baseline's mothers, and their regions."""
        who, _ = mothers.find_mothers(self.life, self.status)
        place = np.full(len(self.life.persons.role), -1)
        place[spells.adults] = np.arange(len(spells.adults))
        return place[who], self.life.persons.region[who, self.life.timeline.index(self.status.start)]

    def _give_status(self, column: int, rng: np.random.Generator) -> None:
        """Mothers on kontanthjælp in the status month, as calibrated; months of a calibrated window stay."""
        place, region = self._mothers(self.spells)
        sizes = self.life.by_region(region)
        counts = self.life.calibration.counts(mothers.KEY, sizes)
        closed = self._columns(self.window)[-1] if self.window else column
        after = closed + 1 if closed < column else column
        for r, count in enumerate(counts):
            adjust_status(self.spells, np.arange(after, column + 1), place[region == r], count, rng)
        on = np.isin(self.spells.state[place, column], KONT)
        self.life.figures[mothers.KEY, ""] = self.life.by_region(region, on), sizes

    def _both(self, column: int, rng: np.random.Generator) -> None:
        self._give_status(column, rng)
        self._give_window(column, rng)

    def _delivered(self, adult: np.ndarray, column: np.ndarray) -> np.ndarray:
        """Codes as the employment system delivers them: from the reform on, those folded in are kontanthjælp."""
        state = self.spells.state[adult, column]
        reform = (KONTANTHJAELP_REFORM.year - self.life.timeline.start.year) * 12 + (
            KONTANTHJAELP_REFORM.month - self.life.timeline.start.month
        )
        folded = np.isin(state, _FOLDED) & (self.months[column] >= reform)
        return np.where(folded, KONT[(adult % 3 > 0).astype(int)], state)

    def beskaeftigelse(self, span: Span) -> dict:
        columns, spells = self._columns(span), self.spells
        column, adult = np.nonzero(spells.eligible[:, columns].T)
        column = columns[column]
        first = np.array([count_days(self.life.timeline.first_day(int(m))) for m in self.months])
        return {
            "person": spells.adults[adult],
            "month": self.months[column],
            "maaned": first[column],
            "alder": spells.age[adult, column].astype(np.int64),
            "ydelse": np.array(CODES)[self._delivered(adult, column)],
        }

    def moedre(self, span: Span) -> dict:
        who, children = mothers.find_mothers(self.life, span)
        place = np.full(len(self.life.persons.role), -1)
        place[self.spells.adults] = np.arange(len(self.spells.adults))
        column = int(self._columns(span)[-1])
        kept = (place[who] >= 0) & (self.spells.state[place[who], column] >= 0)
        who, children = who[kept], children[kept]
        code = self._delivered(place[who], np.full(len(who), column))
        return {
            "person": who,
            "month": np.full(len(who), self.months[column]),
            "statusmaaned": np.full(len(who), count_days(span.start)),
            "boern_under_18": children,
            "ydelse": np.array(CODES)[code],
        }
