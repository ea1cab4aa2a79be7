"""The secretariat's files: what is misspelt or of the wrong form is named by its place, all of it at once."""

from datetime import date, datetime
from decimal import Decimal
from typing import get_args

import pytest

from followup_logs import PLAN, SMALL, emergency_log, log
from hpanalysis import followup
from hpanalysis.errors import FAILED, Stop
from hpanalysis.followup.logs.log import ChangeKind, Level
from hpanalysis.plan.duties import CHANGES, LEVELS

MEETING = "duty: bestyrelse_moede, date: 2026-03-16, minutes: r1"
HOURS = "activity: npu, responsible: Institutionerne, from: 2026-01-01, to: 2026-03-31"
CHANGE = "what: delaftale, agreement: kriminalitet, date: 2026-03-16, consensus: ja, about: t, minutes: r"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("moeder: []", "»opfoelgning.yaml«, linje 2: En nøgle kendes ikke."),
        (
            "synthetic: måske",
            "linje 2: Nøglen synthetic har ikke den rigtige form. Ventet: ja eller nej.",
        ),
        ("meetings: ingen", "»opfoelgning.yaml«, linje 2: Nøglen meetings har ikke den rigtige form. Ventet: en liste"),
        ("meetings: [{duty: bestyrelse_moede, minutes: r}]", "meetings, nr. 1: Nøglen date mangler. Ventet: en dato"),
        ("meetings: [{duty: bestyrelse_moede, date: i marts, minutes: r}]", "meetings, nr. 1: Nøglen date har ikke"),
        ("meetings: [{duty: bestyrelse_moede, date: 2026-03-16 10:00:00, minutes: r}]", "Nøglen date har ikke"),
        (f"meetings: [{{{MEETING}, sted: r}}]", "meetings, nr. 1: En nøgle kendes ikke."),
        (f"meetings: [{{{MEETING}, reports: [{{half_year: 2026}}]}}]", "reports, nr. 1: Nøglen half_year har ikke"),
        (f"meetings: [{{{MEETING}, reports: [{{half_year: 2026H1, digest: abc}}]}}]", "Nøglen digest har ikke"),
        ("done: [{duty: datarapport, date: 2026-03-02, about: ' '}]", "done, nr. 1: Nøglen about har ikke"),
        (f"hours: [{{{HOURS}, hours: 0}}]", "hours, nr. 1: Nøglen hours har ikke den rigtige form. Ventet: et antal"),
        (f"hours: [{{{HOURS}, hours: -3}}]", "hours, nr. 1: Nøglen hours har ikke"),
        (f"hours: [{{{HOURS}, hours: 1.005}}]", "hours, nr. 1: Nøglen hours har ikke"),
        (f"hours: [{{{HOURS}, hours: .nan}}]", "hours, nr. 1: Nøglen hours har ikke"),
        (f"hours: [{{{HOURS}, hours: true}}]", "hours, nr. 1: Nøglen hours har ikke"),
        (f"hours: [{{{HOURS}, hours: 3, kind: andre}}]", "Nøglen kind har ikke den rigtige form. Ventet: personale"),
        (f"changes: [{{{CHANGE.replace('ja', 'true')}}}]", "changes, nr. 1: Nøglen consensus har ikke"),
        ("half_years: {2026: i år}", "half_years: Nøglen"),
        ("lbf_requirements: [{asks: noget}]", "lbf_requirements, nr. 1: Nøglen source mangler"),
    ],
)
def test_a_key_of_the_wrong_form_is_named_by_its_place(text, said):
    with pytest.raises(Stop) as stop:
        log(text)
    assert said in str(stop.value)
    assert "Gør sådan: Ret opfoelgning.yaml i mappen params" in str(stop.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("meetings: [{duty: datarapport, date: 2026-03-16, minutes: r}]", "Nøglen duty findes ikke"),
        ("meetings: [{body: Byrådet, date: 2026-03-16, minutes: r}]", "Nøglen body findes ikke i governance.csv"),
        (f"meetings: [{{{MEETING}, body: Bestyrelsen}}]", "Mødet skal have enten duty eller body"),
        ("meetings: [{date: 2026-03-16, minutes: r}]", "Mødet skal have enten duty eller body"),
        (f"meetings: [{{{MEETING}, items: [regnskab]}}]", "Et punkt under items er ikke et af de faste punkter"),
        (f"meetings: [{{{MEETING}, goals: [{{goal: sprog, decided: t}}]}}]", "goals, nr. 1: Målet findes ikke"),
        (
            f"meetings: [{{{MEETING}, goals: [{{goal: tilknytning, half_year: 2026H1, decided: t}}]}}]",
            "goals, nr. 1: Halvåret står ikke under mødets reports",
        ),
        (
            f"meetings: [{{{MEETING}, reports: [{{half_year: 2025H1}}, {{half_year: 2025H2}}], "
            "goals: [{goal: tilknytning, decided: t}]}]",
            "goals, nr. 1: Nøglen half_year mangler",
        ),
        (
            f"meetings: [{{{MEETING}, reports: [{{half_year: 2025H2}}, {{half_year: 2025H2}}]}}]",
            "Det samme halvår står to gange",
        ),
        ("done: [{duty: styregruppe_moede, date: 2026-03-02, about: t}]", "done, nr. 1: Nøglen duty findes ikke"),
        ("done: [{duty: revision_dokumentation, date: 2026-03-02, about: t}]", "done, nr. 1: Nøglen year mangler"),
        ("deliveries: [{duty: datarapport, meeting: 2026-02-23, by: Skolerne}]", "deliveries, nr. 1: Nøglen duty"),
        (f"hours: [{{{HOURS}, agreement: uddannelse, hours: 3}}]", "hours, nr. 1: Timerne skal have enten"),
        (f"hours: [{{{HOURS.replace('npu', 'nup')}, hours: 3}}]", "hours, nr. 1: Aktiviteten findes ikke"),
        (f"hours: [{{{HOURS.replace('Inst', 'inst')}, hours: 3}}]", "Ventet: en af: Institutionerne."),
        (f"changes: [{{{CHANGE.replace('kriminalitet', 'strategisk')}}}]", "findes ikke i plan.yaml som en delaftale"),
        (f"changes: [{{{CHANGE.replace('delaftale', 'kommissorium')}}}]", "hører til en delaftale og kun til den"),
    ],
)
def test_a_key_that_the_plan_does_not_have_is_named_with_those_it_has(text, said):
    with pytest.raises(Stop) as stop:
        log(text)
    assert said in str(stop.value)
    assert stop.value.exit_code == FAILED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "activations: [{activated: 2026-02-27, level: gul, area: vangdalen}]",
            "Nøglen activated har ikke den rigtige",
        ),
        ("activations: [{activated: 2026-02-27 21:40, level: grøn, area: vangdalen}]", "Nøglen level har ikke"),
        ("activations: [{activated: 2026-02-27 21:40, level: gul, area: mars}]", "Nøglen area findes ikke i areas.csv"),
        ("activations: [{activated: 2026-02-27 21:40, level: gul, area: alle-7}]", "Nøglen area findes ikke"),
        (
            "activations: [{activated: 2026-02-27 21:40, level: gul, area: vangdalen, evaluation: måske}]",
            "Nøglen evaluation har ikke den rigtige form. Ventet: ja, nej eller ikke besluttet.",
        ),
        ("status_meetings: [{date: 2026-02-27}]", "status_meetings, nr. 1: Nøglen minutes mangler"),
    ],
)
def test_the_emergency_groups_log_is_held_to_its_form(text, said):
    with pytest.raises(Stop) as stop:
        emergency_log(text)
    assert said in str(stop.value)
    assert "»beredskab.yaml«" in str(stop.value)


