"""What the pages datakvalitet and the front page say of the rules, held against kontrolregler.csv and manifest.json."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hpanalysis.published.names import DATA_QUALITY_HTML, INDEX_HTML
from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.page_parts import join_words, read_words
from hpanalysis.verify.opening.outcomes import format_half_year, format_number, quote

_RULE = re.compile(
    r'<tr><th scope="row"><span data-regel="([^"/]*)/([^"]*)">([^<]*)</span></th><td data-l="Hvorfor">([^<]*)</td>'
    r'<td data-l="Alvor">([^<]*)</td><td class="num" data-l="Rækker">([^<]*)</td>'
    r'<td class="num" data-l="Fejl">([^<]*)</td><td data-l="Resultat">([^<]*)</td>'
    r'<td data-l="Hvem retter">([^<]*)</td></tr>'
)
_ANY_RULE = re.compile(r"data-regel=")
_SOURCE = re.compile(r"<details>(.*?)</details>", re.DOTALL)
_KEPT = re.compile(r": ([\d.]+) af ([\d.]+) kontrolregler er overholdt$")
_SUMMARY = re.compile(r"<summary>([^<]*)</summary>")
_HISTORY = re.compile(
    r'<tr><th scope="row">([^<]*)</th><td class="num" data-l="Rækker">([^<]*)</td>'
    r'<td class="num" data-l="Overholdt">([^<]*)</td><td class="num" data-l="Ikke overholdt">([^<]*)</td>'
    r'<td data-l="Højeste alvor">([^<]*)</td></tr>'
)
_OWNER = re.compile(
    r'<tr><th scope="row">([^<]*)</th><td data-l="Kilder">[^<]*</td><td class="num" data-l="Regler">([^<]*)</td>'
    r'<td class="num" data-l="Ikke overholdt">([^<]*)</td></tr>'
)
_FINDING = re.compile(r'<tr><th scope="row">([^<]*)</th><td data-l="Alvor">')
_FACT = re.compile(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>")
_SEVERITIES = ("kritisk", "advarsel", "til orientering")
_COLUMNS = ("reason", "severity", "rows", "failed", "result", "owner")
_ALL_KEPT = "Alle regler er overholdt."
_SMALL = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")

Row = Mapping[str, str]
_COMPUTED = "maalt"  # the computed figures, whose rules stand among those of the sources


def spell(count: int) -> str:
    """A count as a sentence of the pages has it: a word up to ten, else digits. Called for the sentence on broken
    rules."""
    return _SMALL[count] if count < len(_SMALL) else format_number(count)


def summarise(rows: Sequence[Row]) -> str:
    """The two sentences on the state of the data that the pages have: how many rules and sources, and how many are
    broken, by severity. Called once for each package that is verified."""
    sources = {row["source"] for row in rows} - {_COMPUTED}
    counted = f"{len(sources)} kilder og de beregnede tal er kontrolleret med {len(rows)} regler."
    broken = [row["severity"] for row in rows if row["result"] != "overholdt"]
    if not broken:
        return f"{counted} {_ALL_KEPT}"
    parts = [f"{spell(count)} med alvoren {word}" for word in _SEVERITIES if (count := broken.count(word))]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"
    verb = "regel er" if len(broken) == 1 else "regler er"
    return f"{counted} {spell(len(broken)).capitalize()} {verb} ikke overholdt: {listed}."


def _find_wrong_table(html: str, rows: Sequence[Row]) -> Iterator[str]:
    """What is wrong in the tables of rules, in Danish: just the rows of kontrolregler.csv, in their order and words.
    Called once."""
    told = [tuple(read_words(cell) for cell in row) for row in _RULE.findall(html)]
    wanted = [
        (
            row["source"],
            row["rule_id"],
            f"{row['rule_id']}: {join_words(row['description'])}",
            *(join_words(row[column]) for column in _COLUMNS),
        )
        for row in rows
    ]
    if told == wanted and len(_ANY_RULE.findall(html)) == len(rows):
        return
    for row in dict.fromkeys([*wanted, *told]):
        if (row in wanted) is not (row in told):
            yield f"Reglen {quote('/'.join(row[:2]))} er ikke, som den står i {quote('kontrolregler.csv')}."
    if set(told) == set(wanted):
        yield f"Reglerne er ikke dem, der står i {quote('kontrolregler.csv')}, hver én gang."


def _list_history(rules: Sequence[Mapping[str, Any]], source: str) -> list[tuple[str, ...]]:
    """The rows that a source's table of deliveries must have, the newest first, without the number of rows, which no
    other file tells. Called for each source. rules: of manifest.json."""
    halves = sorted({rule["half_year"] for rule in rules if rule["source"] == source}, reverse=True)
    found: list[tuple[str, ...]] = []
    for half in halves:
        own = [rule for rule in rules if (rule["source"], rule["half_year"]) == (source, half)]
        broken = [rule["severity"] for rule in own if not rule["held"]]
        worst = min(broken, key=_SEVERITIES.index, default="ingen")
        found.append((join_words(format_half_year(half)), str(len(own) - len(broken)), str(len(broken)), worst))
    return found


def _find_wrong_sources(html: str, rows: Sequence[Row], rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong in the part of each source, in Danish: how many rules are kept, and how its deliveries went. Called
    once. Between a source's own tables there are no others that fold."""
    for part in _SOURCE.findall(html):
        sources = {source for source, *_ in _RULE.findall(part)}
        if len(sources) != 1:
            continue
        (source,) = sources
        own = [row["result"] for row in rows if row["source"] == source]
        counts = (str(own.count("overholdt")), str(len(own)))
        summary = _SUMMARY.search(part)
        kept = _KEPT.search(read_words(summary[1])) if summary else None
        if kept is None or kept.groups() != counts:
            yield f"Antallet af overholdte regler for {quote(source)} er ikke det rigtige."
        history = [(half, held, broken, worst) for half, _, held, broken, worst in _read_rows(_HISTORY, part)]
        if history != _list_history(rules, source):
            yield f"Tabellen over leveringerne fra {quote(source)} er ikke den i manifestet."


