"""Random numbers by purpose: each part of the demo draws from a stream of its own, so they do not move each other."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Draws:
    """The streams of a seed. The same seed and purpose always give the same numbers."""

    seed: int

    def __call__(self, purpose: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode("utf-8"))])


def pick(rng: np.random.Generator, candidates: np.ndarray, count: int) -> np.ndarray:
    """Draw `count` of the candidates, in random order; all if there are fewer, and none if the count is negative."""
    return rng.permutation(candidates)[: max(int(count), 0)]


def draw_weighted(rng: np.random.Generator, weights: np.ndarray, size: int) -> np.ndarray:
    """Draw `size` indices of the weights, each with a chance in proportion to its weight; one may come again."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(edges, rng.random(size) * edges[-1], side="right").clip(0, len(edges) - 1)
