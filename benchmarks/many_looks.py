"""How often a figure where nothing changes is ever called forbedret or forværret over a plan's ten half-years.

Whole plans are drawn from a known truth (tests/support/drawn_plans.py) and judged by the judge's own tests, levels
and families: with nothing changed, and with a quarter, a half and three quarters of the figures changed, which opens
the families' procedure for the others. Prints the tables of docs/many_looks.md: with the chance spent over the looks,
and with the level of .05 at each look.

Usage: python benchmarks/many_looks.py [--plans 60]. A plan takes about a second.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from drawn_plans import simulate
from simulated_looks import measure_chances

SHARES = (0.0, 0.25, 0.5, 0.75)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=60)
    given = parser.parse_args()
    for share in SHARES:
        plans = [simulate(seed, share) for seed in range(given.plans)]
        for spend in (False, True):
            words = "spent over the looks" if spend else ".05 at each look"
            print(f"\n{share:.0%} of the figures changed, {words}; {given.plans} plans")
            for question, by_kind in measure_chances(plans, spend).items():
                cells = (f"{kind} {one.chance:.1%} of {one.figures}" for kind, one in sorted(by_kind.items()))
                print(f"  {question:12}", "; ".join(cells), flush=True)


if __name__ == "__main__":
    main()
