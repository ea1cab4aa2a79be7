"""What housing organisations deliver: move-outs and empty dwellings by department, and the eviction cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.registers.register_files import Row
from hpanalysis.demo.town.dwellings import Department
from hpanalysis.demo.town.life import Figure, Life

MOVES, CASES, CARRIED_OUT, EMPTY = "fraflytning", "udsaettelser", "udsaettelser_effektive", "tomgang"
_CARRIED_OUT_AT_ONCE = 0.6  # of the evictions carried out, the share of cases begun in the same year


def count_move_outs(life: Life, span: Span) -> list[Row]:
    """The rows of a year's move-outs: a department (or block), its family dwellings, and the households that left it.
    Called when each year's synthetic extract is made. In the baseline year the figures are noted in `life.figures` too,
    for the calibration report. A department without family dwellings has no row."""
    stock, months = life.stock, life.timeline.indices(span)
    left = life.moves.left[:, months].sum(1) * stock.family
    rows = []
    for i, department in enumerate(stock.departments):
        here = stock.department == i
        if homes := int((here & stock.family).sum()):
            rows.append(
                {
                    "aar": span.end.year,
                    "organisation": department.organisation,
                    "afdeling": department.number,
                    "blok": department.block,
                    "familieboliger": homes,
                    "fraflytninger": int(left[here].sum()),
                }
            )
    if life.baseline(MOVES) == span:
        moved = np.bincount(stock.region, left * stock.counted, life.regions).astype(int).tolist()
        life.figures[MOVES, ""] = Figure(moved, life.count_by_region(stock.region, stock.counted))
    return rows


def count_empty_dwellings(life: Life, span: Span) -> list[Row]:
    """The rows of a status day's empty dwellings: a department (or block), its family dwellings, and how many of them
    stand empty. Called when each status day's synthetic extract is made. How many are empty is drawn by demo.yaml's
    level, which drifts; a department without family dwellings has no row."""
    stock, rng = life.stock, life.draws(f"empty dwellings {span.id}")
    levels = [life.calibration.level(EMPTY, region) for region in range(life.regions)]
    shares = np.array(levels) * life.trends.at(EMPTY, span.end, np.arange(life.regions), levels)
    rows = []
    for i, department in enumerate(stock.departments):
        if homes := int(((stock.department == i) & stock.family).sum()):
            rows.append(
                {
                    "statusdato": span.end,
                    "organisation": department.organisation,
                    "afdeling": department.number,
                    "blok": department.block,
                    "familieboliger": homes,
                    "tomme": int(rng.binomial(homes, min(shares[department.region], 1))),
                }
            )
    return rows


@dataclass
class Case:
    """An eviction case of a dwelling. Made by `Evictions`, which shows it in the file of each year that it touches."""

    dwelling: int
    begun: date
    carried_out: date | None = None  # None as long as it has not come to that

    def is_carried_out_in(self, span: Span) -> bool:
        """Whether the household was evicted within a window; False as long as the case has not come to that. Called for
        each synthetic eviction case when a year's extract is made."""
        return self.carried_out is not None and span.start <= self.carried_out <= span.end


