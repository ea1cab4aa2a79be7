"""Verdicts on a page: word, symbol and colour together, at the address that they are a verdict on.

An element that says what it is about (`data-om`) with a column of indicators.csv must have that column's word, the
word's symbol and its colour. A symbol or a colour without such an address may stand in the key to the symbols alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis.published.addressed import ABOUT
from hpanalysis.published.figures import SHOWN, STATUSES
from hpanalysis.verify.pages.facts import Facts
from hpanalysis.verify.pages.tree import Element

GOOD, BAD, NEUTRAL, PROBABLE = "god", "skidt", "neutral", "muligt"
_COLOURS = frozenset({GOOD, BAD})
_KEY = "noegle"  # the class of the key to the symbols
_COUNTED = {f"k-{colour}": colour for colour in (GOOD, BAD, NEUTRAL)}


class Sign(NamedTuple):
    """How a word is drawn: the end of its symbol's id, its colour, and whether it is only probable."""

    symbol: str
    colour: str
    probable: bool = False


SIGNS: dict[str, dict[str, Sign]] = {
    "versus": {
        "bedre": Sign("bedre", GOOD),
        "dårligere": Sign("daarligere", BAD),
        "ikke sikkert forskellig": Sign("ikkeforsk", NEUTRAL),
        "kan ikke vurderes": Sign("ikkevurd", NEUTRAL),
    },
    "since": {
        "forbedret": Sign("forbedret", GOOD),
        "forværret": Sign("forvaerret", BAD),
        "ingen sikker ændring": Sign("ingenaendr", NEUTRAL),
        "kan ikke vurderes": Sign("ikkevurd", NEUTRAL),
        "databrud": Sign("databrud", NEUTRAL),
    },
    "evidence": {
        "næsten sikkert forbedret": Sign("naestenforbedret", GOOD, True),
        "sandsynligvis forbedret": Sign("maaskeforbedret", GOOD, True),
        "uvist": Sign("uvist", NEUTRAL),
        "sandsynligvis forværret": Sign("maaskeforvaerret", BAD, True),
        "næsten sikkert forværret": Sign("naestenforvaerret", BAD, True),
    },
    "development": {
        "hentet ind": Sign("hentetind", GOOD),
        "fulgt med": Sign("fulgtmed", NEUTRAL),
        "sakket bagud": Sign("sakketbagud", BAD),
        "kan ikke afgøres": Sign("ikkevurd", NEUTRAL),
    },
    "verdict": {
        "opfyldt": Sign("opfyldt", GOOD),
        "på vej": Sign("paavej", GOOD),
        "peger mod målet": Sign("pegermod", GOOD, True),
        "uafklaret": Sign("maalikke", NEUTRAL),
        "peger væk fra målet": Sign("pegervaek", BAD, True),
        "ikke på vej": Sign("ikkepaavej", BAD),
        "kan ikke opgøres": Sign("opgoeresikke", NEUTRAL),
    },
}
QUESTIONS = {
    "versus_municipality": "versus",
    "versus_others": "versus",
    "since_baseline": "since",
    "since_year_before": "since",
    "evidence": "evidence",
    "versus_development": "development",
    "verdict": "verdict",
}
# How an accounting year's duties, promises and milestones are drawn: symbol -> colour.
_DUTIES = {
    "opfyldt": GOOD,
    "paavej": BAD,
    "ikkepaavej": BAD,
    "maalikke": NEUTRAL,
    "ikkeforsk": NEUTRAL,
    "pegermod": NEUTRAL,
    "opgoeresikke": NEUTRAL,
}
# What may stand alone at an address, and is no text of the program anywhere else.
ALONE = frozenset({word for signs in SIGNS.values() for word in signs} | STATUSES - {SHOWN})
_ALL = {word: sign for signs in SIGNS.values() for word, sign in signs.items()}


def split_about(element: Element) -> tuple[str, str]:
    """The address that an element says it is about, and the column; "" where it says none. Called for each element."""
    address, _, column = element.attributes.get(ABOUT, "").partition(" ")
    return address, column


def find_word(address: str, column: str, facts: Facts) -> str | None:
    """The word that stands in a column at an address; None where there is no such word. Called for each element that
    says a verdict."""
    kind, _, name = address.partition("/")
    if facts.is_goal(address):
        return facts.judge(kind, name) if column == "verdict" else None
    rows = facts.find(address)
    return rows[0].get(column) if len(rows) == 1 else None


def _list_symbols(element: Element) -> list[str]:
    """The symbols drawn in an element itself, not in what stands in it with an address of its own. Called for each
    element that says a verdict."""
    found = []
    for child in element.children:
        if isinstance(child, Element) and ABOUT not in child.attributes:
            if child.name == "use" and "s" in element.classes:
                found.append(child.attributes.get("href", "").removeprefix("#s-"))
            found += _list_symbols(child)
    return found


