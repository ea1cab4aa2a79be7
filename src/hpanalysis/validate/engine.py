"""Great Expectations, kept silent and strict: it evaluates, and only counts and row numbers come out.

Left alone it drops a rule of unknown type with a log line, draws progress bars, and carries offending values in its
results. Ours are persons, so both result formats used here are without a single value. Importing the library takes
seconds, so each function imports it when it is first needed.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Collection, Iterator
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
# The numbers of the rows that break a rule, and still no value.
ROW_NUMBERS = {"result_format": "COMPLETE", "partial_unexpected_count": 0, "exclude_unexpected_values": True}
_GX_SEVERITIES = {severity: name for name, severity in SEVERITIES.items()}


@dataclass(frozen=True)
class RuleOutcome:
    """What a rule came to on one frame; `_read_outcome` makes it, and it becomes a row of the checks."""

    rule_id: str
    held: bool
    rows: int  # how many it was evaluated on
    failed: int  # how many broke it; all of them if a rule about a whole column or table did not hold


@contextmanager
def _silence() -> Iterator[None]:
    """Silence the library's log lines and warnings within the `with` block: they may quote a value of the frame. Used
    around every call of Great Expectations."""
    logger = logging.getLogger("great_expectations")
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _open_context() -> Any:
    """Open Great Expectations' own context in memory alone: no files, no progress bars, nothing sent to its makers.
    Called once, when an `Engine` is made."""
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
    """Write a rule as Great Expectations takes it; its id comes back with the result. Called for each rule when its
    suite is built, and again for the rules whose broken rows are sought."""
    return {
        "type": rule.type,
        "kwargs": rule.kwargs,
        "severity": _GX_SEVERITIES[rule.severity],
        "meta": {"rule": rule.id},
    }


def _build(suite: Suite, path: Path) -> ExpectationSuite:
    """Build a suite as Great Expectations has it. path: the suite's file, for the error. Called once for each suite
    when an `Engine` is made. `Stop` names a rule that the library does not know or whose settings are wrong; where the
    library has dropped a rule without a word, it names the file alone."""
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
    """Return the frame with dates as whole numbers (20250701) and decimals as floats, so that every rule can compare,
    and with a running number for each person in place of the pseudonym, because Great Expectations need not see who it
    is. Called before a source's frame is validated, and before the rows that break a rule are found. A column of dates
    or persons with empty cells becomes floats, for whole numbers have no empty value."""
    numbers: dict[str, pd.Series] = {}
    for name, kind in frame.dtypes.items():
        arrow = kind.pyarrow_dtype if isinstance(kind, pd.ArrowDtype) else None
        if arrow is not None and pa.types.is_date(arrow):
            days = frame[name].dt
            whole = days.year * 10000 + days.month * 100 + days.day
            numbers[str(name)] = whole.astype("float64" if frame[name].isna().any() else "int64")
        elif arrow is not None and pa.types.is_decimal(arrow):
            numbers[str(name)] = frame[name].astype("float64")
        elif name == "person":
            persons = pd.Series(pd.factorize(frame[name])[0], index=frame.index)
            numbers[name] = persons.where(persons >= 0) if frame[name].isna().any() else persons
    return frame.assign(**numbers)


class Engine:
    """The rules as Great Expectations has them, built once; made and used by `suites.Suites`."""

    def __init__(self, suites: dict[str, Suite], folder: Path) -> None:
        """Build every suite. Called when `Suites` is made. folder: expectations/, whose files an error names."""
        with _silence():
            self._context = _open_context()
            self._built = {name: _build(suite, folder / f"{name}.json") for name, suite in suites.items()}

    def evaluate(self, suite: Suite, frame: pd.DataFrame, parameters: dict[str, Any]) -> Any:
        """Evaluate a suite on a frame and return the library's own result: counts, and no value of the frame. Called by
        `outcomes`, for each frame that rules are evaluated on. parameters: what the rules' `$PARAMETER` settings stand
        for."""
        return self._evaluate(suite.name, self._built[suite.name], frame, parameters, COUNTS_ONLY)

    def _evaluate(
        self, name: str, built: ExpectationSuite, frame: pd.DataFrame, parameters: dict[str, Any], form: dict[str, Any]
    ) -> Any:
        """Let Great Expectations evaluate built rules on a frame, in silence; returns its own result. Called for each
        frame that is checked, and again for rules whose broken rows are looked for. name: the suite's. parameters: what
        the rules' `$PARAMETER` settings stand for. form: what the result may hold, `COUNTS_ONLY` or `ROW_NUMBERS`."""
        with _silence():
            asset = self._context.data_sources.add_or_update_pandas("frame").add_dataframe_asset(name)
            whole = asset.add_batch_definition_whole_dataframe("whole")
            return whole.get_batch(batch_parameters={"dataframe": frame}).validate(
                built, expectation_parameters=parameters, result_format=form
            )

    def outcomes(self, suite: Suite, frame: pd.DataFrame, parameters: dict[str, Any]) -> list[RuleOutcome]:
        """Evaluate every rule of a suite on a frame and return what each came to, in the order of ids. Called for each
        source's frame and for the measured table. parameters: what the rules' `$PARAMETER` settings stand for. A rule
        that could not be evaluated, or was left out, raises `Stop`: silence is no proof."""
        results = self.evaluate(suite, frame, parameters).results
        by_id = sorted(results, key=lambda result: result.expectation_config.meta["rule"])
        outcomes = [_read_outcome(result, len(frame)) for result in by_id]
        if [outcome.rule_id for outcome in outcomes] != [rule.id for rule in suite.rules]:
            raise refuse_unevaluated(suite.name, "En kontrolregel blev ikke kørt.")
        return outcomes

    def find_broken_rows(
        self, suite: Suite, frame: pd.DataFrame, parameters: dict[str, Any], rule_ids: Collection[str]
    ) -> dict[str, list[int]]:
        """Find the rows that break the rules `rule_ids`: rule id -> positions in the frame, from 0.

        Called after the checks for the data unit's protected folder, and for the rules across deliveries. parameters:
        what `$PARAMETER` settings stand for. A rule about a whole column or table is left out, for no row breaks it. A
        rule that could not be evaluated raises `Stop`.
        """
        rules = [rule for rule in suite.rules if rule.id in rule_ids]
        if not rules:
            return {}
        from great_expectations import ExpectationSuite

        with _silence():
            built = ExpectationSuite(name=suite.name, expectations=[_configure(rule) for rule in rules])
        asked = {key: parameters[key] for key in sorted(set().union(*(rule.parameters for rule in rules)))}
        # The library names rows by the frame's index, so the index is made to be the positions.
        numbered = frame.reset_index(drop=True)
        results = self._evaluate(suite.name, built, numbered, asked, ROW_NUMBERS).results
        by_id = {result.expectation_config.meta["rule"]: result for result in results}
        if set(by_id) != {rule.id for rule in rules}:
            raise refuse_unevaluated(suite.name, "En kontrolregel blev ikke kørt.")
        rows = {}
        for rule_id, result in sorted(by_id.items()):
            failed = _read_outcome(result, len(frame)).failed
            if "unexpected_count" in result.result:
                rows[rule_id] = list(result.result.get("unexpected_index_list") or [])
                if len(rows[rule_id]) != failed:
                    raise refuse_unevaluated(rule_id, "Kontrolreglens rækker kunne ikke findes.")
        return rows


