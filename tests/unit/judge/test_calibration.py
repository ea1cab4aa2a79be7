"""The words for a direction keep what they promise, over simulated plans with true changes and with none.

The small simulation has a few plans of each part of the declared mix; the slow one is that of docs/calibration.md, and
the numbers printed there are held to it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from calibration_tables import ALMOST_SURELY, NOTHING, PROBABLY, share_true, share_with_word, simulate
from hpanalysis.tables import ALMOST_SURE, PROBABLE, WRONG_DIRECTIONS_OF_100

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def few():
    return list(simulate(3))


@pytest.mark.slow
def test_what_is_called_probable_is_true_between_its_limits(few):
    assert PROBABLE <= share_true(few, PROBABLY).value <= ALMOST_SURE


def test_what_is_called_almost_sure_is_true_in_as_many_as_it_says(few):
    low, high = share_true(few, ALMOST_SURELY).limits()
    print(f"\nnæsten sikkert: true in {share_true(few, ALMOST_SURELY).value:.4f} ({low:.4f} to {high:.4f})")
    assert high > ALMOST_SURE


def test_where_nothing_has_changed_few_figures_bear_a_word(few):
    none = [figure for figure in few if figure.scenario == NOTHING]
    assert not any(figure.told.is_true for figure in none)
    low, high = share_with_word(none).limits()
    assert low < WRONG_DIRECTIONS_OF_100 / 100 < high
    assert share_with_word(none, ALMOST_SURELY).value < 0.01


def test_a_simulation_of_words_turned_about_is_seen_through(few):
    """What the tests above hold the words to fails where the truth is another: they can fail."""
    turned = sum(figure.told.truth * (0.5 - figure.told.evidence.probability) > 0 for figure in few)
    right = sum(figure.told.is_true for figure in few)
    assert turned < 0.5 * right


@pytest.mark.slow
def test_the_document_says_what_the_simulation_gives():
    """Simulated anew, the numbers, tables and constant of docs/calibration.md are the same to the last digit."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("calibration", ROOT / "benchmarks" / "calibration.py")
    calibration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(calibration)
    figures = list(simulate(calibration.PLANS))
    document = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    for table in calibration.make_tables(figures):
        assert table in document
    assert PROBABLE <= share_true(figures, PROBABLY).value <= ALMOST_SURE <= share_true(figures, ALMOST_SURELY).value
    none = [figure for figure in figures if figure.scenario == NOTHING]
    assert round(100 * share_with_word(none).value) == WRONG_DIRECTIONS_OF_100
