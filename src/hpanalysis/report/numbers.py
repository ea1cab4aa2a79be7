"""Numbers as a Danish reader writes them: decimal comma, dots in thousands, true minus, signs in words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from hpanalysis.definitions.model import Indicator, Unit

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_SMALL = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


def number(value: Decimal | float, decimals: int = 0) -> str:
    """`1.204` and `12,3`: always the decimals asked for, half up."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(abs(rounded) if rounded == 0 else rounded, pattern, locale="da").replace("-", MINUS)


def in_words(count: int) -> str:
    """Nought to ten as words (`tre`, `én`), else digits: counts without a unit in running text."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def whole(numerator: Decimal | float) -> str:
    """A numerator: a count, or a sum that may have decimals."""
    exact = Decimal(str(numerator))
    return number(exact, 0 if exact == exact.to_integral_value() else 1)


def _noun(value: Decimal | float, indicator: Indicator) -> str:
    sentences = indicator.sentences
    return (sentences.count_one if value == 1 else sentences.count_many) or ""


def in_text(value: Decimal | float, indicator: Indicator) -> str:
    """A value with its unit in a sentence: `12,3 pct.`, `5,9`, `16 udsættelsessager`, `ingen udsættelsessager`."""
    digits = number(value, indicator.decimals)
    if indicator.unit is Unit.PERCENT:
        return f"{digits}{NBSP}pct."
    if indicator.unit is Unit.COUNT:
        return f"{digits if value else 'ingen'}{NBSP}{_noun(value, indicator)}".rstrip(NBSP)
    return digits


def on_mark(value: Decimal | float, indicator: Indicator) -> str:
    """A value on a chart's mark and in a matrix cell: `12,3 %`, else the bare number."""
    digits = number(value, indicator.decimals)
    return f"{digits}{NBSP}%" if indicator.unit is Unit.PERCENT else digits


def difference(change: Decimal | float, indicator: Indicator) -> str:
    """The size of a change in a sentence, without its sign: `2,1 procentpoint`, `0,3 point`, `6 udsættelsessager`."""
    size = abs(change)
    if indicator.unit is Unit.COUNT:
        return in_text(size, indicator)
    unit = "procentpoint" if indicator.unit is Unit.PERCENT else "karakterpoint"
    return f"{number(size, indicator.decimals)}{NBSP}{unit}"


def signed(change: Decimal | float, indicator: Indicator) -> str:
    """A change in a table: `−2,1`, `+0,4`, `0,0`."""
    digits = number(change, indicator.decimals)
    return f"+{digits}" if change > 0 and digits.strip("0,") else digits
