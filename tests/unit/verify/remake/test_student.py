"""Student's t without a library, against scipy over all sizes that a figure may have."""

import pytest
from scipy.special import betainc, stdtrit
from scipy.stats import t as student

from hpanalysis.verify.remake.formulas.student import (
    compute_incomplete_beta,
    compute_student_quantile,
    compute_student_tail,
)


@pytest.mark.parametrize("freedom", [1, 2, 3, 5.5, 9, 30, 411.3, 5000, 200_000])
@pytest.mark.parametrize("t", [0.0, 0.01, 0.5, 1.0, 1.96, 4.0, 12.0, 60.0])
def test_the_tail_is_scipys(t, freedom):
    assert compute_student_tail(t, freedom) == pytest.approx(student.sf(t, freedom), rel=1e-9, abs=1e-290)


@pytest.mark.parametrize("freedom", [1, 2, 3, 9, 30, 100, 1000, 100_000])
def test_the_quantile_of_95_per_cent_is_scipys(freedom):
    assert compute_student_quantile(freedom) == pytest.approx(float(stdtrit(freedom, 0.975)), rel=1e-10)


def test_tables_print_2_262_for_nine_degrees_of_freedom():
    assert round(compute_student_quantile(9), 3) == 2.262


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (1, 3), (20, 0.5), (0.5, 20), (400, 300)])
@pytest.mark.parametrize("x", [0.0, 1e-8, 0.02, 0.3, 0.5, 0.57, 0.9, 0.9999, 1.0])
def test_the_incomplete_beta_function_is_scipys(a, b, x):
    assert compute_incomplete_beta(a, b, x) == pytest.approx(betainc(a, b, x), rel=1e-9, abs=1e-280)
