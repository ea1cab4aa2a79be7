"""The closed vocabularies in the tables. The value of a word is what a reader sees and what stands in a cell."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Status(Enum):
    """Why a row of a table has its number, or has none. The value is what a reader sees, and what stands in the cell.
    Set by `measure`, changed to hidden by `disclose`, and read by all that follows."""

    SHOWN = "vist"
    HIDDEN = "diskretioneret"  # to protect persons
    NOT_DELIVERED = "ikke leveret"
    NOT_MEASURED = "opgøres ikke her"
    NO_PERSONS = "ingen personer"  # 0 of 0
    NO_CASES = "ingen sager"  # a count of 0; 0 of n is shown as a number

    @property
    def has_counts(self) -> bool:
        """Whether rows with this status have a numerator, and a denominator where the indicator has one; a hidden row
        has none, and one with nobody in it has noughts. Read by `corrections` and by the definition pages before they
        read a row's counts."""
        return self in (Status.SHOWN, Status.NO_PERSONS, Status.NO_CASES)

    @classmethod
    def words_with_counts(cls) -> frozenset[str]:
        """The words, as tables and published files have them, of the statuses whose rows have counts. Called where rows
        with numbers are selected from a table."""
        return frozenset(status.value for status in cls if status.has_counts)


class Versus(Enum):
    """The verdict on an area against the municipality, or against the other areas (`judge`). The value is printed."""

    BETTER = "bedre"
    WORSE = "dårligere"
    NO_SURE_DIFFERENCE = "ikke sikkert forskellig"
    NOT_JUDGEABLE = "kan ikke vurderes"


class Since(Enum):
    """The verdict on a figure now against its baseline, or against the year before (`judge`). The value is printed."""

    IMPROVED = "forbedret"
    WORSENED = "forværret"
    NO_SURE_CHANGE = "ingen sikker ændring"
    NOT_JUDGEABLE = "kan ikke vurderes"
    BREAK = "databrud"


# From these probabilities on a direction has a word (`Evidence`); it has none under PROBABLE and over its mirror image.
ALMOST_SURE = 0.975
PROBABLE = 0.80
# Of 100 figures of which nothing has changed, so many bear a word for a direction all the same, improved or worsened.
# Simulated by benchmarks/calibration.py (docs/calibration.md), and held to it by tests/unit/judge/test_calibration.py.
WRONG_DIRECTIONS_OF_100 = 4


class Evidence(Enum):
    """How likely it is that a figure has moved the wanted way since its baseline, in the fixed words that pages print
    (`judge.evidence`). Weaker than `Since`: a verdict there has passed a test, and a word here is a probability."""

    ALMOST_SURELY_IMPROVED = "næsten sikkert forbedret"  # 97.5 % or more
    PROBABLY_IMPROVED = "sandsynligvis forbedret"  # 80 to 97.5 %
    UNCERTAIN = "uvist"
    PROBABLY_WORSENED = "sandsynligvis forværret"
    ALMOST_SURELY_WORSENED = "næsten sikkert forværret"


class OutcomeStatus(Enum):
    """Why the outcome of an activity's participants is told, or is not. The value is printed."""

    SHOWN = "vist"
    HIDDEN = "diskretioneret"  # too few participants, or too few with one of two values
    NOBODY_YET = "ingen er målt endnu"  # nobody began early enough for the time after to be measured


class Concluded(Enum):
    """What may be said of participants held against others like them. The value is printed; no other words are."""

    BETTER = "gik bedre end for lignende ikke-deltagere"
    WORSE = "gik dårligere end for lignende ikke-deltagere"
    NO_DIFFERENCE = "ingen forskel kunne ses"
    NOT_COMPARED = "kan ikke sammenlignes"


class NotCompared(Enum):
    """Why participants are not held against others. The value follows `kan ikke sammenlignes, fordi`."""

    NEARLY_ALL_TREATED = "næsten alle i målgruppen deltager"
    TOO_FEW_MEASURED = "for få deltagere er målt både før og efter"
    TOO_FEW_MATCHED = "for få ikke-deltagere ligner deltagerne"
    ANOTHER_GROUP = "for mange deltagere har ingen, der ligner dem"
    OUT_OF_BALANCE = "deltagerne og de lignende ikke er ens nok fra begyndelsen"
    PLACEBO_DIFFERS = "det gik dem forskelligt, allerede før nogen begyndte"
    NO_EARLIER_VALUE = "tiden længere tilbage ikke er målt"
    TOO_LITTLE_VARIES = "udfaldet er for sjældent eller næsten ens for alle"


# The reasons that are told where the numbers are hidden: they say how many persons there are to compare, and nothing of
# what became of them.
TOLD_OF_HIDDEN = frozenset({NotCompared.NEARLY_ALL_TREATED, NotCompared.TOO_FEW_MEASURED, NotCompared.TOO_FEW_MATCHED})


