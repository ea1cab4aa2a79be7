"""What may be chosen in a cell: the plan's own names, and the keys of the log that each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear, find_half_year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.log import COMMON
from hpanalysis.plan import Duty, Kind, Plan
from hpanalysis.workbooks.choices import Choices, Values, fold_label

_END_OF_CLAUSE = re.compile(r"[,.:;](?: |$)")
_CENTURY = range(2000, 2100)


def _make_unique(labels: Iterable[tuple[str, Values]]) -> dict[str, Values]:
    """The labels with a number after those that another has too. Called for each list of the plan's names."""
    unique: dict[str, Values] = {}
    for label, values in labels:
        number, shown = 1, label
        while fold_label(shown) in map(fold_label, unique):
            number += 1
            shown = f"{label} ({number})"
        unique[shown] = values
    return unique


def shorten_sentences(sentences: Sequence[str]) -> list[str]:
    """The first clause of each sentence, as much of it as tells it from the others. Called for the duties' Danish
    sentences, because a list of whole ones cannot be read."""
    shortened = []
    for sentence in sentences:
        ends = [found.start() for found in _END_OF_CLAUSE.finditer(sentence)] or [len(sentence)]
        pieces = [sentence[:end] for end in ends]
        others = [other for other in sentences if other != sentence]
        shortened.append(next((p for p in pieces if not any(o.startswith(p) for o in others)), pieces[-1]))
    return shortened


def _label_duties(plan: Plan, *kinds: Kind) -> Iterator[tuple[str, Duty]]:
    """The duties of some kinds, each with its shortened sentence. Called for the lists of duties."""
    duties = [duty for duty in plan.duties if duty.kind in kinds]
    yield from zip(shorten_sentences([duty.told for duty in duties]), duties, strict=True)


def list_meetings(plan: Plan) -> Choices:
    """The meetings: each body's duties to meet, then its extraordinary meetings. Values: duty, body."""
    labels: list[tuple[str, Values]] = [(label, (duty.id, None)) for label, duty in _label_duties(plan, Kind.MEETING)]
    labels += [(f"{body}: ekstraordinært møde", (None, body)) for body in references.list_bodies(plan)]
    return Choices("Møder", _make_unique(labels))


def list_duties(plan: Plan, name: str, *kinds: Kind) -> Choices:
    """The duties of some kinds. Values: duty. name: the list's."""
    return Choices(name, _make_unique((label, (duty.id,)) for label, duty in _label_duties(plan, *kinds)))


def list_half_years(plan: Plan) -> Choices:
    """Half-years in words; those of the plan are offered, and any may stand there. Values: half_year."""
    named = {str(half): danish.format_half_year(half, space=" ") for year in _CENTURY for half in _halves_of(year)}
    last = find_half_year(plan.settings.end)
    return Choices(
        "Halvår",
        {label: (key,) for key, label in named.items()},
        tuple(named[str(half)] for half in last.since(plan.first)),
    )


def _halves_of(year: int) -> tuple[HalfYear, HalfYear]:
    """The two half-years of a year. Called for the labels of half-years."""
    return HalfYear(year, 1), HalfYear(year, 2)


def list_goals(plan: Plan) -> Choices:
    """The goals that the board follows. Values: goal."""
    return Choices("Mål", _make_unique((goal.name, (goal.id,)) for goal in references.list_goals(plan)))


def list_activities(plan: Plan) -> Choices:
    """The activities, and each delaftale as a whole where the plan has hours for one. Values: activity, agreement."""
    labels: list[tuple[str, Values]] = []
    for activity in plan.activities:
        if activity.is_of_agreement:
            whole = f"Delaftalen {plan.agreement(activity.agreement).name} som helhed"
            labels.append((whole, (None, activity.agreement)))
        else:
            labels.append((activity.name_da, (activity.activity_id, None)))
    return Choices("Aktiviteter", _make_unique(labels))


def list_promises(plan: Plan) -> Choices:
    """The promises, each in words after its activity. Values: promise."""
    names = {(row.agreement, row.activity_id): row.name_da for row in plan.activities}
    labels = ((f"{names[one.agreement, one.activity_id]}: {one.word()}", (one.promise_id,)) for one in plan.promises)
    return Choices("Leverancer i aktiviteter", _make_unique(labels))


def list_agreements(plan: Plan) -> Choices:
    """The agreements that may be changed. Values: what, agreement."""
    labels: list[tuple[str, Values]] = [
        (f"Delaftalen {agreement.name}", ("delaftale", agreement.id)) for agreement in plan.delaftaler
    ]
    labels += [("Den strategiske aftale", ("strategisk", None)), ("Kommissoriet", ("kommissorium", None))]
    return Choices("Aftaler", _make_unique(labels))


def list_accounts(plan: Plan) -> Choices:
    """The delaftaler, and the plan's common costs, that accounts may be of. Values: agreement."""
    labels: list[tuple[str, Values]] = [(one.name, (one.id,)) for one in plan.settings.agreements]
    return Choices("Regnskabets dele", _make_unique([*labels, ("Fælles udgifter", (COMMON,))]))


def list_areas(plan: Plan) -> Choices:
    """The housing areas by their own names, merged or not. Values: area."""
    return Choices("Boligområder", _make_unique((a.name, (a.id,)) for a in plan.areas_as_printed if a.is_area))


YES_NO = Choices("Ja eller nej", {"ja": ("ja",), "nej": ("nej",)})
TICK = Choices("Ja eller tom", {"ja": ("ja",)})
HOURS_KINDS = Choices("Timernes slags", {"personalets timer": ("personale",), "de unges egne timer": ("unge",)})
PROGRESS = Choices("Hvor langt", {word: (word,) for word in ("i gang", "afsluttet", "udskudt", "aflyst")})
LEVELS = Choices("Niveau", {"gult niveau": ("gul",), "rødt niveau": ("roed",)})
EVALUATIONS = Choices("Evaluering", {"ja": ("ja",), "nej": ("nej",), "ikke besluttet": ("ikke besluttet",)})


def list_offices(plan: Plan) -> tuple[str, ...]:
    """Those who owe deliveries each, as a suggestion: another name may be written. Called for the column of who
    delivers."""
    owing = (
        unit for duty in plan.duties if duty.kind is Kind.DELIVERY for unit in references.list_owing(plan, duty.id)
    )
    return tuple(dict.fromkeys(owing))


def list_givers(plan: Plan) -> tuple[str, ...]:
    """Whoever may give hours in some activity; whether in the row's own is checked when the workbook is read. Called
    for the column of who is responsible."""
    givers = (giver for activity in plan.activities for giver in references.list_givers(plan, activity))
    return tuple(dict.fromkeys(givers))