def refuse_unevaluated(place: str, wrong: str) -> Stop:
    """Make the `Stop` for a rule that was not evaluated. Called when a rule breaks down or its outcome is missing;
    raised by the caller. place: the rule's id or the suite's name; wrong: Danish."""
    return Stop(
        wrong,
        place=place,
        expected="at hver regel i mappen expectations bliver kørt.",
        do="Se, om reglen nævner en kolonne, som kilden ikke har.",
    )


def _has_raised(result: Any) -> bool:
    """Say whether a rule broke down while it was evaluated. Called for each rule after an evaluation. result: the
    library's, for one rule. It says so at the top of `exception_info`, or under each failed metric."""
    info = result.exception_info or {}
    return any(part.get("raised_exception") for part in (info, *info.values()) if isinstance(part, dict))


def _read_outcome(result: Any, rows: int) -> RuleOutcome:
    """Read the library's result for one rule. rows: how many the frame has. `Stop` if the rule could not be evaluated.
    Called for each rule after an evaluation. Rows without a value are not counted as evaluated."""
    rule_id, counts = result.expectation_config.meta["rule"], result.result
    if not counts or _has_raised(result):
        raise refuse_unevaluated(rule_id, "Kontrolreglen kunne ikke køres.")
    held = bool(result.success)
    if "unexpected_count" not in counts:  # a rule about a whole column or table
        return RuleOutcome(rule_id, held, rows, 0 if held else rows)
    evaluated = counts["element_count"] - (counts.get("missing_count") or 0)
    return RuleOutcome(rule_id, held, int(evaluated), int(counts["unexpected_count"]))
