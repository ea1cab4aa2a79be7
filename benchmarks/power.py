"""How often a later measurement is sure at the time that the needs say it is likely to be.

For each kind of figure, of several sizes, the time is found at which the computed power is just the plan's 80 % (the
true value on the line to the target by then), and the figures are drawn that many times from that truth, its baseline
(or the rest of the municipality) too, and judged by the judge's own tests. Prints the table of docs/power.md.

Usage: python benchmarks/power.py [--draws 6000]. A thousand draws of all take some two seconds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import numpy as np

from simulated_power import SCENARIOS, compute_power_of, find_even, simulate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=6000)
    given = parser.parse_args()
    print("| figure | from | to | computed | simulated |\n|---|---|---|---|---|")
    for number, scenario in enumerate(SCENARIOS):
        value = find_even(scenario)
        simulated = simulate(scenario, value, given.draws, np.random.default_rng(number))
        cells = (f"{scenario.before:g}", f"{value:.3g}", f"{compute_power_of(scenario, value):.1%}", f"{simulated:.1%}")
        print(f"| {scenario.name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
