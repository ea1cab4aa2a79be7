"""What a wrong list of participants gets: each planted fault is named by its rule and rows, and no value is shown."""

import random
import re
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import (
    confidential_files,
    loading,
    owed_extracts,
    participant_registers,
    participant_rules,
)
from hpanalysis.tables import Severity
from hpanalysis.workspace import Workspace
from planted.courses import CPR, END, KINDS, NOW, ROLE, SOURCE, START, Bench
from projects import small
from slow_cases import keep_some_quick

SEEDS = ("1", "2", "3")


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("deltagere"), "sund")


def spoil(bench, kind, seed):
    rows = deepcopy(bench.rows[NOW])
    KINDS[kind].plant(rows, random.Random(f"{kind} {seed}"))
    return rows


def test_a_sound_list_breaks_no_rule(bench):
    found = bench.answer(bench.rows[NOW])
    assert (found.broken, found.lists, found.message) == ({}, {}, "")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", keep_some_quick(KINDS, every=4))
def test_a_planted_fault_is_named_by_its_rule_and_rows_with_no_person_and_no_number(bench, kind, seed):
    rows, wanted = spoil(bench, kind, seed), KINDS[kind]
    found = bench.answer(rows)
    if wanted.severity is None:
        assert re.search(rf"række \d+, kolonne »{wanted.named}«", found.message)
        said = found.message
    else:
        (rule,) = [rule for rule in found.broken if re.fullmatch(wanted.named, rule)]
        assert found.broken[rule] == wanted.severity.value
        listed = found.lists[rule]
        assert len(listed) and not {"person", "koen", "foedselsaar"} & set(listed)
        said = listed.to_csv()
    assert not any(row[CPR] in said or row[CPR].replace("-", "") in said for row in rows)


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("a row twice", CPR),
        ("begun before the plan", START),
        ("a child of sixty", ROLE),
        ("a CPR number typed wrong", CPR),
    ],
)
def test_the_rows_listed_are_the_rows_at_fault(bench, kind, column):
    rows = spoil(bench, kind, "rækker")
    sound = [tuple(row) for row in bench.rows[NOW]]
    listed = bench.answer(rows).lists[KINDS[kind].named]["raekke"].tolist()
    faulty = [n for n, row in enumerate(rows, start=1) if tuple(row) not in sound or rows.count(row) > 1]
    assert listed == faulty and column in range(7)


@pytest.mark.parametrize(
    ("courses", "overlapping"),
    [
        ([("2025-08-01", "2025-09-01"), ("2025-09-02", None)], [False, False]),
        ([("2025-08-01", "2025-09-01"), ("2025-09-01", None)], [True, True]),
        ([("2025-08-01", None), ("2026-05-01", "2026-06-01")], [True, True]),
        # The first outlasts the second, and the third begins after the second's end.
        ([("2025-08-01", "2026-06-01"), ("2025-09-01", "2025-09-10"), ("2025-10-01", "2025-11-01")], [True] * 3),
        ([("2025-10-01", "2025-11-01"), ("2025-08-01", "2025-09-01"), ("2025-10-20", None)], [True, False, True]),
    ],
)
def test_two_courses_overlap_where_they_share_a_day(courses, overlapping):
    frame = pd.DataFrame(
        {
            "person": "a",
            "aktivitet": "job_til_mor",
            "start": [date.fromisoformat(start) for start, _ in courses],
            "slut": [None if end is None else date.fromisoformat(end) for _, end in courses],
        }
    )
    assert participant_rules.find_overlapping(frame).tolist() == overlapping
    apart = frame.assign(person=[str(n) for n in range(len(frame))])
    assert not participant_rules.find_overlapping(apart).any()
    elsewhere = frame.assign(aktivitet=[str(n) for n in range(len(frame))])
    assert not participant_rules.find_overlapping(elsewhere).any()


def count_failed(frame, word, plan):
    checks, _ = participant_rules.check_courses(SOURCE, frame, NOW, plan)
    return int(checks.set_index("rule_id").loc[f"deltagere-{word}", "failed"])


@pytest.mark.parametrize(
    ("role", "activity", "born", "word", "failed"),
    [
        ("barn", "fremmoede_i_skolen", 2000, "barn", 0),
        ("barn", "fremmoede_i_skolen", 1999, "barn", 1),
        ("barn", "fremmoede_i_skolen", 2026, "barn", 1),
        ("foraelder", "fremmoede_i_skolen", 2012, "foraelder", 0),
        ("foraelder", "fremmoede_i_skolen", 2013, "foraelder", 1),
        ("deltager", "fremmoede_i_skolen", 2013, "foraelder", 0),
        ("deltager", "brandkadet", 2012, "alder", 0),  # 13 in the year
        ("deltager", "brandkadet", 2013, "alder", 1),
        ("deltager", "brandkadet", 2007, "alder", 0),  # 17 until the birthday
        ("deltager", "brandkadet", 2006, "alder", 1),
        ("foraelder", "brandkadet", 1980, "alder", 0),
        ("deltager", "det_gode_liv", 1930, "alder", 0),  # the plan names no ages
    ],
)
def test_ages_are_held_by_the_year_of_birth_with_a_birthday_to_come(bench, role, activity, born, word, failed):
    row = {"person": "a", "koen": "mand", "foedselsaar": born, "aktivitet": activity, "rolle": role}
    frame = pd.DataFrame([row | {"start": date(2025, 9, 1), "slut": None, "afslutning": None, "partner": "x"}])
    assert count_failed(frame, word, bench.plan) == failed