def find_wrong_verdicts(page: Element, facts: Facts, in_year: bool = False) -> Iterator[tuple[str, Element]]:
    """What a page says by a mark, a symbol or a colour that the tables do not say there, each as a Danish clause with
    the element. Called for each page of a package. in_year: it is an accounting year's, whose duties have signs too."""
    for element in page.walk():
        if ABOUT not in element.attributes and not element.classes:
            continue  # it has no address, no symbol and no colour
        address, column = split_about(element)
        if ABOUT in element.attributes and not (facts.find(address) or facts.is_goal(address)):
            yield "noget henviser til et tal, der ikke findes", element
        elif column in QUESTIONS:
            yield from _check_mark(element, address, column, facts)
            around = "" if element.parent is None else element.parent.about
            if _is_one_figure(address, facts) and _is_one_figure(around, facts) and around != address:
                yield "vurderingen er af et andet tal end det, den står ved", element
        elif column and find_word(address, column, facts) is None:
            yield "noget henviser til en kolonne, der ikke findes", element
        elif column and element.text != find_word(address, column, facts):
            yield f"der står ikke det, som kolonnen {column} siger", element
        if in_year and not column and _is_duty(element):
            continue
        classes = set(element.classes)
        if not column and (_COLOURS & classes or (PROBABLE in classes and not classes & _COUNTED.keys())):
            yield from _check_colour(element)
        duty = in_year and element.parent is not None and _is_duty(element.parent)
        if element.name == "svg" and "s" in element.classes and not duty:
            yield from _check_symbol(element, facts)


def _is_one_figure(address: str, facts: Facts) -> bool:
    """Whether an address is that of one figure alone. Called for a mark, and for what it stands in."""
    return "*" not in address and len(facts.find(address)) == 1


def _is_duty(element: Element) -> bool:
    """Whether an element tells a duty's state by a symbol in one of its colours. Called on an accounting year's
    pages."""
    symbols, colours = _list_symbols(element), {GOOD, BAD, NEUTRAL} & set(element.classes)
    is_alone = "o" in element.classes and len(symbols) == 1 and len(colours) == 1
    return is_alone and _DUTIES.get(symbols[0]) in colours and element.text not in _ALL


def _check_mark(element: Element, address: str, column: str, facts: Facts) -> Iterator[tuple[str, Element]]:
    """Whether an element that is a verdict on an address has its word, symbol and colour. Called for each."""
    word = find_word(address, column, facts)
    signs = SIGNS[QUESTIONS[column]]
    if word not in signs:
        # A figure that is not compared, or not shown, has a cell of its own all the same.
        if _list_symbols(element) or _COLOURS & set(element.classes):
            yield "der står en vurdering, hvor der ingen er", element
        return
    sign, is_mark = signs[word], {"o", "e"} & set(element.classes)
    told = element.text
    if is_mark and told != word:
        yield f"vurderingen er ikke »{word}«", element
    if is_mark and _list_symbols(element) != [sign.symbol]:
        yield f"tegnet er ikke det for »{word}«", element
    if not is_mark and any(symbol != sign.symbol for symbol in _list_symbols(element)):
        yield f"tegnet er ikke det for »{word}«", element
    colours = {GOOD, BAD, NEUTRAL} & set(element.classes)
    # A cell of an indicator that is not compared is neutral; it then has no symbol.
    if (
        colours
        and colours != {sign.colour}
        and not (colours == {NEUTRAL} and not _list_symbols(element) and not is_mark)
    ):
        yield f"farven er ikke den for »{word}«", element
    if is_mark and (PROBABLE in element.classes) != sign.probable:
        yield f"»{word}« er tegnet som noget andet", element


def _check_colour(element: Element) -> Iterator[tuple[str, Element]]:
    """Whether a colour without an address is that of its own word, in the key to the symbols. Called for each."""
    sign = _ALL.get(element.text)
    in_key = element.parent is not None and _KEY in element.parent.classes
    if not in_key or sign is None or sign.colour not in element.classes or PROBABLE in element.classes:
        yield "en farve siger noget om et tal, der ikke er nævnt", element


def _check_symbol(symbol: Element, facts: Facts) -> Iterator[tuple[str, Element]]:
    """Whether a symbol stands where something says a verdict, or is that of its word in the key or of a count. Called
    for each symbol; those of verdicts are held against their column with their word."""
    around = symbol.parent
    assert around is not None
    if split_about(around)[1] in QUESTIONS:
        return
    name = _list_symbols(around)[:1]
    if _KEY in (around.parent.classes if around.parent is not None else ()):
        sign = _ALL.get(around.text)
    elif around.parent is not None and set(_COUNTED) & set(around.parent.classes):
        word = next((one.text for one in around.walk() if "ord" in one.classes), "")
        sign = SIGNS["verdict"].get(word)
        if sign is not None and f"k-{sign.colour}" not in around.parent.classes:
            yield f"farven er ikke den for »{word}«", around
        if sign is not None and sign.probable != (PROBABLE in around.parent.classes):
            yield f"»{word}« er tegnet som noget andet", around
    else:
        sign = None
    if sign is None or name != [sign.symbol]:
        yield "et tegn siger noget om et tal, der ikke er nævnt", around
