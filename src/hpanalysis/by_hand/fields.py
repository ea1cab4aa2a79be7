"""Types for the models of YAML files that people keep: a text of the file becomes the value that the field must have.

`strict_yaml` hands over every value as the text that stands in the file, so a model uses these for all but texts and
lists. A value that is one already (a default, or one given in a test) stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from hpanalysis.by_hand import values

# No unknown keys, no conversions but those below, no later changes. pydantic itself would take "1_000" and "1e3".
STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)


def _reading(read: Callable[[str], object]) -> BeforeValidator:
    """Make the step that reads a text of the file with `read` before pydantic looks at it; what is no text is left for
    pydantic to judge. Called for each type of field in this module (numbers, days, words), when it is imported."""
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) else value)


def _fold_word(text: str) -> str:
    """The text in small letters and without spaces around it, so that `Ja` is read as `ja`. Called by pydantic for
    each field of the logs that allows certain words only."""
    return text.strip().casefold()


Whole = Annotated[int, _reading(values.read_whole)]
Number = Annotated[Decimal, _reading(values.read_number)]
Float = Annotated[float, _reading(lambda text: float(values.read_number(text)))]
Day = Annotated[date, _reading(values.read_day)]
Moment = Annotated[datetime, _reading(values.read_moment)]
FOLDED = _reading(_fold_word)