def test_other_sources_are_asked_none_of_this(bench):
    checks, rows = participant_rules.check_courses(catalogue.sources()["moedre"], pd.DataFrame(), NOW, bench.plan)
    assert checks.empty and rows == {}


def test_nobody_is_unknown_before_any_register_has_come(bench):
    alone = [delivery for delivery in bench.ready if delivery.source is SOURCE]
    bench.answer(spoil(bench, "another town's list", "alene"))
    checks, _ = participant_registers.check_registers(bench.workspace, alone)
    unknown = checks[checks["rule_id"].isin(["deltagere-ukendte", "deltagere-fremmede"])]
    assert len(unknown) and unknown["held"].all()


def test_a_list_of_rows_is_taken_away_when_the_fault_is_mended(bench):
    bench.answer(spoil(bench, "a CPR number typed wrong", "rettet"))
    folder = confidential_files.find_confidential_folder(bench.workspace, NOW)
    assert [path.name for path in folder.iterdir()] == [f"{participant_registers.LISTS}-deltagere-ukendte.csv"]
    bench.answer(bench.rows[NOW])
    assert not list(folder.iterdir())


def test_the_message_tells_where_the_rows_are_and_how_many(bench):
    rows = spoil(bench, "another town's list", "besked")
    bench.answer(rows)
    checks, named = participant_registers.check_registers(bench.workspace, bench.ready)
    (told,) = validate.describe_critical_rules(checks, bench.plan.k, named)
    assert f"Det gælder {len(rows)} rækker" in told and "fortroligt/deltagere_registre-deltagere-fremmede.csv" in told
    assert all(row[END] not in told for row in rows if row[END])


def test_most_may_not_be_unknown_and_half_may(bench):
    rows = deepcopy(bench.rows[NOW])
    half = len(rows) // 2
    for row in rows[:half]:
        row[CPR] = f"{row[CPR][:-4]}{row[CPR][-4]}9{row[CPR][-2:]}"
    assert bench.answer(rows).broken["deltagere-ukendte"] == Severity.WARNING.value
    assert "deltagere-fremmede" not in bench.answer(rows).broken


# A list without legal basis.


@pytest.fixture
def listed(tmp_path):
    """A project whose plan follows nobody and has no terms for a list, which lies there all the same."""
    project = small(tmp_path / "projekt")
    folder = project.raw / "2025H2"
    folder.mkdir(parents=True)
    (folder / "deltagere_carelink.csv").write_text("CPR-nummer\n010188-1234\n", encoding="utf-8")
    return project


def find_deliveries(project):
    return loading.find_deliveries(Workspace.at(project.folder), NOW)


def test_a_list_without_terms_in_sources_csv_is_refused_unread(listed):
    with pytest.raises(Stop) as stopped:
        find_deliveries(listed)
    told = str(stopped.value)
    assert "intet retsgrundlag" in told and "deltagere_carelink.csv" in told and "data/raw/2025H2" in told
    assert "sources.csv" in told and "010188" not in told


def add_terms(project, basis):
    path = project.plan / "sources.csv"
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    cells = dict.fromkeys(heading.split(","), "x") | {"source": "deltagere", "legal_basis": basis}
    cells |= {"days_before_meeting": "35", "months_kept": "24"}
    path.write_text("\n".join([heading, *rows, ",".join(cells.values())]) + "\n", encoding="utf-8")


def test_a_list_with_an_empty_legal_basis_is_refused(listed):
    add_terms(listed, "")
    with pytest.raises(Stop, match="Feltet er tomt") as stopped:
        find_deliveries(listed)
    assert "»sources.csv«" in str(stopped.value) and "kolonne »legal_basis«" in str(stopped.value)


def test_with_terms_the_list_of_a_plan_that_follows_nobody_is_left_unread(listed):
    add_terms(listed, "Loven")
    assert find_deliveries(listed) == []


def test_a_plan_that_follows_an_activity_must_have_terms_for_its_list(bench):
    agreements = tuple(one for one in bench.plan.data_agreements if one.source != "deltagere")
    with pytest.raises(Stop, match="Kilden »deltagere« mangler"):
        owed_extracts.find_sources(replace(bench.plan, data_agreements=agreements))
