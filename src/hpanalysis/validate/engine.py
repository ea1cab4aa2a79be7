"""Great Expectations, kept silent and strict: it evaluates, and only counts come out.

Left alone it drops a rule of unknown type with a log line, draws progress bars, and carries offending values in its
results. Ours are persons, hence SUMMARY without a single value. The import takes seconds, so it happens here, late.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from hpanalysis.errors import Stop
from hpanalysis.validate.rules import SEVERITIES, Rule, Suite, refuse_suite

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

COUNTS_ONLY = {"result_format": "SUMMARY", "partial_unexpected_count": 0}
_GX_SEVERITIES = {severity: name for name, severity in SEVERITIES.items()}


@dataclass(frozen=True)
class RuleOutcome:
    """What a rule came to. rows: those it was held against; failed: those that broke it (all, for a whole column)."""

    rule_id: str
    held: bool
    rows: int
    failed: int


@contextmanager
def _silence() -> Iterator[None]:
    """Neither its log lines nor its warnings: they tell of its insides, and may quote a value."""
    logger = logging.getLogger("great_expectations")
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _open_context() -> Any:
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        analytics_enabled=False,
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _configure(rule: Rule) -> dict[str, Any]:
    return {
        "type": rule.type,
        "kwargs": rule.kwargs,
        "severity": _GX_SEVERITIES[rule.severity],
        "meta": {"rule": rule.id},
    }


def _build(suite: Suite, path: Path) -> ExpectationSuite:
    from great_expectations import ExpectationSuite
    from great_expectations.exceptions import ExpectationNotFoundError
    from great_expectations.expectations.registry import get_expectation_impl

    for rule in suite.rules:
        try:
            get_expectation_impl(rule.type)(**rule.kwargs)
        except ExpectationNotFoundError:
            raise refuse_suite(
                path, f"Reglen {rule.id} er af en slags, der ikke findes.", "en regel fra Great Expectations."
            ) from None
        except (TypeError, ValueError):
            raise refuse_suite(
                path,
                f"Reglen {rule.id} har en indstilling, der ikke findes eller mangler.",
                "de indstillinger, som dens slags har.",
            ) from None
    built = ExpectationSuite(name=suite.name, expectations=[_configure(rule) for rule in suite.rules])
    if len(built.expectations) != len(suite.rules):
        raise refuse_suite(path, "En kontrolregel blev tabt, da filen blev læst.", "lige så mange regler som i filen.")
    return built


def convert_to_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Dates as whole numbers (20250701) and decimals as floats: types that every rule can compare, and fast."""
    numbers = {}
    for name, kind in frame.dtypes.items():
        arrow = kind.pyarrow_dtype if isinstance(kind, pd.ArrowDtype) else None
        if arrow is not None and pa.types.is_date(arrow):
            days = frame[name].dt
            whole = days.year * 10000 + days.month * 100 + days.day
            numbers[name] = whole.astype("float64" if frame[name].isna().any() else "int64")
        elif arrow is not None and pa.types.is_decimal(arrow):
            numbers[name] = frame[name].astype("float64")
    return frame.assign(**numbers)


class Engine:
    """The rules as Great Expectations has them, built once."""

    def __init__(self, suites: dict[str, Suite], folder: Path) -> None:
        with _silence():
            self._context = _open_context()
            self._built = {name: _build(suite, folder / f"{name}.json") for name, suite in suites.items()}

    def validated(self, suite: Suite, frame: pd.DataFrame, parameters: dict[str, Any]) -> Any:
        """What Great Expectations itself comes to: counts, and no value of the frame."""
        with _silence():
            asset = self._context.data_sources.add_or_update_pandas("frame").add_dataframe_asset(suite.name)
            whole = asset.add_batch_definition_whole_dataframe("whole")
            return whole.get_batch(batch_parameters={"dataframe": frame}).validate(
                self._built[suite.name], expectation_parameters=parameters, result_format=COUNTS_ONLY
            )

    def outcomes(self, suite: Suite, frame: pd.DataFrame, parameters: dict[str, Any]) -> list[RuleOutcome]:
        """What every rule of the suite came to, in the order of ids.

        A rule that could not be evaluated, or was left out, raises `Stop`: silence is no proof.
        """
        results = self.validated(suite, frame, parameters).results
        by_id = sorted(results, key=lambda found: found.expectation_config.meta["rule"])
        outcomes = [_read_outcome(found, len(frame)) for found in by_id]
        if [outcome.rule_id for outcome in outcomes] != [rule.id for rule in suite.rules]:
            raise refuse_unevaluated(suite.name, "En kontrolregel blev ikke kørt.")
        return outcomes


def refuse_unevaluated(place: str, wrong: str) -> Stop:
    return Stop(
        wrong,
        place=place,
        expected="at hver regel i mappen expectations bliver kørt.",
        do="Se, om reglen nævner en kolonne, som kilden ikke har.",
        ask="analytikeren.",
    )


def _has_raised(found: Any) -> bool:
    """Whether the rule failed within itself: told at the top, or once for each metric that failed."""
    told = found.exception_info or {}
    return any(each.get("raised_exception") for each in (told, *told.values()) if isinstance(each, dict))


def _read_outcome(found: Any, rows: int) -> RuleOutcome:
    rule_id, result = found.expectation_config.meta["rule"], found.result
    if not result or _has_raised(found):
        raise refuse_unevaluated(rule_id, "Kontrolreglen kunne ikke køres.")
    held = bool(found.success)
    if "unexpected_count" not in result:
        return RuleOutcome(rule_id, held, rows, 0 if held else rows)
    looked_at = result["element_count"] - (result.get("missing_count") or 0)
    return RuleOutcome(rule_id, held, int(looked_at), int(result["unexpected_count"]))
