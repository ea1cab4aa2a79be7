"""Random numbers by purpose: each part of the demo draws from a stream of its own, so they do not move each other."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Draws:
    """Random numbers by purpose, from one seed: the same seed and purpose always give the same numbers. Made once by
    `demo.write`. Every part of the demo calls it with a name of its own, such as `births 2024`."""

    seed: int

    def __call__(self, purpose: str) -> np.random.Generator:
        """A fresh random generator for a purpose; the same purpose gives the same numbers from the start again. Called
        by each part of the demo before it draws. purpose: any text, such as `births 2024`."""
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode("utf-8"))])


def pick(rng: np.random.Generator, candidates: np.ndarray, count: int) -> np.ndarray:
    """Draw `count` of the candidates, each at most once, in random order. Called where the demo chooses among synthetic
    persons or dwellings, which are numbers here. All are drawn if there are fewer, and none if `count` is negative."""
    return rng.permutation(candidates)[: max(int(count), 0)]


def draw_weighted(rng: np.random.Generator, weights: np.ndarray, size: int) -> np.ndarray:
    """Draw `size` indices into the weights, each with a chance in proportion to its weight; one may come again. Called
    for the kind (birth year, and 10th grade or not) of each synthetic child, and for the day of each language
    assessment. weights: 0 or more, not all 0."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(edges, rng.random(size) * edges[-1], side="right").clip(0, len(edges) - 1)
