"""An indicator's values as a Danish reader writes them, with their units, in sentences, in tables and on marks."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.danish import MINUS, NBSP, format_exactly, format_number
from hpanalysis.definitions.model import Indicator, Unit


def format_numerator(numerator: Decimal | float) -> str:
    """A count as a table writes it, or a sum with one decimal if it is not whole. Called for counts in tables."""
    exact = Decimal(str(numerator))
    return format_number(exact, 0 if exact == exact.to_integral_value() else 1)


def _choose_noun(value: Decimal | float, indicator: Indicator) -> str:
    """What is counted, singular or plural: `udsættelsessager`; "" without a noun. Called for counts in sentences."""
    sentences = indicator.sentences
    return (sentences.count_one if value == 1 else sentences.count_many) or ""


def _choose_short_noun(value: Decimal | float, indicator: Indicator) -> str:
    """What is counted, for a sentence that has named the figure already: `sager`. Called when an interval or a brief
    count is written."""
    sentences = indicator.sentences
    return (sentences.short_one if value == 1 else sentences.short_many) or _choose_noun(value, indicator)


def _name_unit(indicator: Indicator) -> str:
    """What follows the digits in a sentence, without the space before it; "" for a mean and for a count. Called by
    `format_in_text` and `format_margin`."""
    if indicator.unit is Unit.PERCENT:
        return "pct."
    if indicator.unit is Unit.PER_THOUSAND:
        return f"pr.{NBSP}1.000{NBSP}{indicator.sentences.per or ''}".rstrip(NBSP)
    return ""


def format_in_text(value: Decimal | float, indicator: Indicator) -> str:
    """A value with its unit in a sentence: `12,3 pct.`, `5,9`, `16 udsættelsessager`, `ingen udsættelsessager`. Called
    for the sentences on figures and their definitions."""
    digits = format_number(value, indicator.decimals)
    if indicator.unit is Unit.COUNT:
        return f"{digits if value else 'ingen'}{NBSP}{_choose_noun(value, indicator)}".rstrip(NBSP)
    return f"{digits}{NBSP}{_name_unit(indicator)}".rstrip(NBSP)


def format_briefly(value: Decimal | float, indicator: Indicator) -> str:
    """A value with its unit where the sentence has named the figure already: as `format_in_text`, but `22 sager`.
    Called for the sentences on comparisons and changes."""
    if indicator.unit is not Unit.COUNT:
        return format_in_text(value, indicator)
    return f"{format_number(value) if value else 'ingen'}{NBSP}{_choose_short_noun(value, indicator)}".rstrip(NBSP)


def format_interval(low: Decimal, high: Decimal, indicator: Indicator) -> str:
    """An interval in a sentence, the unit after the last number only: `25,4 til 41,8 pct.`, `9 til 26 sager`. Called
    for the sentence on how sure a figure is."""
    if indicator.unit is Unit.COUNT:
        return f"{format_number(low)} til {format_number(high)}{NBSP}{_choose_short_noun(2, indicator)}".rstrip(NBSP)
    return f"{format_number(low, indicator.decimals)} til {format_in_text(high, indicator)}"


def format_span(low: Decimal, high: Decimal, indicator: Indicator) -> str:
    """An interval beside or under its number, which has the unit: `25,4 til 41,8`. Called for tables and for
    descriptions of charts. It has `til` and no dash, which beside a minus sign would be misread."""
    return " til ".join(format_number(end, indicator.decimals) for end in (low, high))


def format_interval_in_table(low: Decimal, high: Decimal, indicator: Indicator) -> str:
    """An interval that stands alone, so that it has the unit itself: `25,4 til 41,8 %`. Called for the column of
    intervals in tables."""
    return f"{format_number(low, indicator.decimals)} til {format_on_mark(high, indicator)}"


def format_on_mark(value: Decimal | float, indicator: Indicator) -> str:
    """A value on a chart's mark and in a table: `12,3 %`, else the bare number. Called for charts, their words for
    screen readers, and tables."""
    digits = format_number(value, indicator.decimals)
    return f"{digits}{NBSP}%" if indicator.unit is Unit.PERCENT else digits


def format_difference(change: Decimal, indicator: Indicator) -> str:
    """The size of a change in a sentence, without its sign: `2,1 procentpoint`, `0,3 karakterpoint`, `6 sager`. Called
    for the sentence on a sure change since the baseline or since the year before."""
    size = abs(change)
    if indicator.unit in (Unit.COUNT, Unit.PER_THOUSAND):
        return format_briefly(size, indicator)
    return f"{format_number(size, indicator.decimals)}{NBSP}{_name_points(indicator)}"


def format_signed_difference(change: Decimal, indicator: Indicator) -> str:
    """A change with its sign and its unit: `+7,9 procentpoint`, `−6 sager`, `0 sager`. Called for cells of tables, and
    beside the verdict on a change on a delaftale's page."""
    digits = format_signed(change, indicator)
    if indicator.unit is Unit.COUNT:
        return f"{digits}{NBSP}{_choose_short_noun(abs(change), indicator)}".rstrip(NBSP)
    unit = _name_unit(indicator) if indicator.unit is Unit.PER_THOUSAND else _name_points(indicator)
    return f"{digits}{NBSP}{unit}"


