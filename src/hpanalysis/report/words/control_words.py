"""What a control chart shows, in words: the rules that are met and where, and nothing of why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import Unit
from hpanalysis.report.control_series import Month, Series, Stretch
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Special, Status

NO_RULE = "Ingen af reglerne for særlig variation er opfyldt"
TRIAL = "foreløbige grænser"
EXPLAINED = (
    "Hver prik er en måned. Linjen i midten er gennemsnittet, og de stiplede grænser viser, hvor meget tallet normalt "
    "svinger. Særlig variation er større udsving, end tilfældighed normalt giver: en måned uden for grænserne, syv på "
    "samme side af gennemsnittet, syv stigende eller faldende eller to af tre tæt på en grænse. "
    "Diagrammet siger ikke hvorfor."
)
CAUTION = (
    "Reglerne kender ikke årstiderne og regner med, at månederne er uafhængige af hinanden. Et tal, der svinger med "
    "årstiden eller bygger på de samme personer fra måned til måned, opfylder dem oftere."
)
GAP = "Linjen er brudt, hvor der mangler en måned."

_SEEN = {
    Special.ABOVE: "lå tallet {o} over den øvre grænse",
    Special.BELOW: "lå tallet {o} under den nedre grænse",
    Special.RISING: "steg tallet {o} hver måned",
    Special.FALLING: "faldt tallet {o} hver måned",
    Special.NEAR_UPPER: "lå mindst to af tre måneder {o} tæt på den øvre grænse",
    Special.NEAR_LOWER: "lå mindst to af tre måneder {o} tæt på den nedre grænse",
    Special.HIGH: "lå tallet {o} over gennemsnittet i {n} måneder i træk",
    Special.LOW: "lå tallet {o} under gennemsnittet i {n} måneder i træk",
}


def format_span(first: date, last: date) -> str:
    """Months in words: `i marts 2026`, `fra marts til maj 2026`, `fra august 2025 til marts 2026`. Called for each
    sentence on months of unusual variation. first, last: the first day of the first month and of the last."""
    if first == last:
        return f"i {danish.format_month(first)}"
    start = danish.name_month(first.month) if first.year == last.year else danish.format_month(first)
    return f"fra {start} til {danish.format_month(last)}"


def describe_stretch(stretch: Stretch, speaker: Speaker, area_id: str) -> str:
    """The months in which a rule of unusual variation is met, as a sentence without a full stop: when, where (area_id),
    what is seen. Called for a control chart's headline and description. speaker: the indicator and its Danish words."""
    slots = {"o": speaker.name_area(area_id).inside, "n": danish.spell_count(len(stretch.months))}
    return finish(f"{format_span(stretch.first, stretch.last)} {_SEEN[stretch.special].format(**slots)}")


def write_headline(series: Series, speaker: Speaker) -> str:
    """A control chart's headline: the latest months that meet a rule of unusual variation under the limits in force, or
    that none do; where the months are too few for limits, that they are. Called for each chart. series: the months of
    one area; speaker: the indicator and its Danish words."""
    phase = series.phases[-1]
    limits, began = phase[0].limits, phase[0]
    if limits is None:
        return "Der er for få måneder til at beregne grænser"
    in_force = [stretch for stretch in series.stretches if stretch.months[-1].phase == began.phase]
    since = f" siden {danish.format_month(began.month)}" if began.why else ""
    headline = describe_stretch(in_force[0], speaker, series.area_id) if in_force else f"{NO_RULE}{since}"
    return f"{headline} ({TRIAL})" if limits.trial else headline


def count_decimals(speaker: Speaker) -> int:
    """How many decimals the numbers of a control chart and its tables have: one more than the indicator's others.
    Called for each number in the tables and sentences, and once for those drawn. speaker: the indicator and its Danish
    words."""
    return speaker.indicator.decimals + 1


def format_value(number: Decimal, speaker: Speaker) -> str:
    """A month's figure or a limit as text, without unit. Called for a control chart's tables and sentences. speaker:
    its indicator and words."""
    return danish.format_number(number, count_decimals(speaker))


def describe_limits(month: Month, speaker: Speaker) -> str:
    """The sentence on the mean and limits that hold for a month: `Gennemsnittet er 30,50, og grænserne er 27,84 og
    33,16 pct.`; "" where there are too few months for any. Called for a control chart's note and description. speaker:
    the indicator and its Danish words."""
    limits = month.limits
    if limits is None:
        return ""
    centre, lo, hi = (format_value(number, speaker) for number in (limits.centre, limits.lo, limits.hi))
    unit = f"{danish.NBSP}pct." if speaker.indicator.unit is Unit.PERCENT else ""
    trial = f" ({TRIAL}, fordi der er under 13 måneder)" if limits.trial else ""
    return finish(f"Gennemsnittet er {centre}, og grænserne er {lo} og {hi}{unit}{trial}.")


def explain_new_limits(month: Month) -> str:
    """The sentence on why a control chart's limits are computed anew from a month on. Called for the list that explains
    the chart's dashed lines. month: the first with new limits, which has the reason."""
    return finish(f"Fra {danish.format_month(month.month)} er grænserne beregnet på ny. {month.why}")


def list_months_not_shown(series: Series) -> str:
    """Which months have no number, by reason, and whether they break the chart's line; "" where all have one. Called
    for a control chart's note and description. series: the months of one area."""
    has_gaps = len(list(series.lines)) > len(series.phases)
    sentences = [GAP] if has_gaps else []
    for status in (Status.HIDDEN, Status.NOT_DELIVERED, Status.NO_PERSONS):
        months = [danish.format_month(month.month) for month in series.months if month.status is status]
        sentences += [f"{', '.join(months)}: {status.value}."] if months else []
    return " ".join(sentences)


def describe_chart(series: Series, speaker: Speaker, area_name: str, marked: list[str]) -> str:
    """A control chart in words for a screen reader: months, limits, rules met, what is marked or missing. Called for
    each chart. series: the months of one area; marked: what its dashed lines say; speaker: the indicator and its Danish
    words."""
    first, last = series.months[0].month, series.months[-1].month
    when = f"{danish.format_month(first)} til {danish.format_month(last)}"
    sentences = [f"Kontroldiagram. {speaker.indicator.label}, {area_name}, {when}."]
    sentences += [describe_limits(phase[0], speaker) for phase in series.phases]
    rules = [f"{describe_stretch(stretch, speaker, series.area_id)}." for stretch in series.stretches]
    sentences += rules or [f"{write_headline(series, speaker)}."]
    sentences += [*marked, list_months_not_shown(series)]
    return " ".join(sentence for sentence in sentences if sentence)
