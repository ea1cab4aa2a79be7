"""The definition page of an indicator: everything declared about it, and every published figure at its address."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Count, Coverage, Given
from hpanalysis.definitions.versions import Version
from hpanalysis.report import figure_links, periods
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.definition.baselines import describe_baseline
from hpanalysis.report.definition.behind import Behind, join_links
from hpanalysis.report.definition.evidence_section import make_evidence_section
from hpanalysis.report.definition.published_figures import list_corrected_keys, make_published_table
from hpanalysis.report.html import fold_for_screen, join, make_paragraphs, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words import condition_words, definition_words
from hpanalysis.report.words.speaker import Speaker, finish

OVERVIEW = "Definitioner"


def make_title(release: Release, indicator_id: str) -> str:
    """The h1 of an indicator's definition page: its label with a comma for the colon, and `sådan er tallet opgjort`.
    Called for the page and for its <title>."""
    return f"{release.indicator(indicator_id).label.replace(': ', ', ')}: sådan er tallet opgjort"


def _find_subject_cell(speaker: Speaker, cells: Cells) -> Cell | None:
    """The latest figure of the areas together, or of the first area where there is no such total; None where it has no
    figure yet. Called for a definition page's sections on window, method and baseline."""
    return cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)


def _list_adoptions(release: Release, keys: Iterable[str]) -> list[str]:
    """The ids among `keys` (ids of indicators) that the plan adopts, in its order: the other indicators have no page to
    link to. Called when an indicator's relations to others are described on its definition page."""
    wanted = set(keys)
    return [a.indicator_id for a in release.plan.adoptions if a.indicator_id in wanted]


def _link_indicators(release: Release, keys: list[str]) -> Markup:
    """The labels of indicators, each in »« and a link to the indicator's definition, with commas and `og` between.
    Called by `_describe_relations`. keys: ids of indicators, at least one."""
    return join_links([figure_links.link_definition(key, f"»{release.indicator(key).label}«") for key in keys])


def _describe_relations(speaker: Speaker) -> Markup:
    """Sentences on the indicators that this one is the sum of, is part of, or shares a whole with, if the plan adopts
    them; empty without any. Called by `_describe_numerator`. speaker: the indicator's Danish words."""
    release, indicator, indicator_id = speaker.release, speaker.indicator, speaker.indicator_id
    sentences = []
    if parts := _list_adoptions(release, indicator.sum_of):
        sentences.append(["Tælleren er summen af tællerne i ", _link_indicators(release, parts), "."])
    if wholes := _list_adoptions(release, indicator.part_of):
        sentences.append(["Det, der tælles her, tælles også med i ", _link_indicators(release, wholes), "."])
    if indicator.category_of:
        alike = [a.indicator_id for a in release.plan.adoptions]
        alike = [k for k in alike if k != indicator_id and release.indicator(k).category_of == indicator.category_of]
        if alike:
            sentences.append(["Tallet deler hele gruppen med ", _link_indicators(release, alike), "."])
    return join(tag("p", words) for words in sentences)


def _tell_condition(part: Count | Given | None) -> Markup | None:
    """Which rows and persons count, in the headings and texts of the extract; None where every row counts, for None,
    and for what comes ready counted (`Given`). Called for the numerator and the denominator (part)."""
    words = condition_words.describe_condition(part)
    return tag("p", words) if words else None


def _say_if_delivered_counted(part: Count | Given) -> str:
    """A sentence if the supplier has counted the number itself (`Given`), else "". Called for an indicator's numerator
    and denominator on its definition page."""
    return " Antallet leveres færdigt opgjort." if isinstance(part, Given) else ""


def _describe_numerator(speaker: Speaker, cells: Cells) -> Markup:
    """»Hvad tælles?«: the numerator, the texts of the extract it counts, its unit and its relatives. Called for that
    section of a definition page; cells are not read. speaker: the indicator's Danish words."""
    numerator = speaker.indicator.numerator
    return join(
        [
            tag("p", f"Tæller: {numerator.label}.{_say_if_delivered_counted(numerator)}"),
            _tell_condition(numerator),
            tag("p", definition_words.describe_unit(speaker.indicator)),
            _describe_relations(speaker),
        ]
    )


def _say_where_measured(speaker: Speaker) -> str:
    """The sentence on which areas the indicator is measured for, and whether for the areas together. Called by
    `_describe_group`. speaker: the indicator's Danish words."""
    areas = speaker.release.measured_areas(speaker.adoption)
    if not areas:
        return "Tallet opgøres kun for områderne samlet."
    if len(areas) == len(speaker.release.plan.areas):
        return f"Tallet opgøres for hvert område{' og for områderne samlet' if speaker.adoption.total else ''}."
    return finish(f"Tallet opgøres for {danish.join_words(area.name for area in areas)}.")