class Development(Enum):
    """The verdict on an area's change since the baseline against that of the rest of the municipality (or of the
    country), `judge.development`. The value is printed."""

    CAUGHT_UP = "hentet ind"  # surely better than the rest's change
    KEPT_PACE = "fulgt med"  # alike within the margin
    FALLEN_BEHIND = "sakket bagud"  # surely worse
    UNDECIDED = "kan ikke afgøres"


class AreaStatus(Enum):
    """What a housing area is by the state's criteria (`judge.criteria`), the furthest-reaching last but one. The value
    is printed; before December 2021 the law had other words for the same."""

    NONE = "ingen"
    PREVENTION = "forebyggelsesområde"
    VULNERABLE = "udsat boligområde"
    PARALLEL = "parallelsamfund"
    TRANSFORMATION = "omdannelsesområde"
    UNDECIDED = "kan ikke afgøres"


class CriterionName(Enum):
    """What a criterion of the state measures. The value is printed."""

    EMPLOYMENT = "beskæftigelse"
    CONVICTED = "dømte"
    EDUCATION = "uddannelse"
    INCOME = "indkomst"
    NON_WESTERN = "ikke-vestlige lande"


class CriterionMet(Enum):
    """Whether a housing area meets a criterion of the state, which is the bad side. The word is not `opfyldt`, because
    that is what pages say of a delmål. The value is printed."""

    MET = "rammes"
    NOT_MET = "rammes ikke"
    UNKNOWN = "kan ikke afgøres"


class Verdict(Enum):
    """The verdict on a figure, or on a delmål, against the delmål's target (`judge.target`), from the best to the
    worst, and last where there is no number to judge. The value is printed."""

    MET = "opfyldt"  # tested, as are `på vej` and `ikke på vej`
    ON_TRACK = "på vej"
    TOWARDS = "peger mod målet"  # only probable, as is `peger væk fra målet`
    UNCLEAR = "uafklaret"
    AWAY = "peger væk fra målet"
    NOT_ON_TRACK = "ikke på vej"
    NOT_COMPUTABLE = "kan ikke opgøres"  # hidden or not delivered; never of a figure that is there

    @classmethod
    def of_all(cls, given: Iterable[Verdict | None]) -> Verdict:
        """The verdict on several figures that must all meet their target, such as a delmål's in all areas.

        Called when an indicator or a delmål is judged for a report. The weakest figure decides. One that cannot be
        computed (None: it may not be shown) counts as unclear beside others; only where none can be computed, and where
        there are none, can the whole not be.
        """
        verdicts = [cls.NOT_COMPUTABLE if verdict is None else verdict for verdict in given]
        if all(verdict is cls.NOT_COMPUTABLE for verdict in verdicts):
            return cls.NOT_COMPUTABLE
        order = list(cls)
        return max((verdict.among_others for verdict in verdicts), key=order.index)

    @property
    def among_others(self) -> Verdict:
        """What the verdict on one figure counts as where there are others that can be computed. Read when several
        figures are judged together, and to tell which of them decides."""
        return Verdict.UNCLEAR if self is Verdict.NOT_COMPUTABLE else self

    @property
    def is_only_probable(self) -> bool:
        """Whether the verdict says which way a figure probably points, and no test has decided it. Read where a page
        draws such a verdict otherwise than one that is tested."""
        return self in (Verdict.TOWARDS, Verdict.AWAY)


# How the reason begins why there is no half-year in which it can be known that a target is met (column sure_reason),
# where none of the plan's is likely enough; any other reason is a clause after "fordi".
NOT_IN_PLAN = "ikke i planperioden"


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
    """What the rules of a control chart say of a month, turned by the indicator's direction (`judge.control`)."""

    ORDINARY = "ingen særlig variation"
    WANTED = "særlig variation i den ønskede retning"
    UNWANTED = "særlig variation, ikke i den ønskede retning"
    NEUTRAL = "særlig variation"  # where a change may not be called better or worse


class Assured(Enum):
    """The band between a control chart's limits against a target line (`judge.control`). The value is printed."""

    MET = "målet nås, så længe tallet svinger som hidtil"
    MISSED = "målet nås ikke, så længe tallet svinger som hidtil"
    VARIES = "målet nås i nogle måneder og ikke i andre"


class Severity(Enum):
    """What a broken rule of validation does: stop the run, be printed with the figures it touches, or be shown."""

    CRITICAL = "kritisk"
    WARNING = "advarsel"
    INFO = "til orientering"


class Answer(Enum):
    """Whether figures that the plan prints can all be true (`audit_table`)."""

    CONTRADICTED = "i modstrid"  # no persons at all give these figures
    UNDECIDED = "kan ikke afgøres"  # different sources, another year, no n
    CONSISTENT = "i orden"  # some persons give them; it does not say that they are right
