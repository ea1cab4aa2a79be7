"""A suite's file in expectations/, strictly read: what Great Expectations would drop or overlook is refused here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hpanalysis.errors import Stop
from hpanalysis.tables import Severity

SEVERITIES = {"critical": Severity.CRITICAL, "warning": Severity.WARNING, "info": Severity.INFO}
_SUITE_KEYS = {"name", "meta", "expectations"}
_RULE_KEYS = {"type", "kwargs", "severity", "meta"}
_META_KEYS = {"rule", "beskrivelse", "begrundelse", "ejer"}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A data quality rule as its suite's file has it; made by `read_suite`, and evaluated by the `Engine`."""

    id: str  # such as sprog-01
    type: str  # the name of an expectation of the library
    kwargs: dict[str, Any]  # the expectation's settings: columns, limits
    severity: Severity
    description: str  # Danish, what must be so
    reason: str  # Danish, what it would mean if it is not
    owner: str  # the role that is asked when it is not

    @property
    def parameters(self) -> set[str]:
        """The names of the values that a run fills in, such as `start` where the rule has `{"$PARAMETER": "start"}`.
        Read when a suite is evaluated, so that it is given only the values that its rules ask for."""
        settings = (value for value in self.kwargs.values() if isinstance(value, dict))
        return {setting["$PARAMETER"] for setting in settings if "$PARAMETER" in setting}


@dataclass(frozen=True)
class Suite:
    """The rules of a source, of the measured table or across the deliveries; made by `read_suite` from one file."""

    name: str
    rules: tuple[Rule, ...]  # in the order of their ids
    meta: dict[str, Any]  # what else the file says, such as the sums that the measured table is checked by


def refuse_suite(path: Path, wrong: str, expected: str) -> Stop:
    """Make the `Stop` for a suite's file in expectations/ that cannot be used; it names the file. Raised while the
    files are read and while Great Expectations takes the rules. wrong and expected: Danish."""
    return Stop(
        wrong,
        place=f"»{path.name}« i mappen expectations",
        expected=expected,
        do="Ret filen, og kør igen.",
    )


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the mapping of a JSON object; `ValueError` if a key stands twice. Called by `json.loads` for each object
    of a suite's file, because it would silently take the last of two equal keys."""
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError
    return mapping


def _parse_suite(path: Path) -> dict[str, Any]:
    """Read a suite's file as JSON; `Stop` unless it can be read, with each key once, and has just its three keys, the
    file's own name and at least one rule. Called for each file of expectations/."""
    try:
        suite = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_refuse_duplicates)
    except ValueError:  # JSON that is torn, a key that stands twice, bytes that are no UTF-8
        raise refuse_suite(path, "Filen kan ikke læses.", "JSON i UTF-8, hvor hver nøgle står én gang.") from None
    if not isinstance(suite, dict) or set(suite) != _SUITE_KEYS or suite["name"] != path.stem:
        raise refuse_suite(
            path,
            "Filen har ikke den rigtige form.",
            f"nøglerne {', '.join(sorted(_SUITE_KEYS))}, og filens eget navn som name.",
        )
    if not isinstance(suite["expectations"], list) or not suite["expectations"]:
        raise refuse_suite(path, "Filen har ingen kontrolregler.", "mindst én regel.")
    return suite


def _build_rule(path: Path, raw: Any) -> Rule:
    """Make one rule of the JSON in a suite's file; called for each rule of each file. raw: the parsed rule. `Stop` if a
    key is missing or too many, a text is empty, the id is ill-formed or the severity is not known."""
    shaped = isinstance(raw, dict) and set(raw) == _RULE_KEYS and isinstance(raw["kwargs"], dict)
    meta = raw["meta"] if shaped and isinstance(raw["meta"], dict) else {}
    filled = all(isinstance(text, str) and text.strip() for text in meta.values())
    if set(meta) != _META_KEYS or not filled or not re.fullmatch(r"[a-z_]+-[0-9]{2}", meta["rule"]):
        raise refuse_suite(
            path,
            "En kontrolregel har ikke den rigtige form.",
            f"nøglerne {', '.join(sorted(_RULE_KEYS))}; i meta {', '.join(sorted(_META_KEYS))}.",
        )
    if raw["severity"] not in SEVERITIES:
        raise refuse_suite(path, f"Reglen {meta['rule']} har en ukendt alvor.", f"en af {', '.join(SEVERITIES)}.")
    return Rule(
        id=meta["rule"],
        type=raw["type"],
        kwargs=raw["kwargs"],
        severity=SEVERITIES[raw["severity"]],
        description=meta["beskrivelse"],
        reason=meta["begrundelse"],
        owner=meta["ejer"],
    )


def read_suite(path: Path) -> Suite:
    """Read one file of expectations/; its rules come in the order of their ids. Called for every file when suites are
    loaded, and when a run proves that all rules were evaluated. A file that is empty, torn or not of the form, or a
    rule that is not, as one without id, reason or owner, raises `Stop`."""
    raw = _parse_suite(path)
    rules = sorted((_build_rule(path, rule) for rule in raw["expectations"]), key=lambda rule: rule.id)
    return Suite(raw["name"], tuple(rules), raw["meta"])


def read_suites(folder: Path, wanted: set[str]) -> dict[str, Suite]:
    """Read all suites of a folder by name. One missing, one too many, or a rule id that stands twice raises `Stop`.
    Called when `Suites` is made, before any frame is validated. wanted: the names of the suites there must be."""
    paths = sorted(folder.glob("*.json"))
    names = {path.stem for path in paths}
    for name in sorted(wanted - names):
        raise refuse_suite(folder / f"{name}.json", "Filen mangler.", "én fil med kontrolregler for hver kilde.")
    for name in sorted(names - wanted):
        raise refuse_suite(
            folder / f"{name}.json", "Filen hører ikke til nogen kilde.", f"en af {', '.join(sorted(wanted))}."
        )
    suites: dict[str, Suite] = {}
    seen: set[str] = set()
    for path in paths:
        suites[path.stem] = read_suite(path)
        for rule in suites[path.stem].rules:
            if rule.id in seen:
                raise refuse_suite(path, f"Reglen {rule.id} står to gange.", "et navn til hver regel.")
            seen.add(rule.id)
    return suites
