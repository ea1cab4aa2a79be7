"""What the page fremdrift is held against: the rows of the year's tables, and what plan and log say beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hpanalysis.verify.pages.progress.wording import write_day

Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PromisedYear:
    """An accounting year's promises as its tables have them. Made once for each year in a package. Texts are Danish."""

    progress: Sequence[Row]  # fremdrift.csv
    milestones: Sequence[Row]  # milepaele.csv
    hours: Sequence[Row]  # timer.csv
    economy: Sequence[Row]  # oekonomi.csv
    agreements: Mapping[str, str]  # id -> name
    delaftaler: Sequence[str]  # the ids of those that are one
    units: Mapping[str, str]  # by promise_id
    under_way: Mapping[str, Sequence[tuple[date, date]]]  # by promise_id: when something opens, and is due
    months: Sequence[date]  # the first day of each
    label: str  # `2026`, or `2025/26`
    covered: str  # ``, or the part that the plan covers
    is_told: bool  # whether any hours are
    due_until: date | None  # the day that hours so far are counted to; None where opfoelgning.yaml is not read
    notes: Mapping[str, str]  # section -> its note, as the package's program has it; only those that are read

    @property
    def log_is_read(self) -> bool:
        """Whether opfoelgning.yaml is written in a way that is read. Asked where something rests on it alone."""
        return self.due_until is not None

    @property
    def when(self) -> str:
        """The accounting year as captions name it. Read for the table of hours."""
        return f"i regnskabsåret {self.label}{self.covered}"


def describe_cover(first: date, last: date) -> str:
    """The words on a plan that covers a part of the year. Called where it does not cover all of it."""
    return f", som planen dækker fra {write_day(first)} til {write_day(last)}"
