"""How often a comparison of participants with others like them finds what is there, and what is not.

Persons are drawn whose truth is known (tests/support/simulated_outcomes.py), and compared by the program's own rules.
Writes the tables of docs/outcomes.md between their marks.

Usage: python benchmarks/outcomes.py [--draws 1000] [--to docs]. A thousand draws of all take some twenty minutes.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

# Before numpy is imported: the matrices are so small that threads double the time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from simulated_outcomes import BEYOND, CHOSEN, EFFECT, NO_EFFECT, REFUSED, Outcome, Scenario, simulate

GROUPS = {"no effect": NO_EFFECT, "chosen": CHOSEN, "effect": EFFECT, "refused": REFUSED, "beyond": BEYOND}


def write_row(scenario: Scenario, outcome: Outcome, planted: bool) -> str:
    """A row of a table: shares in percent, with one decimal."""
    shares = [outcome.naive, outcome.compared, outcome.better, outcome.worse]
    cells = [f"{100 * share:.1f}" for share in [*shares, *([outcome.power] if planted else [])]]
    reasons = [f"{reason.value} {100 * share:.1f}" for reason, share in outcome.reasons.items()]
    return f"| {scenario.name} | {' | '.join(cells)} | {', '.join(reasons) or '-'} |"


def write_table(name: str, draws: int) -> str:
    """The table of a group of scenarios, each drawn so many times."""
    planted = name == "effect"
    head = ["persons", "naive, %", "compared, %", "better, %", "worse, %"]
    head += [*(["stated power, %"] if planted else []), "not compared, %"]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 2) + "---|"]
    for scenario in GROUPS[name]:
        lines.append(write_row(scenario, simulate(scenario, draws), planted))
        print(lines[-1], flush=True)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    tables = {name: write_table(name, given.draws) for name in GROUPS}
    if given.to is None:
        return
    page = given.to / "outcomes.md"
    text = page.read_text(encoding="utf-8")
    for name, table in tables.items():
        marks = rf"(<!-- made by benchmarks/outcomes.py: {name} -->\n).*?(<!-- end -->)"
        text, found = re.subn(marks, lambda kept, table=table: kept[1] + table + "\n" + kept[2], text, flags=re.DOTALL)
        if found != 1:
            sys.exit(f"{page} has no place for the table: {name}")
    text = re.sub(r"with [\d,]+ draws of each", f"with {given.draws:,} draws of each", text)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