def test_every_fault_is_told_at_once():
    with pytest.raises(Stop) as stop:
        log("meetings: [{duty: x, date: 2026-03-16, minutes: r}]\ndone: [{duty: y, date: 2026-03-02, about: t}]")
    assert len(str(stop.value).splitlines()) == 2
    with pytest.raises(Stop) as stop:
        log("meetings: [{duty: x, date: nej}]\ndone: [{duty: y, date: 2026-03-02}]")
    assert len(str(stop.value).splitlines()) == 3  # a date, minutes, about


@pytest.mark.parametrize(
    "text",
    [
        f"hours: [{{{HOURS.replace('Institutionerne', 'Karla Opdigtet')}, hours: 3}}]",
        "meetings: [{body: Karla Opdigtet, date: 2026-03-16, minutes: r}]",
        "meetings: [{duty: Karla Opdigtet, date: Karla Opdigtet, Karla Opdigtet: r}]",
        "done: [{duty: Karla Opdigtet, date: 2026-03-16, about: t}]",
        "Karla Opdigtet: 3",
        "half_years: {Karla Opdigtet: 2026H1}",
    ],
)
def test_what_stands_in_a_field_is_never_repeated(text):
    with pytest.raises(Stop) as stop:
        log(text)
    assert "Karla" not in str(stop.value) and "None" not in str(stop.value)


def test_a_missing_file_says_what_to_begin_with(tmp_path):
    with pytest.raises(Stop, match=r"»opfoelgning\.yaml« mangler i mappen params"):
        followup.read_log(tmp_path / "opfoelgning.yaml", PLAN)
    with pytest.raises(Stop, match=r"»beredskab\.yaml« mangler i mappen params"):
        followup.read_emergency_log(tmp_path / "beredskab.yaml", PLAN)


def test_a_log_may_hold_no_more_than_its_date():
    found = log()
    assert (found.as_of, found.meetings, found.hours, found.synthetic) == (date(2026, 12, 31), [], [], "nej")


