"""Why a published figure is another now, by what is recorded of both publications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from hpanalysis import danish
from hpanalysis.corrections.ledger import PublishedFigure
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import Cause


@dataclass(frozen=True)
class MadeOf:
    """What a publication was made of, as digests: equal digests mean that nothing was changed. Made of the inputs of a
    run (`pipeline.publication`) or read from the record of an earlier one, and compared by `find_cause`."""

    # `<half-year>/<source>` -> its files, with the residence history that placed its persons
    extracts: Mapping[str, str]
    code: str  # the package
    places: str  # the plan's lists of areas, addresses and departments

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> MadeOf | None:
        """The digests of extracts, code and places in the record of a run (its JSON, read); None where the run recorded
        none. Called for each publication under reports/, because what has changed since is the cause of a
        correction."""
        made_of = record.get("made_of")
        return None if made_of is None else cls(made_of["extracts"], made_of["code"], made_of["places"])

    def record(self) -> dict[str, Any]:
        """The digests of the extracts, the code and the plan's lists of areas, addresses and departments, for the
        record of a run. Called once when a half-year is run or checked; `read` makes them again from the record."""
        return asdict(self)


class Note(Protocol):
    """The analyst's own words on the corrections of an indicator, from the half-year's params file. `window` is the id
    of the window it is about, or None for all of the indicator's; read by `table._join_notes`."""

    indicator: str
    window: str | None
    why: str


def _explain_extracts(
    now: str | None, before: str | None, indicator: Indicator, made_then: MadeOf | None, made_now: MadeOf
) -> str:
    """A Danish sentence on what became of the extracts that a figure was counted from; "" if they seem to be the same.

    Called by `find_cause` where the definition is the same. now, before: the half-year (as 2026H1) in whose folder the
    extracts lay that the figure is counted from now, and was when published; None where there are none. made_then: None
    where the run of the publication recorded no digests. An extract that was deleted as agreed has no digest now: its
    figures come from the frame that was kept, and it counts as unchanged.
    """
    labels = " og ".join(f"»{source.label}«" for source in indicator.sources)
    if now is None:
        return f"Der er ikke længere noget udtræk: {labels}."
    if now != before:
        return f"{labels} er leveret igen i {danish.format_half_year(HalfYear.parse(now), space=' ')}."
    # The same half-year's folder, but the files in it may have been exchanged since.
    keys = [f"{now}/{source.name}" for source in indicator.sources]
    digests = [(made_then.extracts.get(key), made_now.extracts.get(key)) for key in keys] if made_then else []
    # A digest that one of the two lacks proves nothing, so only two that differ do.
    if any(None not in pair and pair[0] != pair[1] for pair in digests):
        return f"{labels} fra {danish.format_half_year(HalfYear.parse(now), space=' ')} er rettet efter udgivelsen."
    return ""


def find_cause(
    before: PublishedFigure,
    *,
    version: int,
    delivered_in: str | None,
    indicator: Indicator,
    made_then: MadeOf | None,
    made_now: MadeOf,
) -> tuple[Cause, str]:
    """The cause of a correction and a Danish sentence: definition, extract or code, the first that the records show;
    UNKNOWN if none.

    Called for each published figure that is another now, unless it is or was hidden (`table._explain`). before: the
    figure as published. version, delivered_in: the version of the definition, and the half-year of the extracts, that
    the figure is counted by now (None: no extract). made_then, made_now: what the earlier publication and this one were
    made of; made_then is None where the run recorded none.
    """
    # The order is that of how surely each explains the figure: a new definition always changes what is counted, and a
    # new extract nearly always, while the digest of the code changes with every release of the package.
    if version != before.definition_version:
        number = {declared.number: declared for declared in indicator.versions}
        return Cause.DEFINITION, number[version].why
    if sentence := _explain_extracts(delivered_in, before.delivered_in, indicator, made_then, made_now):
        return Cause.SOURCE, sentence
    # The lists of places are the plan's and lie beside the code: who corrects an address changes what is counted.
    if made_then is not None and made_then.places != made_now.places:
        return Cause.CODE, "Planens lister over områder, adresser og boligafdelinger er ændret efter udgivelsen."
    if made_then is not None and made_then.code != made_now.code:
        return Cause.CODE, "Beregningen er ændret efter udgivelsen."
    return Cause.UNKNOWN, "Hverken udtræk, definition eller beregning er registreret som ændret."
