"""The dwellings of the municipality: where they lie, to which department they belong, who can live in one.

A dwelling has room for a household of one composition; a household that leaves is followed by one like it, so the
areas keep the sizes that areas.csv gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from hpanalysis.demo.calibration.arithmetic import split, split_within
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.town import addresses
from hpanalysis.plan import Area, Plan

# Blocks of a department of which the plan names some: the others lie elsewhere.
_BLOCKS = range(1, 5)
_FIRST_INVENTED = 201
_INVENTED_PER_ORGANISATION = 6


@dataclass(frozen=True)
class Department:
    """A department, or one block of it; `apart`: of the organisation that delivers for itself."""

    organisation: str
    number: str
    block: str
    region: int
    apart: bool


@dataclass(frozen=True)
class RegionSize:
    """An area's residents, dwellings and children under 18, and how many adults are of working age."""

    residents: int
    dwellings: int
    children: int
    workers: int

    @property
    def seniors(self) -> int:
        return self.residents - self.children - self.workers


@dataclass
class Dwellings:
    """Arrays by dwelling. department: index or -1. family: a family dwelling of an organisation.

    children, workers, seniors: the household that the dwelling has room for; mother: whether one is a mother.
    """

    region: np.ndarray
    department: np.ndarray
    family: np.ndarray
    children: np.ndarray
    workers: np.ndarray
    seniors: np.ndarray
    mother: np.ndarray
    addresses: list[str]
    postcode: np.ndarray
    departments: list[Department]

    @property
    def counted(self) -> np.ndarray:
        """Whether a move from here counts in the move-out percentage: a family dwelling not apart."""
        apart = np.array([d.apart for d in self.departments] + [True])
        return self.family & ~apart[self.department]

    @property
    def composition(self) -> np.ndarray:
        """A key of the household that fits."""
        return ((self.children * 20 + self.workers) * 20 + self.seniors) * 2 + self.mother


def _read_fact(area: Area, name: str) -> int | None:
    found = next((v for k, v in sorted(area.facts.items()) if k.startswith(name) and v.isdigit()), None)
    return None if found is None else int(found)


def _read_area_size(area: Area, settings: Settings) -> RegionSize:
    """As areas.csv says; where it says nothing, a twelfth part of the municipality."""
    town = settings.municipality
    residents = _read_fact(area, "residents_") or town.residents // 12
    homes = _read_fact(area, "dwellings_") or residents // 2
    children = _read_fact(area, "children_under_18_")
    children = residents // 5 if children is None else children
    workers = round((residents - children) * (1 - settings.areas_share_65_plus))
    return RegionSize(residents, homes, children, workers)


def list_region_sizes(plan: Plan, settings: Settings) -> list[RegionSize]:
    """The size of each region; elsewhere is what the municipality's numbers leave."""
    town = settings.municipality
    inside = [_read_area_size(area, settings) for area in plan.areas]
    # Six birth years of 13-18-year-olds, twelve of the size that two make the assessed of a year.
    children = town.young_13_18 + 6 * town.assessed_a_year

    def rest(whole: int, parts: list[int]) -> int:
        return max(whole - sum(parts), 1)

    return [
        *inside,
        RegionSize(
            rest(town.residents, [s.residents for s in inside]),
            rest(town.dwellings, [s.dwellings for s in inside]),
            rest(children, [s.children for s in inside]),
            rest(town.residents_18_64, [s.workers for s in inside]),
        ),
    ]


def _list_departments(plan: Plan, settings: Settings) -> list[Department]:
    apart = settings.separate_organisation
    regions = {area.id: i for i, area in enumerate(plan.areas)}
    found = []
    for row in plan.departments:
        named = [int(b) for b in re.findall(r"\d+", row["part"])]
        for block in _BLOCKS if named else [""]:
            region = regions[row["area_id"]] if not named or block in named else len(regions)
            found.append(
                Department(row["organisation"], row["department"], str(block), region, row["organisation"] == apart)
            )
    return found + _invent_departments(plan, apart)


def _invent_departments(plan: Plan, apart: str) -> list[Department]:
    """Departments outside the areas, of the organisations that the plan names."""
    organisations = sorted({row["organisation"] for row in plan.departments})
    numbers = [str(_FIRST_INVENTED + i) for i in range(_INVENTED_PER_ORGANISATION)]
    return [
        Department(name, number, "", len(plan.areas), name == apart)
        for name in organisations
        for number in (numbers[:1] if name == apart else numbers)
    ]


