"""The sections of datakvalitet and of baseline_revision.

In: the checks (`tables.CHECKS`), the plan's terms for its sources, and audited baselines. Out: sections of a page.
"""
