"""definitioner.json in both its forms: what each must have, and what a file of either may not say."""

import json
from datetime import date
from decimal import Decimal

import pytest

import audit_folders
from hpanalysis.published.definitions import parse_definitions

JUDGING = {
    "higher_is_better": False,
    "comparable": True,
    "compared_with": "byen",
    "change_judged": True,
    "breaks": ["2025-07-01"],
    "rebased": {"nord": ["2026-02-01"]},
    "target": "number",
    "target_value": "25.0",
    "margin": "2.00",
    "baseline_window": "2024",
    "pooled_years": 3,
    "comes": {"2025H1": "2024-01-01/2024-12-31"},
}


def written(judging: dict | None = JUDGING, **given) -> str:
    """A definitioner.json of one indicator, in its second form unless it is said otherwise."""
    told = {} if judging is None else {"judging": judging}
    usual = {"format": 2, "first_half_year": "2025H1", "plan_end": "2029-12-31", "power": "0.8"} | given
    kept = {name: value for name, value in usual.items() if value is not None}
    return json.dumps(audit_folders.definitions({"a": audit_folders.indicator(**told)}) | kept)


def test_the_second_form_tells_what_verdicts_rest_on():
    found = parse_definitions(written())
    judging = found.indicators["a"].judging
    assert (found.first_half_year, found.plan_end) == ("2025H1", date(2029, 12, 31))
    assert found.power == Decimal("0.8")
    assert (judging.baseline_window, judging.pooled_years) == ("2024", 3)
    assert judging.comes == {"2025H1": (date(2024, 1, 1), date(2024, 12, 31))}
    assert (judging.sign, judging.breaks, judging.target) == (-1, (date(2025, 7, 1),), "number")
    assert judging.rebased == {"nord": (date(2026, 2, 1),)}
    assert (judging.target_value, judging.margin) == (Decimal("25.0"), Decimal("2.00"))


def test_the_first_form_is_read_and_tells_nothing_of_it():
    found = parse_definitions(written(None, format=1, first_half_year=None, plan_end=None, power=None))
    assert (found.first_half_year, found.plan_end, found.power, found.indicators["a"].judging) == (None,) * 4


def test_of_what_only_a_delivery_tells_nothing_is_known_to_come():
    assert parse_definitions(written(JUDGING | {"comes": None})).indicators["a"].judging.comes is None


@pytest.mark.parametrize(
    ("judging", "given"),
    [
        (None, {}),
        (JUDGING, {"format": 1, "first_half_year": None, "plan_end": None, "power": None}),
        (None, {"format": 1}),
        (None, {"format": 1, "plan_end": None, "power": None}),
        (None, {"format": 1, "first_half_year": None, "plan_end": None}),
        (JUDGING, {"power": None}),
        (JUDGING, {"power": 0.8}),
        (JUDGING, {"power": "1"}),
        (JUDGING, {"first_half_year": None}),
        (JUDGING, {"first_half_year": "2025"}),
        (JUDGING, {"first_half_year": 2025}),
        (JUDGING, {"plan_end": None}),
        (JUDGING, {"format": 3}),
        (JUDGING, {"format": True}),
        (JUDGING, {"plan_end": "31.12.2029"}),
        (JUDGING | {"target": "lower"}, {}),
        (JUDGING | {"margin": 2}, {}),
        (JUDGING | {"margin": "NaN"}, {}),
        (JUDGING | {"target_value": "mange"}, {}),
        (JUDGING | {"breaks": ["2025-13-01"]}, {}),
        (JUDGING | {"rebased": {"nord": ["2026-02-30"]}}, {}),
        (JUDGING | {"rebased": ["2026-02-01"]}, {}),
        (JUDGING | {"comparable": "ja"}, {}),
        (JUDGING | {"weight": 1}, {}),
        (JUDGING | {"baseline_window": None}, {}),
        (JUDGING | {"pooled_years": -1}, {}),
        (JUDGING | {"comes": []}, {}),
        (JUDGING | {"comes": {"2025": "2024-01-01/2024-12-31"}}, {}),
        (JUDGING | {"comes": {"2025H1": "2024-01-01"}}, {}),
    ],
)
def test_a_file_of_neither_form_is_refused(judging, given):
    with pytest.raises((ValueError, TypeError, KeyError)):
        parse_definitions(written(judging, **given))
