"""The closed words of udfald.csv, as the package's own program declares them."""

from __future__ import annotations

from hpanalysis.verify.declared.source_code import SourceCode
from hpanalysis.verify.remake.participants.outcomes import Words

_WORDS = "hpanalysis.tables.words"
# The reasons that say how many persons there are to compare, and nothing of what became of them.
_OF_HIDDEN = ("NEARLY_ALL_TREATED", "TOO_FEW_MEASURED", "TOO_FEW_MATCHED")


def read_outcome_words(source: SourceCode) -> Words | None:
    """The words of the columns status, concluded and reason; None where the program declares them in another way than
    is read here. Called once for each package with outcomes."""
    status, concluded, reasons = (
        source.read_members(_WORDS, name) for name in ("OutcomeStatus", "Concluded", "NotCompared")
    )
    if not all(isinstance(word, str) for words in (status, concluded, reasons) for word in words.values()):
        return None
    try:
        return Words(
            nobody_yet=status["NOBODY_YET"],
            better=concluded["BETTER"],
            worse=concluded["WORSE"],
            no_difference=concluded["NO_DIFFERENCE"],
            not_compared=concluded["NOT_COMPARED"],
            of_hidden=frozenset(reasons[name] for name in _OF_HIDDEN),
            placebo_differs=reasons["PLACEBO_DIFFERS"],
            reasons=frozenset(reasons.values()),
        )
    except KeyError:
        return None
