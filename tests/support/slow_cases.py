"""Which cases of a parametrised test `make test` runs; the others bear the marker `slow`, so that `make test-all` does.

The rule by which they are chosen stands in docs/developing.md.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def keep_quick(cases: Iterable, *quick: object) -> list:
    """The cases, all slow but those named. A tuple is the values of several arguments. A case is named by itself, or a
    function by its name. A name that no case has is refused, because its test would then be run by nobody but
    `make test-all`."""
    cases = list(cases)
    assert {*quick} <= {_name(case) for case in cases}, quick
    return [_mark(case, _name(case) in quick) for case in cases]


def keep_some_quick(cases: Iterable, every: int) -> list:
    """The cases, all slow but the first and each that comes so many later. For long lists of one kind."""
    return [_mark(case, number % every == 0) for number, case in enumerate(cases)]


def _name(case: object) -> object:
    return getattr(case, "__name__", case)


def _mark(case: object, is_quick: bool) -> object:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=() if is_quick else pytest.mark.slow)
