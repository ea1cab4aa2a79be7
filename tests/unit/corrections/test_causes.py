"""Why a figure is another: by the definition's version, the extracts, the code, in that order."""

import dataclasses
from datetime import date
from decimal import Decimal

from hpanalysis.corrections import CountPair, MadeOf, PublishedFigure
from hpanalysis.corrections.causes import find_cause
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Version
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import Cause, Status

SPROG = catalogue.indicators()["sprog_saerlig"]
THEN = HalfYear.parse("2025H1")
BEFORE = PublishedFigure(
    half_year=THEN,
    status=Status.SHOWN,
    counts=CountPair(Decimal(10), 40),
    value=Decimal("25.0"),
    definition_version=1,
    delivered_in="2025H1",
)
MADE = MadeOf({"2025H1/sprogvurdering": "aa", "2025H1/fraflytning": "bb"}, "code", "places")


def changed(**given):
    return dataclasses.replace(MADE, **given)


def test_a_raised_version_is_the_cause_before_all_others():
    raised = dataclasses.replace(
        SPROG, versions=(*SPROG.versions, Version(2, date(2020, 1, 2), "Børn på fire år tæller også med."))
    )
    found = find_cause(
        BEFORE, version=2, delivered_in="2025H2", indicator=raised, made_then=MADE, made_now=changed(code="other")
    )
    assert found == (Cause.DEFINITION, "Børn på fire år tæller også med.")


def test_an_extract_delivered_again_is_the_source():
    found, why = find_cause(
        BEFORE, version=1, delivered_in="2025H2", indicator=SPROG, made_then=MADE, made_now=changed(code="other")
    )
    assert found is Cause.SOURCE
    assert why == f"»{SPROG.sources[0].label}« er leveret igen i 2. halvår 2025."


def test_an_extract_whose_files_changed_is_the_source():
    now = changed(extracts={"2025H1/sprogvurdering": "cc"}, code="other")
    found, why = find_cause(BEFORE, version=1, delivered_in="2025H1", indicator=SPROG, made_then=MADE, made_now=now)
    assert found is Cause.SOURCE and "fra 1. halvår 2025 er rettet efter udgivelsen." in why


def test_the_extract_of_another_source_is_not():
    now = changed(extracts={"2025H1/sprogvurdering": "aa", "2025H1/fraflytning": "cc"})
    assert (
        find_cause(BEFORE, version=1, delivered_in="2025H1", indicator=SPROG, made_then=MADE, made_now=now)[0]
        is Cause.UNKNOWN
    )


def test_an_extract_deleted_as_agreed_is_not():
    assert (
        find_cause(
            BEFORE, version=1, delivered_in="2025H1", indicator=SPROG, made_then=MADE, made_now=changed(extracts={})
        )[0]
        is Cause.UNKNOWN
    )


def test_changed_code_or_lists_of_places_are_the_computation():
    assert (
        find_cause(
            BEFORE, version=1, delivered_in="2025H1", indicator=SPROG, made_then=MADE, made_now=changed(code="other")
        )[0]
        is Cause.CODE
    )
    found, why = find_cause(
        BEFORE,
        version=1,
        delivered_in="2025H1",
        indicator=SPROG,
        made_then=MADE,
        made_now=changed(places="other", code="other"),
    )
    assert found is Cause.CODE and "adresser" in why


def test_without_a_record_of_then_the_cause_is_not_known():
    assert (
        find_cause(BEFORE, version=1, delivered_in="2025H1", indicator=SPROG, made_then=None, made_now=MADE)[0]
        is Cause.UNKNOWN
    )


def test_a_record_is_read_as_it_was_written():
    assert MadeOf.read({"made_of": MADE.record()}) == MADE
    assert MadeOf.read({"made_from": "x"}) is None