class Evictions:
    """The cases of all years, each lived through once; a year's file shows them as they stood at its end. Made by
    `demo.extracts` if the plan needs the cases. `apart` is True for the organisation that delivers a file of its own
    (demo.yaml's separate_organisation), and False for all others."""

    def __init__(self, life: Life) -> None:
        """Let the eviction cases of all years begin and be carried out. Called once, before the first synthetic file is
        made. life: the town, its homes and its random draws."""
        self.life = life
        self.cases: list[Case] = []
        # By `apart`, the cases of each region in the baseline year.
        self.baseline_begun: dict[bool, list[int]] = {}
        self.baseline_carried_out: dict[bool, list[int]] = {}
        apart = np.array([d.apart for d in life.stock.departments] + [False])[life.stock.department]
        social = life.stock.department >= 0
        # By `apart`, the dwellings of each region in which a case may begin.
        self.pools = {
            flag: [np.flatnonzero(social & (apart == flag) & (life.stock.region == r)) for r in range(life.regions)]
            for flag in (False, True)
        }
        for span in life.spans("udsaettelser"):
            self._live(span, life.draws(f"evictions {span.id}"))
        self.cases.sort(key=lambda case: (case.begun, case.dwelling))

    def _live(self, span: Span, rng: np.random.Generator) -> None:
        """Draw the synthetic eviction cases that begin in a year (span), and those carried out in it. Called once for
        each year that is delivered, in order of time, when the `Evictions` object is made."""
        is_baseline = span in (self.life.baseline(CASES), self.life.baseline(CARRIED_OUT))
        for apart in (False, True):
            begun, carried_out = self._calibrate(apart) if is_baseline else self._draw_later(span, apart, rng)
            for region, pool in enumerate(self.pools[apart]):
                if len(pool):
                    self._add_cases(pool, begun[region], carried_out[region], span, rng)

    def _calibrate(self, apart: bool) -> tuple[list[int], list[int]]:
        """The numbers of synthetic eviction cases begun, and of those carried out, by region in the baseline year; both
        are kept, because later years are drawn from them. They are those of the baselines that the plan prints; where
        it prints none, demo.yaml's rate per 100 dwellings gives them.

        Called when that year's cases are drawn, once for each `apart`: True for the organisation that delivers a file
        of its own, False for the others. The plan does not count the cases that this organisation begins, so one more
        than are carried out is begun in each region; where none are printed of it, none are carried out.
        """
        source = self.life.calibration.settings.separate_organisation if apart else ""
        homes = [len(pool) for pool in self.pools[apart]]
        carried_out = self.life.calibration.cases(CARRIED_OUT, source, homes, apart=apart)
        begun = [n + 1 for n in carried_out] if apart else self.life.calibration.cases(CASES, "", homes, apart=False)
        self.baseline_begun[apart], self.baseline_carried_out[apart] = begun, carried_out
        return begun, carried_out

    def _draw_later(self, span: Span, apart: bool, rng: np.random.Generator) -> tuple[list[int], list[int]]:
        """Draw the number of synthetic eviction cases begun, and of those carried out, by region, in a year that is not
        the baseline.

        Called for each such year. apart: whether for the organisation that delivers a file of its own. The expected
        number is halfway between the region's own in the baseline year and what the areas' common number a dwelling
        gives, and drifts. Before a baseline year, or where there is none, demo.yaml's rate is used in place of the
        region's own.
        """
        homes = np.array([len(pool) for pool in self.pools[apart]])
        drawn = []
        for key, baseline in ((CASES, self.baseline_begun), (CARRIED_OUT, self.baseline_carried_out)):
            level: list[int] | list[float]
            if apart in baseline:
                level = baseline[apart]
            else:
                level = [self.life.calibration.level(key, r) * n for r, n in enumerate(homes)]
            a_home = sum(level[:-1]) / max(homes[:-1].sum(), 1)
            mean = np.append(np.full(len(homes) - 1, a_home) * homes[:-1], level[-1])
            expected = 0.5 * np.array(level) + 0.5 * mean
            factor = self.life.trends.at(key, span.end, np.arange(len(homes)), expected / np.maximum(homes, 1))
            drawn.append(rng.poisson(expected * factor).tolist())
        return drawn[0], drawn[1]

    def _list_open(self, span: Span, pool: np.ndarray) -> list[Case]:
        """The synthetic eviction cases that began the year before and are not carried out, the latest first. Called
        when a year's evictions are chosen, to carry some of them out. span: the year. pool: the dwellings of a region
        in which a case may begin."""
        dwellings, year = set(pool.tolist()), span.end.year - 1
        cases = [c for c in self.cases if c.carried_out is None and c.dwelling in dwellings and c.begun.year == year]
        return sorted(cases, key=lambda case: case.begun, reverse=True)

    def _add_cases(self, pool: np.ndarray, begun: int, carried_out: int, span: Span, rng: np.random.Generator) -> None:
        """Begin eviction cases of a year in a pool of synthetic dwellings, and carry out evictions in that year.

        Called for each region and year. pool: the region's dwellings in which a case may begin. begun, carried_out: how
        many. About 60 percent of the evictions are of cases begun in the same year; the others began the year before.
        The first year simulated has no year before it, so the older cases are invented together with it.
        """
        homes = iter(pick(rng, pool, begun + carried_out).tolist())
        first = span.start
        new = [Case(next(homes), first + timedelta(int(rng.integers(0, 365)))) for _ in range(min(begun, len(pool)))]
        late = self._list_open(span, pool)
        early = sorted((c for c in new if c.begun.month <= 8), key=lambda case: case.begun)
        at_once = round(carried_out * _CARRIED_OUT_AT_ONCE + 0.4)
        if self.life.trends.follows_line and span != self.life.spans("udsaettelser")[0]:
            # Where a course is chosen, no eviction is lost for want of a case begun the year before.
            at_once = max(at_once, carried_out - len(late))
        at_once = min(at_once, carried_out, len(early))
        for case in early[:at_once]:
            case.carried_out = case.begun + timedelta(int(rng.integers(25, 110)))
        for case in late[: carried_out - at_once]:
            case.carried_out = first + timedelta(int(rng.integers(5, 100)))
        if span == self.life.spans("udsaettelser")[0]:
            for dwelling in [d for _, d in zip(range(carried_out - at_once), homes, strict=False)]:
                begun_before = first - timedelta(int(rng.integers(20, 150)))
                new.append(Case(dwelling, begun_before, first + timedelta(int(rng.integers(5, 100)))))
        self.cases += new

    def extract(self, span: Span) -> dict[bool, list[Row]]:
        """The rows of a year: the synthetic eviction cases begun or carried out in it, those of the organisation that
        delivers a file of its own under True and all others under False. Called for each year that is delivered. The
        baseline's figures are noted in `life.figures`, for the calibration report."""
        rows: dict[bool, list[Row]] = {False: [], True: []}
        counts: dict[tuple[str, bool], list[int]] = {}
        for number, case in enumerate(self.cases, start=1):
            begun, carried_out = span.start <= case.begun <= span.end, case.is_carried_out_in(span)
            if not (begun or carried_out):
                continue
            department = self.life.stock.departments[self.life.stock.department[case.dwelling]]
            rows[department.apart].append(_make_case_row(number, case, department, span))
            region = int(self.life.stock.region[case.dwelling])
            for key, is_counted in ((CASES, begun), (CARRIED_OUT, carried_out)):
                counts.setdefault((key, department.apart), [0] * self.life.regions)[region] += int(is_counted)
        name = self.life.calibration.settings.separate_organisation
        for key in (CASES, CARRIED_OUT):
            if self.life.baseline(key) == span:
                for source, apart in (("", False), (name, True)):
                    cases = counts.get((key, apart), [0] * self.life.regions)
                    self.life.figures[key, source] = Figure(cases, None)
        return rows


def _make_case_row(number: int, case: Case, department: Department, span: Span) -> Row:
    """The row of a synthetic eviction case as it stood at a year's end: an eviction that came later is not known yet.
    Called for each case in a year's extract. number: the case's place among all cases, from 1, which makes its case
    number."""
    is_known = case.carried_out is not None and case.carried_out <= span.end
    return {
        "sagsnummer": f"U-{number:05d}",
        "organisation": department.organisation,
        "afdeling": department.number,
        "blok": department.block,
        "sagsdato": case.begun,
        "udsat": case.carried_out if is_known else None,
    }
