"""Faults planted in sound extracts, one at a time: which stop a run, are told, or change a published figure silently.

Every source of the plan, 200 faults each, of the 32 kinds of tests/support/planted/kinds.py: the newest delivery is
spoiled, the one before is as it should be. The extracts are the demo's; the largest keep a part of their persons. It
takes about a quarter of an hour on one core. What is silent is listed one by one, each with why nobody could see it.

Usage: python benchmarks/planted_faults.py [--faults 200] [--source NAME ...] [--to FILE.md].
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "support"))

from planted.bench import SEED, Planted, format_table, list_silent, make_town, plant_faults  # noqa: E402

HEAD = """\
# Planted faults

Made by `python benchmarks/planted_faults.py --to benchmarks/planted_faults.md`: {faults} single faults in {sources}
sources, seed `{seed}`, demo seed 2025. Stopped and told are as a run stops and tells; a correction is told in
rettelser.csv; silent is a figure that is published for the first time and is another than it should be, with no word
said. Nothing may be silent without a reason (tests/support/planted/declared.py).
"""


def write_report(planted: list[Planted]) -> str:
    sources = len({fault.source for fault in planted})
    silent = list_silent(planted)
    return "\n".join(
        [
            HEAD.format(faults=len(planted), sources=sources, seed=SEED),
            format_table(planted, "source"),
            "",
            format_table(planted, "kind"),
            "",
            "## Silent, one by one",
            "",
            *(silent or ["None."]),
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--source", nargs="*", default=[])
    parser.add_argument("--to", type=Path)
    arguments = parser.parse_args()
    planted: list[Planted] = []
    with tempfile.TemporaryDirectory() as folder:
        town = make_town(ROOT, Path(folder))
        for source in town.sources():
            if arguments.source and source.name not in arguments.source:
                continue
            sound, started = town.find_sound(source), time.perf_counter()
            planted += plant_faults(town, sound, arguments.faults)
            print(f"{source.name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
            if arguments.to:
                arguments.to.write_text(write_report(planted), encoding="utf-8")
    print(write_report(planted))


if __name__ == "__main__":
    main()