def _describe_denominator(speaker: Speaker) -> Markup:
    """The denominator and the texts of the extract it counts, or that there is none. Called by `_describe_group` for
    the section »Blandt hvem?« of each definition page."""
    denominator = speaker.indicator.denominator
    if denominator is None:
        return tag("p", "Tallet har ingen nævner.")
    return join(
        [
            tag("p", f"Nævner: {denominator.label}.{_say_if_delivered_counted(denominator)}"),
            _tell_condition(denominator),
        ]
    )


def _describe_group(speaker: Speaker, cells: Cells) -> Markup:
    """»Blandt hvem?«: the denominator, the areas, in which area a person is counted, and what the figure is compared
    with. Called for that section of a definition page; cells are not read. speaker: the indicator's Danish words."""
    country = speaker.indicator.municipality is Coverage.COUNTRY
    comparison = "Tallet sammenlignes med hele landet." if country else speaker.state_coverage()
    sentences = [_say_where_measured(speaker), definition_words.describe_placing(speaker.indicator), comparison]
    return join([_describe_denominator(speaker), make_paragraphs(sentences)])


def _describe_window(speaker: Speaker, cells: Cells) -> Markup:
    """»Hvornår?«: the period a figure covers, how old the newest is, and when the next is due; the age is left out
    where there is no figure yet, the next where no time is known. Called for that section of a definition page.
    speaker: the indicator's Danish words."""
    sentences, cell, release = (
        [definition_words.describe_window(speaker.indicator.window)],
        _find_subject_cell(speaker, cells),
        speaker.release,
    )
    if cell is not None and cell.end is not None:
        age = periods.format_age(cell.end, release.half_year.cutoff)
        sentences.append(f"Det nyeste tal er fra {speaker.name_period(cell.window).bare}. Det er {age} gammelt.")
    due = periods.find_next_due(speaker.indicator, release.half_year)
    sentences.append(f"Næste opgørelse ventes i {danish.format_month(due)}." if due else "")
    return make_paragraphs(finish(words) for words in sentences if words)


def _make_sources_table(speaker: Speaker, cells: Cells) -> Markup:
    """»Kilde«: a row a source: the system that the plan names, its supplier by the plan's agreement, what a row of it
    is, and whom to ask. Called for that section of a definition page; cells are not read. speaker: the indicator's
    Danish words."""
    rows = []
    for source in speaker.indicator.sources:
        agreed = speaker.release.plan.data_agreement(source.name)
        delivered, contact = (agreed.delivered_by, agreed.contact) if agreed else (source.delivered_by, source.contact)
        system = definition_words.name_system(source, speaker.release.plan) or definition_words.NO_SYSTEM
        rows.append([source.label, system, delivered, definition_words.make_sentence(source.grain), contact])
    columns = ["Kilde", "System, som planen nævner", "Leverandør", "En række er", "Spørg"]
    return cells_in_tables.make_folding_table("Hvad tallet er opgjort af", columns, rows)


def _describe_method(speaker: Speaker, cells: Cells) -> Markup:
    """»Metode«: how the interval is computed, what kind of number it is, and which way is wanted. Called for that
    section of a definition page. speaker: the indicator's Danish words."""
    cell = _find_subject_cell(speaker, cells)
    sentences = [
        cell.method if cell is not None else "",
        f"Tallet er {speaker.indicator.measure.value}.",
        speaker.state_wanted_direction(),
    ]
    return make_paragraphs(sentences)


def _list_caveats(speaker: Speaker, cells: Cells) -> Markup:
    """»Forbehold«: the indicator's own caveat, and which comparisons are not made of its figure. Called for that
    section of a definition page; cells are not read. speaker: the indicator's Danish words."""
    sentences = [speaker.caveat or "Tallet har intet fast forbehold."]
    sentences += [] if speaker.indicator.comparable else ["Tallet sammenlignes ikke med kommunens."]
    sentences += [] if speaker.indicator.change_judged else ["En ændring af tallet vurderes ikke."]
    return make_paragraphs(sentences)


def _list_choices(speaker: Speaker, cells: Cells) -> Markup:
    """»Valgt af os«: what the plan leaves open of the figure and was chosen, what the plan says of it, and whether the
    choice is confirmed; empty where nothing was chosen. Called for that section of a definition page; cells are not
    read. speaker: the indicator's Danish words."""
    return join(
        tag("p", definition_words.state_choice(choice), tag("small", choice.note_da) if choice.note_da else None)
        for choice in speaker.release.plan.choices_of(speaker.indicator_id)
    )


