"""The closed vocabularies in the tables. The value of a word is what a reader sees and what stands in a cell."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Status(Enum):
    """Why a cell has its number, or has none. The value is what a reader sees."""

    SHOWN = "vist"
    HIDDEN = "diskretioneret"  # to protect persons
    NOT_DELIVERED = "ikke leveret"
    NOT_MEASURED = "opgøres ikke her"
    NO_PERSONS = "ingen personer"  # 0 of 0
    NO_CASES = "ingen sager"  # a count of 0; 0 of n is shown as a number

    @property
    def has_counts(self) -> bool:
        """Whether numerator and denominator stand in the table: not those of a hidden cell, but 0 of 0 do."""
        return self in (Status.SHOWN, Status.NO_PERSONS, Status.NO_CASES)

    @classmethod
    def words_with_counts(cls) -> frozenset[str]:
        """The words, as tables and published files have them, of the statuses whose rows have counts.

        Called where rows with numbers are selected from a table.
        """
        return frozenset(status.value for status in cls if status.has_counts)


class Versus(Enum):
    """Area against the municipality."""

    BETTER = "bedre"
    WORSE = "dårligere"
    NO_SURE_DIFFERENCE = "ikke sikkert forskellig"
    NOT_JUDGEABLE = "kan ikke vurderes"


class Since(Enum):
    """Now against the baseline."""

    IMPROVED = "forbedret"
    WORSENED = "forværret"
    NO_SURE_CHANGE = "ingen sikker ændring"
    NOT_JUDGEABLE = "kan ikke vurderes"
    BREAK = "databrud"


class Verdict(Enum):
    """Against the delmål's target."""

    MET = "opfyldt"
    ON_TRACK = "på vej"
    NOT_ON_TRACK = "ikke på vej"
    NOT_JUDGEABLE = "kan ikke vurderes"

    @classmethod
    def of_all(cls, given: Iterable[Verdict | None]) -> Verdict:
        """The verdict on several figures that must all meet their target, such as a delmål's in all areas.

        Called when a delmål is judged for a report. One that is not on its way decides for all; else one that cannot be
        judged (None: it may not be shown) leaves the whole not judgeable; else the weakest counts. No figures cannot be
        judged.
        """
        found = set(given) or {None}
        if cls.NOT_ON_TRACK in found:
            return cls.NOT_ON_TRACK
        if found & {cls.NOT_JUDGEABLE, None}:
            return cls.NOT_JUDGEABLE
        return cls.ON_TRACK if cls.ON_TRACK in found else cls.MET


class Cause(Enum):
    """Why a published figure was corrected. The value is what a reader sees."""

    SOURCE = "udtrækket er rettet"
    DEFINITION = "definitionen er ændret"
    CODE = "beregningen er rettet"
    PROTECTION = "diskretioneringen er ændret"
    UNKNOWN = "årsagen er ikke registreret"


class Special(Enum):
    """The rules for special variation in a control chart, each with its way. The value is what a reader sees."""

    ABOVE = "over øvre grænse"
    BELOW = "under nedre grænse"
    RISING = "syv eller flere stigende i træk"
    FALLING = "syv eller flere faldende i træk"
    NEAR_UPPER = "to af tre tæt på øvre grænse"
    NEAR_LOWER = "to af tre tæt på nedre grænse"
    HIGH = "syv eller flere i træk over gennemsnittet"
    LOW = "syv eller flere i træk under gennemsnittet"


class Variation(Enum):
    """What the rules say of a month, turned by the indicator's direction."""

    ORDINARY = "ingen særlig variation"
    WANTED = "særlig variation i den ønskede retning"
    UNWANTED = "særlig variation, ikke i den ønskede retning"
    NEUTRAL = "særlig variation"  # where a change may not be called better or worse


class Assured(Enum):
    """The band between the limits against a target line."""

    MET = "målet nås, så længe tallet svinger som hidtil"
    MISSED = "målet nås ikke, så længe tallet svinger som hidtil"
    VARIES = "målet nås i nogle måneder og ikke i andre"


class Severity(Enum):
    """What a broken rule does: stop the run, be printed with the figures it touches, be shown."""

    CRITICAL = "kritisk"
    WARNING = "advarsel"
    INFO = "til orientering"


class Answer(Enum):
    """Whether printed figures can all be true."""

    CONTRADICTED = "i modstrid"  # no persons at all give these figures
    UNDECIDED = "kan ikke afgøres"  # different sources, another year, no n
    CONSISTENT = "i orden"  # some persons give them; it does not say that they are right


class Edition(Enum):
    """offentlig: what may be published. fortrolig: unsuppressed, for the data unit only, never under reports/."""

    PUBLIC = "offentlig"
    CONFIDENTIAL = "fortrolig"
