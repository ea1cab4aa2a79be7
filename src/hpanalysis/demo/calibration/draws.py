"""Random numbers by purpose: each part of the demo draws from a stream of its own, so one does not move another."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Draws:
    """Streams of a seed. The same seed and purpose give the same numbers."""

    seed: int

    def __call__(self, purpose: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode("utf-8"))])


def pick(rng: np.random.Generator, candidates: np.ndarray, count: int) -> np.ndarray:
    """`count` of the candidates, or all if there are fewer, in the order drawn."""
    return rng.permutation(candidates)[: max(int(count), 0)]


def draw_weighted(rng: np.random.Generator, weights: np.ndarray, size: int) -> np.ndarray:
    """`size` places drawn in proportion to the weights."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(edges, rng.random(size) * edges[-1], side="right").clip(0, len(edges) - 1)
