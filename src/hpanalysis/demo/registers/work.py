"""The extracts of work and benefits: everyone of 18-64 by month, and the mothers at a status; from the same spells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np

from hpanalysis.definitions.benefits import FOLDED_IN, KONTANTHJAELP_REFORM
from hpanalysis.definitions.windows import Span
from hpanalysis.demo.registers.benefits import ABSENT, CODES, KONT, KONT_KEY, OUT_KEY, OUTSIDE, Spells
from hpanalysis.demo.registers.benefits_counts import adjust_status, adjust_window
from hpanalysis.demo.registers.benefits_line import hold_to_line
from hpanalysis.demo.registers.register_files import Columns
from hpanalysis.demo.town import mothers
from hpanalysis.demo.town.life import Figure, Life
from hpanalysis.demo.town.persons import count_days

_FOLDED = np.array([CODES.index(code) for code in FOLDED_IN])

Adjustment = Callable[[np.random.Generator], None]


class Work:
    """Lives through the spells once, such that the printed baselines come out; both extracts are read from them. Made
    by `demo.extracts` if the plan needs the register of work and benefits or that of mothers."""

    def __init__(self, life: Life) -> None:
        """Simulate all months of two registers at once: of work and benefits, and of mothers. Called once, before the
        first synthetic file is made. life: the town; its plan must need one of the two registers."""
        self.life = life
        indices = [life.timeline.indices(span) for name in ("beskaeftigelse", "moedre") for span in life.spans(name)]
        all_months = np.concatenate(indices)
        self.months = np.arange(all_months.min(), all_months.max() + 1)
        # The baseline windows: the twelve months of the two shares, and the month of the mothers' status.
        self.window = life.baseline(OUT_KEY) or life.baseline(KONT_KEY)
        self.status = life.baseline(mothers.KEY)
        self.sizes: list[int] = []  # by region, the person-months of the window
        self.counts: dict[str, list[int]] = {}  # by indicator and region, the calibrated person-months of the window
        self.spells = self._make_spells()
        self._live(life.draws("spells"))

    def _columns(self, span: Span) -> np.ndarray:
        """The columns (months) of the synthetic spells on benefits that a window (`span`) covers. Called wherever a
        window is looked up in the spells. Column 0 is the first month that the register of employment or that of
        mothers delivers."""
        return self.life.timeline.indices(span) - self.months[0]

    def _live(self, rng: np.random.Generator) -> None:
        """Simulate the work and benefits of all synthetic adults through all months, in `self.spells`. Called once,
        when the object is made. Each baseline window is adjusted to the plan's printed figures when its last month is
        simulated, before later months go on from there."""
        adjustments: dict[int, list[Adjustment]] = defaultdict(list)
        if self.status:
            status = self.status
            adjustments[int(self._columns(status)[-1])].append(lambda rng: self._adjust_status(status, rng))
        if self.window:
            columns = self._columns(self.window)
            adjustments[int(columns[-1])].append(lambda rng: self._adjust_window(columns, rng))
        hold = hold_to_line if self.life.trends.follows_line else None
        done = -1
        for column in sorted(adjustments):
            self.spells.live(done + 1, column, rng, hold)
            done = column
            for adjust in adjustments[column]:
                adjust(rng)
        self.spells.live(done + 1, len(self.months) - 1, rng, hold)

    def _make_spells(self) -> Spells:
        """Synthetic spells on benefits with no code in any month yet, whose expected shares are those printed for the
        baseline window, or demo.yaml's. Called once, before the months are filled in (`_live`). It also sets `sizes`
        (person-months by region in that window, or in the first month if there is none) and `counts` (indicator -> how
        many of them give the printed share)."""
        life = self.life
        window = self._columns(self.window) if self.window else np.array([0])
        middle = int(window[len(window) // 2])
        shares = {key: [life.calibration.level(key, r) for r in range(life.regions)] for key in (OUT_KEY, KONT_KEY)}
        # The person-months do not depend on the shares, and the calibrated shares depend on the person-months.
        trial = Spells(life, self.months, outside=shares[OUT_KEY], kont=shares[KONT_KEY], weight_month=middle)
        self.sizes = life.count_by_region(trial.region[:, window][trial.eligible[:, window]])
        for key in shares:
            if life.baseline(key):
                self.counts[key] = life.calibration.counts(key, self.sizes)
                shares[key] = [c / max(n, 1) for c, n in zip(self.counts[key], self.sizes, strict=True)]
        spells = Spells(life, self.months, outside=shares[OUT_KEY], kont=shares[KONT_KEY], weight_month=middle)
        if self.status:
            self._expect_of_mothers(spells, self.status, shares[KONT_KEY])
        return spells

    def _expect_of_mothers(self, spells: Spells, status: Span, kont: list[float]) -> None:
        """Make the baseline's synthetic mothers of children under 18 more or less prone to kontanthjælp (a cash
        benefit) than others, from the first month on.

        Called when the spells on benefits are made, if the mothers' share has a delivered baseline. Otherwise they
        would have to be moved to or from kontanthjælp in the baseline's month, all at once. status: that month. kont:
        the share of everyone on kontanthjælp, by region.
        """
        place, region = self._find_mothers(spells, status)
        sizes = self.life.count_by_region(region)
        counts = self.life.calibration.counts(mothers.KEY, sizes)
        everyone = np.maximum(np.array(kont), 1e-9)
        ratio = np.array(counts) / np.maximum(sizes, 1) / everyone
        spells.kont[place] = np.minimum(spells.kont[place] * ratio[region], 0.9)

    def _adjust_window(self, columns: np.ndarray, rng: np.random.Generator) -> None:
        """Give each region the synthetic person-months on benefits that the printed baselines ask for, and note the
        figures in `life.figures`, for the calibration report.

        Called once, when the last month of the baseline window has been simulated. columns: the window's months.
        Mothers whose benefits have been adjusted by then stay as they are, because their number on kontanthjælp is as
        printed already.
        """
        spells = self.spells
        free = np.ones(len(spells.adults), bool)
        if self.status and self._columns(self.status)[-1] <= columns[-1]:
            free[self._find_mothers(spells, self.status)[0]] = False
        kont, outside = self.counts.get(KONT_KEY), self.counts.get(OUT_KEY)
        adjust_window(spells, columns, kont=kont, outside=outside, free=free, rng=rng)
        window = spells.state[:, columns]
        region = np.where(spells.eligible[:, columns], spells.region[:, columns], -1)
        for key, codes in ((OUT_KEY, OUTSIDE), (KONT_KEY, KONT)):
            if key in self.counts:
                counts = self.life.count_by_region(region, np.isin(window, codes))
                self.life.figures[key, ""] = Figure(counts, self.sizes)

    def _find_mothers(self, spells: Spells, status: Span) -> tuple[np.ndarray, np.ndarray]:
        """The synthetic mothers counted in the month `status`: each one's index among the adults of `spells` (-1 for
        one who is not among them), and her region.

        Called before the months are simulated, to make mothers as prone to kontanthjælp (a cash benefit) as is printed;
        in the baseline's month, to have as many on it as printed; and when other adults are moved to or from benefits,
        to leave the mothers alone. spells: what each adult lives on, month by month.
        """
        who, _ = mothers.find_mothers(self.life, status)
        place = self._place_adults(spells)[who]
        return place, self.life.persons.region[who, self.life.timeline.index(status.start)]

    def _place_adults(self, spells: Spells) -> np.ndarray:
        """By synthetic person, its index among the adults of `spells`, which has what each adult lives on month by
        month; -1 for a person who is none of them. Called to look up what the mothers live on."""
        place = np.full(len(self.life.persons.role), -1)
        place[spells.adults] = np.arange(len(spells.adults))
        return place

    def _adjust_status(self, status: Span, rng: np.random.Generator) -> None:
        """Have as many synthetic mothers on kontanthjælp (a cash benefit) in the month `status` as the plan prints, and
        note the figures in `life.figures`. Called when that month, the baseline's, has been simulated. The months of
        the baseline window of work, where they were adjusted before, are not changed again."""
        column = int(self._columns(status)[-1])
        place, region = self._find_mothers(self.spells, status)
        sizes = self.life.count_by_region(region)
        counts = self.life.calibration.counts(mothers.KEY, sizes)
        closed = self._columns(self.window)[-1] if self.window else column
        first = closed + 1 if closed < column else column
        for r, count in enumerate(counts):
            adjust_status(self.spells, np.arange(first, column + 1), place[region == r], count, rng)
        on = np.isin(self.spells.state[place, column], KONT)
        self.life.figures[mothers.KEY, ""] = Figure(self.life.count_by_region(region, on), sizes)

    def _deliver_codes(self, adult: np.ndarray, column: np.ndarray) -> np.ndarray:
        """Synthetic adults' benefit codes as the employment system delivers them, as indices of `CODES`. Called for
        both extracts (work and benefits, mothers). adult, column: by row, among the spells' adults and months. From the
        reform on, the benefits merged into kontanthjælp are delivered as such, one adult in three as jobparat."""
        state = self.spells.state[adult, column]
        reform = self.life.timeline.index(KONTANTHJAELP_REFORM)
        is_folded = np.isin(state, _FOLDED) & (self.months[column] >= reform)
        return np.where(is_folded, KONT[(adult % 3 > 0).astype(int)], state)

    def has_month(self, month: int) -> bool:
        """Whether the spells reach to a month, an index of the town's timeline. Called for the months after a course
        begins, of which the last ones are not lived through."""
        return bool(self.months[0] <= month <= self.months[-1])

    def find_codes(self, month: int) -> np.ndarray:
        """By synthetic person, the benefit or work code that the register delivers for a month, as an index of `CODES`;
        `ABSENT` for whoever it has not then. Called when participants are chosen. month: an index of the town's
        timeline; the nearest one lived through where it has none."""
        column = int(np.clip(month, self.months[0], self.months[-1]) - self.months[0])
        adults = np.flatnonzero(self.spells.state[:, column] != ABSENT)
        codes = np.full(len(self.life.persons.role), ABSENT, dtype=np.int8)
        codes[self.spells.adults[adults]] = self._deliver_codes(adults, np.full(len(adults), column))
        return codes

    def extract_beskaeftigelse(self, span: Span) -> Columns:
        """The rows of a window's synthetic extract, by column: a row for each person of 18-64 in the municipality and
        each month. Called for each window that the register of work and benefits delivers."""
        columns, spells = self._columns(span), self.spells
        column, adult = np.nonzero(spells.eligible[:, columns].T)
        column = columns[column]
        return {
            "person": spells.adults[adult],
            "month": self.months[column],
            "maaned": self.life.timeline.first_days(self.months)[column],
            "alder": spells.age[adult, column].astype(np.int64),
            "ydelse": np.array(CODES)[self._deliver_codes(adult, column)],
        }

    def extract_moedre(self, span: Span) -> Columns:
        """The synthetic rows of a month in which mothers are counted, as columns: one for each mother of 18-64 with
        children under 18. Called for each month that the register of mothers delivers."""
        who, children = mothers.find_mothers(self.life, span)
        place = self._place_adults(self.spells)[who]
        column = int(self._columns(span)[-1])
        has_code = (place >= 0) & (self.spells.state[place, column] >= 0)
        who, children, place = who[has_code], children[has_code], place[has_code]
        return {
            "person": who,
            "month": np.full(len(who), self.months[column]),
            "statusmaaned": np.full(len(who), count_days(span.start)),
            "boern_under_18": children,
            "ydelse": np.array(CODES)[self._deliver_codes(place, np.full(len(who), column))],
        }
