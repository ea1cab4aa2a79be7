"""Which rows break a rule, found beside Great Expectations: its own results must never carry a value.

The engine judges and counts; here the same rule is read once more, for the rows alone. Tests hold the two counts
against each other for every rule there is.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import pandas as pd

from hpanalysis.validate.rules import Rule

# What stands for a person. A row's number leads the data unit to the row; a pseudonym beside it would be one too many.
PERSONAL = {"person"}
ROW = "raekke"  # 1 for the first row below the heading, through all files of the delivery in order of names

_OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _find_outside(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.Series:
    values = frame[kwargs["column"]].dropna()
    outside = pd.Series(False, values.index)
    if kwargs.get("min_value") is not None:
        outside |= values < kwargs["min_value"]
    if kwargs.get("max_value") is not None:
        outside |= values > kwargs["max_value"]
    return outside


def _find_not_in_set(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.Series:
    values = frame[kwargs["column"]].dropna()
    return ~values.isin(kwargs["value_set"])


def _find_null(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.Series:
    return frame[kwargs["column"]].isna()


def _find_repeated(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.Series:
    return frame[kwargs["column"]].dropna().duplicated(keep=False)


def _find_repeated_together(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.Series:
    return frame[kwargs["column_list"]].dropna(how="all").duplicated(keep=False)


def _select_pairs(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.DataFrame:
    pairs = frame[[kwargs["column_A"], kwargs["column_B"]]].set_axis(["a", "b"], axis="columns")
    return pairs.dropna(how="any" if kwargs.get("ignore_row_if") == "either_value_is_missing" else "all")


def _find_not_greater(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.Series:
    pairs = _select_pairs(frame, kwargs)
    return ~(pairs["a"] >= pairs["b"] if kwargs.get("or_equal") else pairs["a"] > pairs["b"])


def _find_unequal(frame: pd.DataFrame, kwargs: dict[str, Any]) -> pd.Series:
    pairs = _select_pairs(frame, kwargs)
    return pairs["a"] != pairs["b"]


_FINDERS: dict[str, Callable[[pd.DataFrame, dict[str, Any]], pd.Series]] = {
    "expect_column_values_to_be_between": _find_outside,
    "expect_column_values_to_be_in_set": _find_not_in_set,
    "expect_column_values_to_not_be_null": _find_null,
    "expect_column_values_to_be_unique": _find_repeated,
    "expect_compound_columns_to_be_unique": _find_repeated_together,
    "expect_column_pair_values_a_to_be_greater_than_b": _find_not_greater,
    "expect_column_pair_values_to_be_equal": _find_unequal,
}


def _fill_parameters(rule: Rule, parameters: dict[str, Any]) -> dict[str, Any]:
    def value(given: Any) -> Any:
        asked = given.get("$PARAMETER") if isinstance(given, dict) else None
        return given if asked is None else parameters[asked]

    return {name: value(given) for name, given in rule.kwargs.items()}


def _select_rows(frame: pd.DataFrame, condition: dict[str, Any] | None) -> pd.DataFrame:
    if condition is None:
        return frame
    return frame[_OPERATORS[condition["operator"]](frame[condition["column"]["name"]], condition["parameter"])]


def find_broken_rows(rule: Rule, frame: pd.DataFrame, parameters: dict[str, Any]) -> pd.Series | None:
    """For each row whether it breaks the rule; None for a rule about the whole table, which no row breaks.

    frame: as the engine has it (`engine.convert_to_numbers`), with a plain index.
    """
    breaker = _FINDERS.get(rule.type)
    if breaker is None:
        return None
    kwargs = _fill_parameters(rule, parameters)
    found = breaker(_select_rows(frame, kwargs.get("row_condition")), kwargs)
    return found.astype(bool).reindex(frame.index, fill_value=False)


def _list_columns(rule: Rule) -> list[str]:
    """The columns a rule is about, but for those that stand for a person."""
    condition = rule.kwargs.get("row_condition") or {"column": {"name": None}}
    named = [condition["column"]["name"], *(rule.kwargs.get(key) for key in ("column", "column_A", "column_B"))]
    named += rule.kwargs.get("column_list", [])
    return [name for name in dict.fromkeys(named) if name is not None and name not in PERSONAL]


def list_broken_rows(
    rule: Rule, frame: pd.DataFrame, numbers: pd.DataFrame, parameters: dict[str, Any], beside: list[str]
) -> pd.DataFrame | None:
    """The rows that break the rule: ROW, the columns `beside` and those the rule is about. None if no row does.

    frame: with its values as they are; numbers: the same rows as the engine has them.
    """
    broken = find_broken_rows(rule, numbers, parameters)
    if broken is None or not broken.any():
        return None
    shown = list(dict.fromkeys([*beside, *_list_columns(rule)]))
    rows = frame.loc[broken.to_numpy(), shown]
    rows.insert(0, ROW, [position + 1 for position in broken.to_numpy().nonzero()[0]])
    return rows
