"""How often a figure where nothing changes is ever called changed over a whole plan: what pages may print of it.

Held by tests/unit/judge/test_looks.py; how it is kept is told in `judge.looks`, and what was simulated in
docs/many_looks.md.
"""

# The chance that a figure where nothing changes is ever called forbedret or forværret, at any half-year of the plan,
# since the baseline, since the year before or in its course: at most this.
CHANCE_EVER = 0.10
# The same as it came out of simulated plans for all kinds of indicators together, in the plans where it was largest:
# those in which three quarters of the other figures truly change. Rates alone came to more, of few figures.
SIMULATED_CHANCE_EVER = 0.04
