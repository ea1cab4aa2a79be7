"""What housing organisations deliver: move-outs by department, and eviction cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.town.dwellings import Department
from hpanalysis.demo.town.life import Life

MOVES, CASES, CARRIED_OUT = "fraflytning", "udsaettelser", "udsaettelser_effektive"
_CARRIED_OUT_AT_ONCE = 0.6  # of the evictions carried out, the share of cases begun in the same year


def count_move_outs(life: Life, span: Span) -> list[dict]:
    """A row a department (or block): its family dwellings and the households that left it in the year."""
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
        life.figures[MOVES, ""] = (
            np.bincount(stock.region, left * stock.counted, life.regions).astype(int).tolist(),
            life.by_region(stock.region, stock.counted),
        )
    return rows


@dataclass
class Case:
    """An eviction case of a dwelling; carried_out: None where it has not come to that."""

    dwelling: int
    begun: date
    carried_out: date | None = None

    def done_within(self, span: Span) -> bool:
        return self.carried_out is not None and span.start <= self.carried_out <= span.end


class Evictions:
    """The cases of all years, each lived through once; a year's file shows them as they stood at its end."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.cases: list[Case] = []
        self.begun_then: dict[bool, list[int]] = {}
        self.out_then: dict[bool, list[int]] = {}
        apart = np.array([d.apart for d in life.stock.departments] + [False])[life.stock.department]
        social = life.stock.department >= 0
        self.pools = {
            flag: [np.flatnonzero(social & (apart == flag) & (life.stock.region == r)) for r in range(life.regions)]
            for flag in (False, True)
        }
        for span in life.spans("udsaettelser"):
            self._live(span, life.draws(f"evictions {span.id}"))
        self.cases.sort(key=lambda case: (case.begun, case.dwelling))

    def _live(self, span: Span, rng: np.random.Generator) -> None:
        baseline = span in (self.life.baseline(CASES), self.life.baseline(CARRIED_OUT))
        for apart in (False, True):
            begun, out = self._baseline(apart) if baseline else self._later(span, apart, rng)
            for region, pool in enumerate(self.pools[apart]):
                if len(pool):
                    self._add(pool, begun[region], out[region], span, rng)

    def _baseline(self, apart: bool) -> tuple[list[int], list[int]]:
        """Cases begun, and carried out, as printed. The plan counts no begun cases of the organisation apart."""
        source = self.life.calibration.settings.separate_organisation if apart else ""
        homes = [len(pool) for pool in self.pools[apart]]
        out = self.life.calibration.cases(CARRIED_OUT, source, homes, apart=apart)
        begun = [n + 1 for n in out] if apart else self.life.calibration.cases(CASES, "", homes, apart=False)
        self.begun_then[apart], self.out_then[apart] = begun, out
        return begun, out

    def _later(self, span: Span, apart: bool, rng: np.random.Generator) -> tuple[list[int], list[int]]:
        """As many as chance has it, at the region's level then, drawn half towards that of all areas, and drifting."""
        found = []
        known = (self.begun_then.get(apart), self.out_then.get(apart))
        for key, then in zip((CASES, CARRIED_OUT), known, strict=True):
            homes = np.array([len(pool) for pool in self.pools[apart]])
            if then is None:
                then = [self.life.calibration.level(key, r) * n for r, n in enumerate(homes)]
            mean = np.append(np.full(len(homes) - 1, sum(then[:-1]) / max(homes[:-1].sum(), 1)) * homes[:-1], then[-1])
            factor = self.life.trends.at(key, span.end, np.arange(len(homes)))
            found.append(rng.poisson((0.5 * np.array(then) + 0.5 * mean) * factor).tolist())
        return found[0], found[1]

    def _open(self, span: Span, region: int, apart: bool) -> list[Case]:
        """Cases of the year before that have not been carried out, the latest first."""
        own, year = set(self.pools[apart][region].tolist()), span.end.year - 1
        found = [c for c in self.cases if c.carried_out is None and c.dwelling in own and c.begun.year == year]
        return sorted(found, key=lambda c: c.begun, reverse=True)

    def _add(self, pool: np.ndarray, begun: int, out: int, span: Span, rng: np.random.Generator) -> None:
        """Cases begun in the year, and as many carried out in it, some of them begun the year before.

        In the first year lived through there is no year before, so its late cases are made up with it.
        """
        homes = iter(pick(rng, pool, begun + out).tolist())
        first = span.start
        now = [Case(next(homes), first + timedelta(int(rng.integers(0, 365)))) for _ in range(min(begun, len(pool)))]
        late = self._open(span, int(self.life.stock.region[pool[0]]), self._apart(pool))
        early = sorted((c for c in now if c.begun.month <= 8), key=lambda c: c.begun)
        at_once = min(round(out * _CARRIED_OUT_AT_ONCE + 0.4), out, len(early))
        for case in early[:at_once]:
            case.carried_out = case.begun + timedelta(int(rng.integers(25, 110)))
        for case in late[: out - at_once]:
            case.carried_out = first + timedelta(int(rng.integers(5, 100)))
        if span == self.life.spans("udsaettelser")[0]:
            for dwelling in [d for _, d in zip(range(out - at_once), homes, strict=False)]:
                begun_before = first - timedelta(int(rng.integers(20, 150)))
                now.append(Case(dwelling, begun_before, first + timedelta(int(rng.integers(5, 100)))))
        self.cases += now

    def _apart(self, pool: np.ndarray) -> bool:
        return self.life.stock.departments[self.life.stock.department[pool[0]]].apart

    def extract(self, span: Span) -> dict[bool, list[dict]]:
        """Rows of the others and of the organisation apart: cases begun or carried out in the year."""
        found: dict[bool, list[dict]] = {False: [], True: []}
        regions: dict[tuple[str, bool], list[int]] = {}
        for number, case in enumerate(self.cases, start=1):
            begun_now, done_now = span.start <= case.begun <= span.end, case.done_within(span)
            if not (begun_now or done_now):
                continue
            department = self.life.stock.departments[self.life.stock.department[case.dwelling]]
            found[department.apart].append(_make_case_row(number, case, department, span))
            region = int(self.life.stock.region[case.dwelling])
            for key, counts in ((CASES, begun_now), (CARRIED_OUT, done_now)):
                regions.setdefault((key, department.apart), [0] * self.life.regions)[region] += int(counts)
        self._count(span, regions)
        return found

    def _count(self, span: Span, regions: dict[tuple[str, bool], list[int]]) -> None:
        name = self.life.calibration.settings.separate_organisation
        none = [0] * self.life.regions
        for key in (CASES, CARRIED_OUT):
            if self.life.baseline(key) == span:
                self.life.figures[key, ""] = regions.get((key, False), none), None
                self.life.figures[key, name] = regions.get((key, True), none), None


def _make_case_row(number: int, case: Case, department: Department, span: Span) -> dict:
    """A case as it stood at the end of the year: an eviction that came later is not known yet."""
    known = case.carried_out is not None and case.carried_out <= span.end
    return {
        "sagsnummer": f"U-{number:05d}",
        "organisation": department.organisation,
        "afdeling": department.number,
        "blok": department.block,
        "sagsdato": case.begun,
        "udsat": case.carried_out if known else None,
    }
