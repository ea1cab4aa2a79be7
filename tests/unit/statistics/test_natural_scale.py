"""Estimates on the scale where chance is near normal: values worked out by hand, and one simulated."""

import math

import numpy as np
import pytest

from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    Mean,
    Rate,
    Share,
    compute_natural_difference,
    compute_natural_value,
)


def test_a_share_is_the_log_of_its_odds_with_half_a_person_on_each_side():
    found = compute_natural_value(Share(8, 27))
    assert found.value == pytest.approx(math.log(8.5 / 19.5))
    assert found.se == pytest.approx(math.sqrt(1 / 8.5 + 1 / 19.5))


def test_none_and_all_have_a_value_too_and_mirror_each_other():
    none, all_ = compute_natural_value(Share(0, 27)), compute_natural_value(Share(27, 27))
    assert (none.value, none.se) == (pytest.approx(-all_.value), pytest.approx(all_.se))
    assert math.isfinite(none.value) and none.value < math.log(1 / 27)


def test_a_rate_is_the_log_of_its_events_per_unit():
    found = compute_natural_value(Rate(12, 480))
    assert (found.value, found.se) == (pytest.approx(math.log(12.5 / 480)), pytest.approx(1 / math.sqrt(12.5)))
    assert compute_natural_value(Rate(0)).value == pytest.approx(math.log(0.5))


def test_a_clustered_share_counts_at_its_effective_size():
    # 20 persons of 12 months each; 5 of them have all theirs: 19 independent persons would tell as much.
    clustered = ClusteredShare.of_sums(numerator=60, denominator=240, persons=20, sum_nn=720, sum_nd=720, sum_dd=2880)
    assert clustered.effective_size == pytest.approx(19)
    found = compute_natural_value(clustered)
    assert found.value == pytest.approx(math.log((0.25 * 19 + 0.5) / (0.75 * 19 + 0.5)))
    assert found.se == pytest.approx(math.sqrt(1 / 5.25 + 1 / 14.75))


def test_a_mean_is_itself_and_one_without_spread_has_no_standard_error():
    assert compute_natural_value(Mean(6.5, 2.4, 16)).value == 6.5
    assert compute_natural_value(Mean(6.5, 2.4, 16)).se == pytest.approx(0.6 * math.sqrt(15 / 13))
    assert [compute_natural_value(Mean(6.5, *given)) for given in ((None, 16), (2.4, None), (0.0, 16), (2.4, 3))] == [
        None
    ] * 4


def test_the_difference_of_two_shares_is_the_log_odds_ratio_of_the_two():
    found = compute_natural_difference(Share(10, 50), Share(20, 50))
    assert found.value == pytest.approx(math.log(10.5 * 30.5 / (40.5 * 20.5)))
    assert found.se == pytest.approx(math.sqrt(1 / 10.5 + 1 / 40.5 + 1 / 20.5 + 1 / 30.5))


def test_what_goes_together_leaves_less_chance_in_the_difference():
    alone, together = (compute_natural_difference(Share(10, 50), Share(20, 50), r) for r in (0.0, 0.6))
    assert together.value == alone.value
    assert together.se < alone.se


def test_where_nobodys_own_share_has_changed_there_is_no_chance_to_weigh():
    assert compute_natural_difference(Share(10, 50), Share(10, 50), 1.0) is None
    assert compute_natural_difference(Mean(6.5, 2.4, 16), Mean(6.1, None, 16)) is None


def test_what_has_no_natural_scale_is_refused():
    class Line(Estimate):
        value = 0.2

        def limits_at(self, z):
            return 0.1, 0.3

    with pytest.raises(TypeError, match="Line"):
        compute_natural_value(Line())


@pytest.mark.parametrize(("share", "size"), [(0.08, 60), (0.3, 40), (0.5, 200)])
def test_the_standard_error_is_how_much_a_difference_varies_where_nothing_has_changed(share, size):
    """Drawn 10,000 times: the differences, each by its own standard error, vary as a normal does, or a little less."""
    rng = np.random.default_rng(15)
    pairs = rng.binomial(size, share, (10_000, 2)).tolist()
    found = [compute_natural_difference(Share(a, size), Share(b, size)) for a, b in pairs]
    z = np.array([one.value / one.se for one in found])
    assert z.mean() == pytest.approx(0, abs=0.03)
    assert 0.88 < z.std() < 1.03  # five persons in each of two groups are told from chance too seldom, never too often
    assert (np.abs(z) > 1.96).mean() < 0.055