def test_hours_are_read_as_they_are_written():
    (given,) = log(f"hours: [{{{HOURS}, hours: 0.1}}]").hours
    assert (given.hours, given.first, given.last) == (Decimal("0.1"), date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("4782:30", " (værdien er timer og minutter og ikke et tal)"),
        ("1.204", " (værdien kan læses både med tusinder og med decimaler)"),
        ("010", " (værdien begynder med et nul)"),
        ("0x1F", " (værdien er ikke et tal)"),
        ("1_000", " (værdien er ikke et tal)"),
        ("1e3", " (værdien er ikke et tal)"),
        (".inf", " (værdien er ikke et tal)"),
        ("413 timer", " (værdien er ikke et tal)"),
        ("yes", " (værdien er ikke et tal)"),
        ("412.555", " (værdien kan læses både med tusinder og med decimaler)"),
        ("1204.555", ""),
        ("", ""),
        ("[4]", ""),
    ],
)
def test_hours_that_are_no_number_are_told_with_line_and_an_example(written, why):
    with pytest.raises(Stop) as stop:
        log(f"hours:\n  - {{{HOURS}, hours: 3}}\n  - {{{HOURS}, hours: {written}}}")
    told = str(stop.value)
    assert f"»opfoelgning.yaml«, linje 4, hours, nr. 2: Nøglen hours har ikke den rigtige form{why}." in told
    assert "fx 412.5 for 412 timer og 30 minutter" in told
    assert not written or written == "[4]" or written not in told


def test_a_decimal_comma_between_braces_is_told_as_what_it_is():
    with pytest.raises(Stop, match=r"linje 2, hours, nr\. 1: Et tal er delt i to ved sit komma\. Ventet: punktum i"):
        log(f"hours: [{{{HOURS}, hours: 4782,5}}]")


@pytest.mark.parametrize(
    ("written", "hours"),
    [("4782", "4782"), ("4782.5", "4782.5"), ("'4782,5'", "4782.5"), ("4.782,5", "4782.5"), ("4 782", "4782")],
)
def test_hours_are_the_number_that_is_written(written, hours):
    lines = "\n    ".join([*HOURS.split(", "), f"hours: {written}"])
    (given,) = log(f"hours:\n  - {lines}").hours
    assert given.hours == Decimal(hours)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("date: 2026-02-30", "Nøglen date har ikke den rigtige form (værdien findes ikke i kalenderen)."),
        ("date: 2026-03-16T00:00", "(værdien har et klokkeslæt). Ventet: en dato som 2026-11-16 eller 16-11-2026."),
        ("date: 26-03-16", "(værdien er ikke en dato)"),
        ("date: 20260316", "(værdien er ikke en dato)"),
    ],
)
def test_a_date_that_is_none_is_told(written, said):
    with pytest.raises(Stop) as stop:
        log(f"meetings: [{{duty: bestyrelse_moede, {written}, minutes: r1}}]")
    assert said in str(stop.value)


def test_yes_is_ja_and_no_other_word():
    assert log("synthetic: Ja").synthetic == "ja"
    for written in ("yes", "true", "on", "1", "y"):
        with pytest.raises(Stop, match=r"Nøglen synthetic har ikke den rigtige form\. Ventet: ja eller nej"):
            log(f"synthetic: {written}")


def test_a_word_may_begin_with_a_capital():
    (one,) = emergency_log(
        "activations: [{activated: 2026-02-27 21:40, level: Gul, area: vangdalen, evaluation: Ikke besluttet}]"
    ).activations
    assert (one.level, one.evaluation) == ("gul", "ikke besluttet")
    assert log(f"changes: [{{{CHANGE.replace('what: d', 'what: D')}}}]").changes[0].what == "delaftale"


def test_a_year_is_four_digits_as_key_and_as_value():
    assert log("half_years: {2026: 2026H1}").half_years == log("half_years: {'2026': 2026H1}").half_years
    assert list(log("half_years: {2026: 2026H1}").half_years) == [2026]
    for written in ("2.026", "2026.0", "0b11", "02026", "2_026"):
        with pytest.raises(Stop, match="half_years har ikke den rigtige form"):
            log(f"half_years: {{{written}: 2026H1}}")


def test_a_moment_may_have_its_seconds_and_a_document_number_may_be_a_number():
    (one,) = emergency_log("activations: [{activated: 2026-02-27 21:40:59, level: gul, area: vangdalen}]").activations
    assert one.activated == datetime(2026, 2, 27, 21, 40)
    for written in ("26017", "2026-03-16", "2026-025", "'0042'"):
        (held,) = log(f"meetings: [{{duty: bestyrelse_moede, date: 2026-03-16, minutes: {written}}}]").meetings
        assert held.minutes == written.strip("'")
    with pytest.raises(Stop, match="Ventet: referatets nummer"):
        log("meetings: [{duty: bestyrelse_moede, date: 2026-03-16, minutes: [r]}]")


def test_another_plan_has_other_keys():
    assert log("done: []", plan=SMALL).done == []
    with pytest.raises(Stop, match="Ventet: en af: revision_dokumentation"):
        log("done: [{duty: datarapport, date: 2026-03-02, about: t}]", plan=SMALL)
    with pytest.raises(Stop, match="Ventet: en af: fremdriftsrapport, økonomi"):
        log(f"meetings: [{{{MEETING}, items: [monitorering]}}]", plan=SMALL)


def test_the_kinds_that_a_log_may_name_are_those_of_the_plans_duties():
    """They are written out in the log's models, where a type checker must see them."""
    assert (get_args(ChangeKind), get_args(Level)) == (CHANGES, LEVELS)
