"""The plan's adoption, its baselines and the declared indicators name each other."""

from pathlib import Path

import pytest

import shared_plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear

ROOT = Path(__file__).resolve().parents[2]
PLAN = shared_plans.read(shared_plans.RANDERS)


@pytest.mark.parametrize("adoption", PLAN.adoptions, ids=lambda adoption: adoption.indicator_id)
def test_an_adopted_indicator_is_defined(adoption):
    assert adoption.indicator_id in catalogue.indicators()


def test_the_made_up_plan_adopts_defined_indicators_too():
    small = shared_plans.read(shared_plans.SMALL)
    assert len(small.areas) == 3 and len(small.delaftaler) == 2 and small.strategic is None
    assert {adoption.indicator_id for adoption in small.adoptions} < set(catalogue.indicators())


def test_every_defined_indicator_is_adopted_once():
    assert sorted(adoption.indicator_id for adoption in PLAN.adoptions) == list(catalogue.indicators())


def test_every_printed_figure_is_of_an_adopted_indicator():
    assert {printed.indicator_id for printed in PLAN.printed} <= set(catalogue.indicators())


@pytest.mark.parametrize("adoption", PLAN.adoptions, ids=lambda adoption: adoption.indicator_id)
def test_a_baseline_window_that_falls_due_is_among_the_windows_shown(adoption):
    window = catalogue.indicators()[adoption.indicator_id].window
    spans = {span.id for span in window.so_far(PLAN.first, HalfYear(2026, 1))}
    assert not spans or adoption.baseline_window in spans


def test_every_source_serves_an_indicator_or_tells_where_persons_lived_or_what_they_took_part_in():
    serve_none = [name for name, source in catalogue.sources().items() if not catalogue.list_indicators_of(source)]
    others = [n for n, source in catalogue.sources().items() if source.residence_history or source.lists_participants]
    assert serve_none == others == ["bopael", "deltagere"]
