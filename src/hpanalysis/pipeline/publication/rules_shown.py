"""Proof that the rules in the files are the rules evaluated and the rules shown."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from hpanalysis import validate
from hpanalysis.errors import Stop

_SHOWN = re.compile(r'data-regel="([^"]+)"')
_FROM_FILE = re.compile(r"[a-z_]+-[0-9]{2}")  # an id that a suite may have; what load counts has other ids


def read_rules_in_files(expectations: Path, checks: pd.DataFrame) -> set[tuple[str, str]]:
    """(source, rule id) of each rule in the folder `expectations` for the sources delivered: those that `checks`, the
    run's results, name. Called before a half-year is published, to see that just these rules were run and are shown."""
    found = set()
    across = validate.read_suite(expectations / f"{validate.ACROSS_SUITE}.json").rules
    for source in checks["source"].unique():
        source_rules = validate.read_suite(expectations / f"{source}.json").rules
        rules = source_rules if source == validate.MEASURED_SUITE else (*source_rules, *across)
        found |= {(source, rule.id) for rule in rules}
    return found


def find_evaluated_rules(checks: pd.DataFrame) -> set[tuple[str, str]]:
    """(source, rule id) of each rule that the run has a result for (`checks`). Called before a half-year is published,
    to be compared with the rules in the files and on the page datakvalitet."""
    return set(checks[["source", "rule_id"]].itertuples(index=False, name=None))


def find_rules_shown(html: str) -> list[tuple[str, str]]:
    """(source, rule id) of the rules on the page datakvalitet, each as often as it stands there. Called before a
    half-year is published, to be compared with the rules evaluated. html: the page."""
    return [tuple(name.split("/")) for name in _SHOWN.findall(html)]


def stop_unless_rules_agree(expectations: Path, checks: pd.DataFrame, quality_page: Path) -> None:
    """`Stop` unless the rules evaluated are those of the files (and those that loading counts by itself, which no file
    has), and the page shows each of them once. Called before a half-year is published. expectations: the folder of the
    rules. checks: their results. quality_page: the page datakvalitet that is about to be published."""
    done, on_page = find_evaluated_rules(checks), find_rules_shown(quality_page.read_text(encoding="utf-8"))
    from_files = {rule for rule in done if _FROM_FILE.fullmatch(rule[1])}
    if from_files == read_rules_in_files(expectations, checks) and sorted(on_page) == sorted(done):
        return
    raise Stop(
        "Kontrolreglerne i filerne, de kørte regler og de viste regler er ikke de samme.",
        place="Siden »Datakvalitet«",
        expected="at hver regel i mappen expectations er kørt og står på siden én gang.",
        do="Kør igen med den notesbog, der hører til.",
        ask="dem, der vedligeholder programmet.",
    )
