"""What the partners have reported, put into the secretariat's log in the place of what it had of the same half-year.

The log is in its plain form, as its file says it: every value a text. A promise has the entries of its round within the
half-year replaced by the partner's own, hours those that lie within the days that were asked. A row that is empty
leaves the log as it is, and hours of 0 leave no entry, since the log has none of 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from hpanalysis.partner_workbook.reported import PartnerRead, ReportedDelivery, ReportedHours
from hpanalysis.plan.agreed.cells import OF_AGREEMENT
from hpanalysis.workbooks.sheet_rows import Finding
from hpanalysis.workbooks.value_text import write_number

Entry = dict[str, Any]
PROGRESS, HOURS = "progress", "hours"  # the log's lists


class Placed(NamedTuple):
    """A finding with the workbook that it is in. Made by `find_overlaps`."""

    read: PartnerRead
    finding: Finding


def _write_delivery(one: ReportedDelivery) -> Entry:
    """A filled row of deliveries as an entry of the log. Called for each."""
    entry = {
        "promise": one.row.promise.promise_id,
        "as_of": one.row.until.isoformat(),
        "number": str(one.number),
        "groups": None if one.groups is None else str(one.groups),
        "participants": None if one.participants is None else str(one.participants),
        "status": one.status,
        "note": one.note,
    }
    return {key: value for key, value in entry.items() if value is not None}


def _name_giver(one: ReportedHours) -> Entry:
    """What names whose hours they are and in what: the keys that an entry has before its days. Called for each filled
    row of hours."""
    promise = one.row.promise
    of_agreement = promise.activity_id == OF_AGREEMENT
    named = {"agreement": promise.agreement} if of_agreement else {"activity": promise.activity_id}
    kind = {"kind": one.row.kind} if one.row.kind != "personale" else {}
    return named | {"responsible": promise.responsible_da} | kind


def _write_hours(one: ReportedHours) -> Entry | None:
    """A filled row of hours as an entry of the log; None for hours of 0. Called for each."""
    if not one.hours:
        return None
    days = {"from": one.row.first.isoformat(), "to": one.row.until.isoformat()}
    return _name_giver(one) | days | {"hours": write_number(one.hours)}


def _is_same_giver(entry: Entry, one: ReportedHours) -> bool:
    """Whether an entry of the log is of the hours that a row reports, of whatever days. Asked of each entry."""
    giver = _name_giver(one)
    return all(entry.get(key) == giver.get(key) for key in ("activity", "agreement", "responsible", "kind"))


def _replaces_delivery(one: ReportedDelivery, read: PartnerRead) -> Callable[[Entry], bool]:
    """Which entries of the log a row of deliveries replaces: those of its promise, of a day of the half-year that is in
    the row's round. Days are compared as texts, year first. Called for each row."""
    assert read.asked is not None
    first = max(one.row.first, read.asked.half.start).isoformat()
    return lambda entry: (
        entry["promise"] == one.row.promise.promise_id and first <= entry["as_of"] <= one.row.until.isoformat()
    )


def _replaces_hours(one: ReportedHours) -> Callable[[Entry], bool]:
    """Which entries of the log a row of hours replaces: the same giver's, with no day outside what was asked. Called
    for each row."""
    first, last = one.row.first.isoformat(), one.row.until.isoformat()
    return lambda entry: _is_same_giver(entry, one) and first <= entry["from"] and entry["to"] <= last


def _replace(entries: Sequence[Entry], new: Entry | None, is_replaced: Callable[[Entry], bool]) -> list[Entry]:
    """The entries with the new one in the place of the first that it replaces, or last. Called for each row."""
    places = [place for place, entry in enumerate(entries) if is_replaced(entry)]
    at = places[0] if places else len(entries)
    before = [entry for entry in entries[:at] if not is_replaced(entry)]
    after = [entry for entry in entries[at:] if not is_replaced(entry)]
    return [*before, *([] if new is None else [new]), *after]


def find_overlaps(log: Entry, reads: Iterable[PartnerRead]) -> Iterator[Placed]:
    """A finding for each row of hours of which the log has hours that go beyond the days that were asked: they cannot
    be parted, and together with the row's they would be counted twice. Called before anything is merged."""
    for read in reads:
        for one in read.hours:
            first, last, is_replaced = one.row.first.isoformat(), one.row.until.isoformat(), _replaces_hours(one)
            for number, entry in enumerate(log.get(HOURS, []), start=1):
                overlaps = _is_same_giver(entry, one) and entry["from"] <= last and first <= entry["to"]
                if overlaps and not is_replaced(entry):
                    wrong = f"Optegnelserne har timer for dage både i og uden for rækkens (hours, nr. {number})."
                    yield Placed(read, Finding(one.place, wrong, "timer i optegnelserne, der er delt ved halvåret."))


def merge_into(log: Entry, reads: Iterable[PartnerRead]) -> Entry:
    """The log with what the workbooks report. Called when none of them has a fault. The same workbooks merged once more
    change nothing."""
    progress, hours = list(log.get(PROGRESS, [])), list(log.get(HOURS, []))
    for read in reads:
        for delivery in read.deliveries:
            progress = _replace(progress, _write_delivery(delivery), _replaces_delivery(delivery, read))
        for given in read.hours:
            hours = _replace(hours, _write_hours(given), _replaces_hours(given))
    lists = {key: entries for key, entries in ((HOURS, hours), (PROGRESS, progress)) if entries}
    return {key: value for key, value in log.items() if key not in (HOURS, PROGRESS)} | lists
