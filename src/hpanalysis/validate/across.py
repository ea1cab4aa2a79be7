"""The rules across files and time: evaluated on all deliveries at once, with an outcome for each delivery."""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.tables import CHECKS
from hpanalysis.validate.engine import refuse_unevaluated
from hpanalysis.validate.rules import Rule, Suite

SUPPLIER = "Leverandøren"  # as the owner of a rule: whoever answers for the source in question


def _name_owner(rule: Rule, source: Source) -> str:
    """Return whom to ask when a rule is broken: its owner, or the source's contact where that is the supplier. Called
    for each delivery and rule of the rules across deliveries."""
    return source.contact if rule.owner == SUPPLIER else rule.owner


def _build_row(rule: Rule, delivery: pd.Series, broken: bool, counts: list[str]) -> tuple[object, ...]:
    """Make one row of the checks (`tables.CHECKS`): a delivery and a rule. Called for each delivery and rule. broken:
    whether the delivery breaks the rule. counts: the two columns of the delivery that tell how many rows (or persons)
    the rule was about, and how many of them broke it."""
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


def build_across_checks(suite: Suite, deliveries: pd.DataFrame, broken_rows: dict[str, list[int]]) -> pd.DataFrame:
    """Make the checks (`tables.CHECKS`) of the rules across files and time: a row a delivery and a rule. Called by
    `Suites.validate_across`, once for all deliveries. broken_rows: rule id -> positions, from 0, of the deliveries that
    break it. A rule that cannot be answered delivery by delivery raises `Stop`."""
    for rule in suite.rules:
        if rule.id not in broken_rows:
            raise refuse_unevaluated(rule.id, "Kontrolreglen kunne ikke køres levering for levering.")
    rows = [
        _build_row(rule, delivery, position in broken_rows[rule.id], suite.meta["counts"][rule.id])
        for position, (_, delivery) in enumerate(deliveries.iterrows())
        for rule in suite.rules
    ]
    return pd.DataFrame(rows, columns=CHECKS.names)
