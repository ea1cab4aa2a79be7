"""The rules across files and time: each delivery's own outcome, out of one look at them all."""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.tables import CHECKS
from hpanalysis.validate.broken_rows import find_broken_rows
from hpanalysis.validate.engine import RuleOutcome, refuse_unevaluated
from hpanalysis.validate.rules import Rule, Suite

SUPPLIER = "Leverandøren"  # as the owner of a rule: whoever answers for the source in question


def _name_owner(rule: Rule, source: Source) -> str:
    return source.contact if rule.owner == SUPPLIER else rule.owner


def _build_row(rule: Rule, delivery: pd.Series, broken: bool, counts: list[str]) -> tuple:
    """rows and failed by the columns that the suite's meta names for the rule: rows or persons."""
    source = catalogue.sources()[delivery["source"]]
    rows, failed = (int(delivery[name]) for name in counts)
    return (
        delivery["half_year"],
        source.name,
        rule.id,
        rule.description,
        rule.reason,
        _name_owner(rule, source),
        rule.severity.value,
        rows,
        failed if broken else 0,
        not broken,
        " ".join(catalogue.list_indicators_of(source)),
    )


def build_across_checks(suite: Suite, deliveries: pd.DataFrame, outcomes: list[RuleOutcome]) -> pd.DataFrame:
    """Checks, a row a delivery and a rule. The engine's counts and those row by row must agree; else `Stop`."""
    broken = {}
    for rule, outcome in zip(suite.rules, outcomes, strict=True):
        broken[rule.id] = find_broken_rows(rule, deliveries, {})
        if broken[rule.id] is None or int(broken[rule.id].sum()) != outcome.failed:
            raise refuse_unevaluated(rule.id, "Kontrolreglen kunne ikke køres levering for levering.")
    rows = [
        _build_row(rule, delivery, bool(broken[rule.id][index]), suite.meta["counts"][rule.id])
        for index, delivery in deliveries.iterrows()
        for rule in suite.rules
    ]
    return pd.DataFrame(rows, columns=CHECKS.names)