def describe_way(change: Decimal, indicator: Indicator) -> str:
    """A change in words, its sign told by the verb: `steget med 2,1 procentpoint`, `faldet med 0,3 procentpoint`, `ikke
    ændret` for one of 0. Called for the sentence on the development."""
    if change == 0:
        return "ikke ændret"
    return f"{'steget' if change > 0 else 'faldet'} med {format_difference(change, indicator)}"


def format_yearly(number: Decimal, indicator: Indicator) -> str:
    """The size of a change a year, or of an end of its interval, as digits without a sign: `0,80`. Called for sentences
    on a course. It has one decimal more than the figure, for it is a small part of it."""
    return format_number(abs(number), indicator.decimals + 1)


def format_yearly_change(change: Decimal, indicator: Indicator) -> str:
    """The size of a change a year in a sentence, without its sign: `0,80 procentpoint`, `1,3 sager`. Called for the
    sentence on a course."""
    if indicator.unit is Unit.COUNT:
        unit = _choose_short_noun(2, indicator)  # with a decimal it is never one
    elif indicator.unit is Unit.PER_THOUSAND:
        unit = _name_unit(indicator)
    else:
        unit = _name_points(indicator)
    return f"{format_yearly(change, indicator)}{NBSP}{unit}".rstrip(NBSP)


def format_yearly_signed_change(change: Decimal, indicator: Indicator) -> str:
    """A change a year with its sign and its unit: `−0,80 procentpoint`. Called for cells of tables, and beside the
    verdict on a change on a delaftale's page."""
    sign = format_yearly_signed(change, indicator)[:1]
    return f"{sign if sign in '+' + MINUS else ''}{format_yearly_change(change, indicator)}"


def format_yearly_signed(change: Decimal, indicator: Indicator) -> str:
    """A change a year with its sign: `−0,80`, `+0,40`. Called for the ends of its interval."""
    digits = format_number(change, indicator.decimals + 1)
    return f"+{digits}" if change > 0 and digits.strip("0,") else digits


def _name_points(indicator: Indicator) -> str:
    """The unit of a difference of two percentages or of two grades. Called for a change and for a margin."""
    return "procentpoint" if indicator.unit is Unit.PERCENT else "karakterpoint"


def format_margin(size: Decimal, indicator: Indicator) -> str:
    """A margin with no more decimals than it has: `5 procentpoint`, `2,5 procentpoint`. Called for the words on a
    target. size: how far from the municipality a figure may lie and count as at its level."""
    unit = _name_points(indicator) if indicator.unit in (Unit.PERCENT, Unit.MEAN) else _name_unit(indicator)
    return f"{format_exactly(size.normalize())}{NBSP}{unit}".rstrip(NBSP)


def format_signed(change: Decimal, indicator: Indicator) -> str:
    """A change with its sign: `−2,1`, `+0,4`; `0,0` for one that rounds to nothing. Called where its unit is put to
    it."""
    digits = format_number(change, indicator.decimals)
    return f"+{digits}" if change > 0 and digits.strip("0,") else digits