def _describe_break(speaker: Speaker, version: Version) -> str:
    """Whether a version breaks the series, and if so how the break is bridged, or what would bridge it. Called for each
    row of the table of versions. speaker: the indicator's Danish words."""
    if not version.breaks:
        return "nej"
    bridge = speaker.indicator.bridge
    if bridge is None:
        return f"ja. {version.what_would_bridge}"
    return f"ja; efter version {bridge.number} er tidligere perioder genberegnet, så de kan sammenlignes"


def _make_versions_table(speaker: Speaker, cells: Cells) -> Markup:
    """»Versioner«: every version of the definition, the newest first, with its why and whether it breaks the series.
    Called for that section of a definition page; cells are not read. speaker: the indicator's Danish words."""
    rows = [
        [f"Version {v.number}", danish.format_day_in_digits(v.since), v.why, _describe_break(speaker, v)]
        for v in sorted(speaker.indicator.versions, key=lambda version: version.number, reverse=True)
    ]
    table = cells_in_tables.make_folding_table(
        "Definitionens versioner", ["Version", "Gælder fra", "Hvad og hvorfor", "Databrud"], rows
    )
    return fold_for_screen(f"Versioner af definitionen ({len(rows)})", table)


_SECTIONS = (
    ("taelles", "Hvad tælles?", _describe_numerator),
    ("blandt", "Blandt hvem?", _describe_group),
    ("hvornaar", "Hvornår?", _describe_window),
    ("kilde", "Kilde", _make_sources_table),
    ("metode", "Metode", _describe_method),
    ("udgangspunkt", "Udgangspunkt", describe_baseline),
    ("forbehold", "Forbehold", _list_caveats),
    ("valg", "Valgt af os, hvor planen er åben", _list_choices),
    ("versioner", "Versioner", _make_versions_table),
)


def _make_top(speaker: Speaker) -> list[Markup]:
    """The page's head: agreement and delmål, the h1, and in a sentence what is measured and why. Called for each
    definition page. speaker: the indicator's Danish words."""
    release, home = speaker.release, figure_links.find_home(speaker.adoption, speaker.release.plan)
    where = tag("a", home.goal, href=f"{home.page}.html#{home.anchor}")
    return [
        tag("p", f"{home.owner}, {danish.format_half_year(release.half_year)}. ", where, class_="meta"),
        tag("h1", make_title(release, speaker.indicator_id)),
        tag(
            "p",
            tag("b", definition_words.make_sentence(speaker.indicator.title)),
            " ",
            speaker.indicator.why,
            class_="manchet",
        ),
    ]


def make_definition_sections(
    release: Release, indicator_id: str, cells: Cells, corrected: pd.DataFrame, behind: Behind
) -> Markup:
    """The content of an indicator's definition page: the definition, every published figure, what lies behind them.
    Called for each indicator that the plan adopts. cells: the half-year's; corrected: `tables.CORRECTIONS`; behind:
    extracts, rules and earlier values, read once for all pages."""
    speaker = Speaker(release, indicator_id)
    contents = [(anchor, name, make(speaker, cells)) for anchor, name, make in _SECTIONS]
    parts = [make_section(anchor, name, content) for anchor, name, content in contents if content]
    figures = make_section(
        "tal", "Alle udgivne tal", make_published_table(speaker, cells, list_corrected_keys(corrected), behind)
    )
    evidence = make_evidence_section(speaker, cells.list_of(indicator_id), behind)
    return join([_make_top(speaker), parts, figures, evidence])


def make_overview_sections(release: Release) -> Markup:
    """The content of the page that lists the definition of every adopted indicator, by agreement. Called once a
    half-year, when its definition pages are made."""
    lists = []
    for agreement in release.plan.owners:
        adopted = release.plan.adopted(agreement.id)
        items = [
            tag("li", figure_links.link_definition(a.indicator_id, release.indicator(a.indicator_id).title))
            for a in adopted
        ]
        lists.append(make_section(f"aftale-{agreement.id}", agreement.name, tag("ul", items)) if items else None)
    lead = "For hvert tal: hvad der tælles, blandt hvem og hvornår, med kilde, metode, forbehold og alle udgivne tal."
    half = tag("p", f"{release.plan.settings.name}, {danish.format_half_year(release.half_year)}", class_="meta")
    return join([half, tag("h1", OVERVIEW), tag("p", lead, class_="manchet"), lists])
