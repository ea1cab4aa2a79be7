"""The rules of expectations/ held against a frame in plain pandas: which of them are broken.

Great Expectations takes half a second for each frame, and thousands are asked about here. That the two agree is tested
on every fault of the fast run (tests/pipeline/test_planted_faults.py).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from hpanalysis.validate.rules import Rule, Suite

_OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}


def _fill(kwargs: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    """The settings of a rule with what their `$PARAMETER`s stand for."""
    return {
        name: parameters[value["$PARAMETER"]] if isinstance(value, dict) and "$PARAMETER" in value else value
        for name, value in kwargs.items()
    }


def _select(frame: pd.DataFrame, condition: dict[str, Any] | None) -> pd.DataFrame:
    if condition is None:
        return frame
    assert condition["type"] == "comparison"
    return frame[_OPERATORS[condition["operator"]](frame[condition["column"]["name"]], condition["parameter"])]


def _are_between(values: pd.Series, settings: dict[str, Any]) -> pd.Series:
    least, most = settings.get("min_value"), settings.get("max_value")
    right = pd.Series(True, values.index)
    right &= True if least is None else values >= least
    return right & (True if most is None else values <= most)


def _hold_rows(right: pd.Series, settings: dict[str, Any]) -> bool:
    """Whether enough of the rows that have a value are right."""
    return right.empty or bool(right.mean() >= settings.get("mostly", 1.0))


def _hold_values(frame: pd.DataFrame, settings: dict[str, Any], judge: Callable[[pd.Series], pd.Series]) -> bool:
    return _hold_rows(judge(frame[settings["column"]].dropna()).astype(bool), settings)


def _hold_pairs(frame: pd.DataFrame, settings: dict[str, Any], compare: Callable[..., pd.Series]) -> bool:
    assert settings.get("ignore_row_if") == "either_value_is_missing"
    both = frame[[settings["column_A"], settings["column_B"]]].dropna()
    return _hold_rows(compare(both.iloc[:, 0], both.iloc[:, 1]).astype(bool), settings)


def _are_alone(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Whether each row's values stand in no other row; rows with no value at all are not asked about."""
    some = frame[columns].dropna(how="all")
    return ~some.duplicated(keep=False)


def _hold_share_of_values(frame: pd.DataFrame, settings: dict[str, Any]) -> bool:
    share = frame[settings["column"]].notna().mean()
    return bool(settings["min_value"] <= share <= settings["max_value"])


_TYPES: dict[str, Callable[[pd.DataFrame, dict[str, Any]], bool]] = {
    "expect_table_columns_to_match_set": lambda frame, told: set(frame.columns) == set(told["column_set"]),
    "expect_column_values_to_not_be_null": lambda frame, told: _hold_rows(frame[told["column"]].notna(), told),
    "expect_column_values_to_be_between": lambda frame, told: _hold_values(
        frame, told, lambda values: _are_between(values, told)
    ),
    "expect_column_values_to_be_in_set": lambda frame, told: _hold_values(
        frame, told, lambda values: values.isin(told["value_set"])
    ),
    "expect_column_values_to_not_be_in_set": lambda frame, told: _hold_values(
        frame, told, lambda values: ~values.isin(told["value_set"])
    ),
    "expect_column_values_to_match_regex": lambda frame, told: _hold_values(
        frame, told, lambda values: values.astype(str).map(re.compile(told["regex"]).search).notna()
    ),
    "expect_column_values_to_be_unique": lambda frame, told: _hold_rows(_are_alone(frame, [told["column"]]), told),
    "expect_compound_columns_to_be_unique": lambda frame, told: _hold_rows(
        _are_alone(frame, told["column_list"]), told
    ),
    "expect_column_pair_values_a_to_be_greater_than_b": lambda frame, told: _hold_pairs(frame, told, operator.ge),
    "expect_column_pair_values_to_be_equal": lambda frame, told: _hold_pairs(frame, told, operator.eq),
    "expect_column_max_to_be_between": lambda frame, told: bool(
        _are_between(pd.Series([frame[told["column"]].max()]), told).iloc[0]
    ),
    "expect_column_proportion_of_non_null_values_to_be_between": _hold_share_of_values,
}


def _holds(rule: Rule, frame: pd.DataFrame, parameters: dict[str, Any]) -> bool:
    settings = _fill(rule.kwargs, parameters)
    return _TYPES[rule.type](_select(frame, settings.pop("row_condition", None)), settings)


def find_broken_rules(suite: Suite, frame: pd.DataFrame, parameters: dict[str, Any] | None = None) -> list[Rule]:
    """The rules of a suite that a frame breaks. parameters: what `$PARAMETER` settings stand for."""
    return [rule for rule in suite.rules if not _holds(rule, frame, parameters or {})]
