"""The pages of definitions, held against the package's program and plan: what is counted, of whom, by which
versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.page_parts import join_words, read_words
from hpanalysis.verify.declared.conditions import describe_condition
from hpanalysis.verify.declared.indicators import Indicator, Version, list_sources
from hpanalysis.verify.declared.indicators import read_words as read_member_words
from hpanalysis.verify.declared.plan import Plan, read_day, read_number
from hpanalysis.verify.declared.source_code import UNKNOWN, Call, SourceCode
from hpanalysis.verify.opening.outcomes import quote
from hpanalysis.verify.opening.package import Package

OVERVIEW = "definitioner.html"
# The sections whose sentences are held against what is declared.
_READ = frozenset({"taelles", "blandt", "metode", "udgangspunkt", "forbehold", "valg"})
_LINK = re.compile(r'<a href="definition-([^"]+)\.html">(.*?)</a>', re.DOTALL)
_ROW = re.compile(
    r'<tr><th scope="row">([^<]*)</th><td data-l="Gælder fra">([^<]*)</td><td data-l="Hvad og hvorfor">([^<]*)</td>'
    r'<td data-l="Databrud">([^<]*)</td></tr>'
)
_SYSTEM = re.compile(r'<td data-l="System, som planen nævner">([^<]*)</td>')
_NO_SYSTEM = "planen nævner intet"
_CHOSEN = re.compile(r"Valgt af os, skal bekræftes af |Bekræftet af ")
_CONDITION_WORDS = "hpanalysis.report.words.condition_words"
# What the words on a condition have, whatever it is.
_OF_CONDITIONS = ("tælles med, når", "lægges sammen")
_MARGIN = re.compile(r"Margen: ([\d.,]*\d)")
_NO_DENOMINATOR = "Tallet har ingen nævner."


class DefinitionPages:
    """The pages of definitions of one package, as they are held against what is declared. Made once for each package
    that is verified; `compared` counts what was compared, for the check's sentence."""

    def __init__(self, package: Package, source: SourceCode, plan: Plan, declared: Mapping[str, Indicator]) -> None:
        """package: that is verified; source, plan: its program and plan; declared: the program's indicators by key."""
        self.compared = 0
        self._package, self._plan, self._declared = package, plan, declared
        self._measures = read_member_words(source, "Measure")
        self._coverage = read_member_words(source, "Coverage")
        self._has_conditions_in_words = source.has(_CONDITION_WORDS)  # an older program writes them as code

    def find_problems(self) -> Iterator[str]:
        """A Danish sentence for each thing on the pages that program and plan say otherwise. Called once for each
        package that is verified. Whether the pages are there is the check `sider`'s to say."""
        if OVERVIEW in self._package.published:
            yield from self._find_wrong_overview()
        for name in sorted(self._package.published):
            match = page_parts.DEFINITION.fullmatch(name)
            if match is not None and match[1] in self._declared:
                html = page_parts.find_main(self._package.published_text(name))
                for what in self._find_wrong_parts(self._declared[match[1]], html):
                    yield f"{quote(name)}: {what} er ikke, som pakkens program og plan siger."

    def _find_wrong_overview(self) -> Iterator[str]:
        """A Danish sentence if the list of definitions is not that of the plan: under each agreement the indicators
        that it has taken up, by their titles. Called once."""
        html, agreements = self._package.published_text(OVERVIEW), self._plan.find_setting("agreements")
        goals, adoptions = self._plan.table("delmaal.csv"), self._plan.adoptions
        if not isinstance(agreements, list) or goals is None or adoptions is None:
            return
        groups = self._plan.figure_groups
        of = {row["delmaal_id"]: row["agreement_id"] for row in goals} | {one["id"]: one["id"] for one in groups}
        sections = page_parts.find_sections(page_parts.find_main(html))
        for agreement in (*agreements, *groups):
            wanted = [key for key, row in adoptions.items() if of.get(row["delmaal_id"]) == agreement.get("id")]
            if not wanted and agreement in groups:
                continue
            told = _LINK.findall(sections.pop(f"aftale-{agreement.get('id')}", ""))
            titles = {key: self._declared[key].fact("title") for key in wanted if key in self._declared}
            self.compared += len(wanted)
            if [key for key, _ in told] != wanted or any(
                key in titles and read_words(words) != join_words(str(titles[key])) for key, words in told
            ):
                yield f"{quote(OVERVIEW)}: Definitionerne under {quote(agreement.get('name'))} er ikke planens."
        for anchor in sections:
            yield f"{quote(OVERVIEW)}: Afsnittet {quote(anchor)} hører ikke til nogen af planens aftaler."

    def _find_wrong_parts(self, indicator: Indicator, html: str) -> Iterator[str]:
        """The names of the parts of a page of definition that say something else than is declared, in Danish. Called
        for each page. html: what stands between its head and its foot."""
        written = page_parts.find_sections(html)
        sections = {anchor: read_words(text) for anchor, text in written.items() if anchor in _READ}
        for part, wanted, text in self._list_sentences(indicator, html, sections):
            self.compared += 1
            if join_words(wanted) not in text:
                yield part
        if not self._has_right_relations(indicator, written.get("taelles", "")):
            yield "henvisningen til beslægtede tal"
        for name, anchor, part in (("numerator", "taelles", "tælleren"), ("denominator", "blandt", "nævneren")):
            if not self._has_right_condition(indicator.part(name), sections.get(anchor, "")):
                yield f"betingelsen for {part}"
        told = [tuple(read_words(cell) for cell in row) for row in _ROW.findall(written.get("versioner", ""))]
        if indicator.versions is not UNKNOWN and told != _list_version_rows(indicator):
            yield "tabellen over versioner"
        if not self._has_right_systems(indicator, written.get("kilde", "")):
            yield "systemet bag tallet"
        if not self._has_right_choices(indicator, sections.get("valg", "")):
            yield "det, som er valgt, hvor planen er åben,"
        margin = _MARGIN.search(sections.get("udgangspunkt", ""))
        if margin is not None and self._is_other_margin(indicator, margin[1]):
            yield "margenen"

    def _list_sentences(
        self, indicator: Indicator, html: str, sections: Mapping[str, str]
    ) -> Iterator[tuple[str, str, str]]:
        """What must stand on a page of definition: the part's name in Danish, the words, and the text that they must be
        in. Called for each page. Words that the declaration does not give in a form that is read are left out."""
        title, why, label = (indicator.fact(name) for name in ("title", "why", "label"))
        if isinstance(label, str):
            yield "overskriften", label.replace(": ", ", "), page_parts.find_heading(html)
        if isinstance(title, str) and isinstance(why, str):
            yield "indledningen", f"{title.rstrip('.')}. {why}", _begin_small(page_parts.find_lead(html), title)
        counted = sections.get("taelles", "")
        if isinstance(words := _find_label(indicator.part("numerator")), str):
            yield "tælleren", f"Tæller: {words}.", counted
        among = sections.get("blandt", "")
        denominator = indicator.part("denominator")
        words = _NO_DENOMINATOR if denominator is None else _find_label(denominator)
        if isinstance(words, str):
            yield "nævneren", words if denominator is None else f"Nævner: {words}.", among
        if (coverage := self._coverage.get(indicator.member("municipality"))) is not None:
            yield "sammenligningen", coverage, among
        if (measure := self._measures.get(indicator.member("measure"))) is not None:
            yield "slags tal", f"Tallet er {measure}.", sections.get("metode", "")
        yield from self._list_caveats(indicator, sections.get("forbehold", ""))
        if (target := self._find_target(indicator)) is not None:
            yield "målet", target, sections.get("udgangspunkt", "")

    def _list_caveats(self, indicator: Indicator, text: str) -> Iterator[tuple[str, str, str]]:
        """The caveat that must stand on a page of definition, and which comparisons are not made. Called for each page.
        text: of the section of caveats."""
        sentences = indicator.fact("sentences")
        caveat = sentences.get("caveat") if isinstance(sentences, Call) else UNKNOWN
        if isinstance(caveat, str):
            yield "forbeholdet", caveat, text
        if indicator.fact("comparable") is False:
            yield "forbeholdet", "Tallet sammenlignes ikke med kommunens.", text
        if indicator.fact("change_judged") is False:
            yield "forbeholdet", "En ændring af tallet vurderes ikke.", text

    def _has_right_condition(self, part: Any, text: str) -> bool:
        """Whether a page says of the rows and persons that count just what is declared, and nothing where all count.
        Called for numerator and denominator of each page. text: of the section."""
        wanted = describe_condition(part) if self._has_conditions_in_words else UNKNOWN
        if not isinstance(wanted, str):
            return True
        self.compared += 1
        return join_words(wanted) in text if wanted else not any(words in text for words in _OF_CONDITIONS)

    def _find_target(self, indicator: Indicator) -> str | None:
        """The sentence on an indicator's target in the plan's own words; None where the plan cannot be read. Called for
        each page."""
        adoptions = self._plan.adoptions
        row = None if adoptions is None else adoptions.get(indicator.key)
        if row is None or "target_da" not in row:
            return None
        return f"Mål: {row['target_da']}." if row["target_da"] else "Planen sætter intet mål for tallet."

    def _has_right_relations(self, indicator: Indicator, html: str) -> bool:
        """Whether a page links to just the indicators that this one is related to, as far as the plan has taken them
        up. Called for each page. html: of the section on what is counted."""
        adoptions, relations = self._plan.adoptions, [indicator.fact(name) for name in ("sum_of", "part_of")]
        category = indicator.fact("category_of")
        if adoptions is None or UNKNOWN in (*relations, category):
            return True
        fellows = [key for key, each in self._declared.items() if category and each.fact("category_of") == category]
        wanted = {key for related in (*relations, fellows) for key in related if key in adoptions} - {indicator.key}
        self.compared += 1
        return {key for key, _ in _LINK.findall(html)} == wanted

    def _has_right_systems(self, indicator: Indicator, html: str) -> bool:
        """Whether a page names for each of an indicator's sources the system that sources.csv has, or that the plan
        names none. Called for each page; a page of an older program has no such column. html: of the section on the
        source."""
        told, names, rows = _SYSTEM.findall(html), list_sources(indicator), self._plan.table("sources.csv")
        if names is UNKNOWN or rows is None or (not told and not any("system_da" in row for row in rows)):
            return True
        systems = {row["source"]: row.get("system_da", "") for row in rows}
        self.compared += 1
        wanted = [join_words(systems.get(name, "") or _NO_SYSTEM) for name in names]
        return [read_words(text) for text in told] == wanted

    def _has_right_choices(self, indicator: Indicator, text: str) -> bool:
        """Whether a page tells just the choices of choices.csv that are the indicator's, each with who is to confirm it
        or has. Called for each page. text: of the section on choices, "" where there is none."""
        rows = self._plan.table("choices.csv") if self._plan.has("choices.csv") else []
        if rows is None:
            return True
        wanted = [state_choice(row) for row in rows if indicator.key in row["indicators"].split()]
        self.compared += len(wanted)
        return len(_CHOSEN.findall(text)) == len(wanted) and all(
            sentence is UNKNOWN or join_words(sentence) in text for sentence in wanted
        )

    def _is_other_margin(self, indicator: Indicator, told: str) -> bool:
        """Whether a page tells another margin than the plan's for the indicator; False where the plan cannot be read.
        Called for each page that tells one."""
        adoptions = self._plan.adoptions
        row = {} if adoptions is None else adoptions.get(indicator.key, {})
        own = row.get("margin", "")
        wanted = read_number(own) if own else read_number(self._plan.find_setting("judgement", "margin"))
        self.compared += 1
        return bool(row) and wanted is not UNKNOWN and read_number(told) != wanted


