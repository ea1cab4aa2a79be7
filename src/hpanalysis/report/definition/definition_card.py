"""The definition card: everything printed about an indicator."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Given
from hpanalysis.report import figure_links, numbers, periods
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.tables import pooled
from hpanalysis.report.words import definition_words
from hpanalysis.report.words.speaker import Speaker, finish


def _describe_count(part) -> str:
    """A numerator or denominator in words, and whether the supplier has counted it. Called by `_describe_definition`.
    part: a `Count`, or a `Given`: a number that is delivered ready counted."""
    delivered = " (leveres færdigt opgjort)" if isinstance(part, Given) else ""
    return f"{danish.capitalise(part.label)}{delivered}"


def _find_printed_window(speaker: Speaker) -> str | None:
    """The window of the indicator's baseline, if the plan prints one for any area; else None. Called where the
    indicator has no figure that could bring its baseline along. speaker: the indicator and its Danish words."""
    plan, window = speaker.release.plan, speaker.adoption.baseline_window
    printed = any(one.indicator_id == speaker.indicator_id and one.window == window for one in plan.printed)
    return window if printed else None


def _describe_baseline(speaker: Speaker, cell: Cell | None) -> str:
    """The baseline as the plan prints it beside the one counted anew from the extracts; each may be missing. Where the
    indicator has no figure yet (cell is None), a sentence on whether the plan prints a baseline. Called by
    `make_definition_card`. cell: the indicator's latest figure; speaker: the indicator's Danish words."""
    if cell is None:
        printed_window = _find_printed_window(speaker)
        if printed_window is None:
            return "Planen har intet udgangspunkt for tallet."
        when = speaker.name_period(printed_window).bare
        return f"Planen har trykt et udgangspunkt for {when}. Tallet er ikke opgjort."
    when = speaker.name_period(cell.baseline_window).bare
    printed = "ikke trykt" if cell.printed is None else speaker.format_in_text(cell.printed)
    if cell.added_up:
        printed = f"{printed} (lagt sammen af planens trykte tal)"
    again = "kan ikke vises" if cell.recomputed is None else speaker.format_in_text(cell.recomputed)
    return finish(f"Planens trykte udgangspunkt (baseline) for {when}: {printed}; genberegnet af udtrækkene: {again}.")


def format_margin(speaker: Speaker, cell: Cell) -> str:
    """How far from the municipality's figure still counts as "at its level", and who says so; "" where the target has
    no margin. Called for a definition card and a definition page. speaker: the indicator's Danish words."""
    if cell.margin is None:
        return ""
    judgement = speaker.release.plan.settings.judgement
    margin = f"Margen: {numbers.format_margin(cell.margin, speaker.indicator)}"
    return f"{margin}. {judgement.source}" if cell.margin == judgement.margin else f"{margin}, fastsat for dette tal."


def _describe_target(speaker: Speaker, cell: Cell | None) -> str:
    """The target in the plan's words, with its margin where it has one. Called by `_describe_definition`. cell: the
    latest, None before the first; speaker: the indicator's Danish words."""
    words = f"{speaker.adoption.target_words or 'Planen sætter intet mål for tallet'}."
    return f"{words} {format_margin(speaker, cell)}".strip() if cell is not None else words


def make_definition_card(speaker: Speaker, cells: Cells) -> Markup:
    """The card of an indicator under its name, open. Called in a notebook by `IndicatorView.definition`. speaker: the
    indicator's Danish words."""
    return tag("div", tag("h4", speaker.indicator.title), _describe_definition(speaker, cells), class_="kortdef")


def fold_definition_card(speaker: Speaker, cells: Cells) -> Markup:
    """The card of an indicator folded under its name. Called at the end of a delaftale's page and of the strategic
    agreement's, once for each indicator. speaker: the indicator's Danish words."""
    card = tag("div", _describe_definition(speaker, cells), class_="kortdef")
    return tag("details", tag("summary", speaker.indicator.title), card)


def _describe_definition(speaker: Speaker, cells: Cells) -> list[Markup]:
    """What is counted, of whom, when, from where and how, and a link to the whole definition; facts without content are
    left out. Called for both forms of the card. speaker: the indicator's Danish words."""
    indicator, release = speaker.indicator, speaker.release
    cell = cells.latest(speaker.indicator_id, release.subject(speaker.adoption).id)
    facts = [("Hvorfor", indicator.why), ("Tæller", _describe_count(indicator.numerator))]
    if indicator.denominator is not None:
        facts.append(("Nævner", _describe_count(indicator.denominator)))
    if cell is not None:
        age = periods.format_age(cell.end, release.half_year.cutoff)
        facts.append(("Periode", f"{speaker.name_period(cell.window).start}. Tallet er {age} gammelt."))
    facts.append(("Flere år", pooled.HOW if speaker.adoption.pooled_years else ""))
    facts += [
        ("Kilde", f"{definition_words.describe_sources(indicator, release.plan)}."),
        ("Metode", cell.method if cell is not None else ""),
        ("Udgangspunkt", _describe_baseline(speaker, cell)),
        ("Mål", _describe_target(speaker, cell)),
        ("Sammenligning", speaker.state_coverage()),
        ("Forbehold", speaker.caveat),
        ("Version", _describe_version(speaker, cell)),
    ]
    # The version is the indicator's own, whichever figure is shown: its number is held by that address.
    about = {"Version": f"{speaker.indicator_id}/*/*"}
    items = [(tag("dt", name), tag("dd", text, data_om=about.get(name))) for name, text in facts if text]
    more = figure_links.link_definition(
        speaker.indicator_id, f"Hele definitionen og alle udgivne tal: {indicator.label}"
    )
    return [tag("dl", items), tag("p", more)]


def _describe_version(speaker: Speaker, cell: Cell | None) -> str:
    """The version of the definition that the latest figure was counted by (before the first figure: the newest), since
    when it holds, and why it was made. Called by `_describe_definition`. cell: the latest figure, None before the
    first; speaker: the indicator's Danish words."""
    version = (
        speaker.indicator.version_at(cell.end) if cell is not None and cell.end else speaker.indicator.versions[-1]
    )
    since = danish.format_day(version.since)
    return f"Version {version.number} gælder fra {since}. {version.why}"
