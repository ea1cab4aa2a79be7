"""The definition page of an indicator: everything declared about it, and every published figure at its address."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Count, Coverage, Given
from hpanalysis.report import figure_links, numbers, periods
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.definition.behind import Behind
from hpanalysis.report.definition.definition_card import margin_text
from hpanalysis.report.definition.evidence_section import evidence
from hpanalysis.report.definition.published_figures import corrected_keys, published
from hpanalysis.report.html import join, make_paragraphs, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words import definition_words
from hpanalysis.report.words.speaker import Speaker, finish

OVERVIEW = "Definitioner"


def title(release: Release, indicator_id: str) -> str:
    """The h1: the label as it stands in tables, its colon turned to a comma."""
    return f"{release.indicator(indicator_id).label.replace(': ', ', ')}: sådan er tallet opgjort"


def _subject(speaker: Speaker, cells: Cells) -> Cell | None:
    return cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)


def _adopted(release: Release, keys: Iterable[str]) -> list[str]:
    wanted = set(keys)
    return [a.indicator_id for a in release.plan.adoptions if a.indicator_id in wanted]


def _links(release: Release, keys: list[str]) -> list[object]:
    """Labels as links to their definitions: `a`, `a og b`, `a, b og c`."""
    said: list[object] = []
    for number, key in enumerate(keys):
        joint = "" if number == 0 else " og " if number == len(keys) - 1 else ", "
        said += [joint, figure_links.link_definition(key, f"»{release.indicator(key).label}«")]
    return said


def _relations(speaker: Speaker) -> Markup:
    """How the indicator hangs together with others of the plan."""
    release, indicator, own = speaker.release, speaker.indicator, speaker.indicator_id
    said = []
    if parts := _adopted(release, indicator.sum_of):
        said.append(["Tælleren er summen af tællerne i ", _links(release, parts), "."])
    if wholes := _adopted(release, indicator.part_of):
        said.append(["Det, der tælles her, tælles også med i ", _links(release, wholes), "."])
    if indicator.category_of:
        alike = [a.indicator_id for a in release.plan.adoptions]
        alike = [k for k in alike if k != own and release.indicator(k).category_of == indicator.category_of]
        if alike:
            said.append(["Tallet deler hele gruppen med ", _links(release, alike), "."])
    return join(tag("p", words) for words in said)


def _asked_for(part: Count | Given | None) -> Markup:
    """The texts of the extract that are counted, and the condition as the code prints it."""
    rows = [
        tag("p", f"I udtrækkets kolonne »{heading}« tælles: {danish.join_words(f'»{text}«' for text in texts)}.")
        for heading, texts in definition_words.list_codes(part)
    ]
    condition = definition_words.format_condition(part)
    folded = tag("details", tag("summary", "Betingelsen i beregningen"), tag("p", tag("code", condition)))
    return join([rows, folded if condition else None])


def _given(part: Count | Given) -> str:
    return " Antallet leveres færdigt opgjort." if isinstance(part, Given) else ""


def _counted(speaker: Speaker, cells: Cells) -> Markup:
    numerator = speaker.indicator.numerator
    return join(
        [
            tag("p", f"Tæller: {numerator.label}.{_given(numerator)}"),
            _asked_for(numerator),
            tag("p", definition_words.describe_unit(speaker.indicator)),
            _relations(speaker),
        ]
    )


def _measured_for(speaker: Speaker) -> str:
    areas = speaker.release.measured_areas(speaker.adoption)
    if not areas:
        return "Tallet opgøres kun for områderne samlet."
    if len(areas) == len(speaker.release.plan.areas):
        return f"Tallet opgøres for hvert område{' og for områderne samlet' if speaker.adoption.total else ''}."
    return finish(f"Tallet opgøres for {danish.join_words(area.name for area in areas)}.")


def _whole(speaker: Speaker) -> Markup:
    denominator = speaker.indicator.denominator
    if denominator is None:
        return tag("p", "Tallet har ingen nævner.")
    return join([tag("p", f"Nævner: {denominator.label}.{_given(denominator)}"), _asked_for(denominator)])


def _among(speaker: Speaker, cells: Cells) -> Markup:
    country = speaker.indicator.municipality is Coverage.COUNTRY
    beside = "Tallet holdes op mod hele landet." if country else speaker.state_coverage()
    said = [_measured_for(speaker), definition_words.describe_placing(speaker.indicator), beside]
    return join([_whole(speaker), make_paragraphs(said)])


def _when(speaker: Speaker, cells: Cells) -> Markup:
    said, cell, release = (
        [definition_words.describe_window(speaker.indicator.window)],
        _subject(speaker, cells),
        speaker.release,
    )
    if cell is not None and cell.end is not None:
        age = periods.format_age(cell.end, release.half_year.cutoff)
        said.append(f"Det nyeste tal er fra {speaker.name_period(cell.window).bare}. Det er {age} gammelt.")
    due = periods.find_next_due(speaker.indicator, release.half_year)
    said.append(f"Næste opgørelse ventes i {danish.format_month(due)}." if due else "")
    return make_paragraphs(finish(words) for words in said if words)


def _sources(speaker: Speaker, cells: Cells) -> Markup:
    rows = []
    for source in speaker.indicator.sources:
        agreed = speaker.release.plan.data_agreement(source.name)
        delivered, contact = (agreed.delivered_by, agreed.contact) if agreed else (source.delivered_by, source.contact)
        rows.append([source.label, delivered, definition_words.make_sentence(source.grain), contact])
    columns = ["Kilde", "Leverandør", "En række er", "Spørg"]
    return cells_in_tables.make_folding_table("Hvad tallet er opgjort af", columns, rows)


def _method(speaker: Speaker, cells: Cells) -> Markup:
    cell = _subject(speaker, cells)
    said = [
        cell.method if cell is not None else "",
        f"Slags tal: {speaker.indicator.measure.value}.",
        speaker.state_wanted_direction(),
    ]
    return make_paragraphs(said)


def _shown(speaker: Speaker, value, otherwise: str) -> str:
    return otherwise if value is None else numbers.format_on_mark(value, speaker.indicator)


def _baselines(speaker: Speaker, cells: Cells) -> Markup | None:
    """Area by area: the baseline as the plan prints it, and as it is counted anew from the extracts."""
    latest = [cells.latest(speaker.indicator_id, area.id) for area in speaker.release.plan.all_areas]
    rows = []
    for cell in latest:
        if cell is not None and (cell.printed is not None or cell.recomputed is not None):
            name = cells_in_tables.name_area(speaker, cell.area_id)
            printed, again = _shown(speaker, cell.printed, "ikke trykt"), _shown(speaker, cell.recomputed, "vises ikke")
            rows.append([danish.capitalise(name), printed, again])
    if not rows:
        return None
    columns = ["Område", ("Trykt i planen", "num"), ("Genberegnet af udtrækkene", "num")]
    when = speaker.name_period(speaker.adoption.baseline_window).bare
    return cells_in_tables.make_folding_table(f"Udgangspunktet (planens baseline): {when}", columns, rows)


def _baseline(speaker: Speaker, cells: Cells) -> Markup:
    cell, words = _subject(speaker, cells), speaker.adoption.target_words
    target = f"Mål: {words}." if words else "Planen sætter intet mål for tallet."
    table = _baselines(speaker, cells) or tag("p", "Planen har intet udgangspunkt for tallet.")
    return join([table, tag("p", f"{target} {margin_text(speaker, cell) if cell is not None else ''}".strip())])


def _caveats(speaker: Speaker, cells: Cells) -> Markup:
    said = [speaker.indicator.sentences.caveat or "Tallet har intet fast forbehold."]
    said += [] if speaker.indicator.comparable else ["Tallet holdes ikke op mod kommunens."]
    said += [] if speaker.indicator.change_judged else ["En ændring af tallet vurderes ikke."]
    return make_paragraphs(said)


def _versions(speaker: Speaker, cells: Cells) -> Markup:
    rows = [
        [f"Version {v.number}", danish.format_day_in_digits(v.since), v.why, "ja" if v.breaks else "nej"]
        for v in sorted(speaker.indicator.versions, key=lambda version: version.number, reverse=True)
    ]
    return cells_in_tables.make_folding_table(
        "Definitionens versioner", ["Version", "Gælder fra", "Hvad og hvorfor", "Databrud"], rows
    )


_SECTIONS = (
    ("taelles", "Hvad tælles?", _counted),
    ("blandt", "Blandt hvem?", _among),
    ("hvornaar", "Hvornår?", _when),
    ("kilde", "Kilde", _sources),
    ("metode", "Metode", _method),
    ("udgangspunkt", "Udgangspunkt", _baseline),
    ("forbehold", "Forbehold", _caveats),
    ("versioner", "Versioner", _versions),
)


def _top(speaker: Speaker) -> list[Markup]:
    release, goal = speaker.release, speaker.release.plan.goal(speaker.adoption.delmaal_id)
    agreement = release.plan.agreement(goal.agreement_id)
    delaftale = agreement.kind == "delaftale"
    page, anchor = (f"delaftale-{agreement.id}", "delmaal") if delaftale else ("strategisk_aftale", "maal")
    kind = "Delmål" if delaftale else "Overordnet mål"
    where = tag("a", f"{kind}: {goal.name}", href=f"{page}.html#{anchor}-{goal.id}")
    return [
        tag("p", f"{agreement.name}, {danish.format_half_year(release.half_year)}. ", where, class_="meta"),
        tag("h1", title(release, speaker.indicator_id)),
        tag(
            "p",
            tag("b", definition_words.make_sentence(speaker.indicator.title)),
            " ",
            speaker.indicator.why,
            class_="manchet",
        ),
    ]


def definition_sections(
    release: Release, indicator_id: str, cells: Cells, corrected: pd.DataFrame, behind: Behind
) -> Markup:
    """The page's content. cells: the half-year's; corrected: columns of `tables.CORRECTIONS`."""
    speaker = Speaker(release, indicator_id)
    parts = [make_section(anchor, name, make(speaker, cells)) for anchor, name, make in _SECTIONS]
    figures = make_section("tal", "Alle udgivne tal", published(speaker, cells, corrected_keys(corrected), behind))
    own = [cell for cell in cells if cell.indicator_id == indicator_id]
    return join([_top(speaker), parts, figures, evidence(speaker, own, behind)])


def overview_sections(release: Release) -> Markup:
    """The page that lists every definition, by agreement."""
    lists = []
    for agreement in release.plan.settings.agreements:
        adopted = release.plan.adopted(agreement.id)
        items = [
            tag("li", figure_links.link_definition(a.indicator_id, release.indicator(a.indicator_id).title))
            for a in adopted
        ]
        lists.append(make_section(f"aftale-{agreement.id}", agreement.name, tag("ul", items)) if items else None)
    lead = "For hvert tal: hvad der tælles, blandt hvem og hvornår, med kilde, metode, forbehold og alle udgivne tal."
    half = tag("p", f"{release.plan.settings.name}, {danish.format_half_year(release.half_year)}", class_="meta")
    return join([half, tag("h1", OVERVIEW), tag("p", lead, class_="manchet"), lists])
