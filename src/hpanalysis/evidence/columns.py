"""The columns of the published tables in plain Danish, with their types: the schemas of datapackage.json.

Types, constraints and the words for ja and nej are those of Frictionless Table Schema v1. An empty cell means that
there is nothing to tell: in a column of numbers that the number is not shown or does not exist; `status` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from hpanalysis.tables import Answer, Assured, Cause, Since, Status, Variation, Verdict, Versus

Field = dict[str, object]


def _field(type_: str, description: str, **more: object) -> Field:
    return {"type": type_, "description": description} | more


def _text(description: str) -> Field:
    return _field("string", description)


def _key(description: str) -> Field:
    return _field("string", description, constraints={"required": True})


def _word(description: str, vocabulary: type[Enum]) -> Field:
    return _field("string", description, constraints={"enum": [word.value for word in vocabulary]})


def _number(description: str) -> Field:
    return _field("number", description)


def _whole(description: str, **constraints: object) -> Field:
    return _field("integer", description, **({"constraints": constraints} if constraints else {}))


def _date(description: str) -> Field:
    return _field("date", description)


def _yes(description: str) -> Field:
    return _field("boolean", description, trueValues=["ja"], falseValues=["nej"])


def _half_year(description: str) -> Field:
    return _field("string", description, constraints={"pattern": "20[0-9]{2}H[12]"})


def _share(description: str) -> Field:
    return _field("number", description, constraints={"minimum": 0, "maximum": 1})


_INDICATOR = _key("Indikatoren. Hvad den tæller, står på siden definition-{indicator_id}.html.")
_AREA = _key("Boligområdet, alle områderne samlet, kommunen eller hele landet.")
_WINDOW = _key("Opgørelsesperioden: et år, et skoleår, en måned eller en dag; 2023..2025 er årene samlet.")
_UNIT = _text("Tallets enhed.")
_STATUS = _word("Om tallet er vist, og ellers hvorfor ikke.", Status) | {
    "constraints": {"required": True, "enum": [word.value for word in Status]}
}

INDICATORS: Mapping[str, Field] = {
    "indicator_id": _INDICATOR,
    "area_id": _AREA,
    "window": _WINDOW,
    "half_year": _half_year("Det halvår, hvis rapport viser perioden første gang."),
    "window_start": _date("Periodens første dag."),
    "window_end": _date("Periodens sidste dag."),
    "latest": _yes("Om rapporten for halvåret viser denne periode."),
    "new": _yes("Om perioden er ny siden sidste halvår."),
    "numerator": _number("Tælleren (Antal)."),
    "denominator": _whole("Nævneren (Ud af); tom for antal, der ikke er en del af noget.", minimum=0),
    "value": _number("Tallet, som det vises, med de decimaler, som definitionen angiver."),
    "lo": _number("Usikkerhedsintervallets nedre grænse (95 pct.), i tallets enhed."),
    "hi": _number("Usikkerhedsintervallets øvre grænse (95 pct.), i tallets enhed."),
    "unit": _UNIT,
    "status": _STATUS,
    "baseline_window": _text("Udgangspunktets opgørelsesperiode."),
    "baseline_value": _number("Planens trykte udgangspunkt."),
    "baseline_recomputed": _number("Det genberegnede udgangspunkt."),
    "change": _number("Ændringen siden udgangspunktet, i enheden; for procent i procentpoint."),
    "change_lo": _number("Ændringens usikkerhedsinterval (95 pct.), nedre grænse."),
    "change_hi": _number("Ændringens usikkerhedsinterval (95 pct.), øvre grænse."),
    "change_p": _share("Tosidet p-værdi for ingen ændring siden udgangspunktet."),
    "since_baseline": _word("Vurderingen af ændringen siden udgangspunktet.", Since),
    "since_reason": _text("Hvorfor ændringen siden udgangspunktet ikke kan vurderes."),
    "year_before_window": _text("Samme periode året før, hvor de to ikke overlapper."),
    "year_before_value": _number("Tallet i samme periode året før."),
    "year_before_change": _number("Ændringen siden året før, i enheden; for procent i procentpoint."),
    "year_before_p": _share("Tosidet p-værdi for ingen ændring siden året før."),
    "since_year_before": _word("Vurderingen af ændringen siden året før.", Since),
    "year_before_reason": _text("Hvorfor ændringen siden året før ikke kan vurderes."),
    "municipality_value": _number("Kommunens tal i samme periode (eller landets, hvor der sammenlignes med det)."),
    "rest_value": _number("Tallet for resten af kommunen, som området er testet imod."),
    "municipality_p": _share("Tosidet p-værdi for ingen forskel fra resten af kommunen."),
    "versus_municipality": _word("Området over for kommunen.", Versus),
    "versus_reason": _text("Hvorfor området ikke kan vurderes over for kommunen."),
    "others_value": _number("De øvrige områders tal samlet."),
    "others_p": _share("Tosidet p-værdi for ingen forskel fra de øvrige områder."),
    "versus_others": _word("Området over for de øvrige områder.", Versus),
    "others_reason": _text("Hvorfor området ikke kan vurderes over for de øvrige områder."),
    "target": _text("Delmålets mål med planens ord."),
    "margin": _number("Hvor langt fra kommunen »på niveau« rækker, i enheden."),
    "line": _number("Hvor den lige linje fra udgangspunktet til målet er ved periodens slutning."),
    "verdict": _word("Vurderingen over for delmålets mål.", Verdict),
    "reason": _text("Hvorfor målet ikke kan vurderes."),
    "definition_version": _whole("Versionen af indikatorens definition.", minimum=1),
    "method": _text("Hvordan tal, interval og vurderinger er lavet."),
    "sources": _text("Kilderne, adskilt af mellemrum."),
    "delivered_in": _half_year("Halvåret, hvis udtræk tallet er læst fra."),
}

MONTHS: Mapping[str, Field] = {
    "indicator_id": _INDICATOR,
    "area_id": _AREA,
    "month": _date("Månedens første dag.") | {"constraints": {"required": True}},
    "status": _STATUS,
    "value": _number("Månedens tal, med én decimal mere end i rapporterne."),
    "unit": _UNIT,
    "centre": _number("Gennemsnittet af måneder i samme fase."),
    "lo": _number("Kontroldiagrammets nedre grænse."),
    "hi": _number("Kontroldiagrammets øvre grænse."),
    "trial": _yes("Om grænserne er foreløbige, fordi der er færre end 13 måneder."),
    "phase": _whole("Fasen; grænserne er beregnet på ny i hver.", minimum=1),
    "phase_reason": _text("Hvorfor grænserne er beregnet på ny fra fasens første måned."),
    "rules": _text("Reglerne for særlig variation, som måneden opfylder, adskilt af semikolon."),
    "variation": _word("Hvad reglerne siger om måneden.", Variation),
    "target": _number("Målet, hvor det er et tal."),
    "assurance": _word("Grænserne over for målet.", Assured),
}

CORRECTIONS: Mapping[str, Field] = {
    "indicator_id": _INDICATOR,
    "window": _WINDOW,
    "area_id": _AREA,
    "published_in": _half_year("Halvåret, hvis rapport viste det tidligere tal."),
    "status_before": _word("Om det tidligere tal var vist.", Status),
    "value_before": _number("Tallet, som det var udgivet."),
    "numerator_before": _number("Tælleren, som den var udgivet."),
    "denominator_before": _whole("Nævneren, som den var udgivet."),
    "status_now": _word("Om tallet er vist nu.", Status),
    "value_now": _number("Tallet nu."),
    "numerator_now": _number("Tælleren nu."),
    "denominator_now": _whole("Nævneren nu."),
    "unit": _UNIT,
    "cause": _word("Årsagen til rettelsen.", Cause),
    "why": _text("Årsagen i en sætning."),
    "corrected_on": _date("Datoen for den rapport, der viser det rettede tal."),
}

FACTS: Mapping[str, Field] = {
    "fact": _key("Hvad tallet er."),
    "area_id": _AREA,
    "value": _text("Tallet, som planen trykker det."),
    "unit": _UNIT,
    "period": _text("Perioden, som planen angiver."),
    "source": _text("Kilden, som planen angiver."),
}

AUDITED: Mapping[str, Field] = {
    "answer": _word("Om de trykte tal kan være sande på samme tid.", Answer),
    "kind": _text("Hvilken slags kontrol det er."),
    "title": _text("Hvad kontrollen viser."),
    "reasoning": _text("Hvorfor, ud fra de trykte tal alene."),
    "derived": _text("Hvad det siger om antal personer."),
    "must_be": _text("Hvad tallene må være, hvor det følger."),
    "cells": _text("De tal, det gælder, adskilt af semikolon: fil, række, indikator, periode, område og kolonne."),
    "times": _whole("Hvor mange gange kontrollen er i orden; 1 for et enkelt forhold.", minimum=0),
}
