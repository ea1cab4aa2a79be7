"""Lengthen and shorten spells until the months of a window give the calibrated numbers exactly."""

from __future__ import annotations

import numpy as np

from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.registers.benefits import CODES, INSIDE, KONT, OTHERS, OUTSIDE, Spells

WORK, SELF = CODES.index("arbejde"), CODES.index("selvforsoergende")
ACTIVE, PENSION = CODES.index("kontanthjaelp_aktivitetsparat"), CODES.index("foertidspension")


def _turn_months(
    spells: Spells, columns: np.ndarray, region: int, need: int, takes: np.ndarray, code: int, free: np.ndarray, rng
) -> int:
    """Turn `need` person-months of the codes `takes` in a region into `code`, as spells to the end of the columns.

    free: adults who may be changed. Returns the months still lacking.
    """
    window = spells.state[:, columns]
    here = (spells.region[:, columns] == region) & np.isin(window, takes)
    for adult in rng.permutation(np.flatnonzero(here[:, -1] & free)):
        if need == 0:
            break
        broken = np.flatnonzero(~here[adult])
        run = columns[(broken[-1] + 1 if len(broken) else 0) :]
        chosen = run[-min(need, len(run)) :]
        spells.state[adult, chosen] = code
        need -= len(chosen)
    return need


def _count_months(spells: Spells, columns: np.ndarray, region: int, codes: np.ndarray) -> int:
    return int(((spells.region[:, columns] == region) & np.isin(spells.state[:, columns], codes)).sum())


def adjust_window(
    spells: Spells, columns: np.ndarray, kont: list[int] | None, outside: list[int] | None, free: np.ndarray, rng
) -> None:
    """So many person-months on kontanthjælp, and outside the labour market in all, in each region.

    free: adults whose spells may be changed.
    """
    for region in range(len(kont or outside)):
        if kont is not None:
            need = kont[region] - _count_months(spells, columns, region, KONT)
            if need > 0:
                left = _turn_months(spells, columns, region, need, OTHERS, ACTIVE, free, rng)
                _turn_months(spells, columns, region, left, INSIDE, ACTIVE, free, rng)
            else:
                _turn_months(spells, columns, region, -need, KONT, SELF, free, rng)
        if outside is not None:
            need = outside[region] - _count_months(spells, columns, region, OUTSIDE)
            # Those added stay outside for long, so that the level does not fall back after the window.
            takes, code = (INSIDE, PENSION) if need > 0 else (OTHERS, WORK)
            _turn_months(spells, columns, region, abs(need), takes, code, free, rng)


def adjust_status(spells: Spells, columns: np.ndarray, group: np.ndarray, count: int, rng: np.random.Generator) -> None:
    """Exactly `count` of a group of adults are on kontanthjælp in the last column; spells reach back in the others."""
    state = spells.state[:, columns[-1]]
    on = np.isin(state[group], KONT)
    need = count - int(on.sum())
    chosen = pick(rng, group[~on] if need > 0 else group[on], abs(need))
    for adult in chosen:
        run = columns[spells.state[adult, columns] == state[adult]]
        spells.state[adult, run] = ACTIVE if need > 0 else SELF
