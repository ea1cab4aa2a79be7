"""A window counted again on the pages: it is named by its rules, and takes its window's place in the course."""

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.report.periods import name_period

HOW = "genberegnet efter reglerne fra 1. juli 2025"


@pytest.mark.parametrize(
    ("key", "window", "plain"),
    [
        ("moedre_kontanthjaelp", "2024-12@3", "december 2024"),
        ("kontanthjaelp", "2023-10/2024-09@3", "de 12 måneder til og med september 2024"),
    ],
)
def test_a_window_counted_again_is_named_by_its_rules(key, window, plain):
    period = name_period(catalogue.indicators()[key], window)
    bare, short = (text.replace("\N{NO-BREAK SPACE}", " ") for text in (period.bare, period.short))
    assert bare == f"{plain}, {HOW}" and short.endswith(HOW)
    assert period.start.replace("\N{NO-BREAK SPACE}", " ") == f"I {plain}, {HOW},"
    # On a chart's axis it is its window.
    assert period.axis == name_period(catalogue.indicators()[key], window.partition("@")[0]).axis
