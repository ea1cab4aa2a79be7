"""Empirical Bayes: how likely it is that an effect has the sign that it seems to have, among many of the same kind.

Each effect is seen with an error of known size, effect_i ~ N(true_i, se_i^2), and the true ones vary about no effect,
true_i ~ N(0, prior_sd^2). How much they vary is estimated from all of them, and then each is read in that light: an
effect of small areas that is large beside all others is mostly chance. Efron & Morris (1975), J. Amer. Statist. Assoc.
70, 311-319; Morris (1983), J. Amer. Statist. Assoc. 78, 47-55.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

# Halvings of the interval that holds the variance: more than a float has binary digits, so the last change nothing.
_HALVINGS = 100


def estimate_prior_sd(
    effects: Sequence[float], ses: Sequence[float], pseudo_effects: int = 0, pseudo_size: float = 0.0
) -> float:
    """The standard deviation of true effects about 0, from the effects that are seen and their standard errors.

    Called for each indicator and half-year, with the changes of the areas that may be shown. The estimate is that of
    Paule & Mandel (1982), J. Res. Nat. Bur. Stand. 87, 377-385, about a mean that is known to be 0: the variance t at
    which the sum of effect^2 / (se^2 + t) is the number of effects. DerSimonian & Kacker (2007), Contemp. Clin. Trials
    28, 105-114, show that it needs no normal distribution. Alone it is 0 where the effects vary no more than their
    errors make them (and of no effects), and much too large now and then where there are few.

    So a prior can be added, as effects seen without error: `pseudo_effects` of them, each of `pseudo_size`. That is
    the scaled inverse chi-square distribution in the words of Gelman et al. (2013), Bayesian Data Analysis, 3rd ed.,
    section 2.6; that a variance of 0 should be avoided in this way is shown by Chung, Rabe-Hesketh & Choi (2013),
    Statist. Med. 32, 4071-4089. Of the pseudo-effects alone the answer is their size. ValueError where a standard error
    is not over 0, or where pseudo-effects have no size.
    """
    if len(effects) != len(ses) or not all(se > 0 for se in ses):
        raise ValueError("each effect needs a standard error over 0")
    if pseudo_effects and not pseudo_size > 0:
        raise ValueError("pseudo-effects need a size over 0")
    pairs = [(effect * effect, se * se) for effect, se in zip(effects, ses, strict=True)]
    pairs += [(pseudo_size * pseudo_size, 0.0)] * pseudo_effects

    def exceeds(variance: float) -> bool:
        """Whether the effects vary more than errors and `variance`, over 0, together would make them. Asked at the
        middle of each halved interval. The sum falls as the variance grows, so there is one answer or none."""
        return math.fsum(square / (error + variance) for square, error in pairs) > len(pairs)

    if not pseudo_effects and math.fsum(square / error for square, error in pairs) <= len(pairs):
        return 0.0
    # At the mean of the squares no part is over its share of the sum, so the variance is at most that.
    low, high = 0.0, math.fsum(square for square, _ in pairs) / len(pairs)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if exceeds(middle) else (low, middle)
    return math.sqrt((low + high) / 2)


def compute_probability_above_zero(effect: float, se: float, prior_sd: float) -> float:
    """The probability that a true effect is over 0, 0 to 1, where true effects vary about 0 by `prior_sd`.

    Called for each change that is weighed. The true effect is normal with the mean s * effect and the standard
    deviation sqrt(s) * se, where s = prior_sd^2 / (prior_sd^2 + se^2) is what is left of the effect (Efron & Morris
    1975). One half for an effect of 0, and for any effect where the prior_sd is 0; never so far from one half as the
    one-sided p. ValueError where the standard error is not over 0, or the prior's is negative.
    """
    if not se > 0 or not prior_sd >= 0:
        raise ValueError("the standard error must be over 0, and that of the prior not negative")
    # hypot, because the squares of a tiny standard error would be 0.
    return NormalDist().cdf(effect / se * prior_sd / math.hypot(prior_sd, se))
