"""A CPR number as people and programs write it, and 200 texts that only look like one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


def other_digits(zero: str) -> Callable[[str], str]:
    """Writes the digits in the script whose nought is `zero`."""
    return lambda n: "".join(chr(ord(zero) + int(digit)) for digit in n)


def parts(n: str) -> tuple[str, str, str, str]:
    return n[:2], n[2:4], n[4:6], n[6:]


def joined(between: str, last: str | None = None) -> Callable[[str], str]:
    """The date in three pieces with `between` between them, and `last` before the last four digits."""
    return lambda n: between.join(parts(n)[:3]) + (between if last is None else last) + n[6:]


def halves(between: str) -> Callable[[str], str]:
    return lambda n: f"{n[:6]}{between}{n[6:]}"


# What is stopped whoever's number it is.
PLAIN: dict[str, Callable[[str], str]] = {
    "digits alone": lambda n: n,
    "a hyphen": halves("-"),
    "a space": halves(" "),
    "a space and a hyphen": halves(" - "),
    "two hyphens": halves("--"),
    "an en dash": halves("–"),
    "an em dash with spaces": halves(" — "),
    "a minus sign": halves("−"),
    "a hyphen that does not break": halves("\N{NON-BREAKING HYPHEN}"),
    "a full-width hyphen": halves("\N{FULLWIDTH HYPHEN-MINUS}"),
    "a small hyphen": halves("\N{SMALL HYPHEN-MINUS}"),
    "a box line": halves("─"),
    "a space that does not break": halves("\N{NO-BREAK SPACE}"),
    "a thin space": halves("\N{THIN SPACE}"),
    "a tab": halves("\t"),
    "a low line": halves("_"),
    "low lines throughout": joined("_"),
    "a dot": halves("."),
    "dots in the date": joined(".", "-"),
    "dots throughout": joined("."),
    "slashes in the date": joined("/", "-"),
    "slashes throughout": joined("/"),
    "spaces throughout": joined(" "),
    "hyphens throughout": joined("-"),
    "a middle dot": halves("·"),
    "full-width digits": other_digits("０"),
    "Arabic digits": other_digits("٠"),
    "Devanagari digits": other_digits("०"),
    "mathematical digits": other_digits("𝟎"),
    "superscripts": lambda n: n.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "struck out": lambda n: "".join(digit + "\N{COMBINING LONG STROKE OVERLAY}" for digit in n),
    "keycaps": lambda n: "".join(f"{digit}\ufe0f\u20e3" for digit in n),
    "a soft hyphen": halves("\N{SOFT HYPHEN}"),
    "a space without width": halves(ZERO_WIDTH),
    "a joiner between all": lambda n: "\N{ZERO WIDTH JOINER}".join(n),
    "marks of direction": lambda n: f"\N{LEFT-TO-RIGHT MARK}{n[:6]}\N{RIGHT-TO-LEFT MARK}-{n[6:]}",
    "references": lambda n: "".join(f"&#{ord(digit)};" for digit in n),
    "hexadecimal references": lambda n: "".join(f"&#x{ord(digit):x};" for digit in n),
    "a named reference": halves("&ndash;"),
    "a reference that is escaped": halves("&amp;#45;"),
    "percent signs": lambda n: "".join(f"%{ord(digit):02X}" for digit in n),
    "escapes of JSON": lambda n: "".join(f"\\u{ord(digit):04x}" for digit in n),
    "a tag": halves("<b>-</b>"),
    "an empty tag": halves("<i></i>"),
    "a tag around a half": lambda n: f'<span class="x">{n[:6]}</span>{n[6:]}',
    "a comment": halves("<!-- x -->"),
    "a decimal comma": lambda n: f"{n},00",
    "four, two and four": lambda n: f"{n[:4]} {n[4:6]} {n[6:]}",
    "letters around": lambda n: f"CPR{n}x",
    "base64": lambda n: base64.b64encode(n.encode()).decode(),
    "base64 with a hyphen": lambda n: base64.b64encode(f"{n[:6]}-{n[6:]}".encode()).decode(),
}


def shown_as_amount(n: str) -> str:
    return f"{int(n):,}".replace(",", ".")


def shown_with_power(n: str) -> str:
    whole = str(int(n))
    return f"{whole[0]},{whole[1:]}E+{len(whole) - 1:02d}"


def digested(algorithm: str, between: str = "", write: Callable[[bytes], str] = bytes.hex) -> Callable[[str], str]:
    return lambda n: write(hashlib.new(algorithm, halves(between)(n).encode()).digest())


def in_base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


# What is stopped if it is the number of a person in the extracts.
DOUBTFUL: dict[str, Callable[[str], str]] = {
    "a decimal nought": lambda n: f"{n}.0",
    "no leading zero": lambda n: str(int(n)),
    "no leading zero, a decimal nought": lambda n: f"{int(n)}.0",
    "no leading zero, a decimal comma": lambda n: f"{int(n)},00",
    "no leading zero, a hyphen": lambda n: f"{int(n[:6])}-{n[6:]}",
    "an amount": shown_as_amount,
    "a power of ten": shown_with_power,
    "five pairs": lambda n: " ".join(n[at : at + 2] for at in range(0, 10, 2)),
    "two halves of five": lambda n: f"{n[:5]} {n[5:]}",
    "eight and two, hyphens": lambda n: f"{n[:4]}-{n[4:8]}-{n[8:]}",
    "many spaces": halves("     "),
    "a colon": halves(":"),
    "a stroke": halves(" | "),
    "a new line": halves("\n"),
    "words between": halves(", løbenr. "),
    "emphasis of Markdown": halves("**-**"),
    "the century": lambda n: f"{n[:4]}19{n[4:]}",
    "the century, hyphens": lambda n: f"{n[:2]}-{n[2:4]}-19{n[4:6]}-{n[6:]}",
    "the year first": lambda n: f"19{n[4:6]}-{n[2:4]}-{n[:2]}-{n[6:]}",
    "the year first, without signs": lambda n: f"19{n[4:6]}{n[2:4]}{n[:2]}-{n[6:]}",
    "no zeros in the date": lambda n: f"{int(n[:2])}.{int(n[2:4])}.{n[4:6]}-{n[6:]}",
    "cells of a table": lambda n: f"<table><tr><td>{n[:6]}</td><td>{n[6:]}</td></tr></table>",
    "md5": digested("md5"),
    "md5 with a hyphen": digested("md5", "-"),
    "sha1": digested("sha1"),
    "sha1 in capitals": lambda n: digested("sha1", "-")(n).upper(),
    "sha256": digested("sha256"),
    "sha256 with a hyphen": digested("sha256", "-"),
    "sha512": digested("sha512"),
    "sha256 with its name": lambda n: f"sha256-{digested('sha256')(n)}",
    "md5 in base64": digested("md5", "", in_base64),
    "sha1 in base64": digested("sha1", "", in_base64),
    "sha256 in base64": digested("sha256", "-", in_base64),
    "sha512 in base64": digested("sha512", "", in_base64),
}
SPELLINGS = PLAIN | DOUBTFUL

# Invented persons; one has a leading zero, one is of an administrative number.
NUMBERS = ("0102031234", "1506344006", "6902604321")


def list_look_alikes() -> list[str]:
    """200 numbers of other kinds, as comments and logs have them."""
    phones = [f"+45 {20 + n} {31 + n} 4{n % 10} 5{n % 10}" for n in range(15)]
    phones += [f"004520{310000 + 7919 * n}"[:12] for n in range(10)] + [
        f"8{7 + n % 2} 12 3{n % 10} 45" for n in range(10)
    ]
    phones += [f"45{20314500 + 104729 * n}" for n in range(10)]
    amounts = [f"{1_204_300 + 1_048_583 * n:,} kr.".replace(",", ".") for n in range(20)]
    amounts += [f"{130_000_000 + 7_777_777 * n},50" for n in range(10)] + [
        f"{310_211_000 + 999_983 * n}" for n in range(20)
    ]
    cases = [f"2026-{100000 + 7 * n}" for n in range(15)] + [f"27.00.00-P20-{n}-26" for n in range(10)]
    cases += [f"EMN-2026-0{4100 + n}" for n in range(5)]
    ean = [f"57980060{10000 + 7919 * n}" for n in range(15)]
    accounts = [f"7{100 + n}-000{1234567 + n}" for n in range(10)] + [f"CVR {29000000 + 118753 * n}" for n in range(5)]
    times = [f"2026-03-{1 + n:02d}T12:{n:02d}:56" for n in range(10)] + [
        f"{1 + n:02d}-03-2026 kl. 12.{n:02d}" for n in range(5)
    ]
    other = [str(n).encode() for n in range(30)]
    sums = [
        hashlib.new(("md5", "sha1", "sha256", "sha512")[n % 4], text).hexdigest() for n, text in enumerate(other[:24])
    ]
    sums += [in_base64(hashlib.sha256(text).digest()) for text in other[24:]]
    return [*phones, *amounts, *cases, *ean, *accounts, *times, *sums]
