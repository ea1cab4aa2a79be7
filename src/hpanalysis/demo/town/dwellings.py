"""The dwellings of the municipality: where they lie, to which department they belong, and who can live in one.

A dwelling has room for a household of one composition. A household that leaves is followed by one like it, so the
areas keep the sizes that areas.csv gives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hpanalysis.demo.calibration.arithmetic import split, split_within
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.settings import Settings
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.town import addresses
from hpanalysis.plan import Area, Plan, list_blocks


@dataclass(frozen=True)
class Department:
    """A department of a housing organisation, or one block of it. Made by `_list_departments`; the dwellings point to
    it, and the extracts of moves and evictions show it."""

    organisation: str
    number: str
    block: str  # "" for the whole department
    region: int
    apart: bool  # whether it is of the organisation that delivers for itself


@dataclass(frozen=True)
class RegionSize:
    """How many persons live in a region, and in how many dwellings. Made by `list_region_sizes`; read when dwellings
    are built and the number of mothers is settled."""

    residents: int
    dwellings: int
    children: int  # under 18
    workers: int  # 18 to 64

    @property
    def seniors(self) -> int:
        """Residents of 65 or older. Read when the homes of a region of the synthetic town are filled with adults."""
        return self.residents - self.children - self.workers


@dataclass(kw_only=True)
class Dwellings:
    """All dwellings of the synthetic municipality; the arrays have one place a dwelling. Made once by
    `build_dwellings`; the moves, the persons and the registers read it."""

    region: np.ndarray
    department: np.ndarray  # a place in `departments`; -1 for a private dwelling
    family: np.ndarray  # whether it is a family dwelling of an organisation
    # The household that it has room for:
    children: np.ndarray
    workers: np.ndarray
    seniors: np.ndarray
    mother: np.ndarray  # 1 where one of the workers is a mother, else 0
    addresses: list[str]
    postcode: np.ndarray  # a place among demo.yaml's postcodes
    departments: list[Department]

    @property
    def apart(self) -> np.ndarray:
        """By dwelling, whether the printed move-out percentage leaves it out, as it is private or belongs to the
        organisation that delivers a file of its own (demo.yaml's separate_organisation). Read when the family dwellings
        that count are chosen."""
        return np.array([d.apart for d in self.departments] + [True])[self.department]

    @property
    def counted(self) -> np.ndarray:
        """By dwelling, whether a move from it counts in the printed move-out percentage: a family dwelling of an
        organisation that the percentage covers (not `apart`). Read when the synthetic moves are drawn and when the
        baseline's figures are counted."""
        return self.family & ~self.apart

    @property
    def composition(self) -> np.ndarray:
        """By dwelling, a number for the household that fits; households of two dwellings with the same number can swap.
        Read in every month that is simulated, to let households take over each other's dwellings."""
        return ((self.children * 20 + self.workers) * 20 + self.seniors) * 2 + self.mother


def _read_fact(area: Area, name: str) -> int | None:
    """The number in the first of the columns of areas.csv, in alphabetical order, that begin with `name`, such as
    `residents_`, and have a whole number for the area; None if none has. Called for the residents, dwellings and
    children of each area."""
    number = next((v for k, v in sorted(area.facts.items()) if k.startswith(name) and v.isdigit()), None)
    return None if number is None else int(number)


def _read_area_size(area: Area, settings: Settings) -> RegionSize:
    """How many residents, dwellings and children an area has, by areas.csv, and how many 18-64-year-olds, by the share
    of older persons in demo.yaml. Where areas.csv lacks a number, it is a twelfth of the municipality's residents, a
    dwelling for two residents, or a child for five.

    Called for each area when the synthetic town is made. settings: demo.yaml.
    """
    residents = _read_fact(area, "residents_") or settings.municipality.residents // 12
    homes = _read_fact(area, "dwellings_") or residents // 2
    children = _read_fact(area, "children_under_18_")
    children = residents // 5 if children is None else children
    workers = round((residents - children) * (1 - settings.areas_share_65_plus))
    return RegionSize(residents, homes, children, workers)


def list_region_sizes(plan: Plan, settings: Settings) -> list[RegionSize]:
    """The size of each region: the areas in the plan's order, and last what they leave of demo.yaml's numbers for the
    municipality, at least 1 of each. Called when synthetic dwellings are built and before births are simulated."""
    town = settings.municipality
    inside = [_read_area_size(area, settings) for area in plan.areas]
    # The children under 18: six birth years make the 13-18-year-olds, and of the other twelve, two make the assessed
    # of a year.
    children = town.young_13_18 + 6 * town.assessed_a_year

    def subtract(whole: int, parts: list[int]) -> int:
        """What the areas leave of one of the municipality's numbers, and at least 1. Called for residents, dwellings,
        children and workers. whole: the municipality's number. parts: the areas'."""
        return max(whole - sum(parts), 1)

    elsewhere = RegionSize(
        subtract(town.residents, [s.residents for s in inside]),
        subtract(town.dwellings, [s.dwellings for s in inside]),
        subtract(children, [s.children for s in inside]),
        subtract(town.residents_18_64, [s.workers for s in inside]),
    )
    return [*inside, elsewhere]


def _order_block(block: str) -> tuple[bool, int, str]:
    """The key that sorts a department's blocks: by number first, then those with letters. Called for each block of each
    department of the synthetic town; "" where the plan names the department as a whole."""
    return not block.isdecimal(), int(block) if block.isdecimal() else 0, block


def _list_departments(plan: Plan, settings: Settings) -> list[Department]:
    """All departments that the plan knows, by block where it names blocks: those in its areas in its own order, then
    those elsewhere by organisation. Called once by `build_dwellings`. The demo writes no department that the plan does
    not know, because an extract with one is refused."""
    regions = {area.id: i for i, area in enumerate(plan.areas)}
    found: dict[tuple[str, str], dict[str, int]] = {}  # organisation and number -> block -> region
    for row in plan.departments:
        blocks = found.setdefault((row.organisation, row.department), {})
        blocks |= dict.fromkeys(list_blocks(row.part) or [""], regions[row.area_id])
    for outside in sorted(plan.departments_elsewhere, key=lambda row: row.organisation):
        for number in outside.list_departments():
            blocks = found.setdefault((outside.organisation, number), {})
            blocks |= dict.fromkeys(list_blocks(outside.part) or [""], len(regions))
    return [
        Department(organisation, number, block, blocks[block], organisation == settings.separate_organisation)
        for (organisation, number), blocks in found.items()
        for block in sorted(blocks, key=_order_block)
    ]


def _assign_departments(departments: list[Department], region: int, dwellings: int) -> np.ndarray:
    """The department of each of a region's synthetic dwellings, in equal parts, as an index of `departments`; all -1
    where the region has none. Called for the social dwellings of each region. region: an area's place in the plan; the
    last is the rest of the municipality. dwellings: how many."""
    here = [i for i, d in enumerate(departments) if d.region == region]
    if not here:
        return np.full(dwellings, -1)
    return np.repeat(here, split(dwellings, [1] * len(here)))


def _draw_households(size: RegionSize, mothers: int, families: int, rng: np.random.Generator) -> np.ndarray:
    """The household that each dwelling of a region has room for, in random order.

    Called for each region when the synthetic dwellings are built. mothers, families: how many homes have a mother, and
    how many have children. One row a dwelling; the columns are children, workers (18-64), seniors (65 or older) and
    mother (0 or 1). Every family has a child and a worker; the first `mothers` of the families have a mother.
    """
    homes = np.zeros((size.dwellings, 4), dtype=np.int64)
    families = min(families, size.dwellings, size.children, size.workers)
    more_children = split_within(size.children - families, rng.random(families) + 0.2, [5] * families)
    homes[:families, 0] = 1 + np.array(more_children, dtype=np.int64)
    homes[:families, 1] = 1
    homes[: min(mothers, families), 3] = 1
    _settle_adults(homes, families, size, rng)
    return homes[rng.permutation(size.dwellings)]


def _settle_adults(homes: np.ndarray, families: int, size: RegionSize, rng: np.random.Generator) -> None:
    """Settle the adults of a region of the synthetic town who are not in a family yet.

    Called when the families have their homes. homes: one row a dwelling, with the columns children, workers (18-64),
    seniors and mother; changed in place. families: how many of the first rows are families. Two thirds of the seniors
    get a home each among those without a family, as far as homes last; the others move in with these at random, or into
    any homes where no home was left. Then one worker moves into each empty home as far as workers last, and the rest of
    the workers join homes that have one.
    """
    pairs = min(size.seniors * 2 // 3, size.dwellings - families)
    homes[families : families + pairs, 2] = 1
    left = size.seniors - pairs
    rows = np.arange(families, families + pairs) if pairs else np.arange(size.dwellings)
    np.add.at(homes[:, 2], rng.choice(rows, left), 1)
    empty = np.flatnonzero(homes[:, 1:3].sum(1) == 0)[: size.workers - families]
    homes[empty, 1] = 1
    with_worker = np.flatnonzero(homes[:, 1] > 0)
    more = size.workers - int(homes[:, 1].sum())
    if len(with_worker):
        homes[:, 1] += np.bincount(rng.permutation(np.resize(with_worker, max(more, 0))), minlength=size.dwellings)


def build_dwellings(plan: Plan, calibration: Calibration, draws: Draws) -> Dwellings:
    """All dwellings of the synthetic municipality, the areas' first, with address, department and room for a household.
    Called once, before any person is drawn. There is room for somewhat fewer mothers than `calibrate_mothers` wants,
    because births make up the rest."""
    settings, departments = calibration.settings, _list_departments(plan, calibration.settings)
    sizes = list_region_sizes(plan, settings)
    mothers = calibrate_mothers(calibration, sizes)
    rng = draws("dwellings")
    homes, department = [], []
    for region, size in enumerate(sizes):
        start = round(mothers[region] * 0.95)
        homes.append(_draw_households(size, start, round(start * 1.04), rng))
        inside = region < calibration.elsewhere
        social = size.dwellings if inside else min(settings.social_dwellings_elsewhere, size.dwellings)
        private = np.full(size.dwellings - social, -1)
        department.append(np.concatenate([_assign_departments(departments, region, social), private]))
    children, workers, seniors, mother = np.concatenate(homes).T
    texts: list[str] = []
    for i, area in enumerate(plan.areas):
        texts += addresses.make_area_addresses(plan, area.id, sizes[i].dwellings, rng)
    texts += addresses.make_outside_addresses(plan, sizes[-1].dwellings, rng)
    stock = Dwellings(
        region=np.repeat(np.arange(len(sizes)), [s.dwellings for s in sizes]),
        department=np.concatenate(department),
        family=np.zeros(len(texts), bool),
        children=children,
        workers=workers,
        seniors=seniors,
        mother=mother,
        addresses=texts,
        postcode=addresses.assign_postcodes(texts, settings.postcodes),
        departments=departments,
    )
    _mark_family_dwellings(stock, calibration, rng)
    return stock


def calibrate_mothers(calibration: Calibration, sizes: list[RegionSize]) -> list[int]:
    """How many synthetic mothers of children under 18 each region has (the last is the rest of the municipality): as
    the plan prints, else demo.yaml's number spread by the regions' children. Called when synthetic dwellings are built,
    and before births are simulated."""
    town, children = calibration.settings.municipality, [s.children for s in sizes]
    limits = [min(s.children, s.workers, s.dwellings) for s in sizes]
    return calibration.sizes("moedre_kontanthjaelp", split_within(town.mothers, children, limits), limits)


def _mark_family_dwellings(stock: Dwellings, calibration: Calibration, rng: np.random.Generator) -> None:
    """Mark family dwellings: as many in each region as let the printed move-out percentages come out. Called last when
    the synthetic dwellings are built; `stock.family` is changed in place. All social dwellings of the organisation with
    a file of its own are marked too, because the percentages leave them out."""
    apart = stock.apart
    pools = [np.flatnonzero((stock.region == r) & ~apart) for r in range(calibration.elsewhere + 1)]
    wanted = [round(len(pool) * 0.97) for pool in pools]
    sizes = calibration.sizes("fraflytning", wanted, [len(pool) for pool in pools])
    for pool, n in zip(pools, sizes, strict=True):
        stock.family[rng.permutation(pool)[:n]] = True
    stock.family |= apart & (stock.department >= 0)
