"""Why a published figure is another now, by what is recorded of both publications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Protocol

from hpanalysis import danish
from hpanalysis.corrections.ledger import PublishedFigure
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import Cause


@dataclass(frozen=True)
class MadeOf:
    """What a publication was made of, as digests.

    extracts: `<half-year>/<source>` -> its files, with the residence history that placed its persons. code: the
    package. places: the plan's lists of areas, addresses and departments.
    """

    extracts: Mapping[str, str]
    code: str
    places: str

    @classmethod
    def read(cls, record: Mapping) -> MadeOf | None:
        """From the record of a run; None of a run that recorded none."""
        told = record.get("made_of")
        return None if told is None else cls(told["extracts"], told["code"], told["places"])

    def record(self) -> dict:
        return asdict(self)


class Note(Protocol):
    """The analyst's own words on the corrections of an indicator; of one window, or of all."""

    indicator: str
    window: str | None
    why: str


def _extract(now: str | None, before: str | None, indicator: Indicator, then: MadeOf | None, made: MadeOf) -> str:
    """What became of the extracts that a figure was counted from; empty where they are the same, or not recorded.

    An extract that was deleted as agreed has no digest now: its figures come from the frame that was kept.
    """
    labels = " og ".join(f"»{source.label}«" for source in indicator.sources)
    if now is None:
        return f"Der er ikke længere noget udtræk: {labels}."
    if now != before:
        return f"{labels} er leveret igen i {danish.format_half_year(HalfYear.parse(now), space=' ')}."
    keys = [f"{now}/{source.name}" for source in indicator.sources]
    told = [(then.extracts.get(key), made.extracts.get(key)) for key in keys] if then else []
    if any(None not in pair and pair[0] != pair[1] for pair in told):
        return f"{labels} fra {danish.format_half_year(HalfYear.parse(now), space=' ')} er rettet efter udgivelsen."
    return ""


def find_cause(
    before: PublishedFigure,
    version: int,
    delivered_in: str | None,
    indicator: Indicator,
    then: MadeOf | None,
    made: MadeOf,
) -> tuple[Cause, str]:
    """The cause and a Danish sentence: definition before extract before code, the first that is shown by the records.

    before: as published. version, delivered_in: of the figure now. then, made: what the two were made of.
    """
    if version != before.definition_version:
        number = {each.number: each for each in indicator.versions}
        return Cause.DEFINITION, number[version].why
    if told := _extract(delivered_in, before.delivered_in, indicator, then, made):
        return Cause.SOURCE, told
    if then is not None and then.places != made.places:
        return Cause.CODE, "Planens lister over områder, adresser og boligafdelinger er ændret efter udgivelsen."
    if then is not None and then.code != made.code:
        return Cause.CODE, "Beregningen er ændret efter udgivelsen."
    return Cause.UNKNOWN, "Hverken udtræk, definition eller beregning er registreret som ændret."
