"""Many tests at once, held against the paper's own example and a second implementation."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

import statistics_by_hand as by_hand
from hpanalysis.statistics import reject_by_benjamini_hochberg

# Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57, 289-300: fifteen comparisons of a trial.
PAPER = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459),
    *(0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]


def test_the_paper_rejects_its_four_smallest_at_5_percent():
    assert reject_by_benjamini_hochberg(PAPER, 0.05) == [True] * 4 + [False] * 11


def test_at_10_percent_nine_of_the_papers_fifteen_are_rejected():
    """0.0459 is under 9/15 of 0.10; 0.3240 is over 10/15 of it."""
    assert reject_by_benjamini_hochberg(PAPER) == [True] * 9 + [False] * 6


def test_the_answers_come_in_the_order_of_the_questions():
    assert reject_by_benjamini_hochberg(PAPER[::-1], 0.05) == [False] * 11 + [True] * 4


@given(st.lists(st.floats(0, 1), max_size=40), st.sampled_from([0.05, 0.1, 0.25]))
def test_it_agrees_with_the_step_up_in_fractions(p, q):
    assert reject_by_benjamini_hochberg(p, q) == by_hand.benjamini_hochberg(p, q)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.sampled_from([0.05, 0.1, 0.25]))
def test_it_rejects_what_scipys_adjusted_p_values_reject(p, q):
    assert reject_by_benjamini_hochberg(p, q) == [adjusted <= q for adjusted in false_discovery_control(p)]


def test_one_test_alone_is_held_against_q_itself():
    assert reject_by_benjamini_hochberg([0.099]) == [True]
    assert reject_by_benjamini_hochberg([0.101]) == [False]


def test_no_tests_reject_nothing():
    assert reject_by_benjamini_hochberg([]) == []


@pytest.mark.parametrize("impossible", [-0.1, 1.1, math.nan])
def test_what_is_no_p_is_refused(impossible):
    with pytest.raises(ValueError, match="every p"):
        reject_by_benjamini_hochberg([0.2, impossible])
