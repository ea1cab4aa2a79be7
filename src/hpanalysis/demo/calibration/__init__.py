"""How many persons, cases and days the synthetic town must have, so that the plan's printed figures come out.

In: the plan and its printed baselines. Out: counts by area and period. No person is made here.
"""
