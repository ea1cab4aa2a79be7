"""What a remark may hold, and what it may not because it may be a person's. All names are made up."""

import pytest

import cpr_spellings
from followup_logs import PLAN
from hpanalysis.partner_workbook.remarks import find_personal, list_known_words

KNOWN = list_known_words(PLAN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "To forløb begyndte først i januar.",
        "Børnehuset Jennumparken og Randers Bibliotek deltog begge gange. PPR var med fra 01-08-2026 til 31-12-2026.",
        "Aflyst på grund af sne; holdes igen 14.1.2027. De spurgte SSP og Falcks leder.",
        "12 familier: Fire af dem fra Vangdalen, resten fra Glarbjergvej.",
        "1.204 timer i alt.\nHeraf 300 i uge 42.",
    ],
)
def test_offices_places_days_and_numbers_of_the_plan_may_stand_there(text):
    assert find_personal(text, KNOWN) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Aftalt med Sølvtop Testesen.", "persons navn"),
        ("Moderen, Testesen, var syg.", "persons navn"),
        ("ring til anette", "persons navn"),
        ("Fatima holdt op i marts.", "persons navn"),
        ("Anettes datter er flyttet.", "persons navn"),
        ("Skriv til leder@eksempel.dk", "mailadresse"),
        ("Ring på 12 34 56 78", "telefonnummer"),
        ("Ring på +45 1234", "telefonnummer"),
        ("Familien på Glarbjergvej 12, 2. tv", "adresse"),
    ],
)
def test_what_may_be_a_persons_is_refused_and_not_repeated(text, kind):
    said = find_personal(text, KNOWN)
    assert kind in said
    assert not any(word in said for word in text.split() if len(word) > 4)


@pytest.mark.parametrize("spelling", cpr_spellings.SPELLINGS)
def test_a_cpr_number_is_refused_in_every_spelling_whoevers_it_is(spelling):
    for number in cpr_spellings.NUMBERS:
        assert find_personal(f"Sagen om {cpr_spellings.SPELLINGS[spelling](number)} er lukket.", KNOWN)