def _begin_small(lead: str, title: str) -> str:
    """A page's lead as its title is declared: the page begins it with a capital, which a title need not have. Called
    for each page of definition."""
    return lead if title[:1].isupper() else f"{title[:1]}{lead[1:]}"


def _find_label(part: Any) -> Any:
    """The words on what a numerator or denominator counts; None or `UNKNOWN` where it has none that are read. Called
    for both."""
    return part.get("label", 1, UNKNOWN) if isinstance(part, Call) else part


def state_choice(row: Mapping[str, str]) -> Any:
    """The sentence on a row of choices.csv; `UNKNOWN` where its day is written in a way that is not read. Called for
    each choice of an indicator."""
    if not row["confirmed_on"]:
        return f"Valgt af os, skal bekræftes af {row['confirm_by_da']}: {row['choice_da']}"
    day = read_day(row["confirmed_on"])
    if day is UNKNOWN:
        return UNKNOWN
    written = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return f"Bekræftet af {row['confirmed_by_da']} den {written}: {row['choice_da']}"


def _list_version_rows(indicator: Indicator) -> list[tuple[str, ...]]:
    """The rows that the table of versions must have, the newest first. Called for each page of definition."""
    rows = sorted(indicator.versions, key=lambda version: version.number, reverse=True)
    return [
        (
            f"Version {version.number}",
            f"{version.since:%d-%m-%Y}",
            join_words(version.why),
            _describe_break(version, indicator.bridge),
        )
        for version in rows
    ]


def _describe_break(version: Version, bridge: Version | None) -> str:
    """What a row of the table of versions says of a break: none, what would bridge it, or which version does. Called
    for each row."""
    if not version.breaks:
        return "nej"
    if bridge is None:
        return join_words(f"ja. {version.what_would_bridge}")
    return f"ja; efter version {bridge.number} er tidligere perioder genberegnet, så de kan sammenlignes"
