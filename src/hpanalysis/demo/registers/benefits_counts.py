"""Lengthens and shortens spells on benefits until the months of a window give the calibrated numbers exactly.

A column is a month of `Spells`, counted from its first.
"""

from __future__ import annotations

import numpy as np

from hpanalysis.demo.calibration.draws import pick
from hpanalysis.demo.registers.benefits import CODES, INSIDE, KONT, OTHERS, OUTSIDE, Spells

WORK, SELF = CODES.index("arbejde"), CODES.index("selvforsoergende")
ACTIVE, PENSION = CODES.index("kontanthjaelp_aktivitetsparat"), CODES.index("foertidspension")


def _turn_months(
    spells: Spells,
    columns: np.ndarray,
    *,
    region: int,
    need: int,
    takes: np.ndarray,
    code: int,
    free: np.ndarray,
    rng: np.random.Generator,
) -> int:
    """Turn `need` person-months of the codes `takes` in a region into `code`; returns the months still lacking.

    Called when synthetic benefits are fitted to the figures that the plan prints for a window. columns: the window's
    months. Only the last run of such months of an adult is turned, from its end backwards, so that nobody gets a spell
    of scattered months; it must reach the window's last month. free: by adult, whether its spells may be changed.
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
    """The synthetic person-months of some benefit codes in a region, in the columns (months) given. Called to see how
    many are lacking before spells are changed. codes: indices of `CODES`."""
    return int(((spells.region[:, columns] == region) & np.isin(spells.state[:, columns], codes)).sum())


def adjust_window(
    spells: Spells,
    columns: np.ndarray,
    *,
    kont: list[int] | None,
    outside: list[int] | None,
    free: np.ndarray,
    rng: np.random.Generator,
) -> None:
    """Change synthetic spells until each region has the person-months that give the baseline window's printed shares.

    Called once, when the last month of that window has been simulated. columns: the window's months. kont, outside: by
    region, the person-months wanted on kontanthjælp (a cash benefit) and outside the labour market, kontanthjælp
    included; None where no such baseline is printed. free: by adult, whether its spells may be changed.
    """

    def turn(region: int, need: int, takes: np.ndarray, code: int) -> int:
        """Turn a region's person-months in the window, as `_turn_months` does; returns those still lacking. Called for
        each region, for kontanthjælp and for all outside the labour market. need: how many months. takes: the codes
        that give way. code: what the months become."""
        return _turn_months(spells, columns, region=region, need=need, takes=takes, code=code, free=free, rng=rng)

    for region in range(spells.life.regions):
        if kont is not None:
            need = kont[region] - _count_months(spells, columns, region, KONT)
            if need > 0:
                # First from the other benefits, which leaves the number outside the labour market as it is.
                left = turn(region, need, OTHERS, ACTIVE)
                turn(region, left, INSIDE, ACTIVE)
            else:
                turn(region, -need, KONT, SELF)
        if outside is not None:
            need = outside[region] - _count_months(spells, columns, region, OUTSIDE)
            # Those added get a pension and so stay outside for long; else the level would fall after the window.
            takes, code = (INSIDE, PENSION) if need > 0 else (OTHERS, WORK)
            turn(region, abs(need), takes, code)


def adjust_status(spells: Spells, columns: np.ndarray, group: np.ndarray, count: int, rng: np.random.Generator) -> None:
    """Have exactly `count` of a group of synthetic adults on kontanthjælp (a cash benefit) in the last column.

    Called for the mothers of each region, when the month in which they are counted has been simulated. columns: the
    months that may change, that month last. group: indices of the spells' adults. The spell that an adult is in at the
    last column is turned as a whole, as far back as the columns go.
    """
    state = spells.state[:, columns[-1]]
    on = np.isin(state[group], KONT)
    need = count - int(on.sum())
    chosen = pick(rng, group[~on] if need > 0 else group[on], abs(need))
    for adult in chosen:
        run = columns[spells.state[adult, columns] == state[adult]]
        spells.state[adult, run] = ACTIVE if need > 0 else SELF
