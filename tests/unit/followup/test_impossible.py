"""Dates that cannot be are named, all at once, before anything is told of a year."""

import re

import pytest

from followup_logs import year
from hpanalysis.errors import FAILED, Stop

BOARD, STEERING = "duty: bestyrelse_moede", "duty: styregruppe_moede"
HOURS = "activity: npu, responsible: Institutionerne, hours: 10"
CHANGE = "what: kommissorium, consensus: ja, about: t, minutes: r"
RED = "level: roed, area: vangdalen"


def meeting(day, duty=BOARD, more=""):
    return f"{{{duty}, date: {day}, minutes: r{more}}}"


def report(half_year, delivered=None):
    return f", reports: [{{half_year: {half_year}{f', delivered: {delivered}' if delivered else ''}}}]"


FIRST = report("2026H1")
CASES = [
    (f"meetings: [{meeting('2025-07-31')}]", "meetings, nr. 1: Datoen i date ligger før helhedsplanen."),
    (f"meetings: [{meeting('2027-01-04')}]", "meetings, nr. 1: Datoen i date ligger efter loggens egen dato, as_of."),
    (f"meetings: [{meeting('2026-03-16')}, {meeting('2026-03-16')}]", "meetings, nr. 2: Mødet står to gange."),
    (
        f"meetings: [{meeting('2026-09-06', more=report('2026H1'))}]",
        "meetings, nr. 1, reports, nr. 1: Mødet er holdt før rapportens dato.",
    ),
    (
        f"meetings: [{meeting('2026-10-12', more=report('2026H1', '2026-09-06'))}]",
        "reports, nr. 1: Rapporten er leveret før sin egen dato.",
    ),
    (
        f"meetings: [{meeting('2026-10-12', more=report('2026H1', '2026-10-13'))}]",
        "reports, nr. 1: Rapporten er leveret efter mødet.",
    ),
    (
        f"meetings: [{meeting('2026-10-12', STEERING, FIRST)}, {meeting('2026-10-11', more=FIRST)}]",
        "meetings, nr. 2: Mødet har behandlet en rapport, før det møde, der skal ligge forud, fik den.",
    ),
    ("half_years: {2031: 2026H1}", "half_years: Et regnskabsår ligger uden for helhedsplanen."),
    ("done: [{duty: datarapport, date: 2025-07-31, about: t}]", "done, nr. 1: Datoen i date ligger før helhedsplanen."),
    ("done: [{duty: datarapport, date: 2026-03-02, year: 2027, about: t}]", "done, nr. 1: Opgaven er udført før det"),
    ("done: [{duty: datarapport, date: 2026-03-02, year: 2024, about: t}]", "done, nr. 1: Regnskabsåret i year"),
    (
        "deliveries: [{duty: delmaal_data, meeting: 2026-02-23, by: Skolerne, date: 2026-02-20}]",
        "deliveries, nr. 1: Der er intet møde på dagen i meeting.",
    ),
    (
        "deliveries: [{duty: delmaal_data, meeting: 2027-02-22, by: Skolerne, date: 2027-01-04}]",
        "deliveries, nr. 1: Datoen i date ligger efter loggens egen dato",
    ),
    (f"hours: [{{{HOURS}, from: 2026-03-02, to: 2026-03-01}}]", "hours, nr. 1: Perioden slutter, før den begynder."),
    (
        f"hours: [{{{HOURS}, from: 2025-07-31, to: 2025-12-31}}]",
        "hours, nr. 1: Datoen i from ligger før helhedsplanen.",
    ),
    (
        f"hours: [{{{HOURS}, from: 2025-12-01, to: 2026-01-31}}]",
        "hours, nr. 1: Perioden går over i et nyt regnskabsår.",
    ),
    (
        f"hours: [{{{HOURS}, from: 2026-01-01, to: 2026-03-31}}, {{{HOURS}, from: 2026-03-31, to: 2026-04-30}}]",
        "hours, nr. 2: Perioden overlapper nr. 1 for samme aktivitet og ansvarlig.",
    ),
    (
        f"changes: [{{{CHANGE}, date: 2026-03-16, lbf_approved: 2026-03-15}}]",
        "changes, nr. 1: Ændringen er godkendt, før den er besluttet.",
    ),
    (
        f"changes: [{{{CHANGE}, date: 2025-03-16}}]",
        "changes, nr. 1: Datoen i date ligger før helhedsplanen.",
    ),
    (
        "irregularities: [{seen: 2026-03-16, passed_on: 2026-03-15, about: t}]",
        "irregularities, nr. 1: Bestyrelsen er orienteret, før sagen blev set.",
    ),
    (
        "irregularities: [{seen: 2027-03-16, about: t}]",
        "irregularities, nr. 1: Datoen i seen ligger efter loggens egen",
    ),
]
EMERGENCY = [
    (f"activations: [{{activated: 2025-07-31 23:59, {RED}}}]", "activations, nr. 1: Datoen i activated ligger før"),
    (
        f"activations: [{{activated: 2026-02-27 21:40, gathered: 2026-02-27 21:39, {RED}}}]",
        "activations, nr. 1: Gruppen er samlet, før beredskabet blev aktiveret.",
    ),
    (
        f"activations: [{{activated: 2026-12-31 21:40, gathered: 2027-01-01 09:00, {RED}}}]",
        "activations, nr. 1: Datoen i gathered ligger efter loggens egen dato",
    ),
    (
        f"activations: [{{activated: 2026-02-27 21:40, {RED}, evaluation: ja, evaluated: 2026-02-26}}]",
        "activations, nr. 1: Forløbet er evalueret, før beredskabet blev aktiveret.",
    ),
    (
        f"activations: [{{activated: 2026-02-27 21:40, {RED}, evaluation: nej, evaluated: 2026-03-26}}]",
        "activations, nr. 1: Forløbet er evalueret uden en beslutning om det.",
    ),
    (
        f"activations: [{{activated: 2026-02-27 21:40, {RED}}}, {{activated: 2026-02-27 21:40, {RED}}}]",
        "activations, nr. 2: Aktiveringen står to gange.",
    ),
    ("status_meetings: [{date: 2027-02-01, minutes: r}]", "status_meetings, nr. 1: Datoen i date ligger efter loggens"),
    (
        "status_meetings: [{date: 2026-02-01, minutes: r}, {date: 2026-02-01, minutes: s}]",
        "status_meetings, nr. 2: Mødet står to gange.",
    ),
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_an_impossible_date_is_named_and_nothing_is_told(text, said):
    with pytest.raises(Stop, match=re.escape(said)) as stop:
        year(text)
    assert len(str(stop.value).splitlines()) == 1
    assert "»opfoelgning.yaml«" in str(stop.value) and "Ventet:" in str(stop.value)
    assert stop.value.exit_code == FAILED


@pytest.mark.parametrize(("text", "said"), EMERGENCY)
def test_an_impossible_date_of_the_emergency_group_is_named(text, said):
    with pytest.raises(Stop, match=re.escape(said)) as stop:
        year(emergency=text)
    assert "»beredskab.yaml«" in str(stop.value)


def test_the_faults_of_both_files_are_told_at_once():
    (first, one), (second, two), (emergency, three) = CASES[0], CASES[8], EMERGENCY[0]
    with pytest.raises(Stop) as stop:
        year(f"{first}\n{second}", emergency)
    lines = str(stop.value).splitlines()
    assert len(lines) == 3
    assert all(said in line for said, line in zip((one, two, three), lines, strict=True))


def test_hours_beyond_the_logs_own_date_are_refused():
    with pytest.raises(Stop, match=r"hours, nr\. 1: Datoen i to ligger efter loggens egen dato"):
        year(f"hours: [{{{HOURS}, from: 2026-04-01, to: 2026-07-01}}]", as_of="2026-06-30")


def test_a_log_of_a_day_ahead_of_the_plan_is_refused():
    with pytest.raises(Stop, match="Loggens egen dato, as_of, ligger før helhedsplanen"):
        year(as_of="2025-07-31")


@pytest.mark.parametrize(
    "text",
    [
        f"meetings: [{meeting('2025-08-01')}, {meeting('2026-12-31')}]",
        f"meetings: [{meeting('2026-09-07', more=report('2026H1', '2026-09-07'))}]",
        f"meetings: [{meeting('2026-10-12', STEERING, FIRST)}, {meeting('2026-10-12', more=FIRST)}]",
        f"meetings: [{meeting('2026-03-16', more=report('2024H2'))}]",  # it is not published here
        f"hours: [{{{HOURS}, from: 2026-01-01, to: 2026-03-31}}, {{{HOURS}, from: 2026-04-01, to: 2026-04-30}}]",
        "deliveries: [{duty: delmaal_data, meeting: 2027-02-22, by: Skolerne, date: 2026-12-31}]",
        "irregularities: [{seen: 2026-03-16, passed_on: 2026-03-16, about: t}]",
    ],
)
def test_a_date_on_the_edge_of_the_possible_is_accepted(text):
    assert year(text).year == 2026


def test_the_accounts_of_the_last_year_are_documented_after_the_plan():
    done = "done: [{duty: revision_dokumentation, date: 2030-05-31, year: 2029, about: t}]"
    assert year(done, of=2029, as_of="2030-06-01").duty("revision_dokumentation").done == 1
    with pytest.raises(Stop, match="Datoen i date ligger efter helhedsplanen"):
        year(done.replace("revision_dokumentation", "datarapport"), of=2029, as_of="2030-06-01")


@pytest.mark.parametrize(
    "apart",
    [
        ("npu, responsible: Institutionerne", "familiedage, responsible: Institutionerne"),
        ("familiedage, responsible: Institutionerne", "familiedage, responsible: Tandplejen"),
    ],
)
def test_hours_of_another_activity_or_of_someone_else_do_not_overlap(apart):
    entries = [f"{{activity: {one}, hours: 10, from: 2026-01-01, to: 2026-03-31}}" for one in apart]
    assert year(f"hours: [{', '.join(entries)}]").year == 2026