def _read_rows(pattern: re.Pattern[str], html: str) -> list[tuple[str, ...]]:
    """The cells of each row that a pattern finds, in words. Called for the tables of deliveries and of owners."""
    return [tuple(read_words(cell) for cell in row) for row in pattern.findall(html)]


def _find_wrong_owners(section: str, rows: Sequence[Row]) -> Iterator[str]:
    """What is wrong in the table of who mends what, in Danish. Called once, where the page has it."""
    wanted = []
    for owner in sorted({row["owner"] for row in rows}):
        results = [row["result"] for row in rows if row["owner"] == owner]
        broken = sum(result != "overholdt" for result in results)
        wanted.append((join_words(owner), str(len(results)), str(broken)))
    if _read_rows(_OWNER, section) != wanted:
        yield "Tabellen over, hvem der retter, passer ikke til reglerne."


def _find_wrong_findings(section: str, rows: Sequence[Row]) -> Iterator[str]:
    """What is wrong in the list of broken rules, in Danish. Called once, where the page has it."""
    broken = [join_words(row["description"]) for row in rows if row["result"] != "overholdt"]
    told = [read_words(words) for words in _FINDING.findall(section)]
    is_right = len(told) == len(broken) and all(
        words.endswith(f": {own}") for words, own in zip(told, broken, strict=True)
    )
    if not is_right or ("Alle kontrolregler er overholdt." in read_words(section)) is bool(broken):
        yield "Bemærkningerne er ikke de regler, der ikke er overholdt."


def _find_wrong_quality(html: str, rows: Sequence[Row], rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What the page on data quality says of the rules that is not so, in Danish. Called once for each package that is
    verified."""
    main = page_parts.find_main(html)
    sections = page_parts.find_sections(main)
    yield from _find_wrong_table(main, rows)
    yield from _find_wrong_sources(main, rows, rules)
    if "hvem" in sections:
        yield from _find_wrong_owners(sections["hvem"], rows)
    if "bemaerkninger" in sections:
        yield from _find_wrong_findings(sections["bemaerkninger"], rows)
    if "regler" in sections and summarise(rows) not in read_words(sections["regler"]):
        yield "Sætningen om kontrolreglerne passer ikke til dem."


def _find_wrong_front(html: str, rows: Sequence[Row]) -> Iterator[str]:
    """What the front page says of the rules that is not so, in Danish. Called once for each package that is
    verified."""
    section = page_parts.find_sections(page_parts.find_main(html)).get("kvalitet", "")
    facts = {read_words(name): read_words(number) for name, number in _FACT.findall(section)}
    broken = sum(row["result"] != "overholdt" for row in rows)
    wanted = {"kontrolregler": format_number(len(rows)), "ikke overholdt": format_number(broken)}
    if summarise(rows) not in read_words(section):
        yield "Sætningen om kontrolreglerne passer ikke til dem."
    if any(facts.get(name) != number for name, number in wanted.items()):
        yield "Antallet af kontrolregler er ikke det rigtige."


def find_wrong_pages(
    pages: Mapping[str, str], rows: Sequence[Row], rules: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """A Danish sentence for each thing that a page says of the rules and that is not so. Called once for each package
    that is verified. pages: those two that are there, name -> html; rows: of kontrolregler.csv; rules: of
    manifest.json."""
    wrong: dict[str, Iterator[str]] = {}
    if DATA_QUALITY_HTML in pages:
        wrong[DATA_QUALITY_HTML] = _find_wrong_quality(pages[DATA_QUALITY_HTML], rows, rules)
    if INDEX_HTML in pages:
        wrong[INDEX_HTML] = _find_wrong_front(pages[INDEX_HTML], rows)
    for name, sentences in wrong.items():
        yield from (f"{quote(name)}: {sentence}" for sentence in sentences)
