"""What is new between two reports: figures new, corrected, hidden, shown again, judged otherwise, or gone."""

import pytest

from hpanalysis.published.between_reports import Kind, list_changes
from hpanalysis.published.figures import Figure


def row(value="9.5", status="vist", window="2024", latest="ja", **words):
    cells = {"value": value, "latest": latest, "verdict": "", "since_baseline": "", "evidence": ""} | words
    return Figure(("fravaer", window, "a"), status, None, None, cells)


def only_change(before, now):
    (change,) = list_changes({r.key: r for r in before}, {r.key: r for r in now})
    return change


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ([row()], [row()], Kind.SAME),
        ([row()], [row(latest="nej"), row("9.1", window="2025")], Kind.NEW),
        ([row()], [row("9.4")], Kind.CORRECTED),
        ([row()], [row("", "diskretioneret")], Kind.HIDDEN),
        ([row("", "diskretioneret")], [row("", "diskretioneret", "2025")], Kind.STILL_NONE),
        ([row("", "ikke leveret")], [row("", "diskretioneret")], Kind.STILL_NONE),
        ([row()], [row("", "diskretioneret", "2025")], Kind.HIDDEN),
        ([row()], [row("", "ikke leveret")], Kind.LACKING),
        ([row("", "diskretioneret")], [row()], Kind.SHOWN_AGAIN),
        ([row("0", "ingen sager")], [row()], Kind.CORRECTED),
        ([row()], [row(verdict="på vej")], Kind.JUDGED_OTHERWISE),
        ([row()], [row(evidence="sandsynligvis forbedret")], Kind.JUDGED_OTHERWISE),
        ([], [row()], Kind.FIRST),
        ([row()], [], Kind.GONE),
        ([row()], [row(latest="nej")], Kind.GONE),
    ],
)
def test_each_figure_has_the_first_reason_that_holds(before, now, kind):
    change = only_change(before, now)
    assert (change.indicator_id, change.area_id, change.kind) == ("fravaer", "a", kind)


def test_a_verdict_that_differs_is_told_of_a_new_figure_too():
    assert only_change([row(verdict="uafklaret")], [row("9", window="2025", verdict="på vej")]).differs_in_verdict
    assert not only_change([row()], []).differs_in_verdict