def _assign_departments(departments: list[Department], region: int, dwellings: int) -> np.ndarray:
    """The department of each of a region's dwellings, in equal parts; -1 where the region has none."""
    own = [i for i, d in enumerate(departments) if d.region == region]
    if not own:
        return np.full(dwellings, -1)
    return np.repeat(own, split(dwellings, [1] * len(own)))


def _draw_households(size: RegionSize, mothers: int, families: int, rng: np.random.Generator) -> np.ndarray:
    """Children, workers, seniors and mother (0 or 1) of each dwelling's household, one row each, in random order."""
    homes = np.zeros((size.dwellings, 4), dtype=np.int64)
    families = min(families, size.dwellings, size.children, size.workers)
    homes[:families, 0] = 1 + np.array(
        split_within(size.children - families, rng.random(families) + 0.2, [5] * families), dtype=np.int64
    )
    homes[:families, 1] = 1
    homes[: min(mothers, families), 3] = 1
    _settle_adults(homes, families, size, rng)
    return homes[rng.permutation(size.dwellings)]


def _settle_adults(homes: np.ndarray, families: int, size: RegionSize, rng: np.random.Generator) -> None:
    """Seniors two to a home as far as homes last, then one worker to each empty home, the rest as second adults."""
    pairs = min(size.seniors * 2 // 3, size.dwellings - families)
    homes[families : families + pairs, 2] = 1
    left = size.seniors - pairs
    rows = np.arange(families, families + pairs) if pairs else np.arange(size.dwellings)
    np.add.at(homes[:, 2], rng.choice(rows, left), 1)
    empty = np.flatnonzero(homes[:, 1:3].sum(1) == 0)[: size.workers - families]
    homes[empty, 1] = 1
    others = np.flatnonzero(homes[:, 1] > 0)
    more = size.workers - int(homes[:, 1].sum())
    if len(others):
        homes[:, 1] += np.bincount(rng.permutation(np.resize(others, max(more, 0))), minlength=size.dwellings)


def build_dwellings(plan: Plan, calibration: Calibration, draws: Draws) -> Dwellings:
    """All dwellings, the areas' first. The mothers are somewhat fewer than calibrated: births make up the rest."""
    settings = calibration.settings
    every = list_region_sizes(plan, settings)
    mothers = calibrate_mothers(calibration, every)
    departments = _list_departments(plan, settings)
    rng = draws("dwellings")
    homes, places = [], []
    for region, size in enumerate(every):
        start = round(mothers[region] * 0.95)
        homes.append(_draw_households(size, start, round(start * 1.04), rng))
        inside = region < calibration.elsewhere
        social = size.dwellings if inside else min(settings.social_dwellings_elsewhere, size.dwellings)
        own = _assign_departments(departments, region, social)
        places.append(np.concatenate([own, np.full(size.dwellings - social, -1)]))
    stock = np.concatenate(homes)
    lying = [addresses.make_area_addresses(plan, area.id, every[i].dwellings, rng) for i, area in enumerate(plan.areas)]
    lying.append(addresses.make_outside_addresses(plan, every[-1].dwellings, rng))
    flat = [address for part in lying for address in part]
    region = np.repeat(np.arange(len(every)), [s.dwellings for s in every])
    found = Dwellings(
        region,
        np.concatenate(places),
        np.zeros(len(flat), bool),
        *stock.T,
        flat,
        addresses.assign_postcodes(flat, settings.postcodes),
        departments,
    )
    _mark_family_dwellings(found, calibration, rng)
    return found


def calibrate_mothers(calibration: Calibration, every: list[RegionSize]) -> list[int]:
    """Mothers of children under 18 in each region: as printed, spread over the areas by their children."""
    town, children = calibration.settings.municipality, [s.children for s in every]
    limits = [min(s.children, s.workers, s.dwellings) for s in every]
    return calibration.sizes("moedre_kontanthjaelp", split_within(town.mothers, children, limits), limits)


def _mark_family_dwellings(stock: Dwellings, calibration: Calibration, rng: np.random.Generator) -> None:
    """In each region as many family dwellings, of the organisations not apart, as the printed percentages need."""
    apart = np.array([d.apart for d in stock.departments] + [True])[stock.department]
    pools = [np.flatnonzero((stock.region == r) & ~apart) for r in range(calibration.elsewhere + 1)]
    wanted = [round(len(pool) * 0.97) for pool in pools]
    sizes = calibration.sizes("fraflytning", wanted, [len(pool) for pool in pools])
    for pool, n in zip(pools, sizes, strict=True):
        stock.family[rng.permutation(pool)[:n]] = True
    stock.family |= apart & (stock.department >= 0)
