"""Rules on a list of participants beside other extracts: who is in no register, and which courses are gone."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hpanalysis.definitions.sources.deltagere import ACTIVITY
from hpanalysis.pipeline.extracts import confidential_files, loading
from hpanalysis.pipeline.extracts.participant_rules import CourseRule, make_check, show_rows
from hpanalysis.tables import CHECKS, Severity
from hpanalysis.workspace import Workspace

# What these rules' lists for the data unit are called by; those of a delivery alone bear its source's name.
LISTS = "deltagere_registre"
# Of a list's persons, the share that may be in no other extract: small children and those of 65 or more are in none.
MOST_UNKNOWN = 0.5
_COURSE = ["person", ACTIVITY, "start"]


def _find_unknown(workspace: Workspace, delivery: loading.Delivery, ready: Sequence[loading.Delivery]) -> pd.Series:
    """By row of a list of participants, whether its person is in no register's extract up to the half-year; nobody is
    unknown where no such extract has come. Called for each list. ready: all deliveries that are loaded, oldest
    first."""
    persons = pq.read_table(workspace.frame(delivery.source.name, delivery.half_year), columns=["person"])["person"]
    registers = [
        each
        for each in ready
        if each.source.has_persons and not each.source.lists_participants and each.half_year <= delivery.half_year
    ]
    unknown = persons.unique() if registers else pa.array([], pa.string())
    for register in reversed(registers):  # the newest first, for most are in it
        if not len(unknown):
            break
        there = pq.read_table(workspace.frame(register.source.name, register.half_year), columns=["person"])["person"]
        unknown = unknown.filter(pc.invert(pc.is_in(unknown, value_set=there.unique())))
    return pd.Series(pc.is_in(persons, value_set=unknown).to_pylist(), dtype=bool)


def _find_gone(now: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """By row of the list before, whether its course (person, activity, start) is not in the list that came after it.
    Called for each list of participants that has one before it, because a list is whole each time."""
    there = set(now[_COURSE].itertuples(index=False, name=None))
    return pd.Series([course not in there for course in before[_COURSE].itertuples(index=False, name=None)], dtype=bool)


def _make_unknown_rules(unknown: pd.Series) -> list[CourseRule]:
    """The two rules on persons whom no register knows: some are told of, most are a wrong list. Called for each list.
    unknown: by row."""
    is_most = len(unknown) > 0 and unknown.mean() > MOST_UNKNOWN
    return [
        CourseRule(
            word="ukendte",
            severity=Severity.WARNING,
            description="Alle deltagere findes i et andet udtræk.",
            reason="En person, som intet andet udtræk kender, tæller ikke med i nogen målgruppe. Nummeret er måske en "
            "tastefejl.",
            broken=unknown,
        ),
        CourseRule(
            word="fremmede",
            severity=Severity.CRITICAL,
            description="Mindst halvdelen af rækkernes personer findes i et andet udtræk.",
            reason="Det er måske en forkert liste, eller personnumrene er lavet om.",
            broken=unknown if is_most else pd.Series(False, index=unknown.index),
        ),
    ]


def check_registers(workspace: Workspace, ready: Sequence[loading.Delivery]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The checks (`tables.CHECKS`) of each list of participants beside the other extracts, and rule id -> the protected
    file with the rows that break it in the latest list. The rows are written for the data unit. Called by a run and by
    `hpanalysis check` when the extracts are loaded. ready: the deliveries whose frames lie ready, oldest first."""
    rows: list[tuple[object, ...]] = []
    named: dict[str, str] = {}
    before: pd.DataFrame | None = None
    for delivery in (each for each in ready if each.source.lists_participants):
        frame = pd.read_parquet(workspace.frame(delivery.source.name, delivery.half_year), dtype_backend="pyarrow")
        rules = [(frame, rule) for rule in _make_unknown_rules(_find_unknown(workspace, delivery, ready))]
        if before is not None:
            gone = CourseRule(
                word="borte",
                severity=Severity.WARNING,
                description="Alle forløb fra sidste levering er med igen.",
                reason="Listen er hele listen fra planens begyndelse. En partners liste mangler måske.",
                broken=_find_gone(frame, before),
            )
            rules.append((before, gone))
        rows += [make_check(delivery.source, delivery.half_year, rule) for _, rule in rules]
        named = confidential_files.write_places(
            workspace,
            delivery.half_year,
            LISTS,
            {
                f"{delivery.source.name}-{rule.word}": show_rows(of, rule.broken)
                for of, rule in rules
                if rule.broken.any()
            },
        )
        before = frame
    return pd.DataFrame(rows, columns=CHECKS.names), named
