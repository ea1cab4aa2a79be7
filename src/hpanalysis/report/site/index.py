"""The front page of a half-year."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import (
    BALANCE_CSV,
    BREAKDOWNS_CSV,
    COURSES_CSV,
    DATA_QUALITY_HTML,
    FIGURES_CSV,
    INDEX_HTML,
    OUTCOMES_CSV,
    OVERVIEW_DOCX,
    PEOPLE_CSV,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
    REACH_CSV,
    WORKBOOK_XLSX,
)
from hpanalysis.report import goals
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import control_table
from hpanalysis.report.data_quality import quality
from hpanalysis.report.html import join, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.site import archive_of_prints, navigation
from hpanalysis.report.tables.corrections import link_corrections_file
from hpanalysis.report.words import explanations
from hpanalysis.tables import Edition, Status


def _make_report_item(link: navigation.Link) -> Markup:
    """A report's line on the front page, with what it is about where that is declared. Called for each page listed
    there."""
    return tag("li", tag("a", link.label, href=link.href), tag("small", link.about) if link.about else None)


def _list_reports(links: list[navigation.Link]) -> Markup:
    """The half-year's pages by group, each a list under its name. Called once, for the front page. links: every
    page's; the front page itself, which is in no group, is left out."""
    parts = []
    for group in dict.fromkeys(link.group for link in links if link.name != navigation.INDEX):
        items = [_make_report_item(link) for link in links if link.group == group and link.name != navigation.INDEX]
        parts.append(tag("div", tag("h3", group) if group else None, tag("ul", items)))
    return tag("div", parts, class_="rapporter")


def _count_protected(measured: list[Cell]) -> str:
    """The sentence on how many of the half-year's figures are hidden, and how many were not delivered. Called once, for
    the front page. measured: the latest figures."""
    hidden, missing = (
        sum(cell.status is status for cell in measured) for status in (Status.HIDDEN, Status.NOT_DELIVERED)
    )
    rest = f"{danish.format_number(missing)} er ikke leveret" if missing else "alle tal er leveret"
    return (
        f"{danish.format_number(hidden)} af halvårets {danish.format_number(len(measured))} tal er diskretioneret, og "
        f"{rest}."
    )


def _make_fact(words: str, count: int) -> Markup:
    """A number of the front page (count) under its words, as a large figure. Called for the numbers on the state of the
    data."""
    return tag("div", tag("dt", words), tag("dd", danish.format_number(count)))


def _describe_quality(checks: pd.DataFrame, release: Release, cells: Cells) -> Markup:
    """The front page's section on the state of the data, in sentences and numbers, with a link to the page on data
    quality. The figures counted are those of the areas and of all areas together, as on that page. Called once, for the
    front page. checks: the results of the validation's rules (`tables.CHECKS`)."""
    ids = [adoption.indicator_id for adoption in release.plan.adoptions]
    measured = [cell for indicator_id in ids for cell in cells.latest_of(indicator_id, release.columns)]
    now = quality.select_latest_checks(checks)
    facts = [
        _make_fact("kontrolregler", len(now)),
        _make_fact("ikke overholdt", int((~now["held"].astype(bool)).sum())),
        _make_fact("tal i halvåret", len(measured)),
        _make_fact("diskretioneret", sum(cell.status is Status.HIDDEN for cell in measured)),
        _make_fact("ikke leveret", sum(cell.status is Status.NOT_DELIVERED for cell in measured)),
    ]
    return join(
        [
            tag("p", quality.summarise_checks(checks, release), " ", _count_protected(measured)),
            tag("dl", facts, class_="fakta"),
            tag("p", tag("a", "Læs mere om datakvaliteten", href=DATA_QUALITY_HTML)),
        ]
    )


def _link_office_files() -> Markup:
    """The lines that link to the files for office programs and say what is in each. Called once, for the front page of
    the public edition; the confidential one has no such files."""
    files = {
        WORKBOOK_XLSX: ": de nyeste tal som regneark, et ark for hver aftale, med noter (Excel).",
        PEOPLE_CSV: ": de samme rækker til Excel på dansk (CSV-fil med semikolon og decimalkomma).",
        OVERVIEW_DOCX: ": oversigten som dokument, til en dagsorden (Word).",
    }
    # They are made after the half-year is published, so the page that lists all publications tells which there are.
    prints = tag("p", tag("a", "PDF-filer", href=f"../{INDEX_HTML}#{archive_of_prints.ANCHOR}"), _PRINTS)
    return join([*(tag("p", tag("a", name, href=name), about) for name, about in files.items()), prints])


_PRINTS = ": rapporterne som udskrifter, hvis de er lavet, på siden med alle udgivelser."


def _link_groups(release: Release) -> Markup | None:
    """The line that links to the figures by sex and age band; None where the plan publishes none, and in the
    confidential edition. Called once, for the front page."""
    if release.edition is not Edition.PUBLIC or not any(one.breakdowns for one in release.plan.adoptions):
        return None
    told = ": de tal om personer, som planen udgiver delt på køn eller aldersgruppe (CSV-fil)."
    return tag("p", tag("a", BREAKDOWNS_CSV, href=BREAKDOWNS_CSV), told)


# What is in each file of participants, where the half-year has it.
_OF_PARTICIPANTS = {
    REACH_CSV: ": hvor mange i målgruppen hver aktivitet nåede (CSV-fil).",
    COURSES_CSV: ": hvor mange der deltog i hver aktivitet, og hvordan forløbene sluttede (CSV-fil).",
    OUTCOMES_CSV: ": hvordan det gik deltagerne, og hvad der kan sluttes (CSV-fil).",
    BALANCE_CSV: ": hvor ens deltagerne og de lignende ikke-deltagere er (CSV-fil).",
}


def _link_participants(files: Collection[str]) -> list[Markup]:
    """The lines that link to the files of participants. Called once, for the front page. files: those that the
    half-year has."""
    return [tag("p", tag("a", name, href=name), told) for name, told in _OF_PARTICIPANTS.items() if name in files]


def _link_data(
    release: Release, control: pd.DataFrame, corrections: pd.DataFrame, of_participants: Collection[str]
) -> Markup:
    """The lines that link to the publication's CSV files and say what is in each. Called once, for the front page.
    control, corrections: the tables of months and of corrected figures, which decide what is said of their files.
    of_participants: the files of participants that the half-year has."""
    figures = (
        ": alle tal i denne udgivelse og de tidligere, en række for hver indikator, hvert område og hver "
        "opgørelsesperiode (CSV-fil i UTF-8 med komma mellem felterne og punktum som decimaltegn)."
    )
    checked = ": hvad kontrollen af planens trykte udgangspunkter viser (CSV-fil)."
    plans = ": de tal om områderne, som planen trykker ud over udgangspunkterne (CSV-fil)."
    return join(
        [
            tag("p", tag("a", FIGURES_CSV, href=FIGURES_CSV), figures),
            control_table.link_months_file(control),
            _link_groups(release),
            *_link_participants(of_participants),
            link_corrections_file(corrections),
            tag("p", tag("a", PLAN_FIGURES_CSV, href=PLAN_FIGURES_CSV), plans),
            tag("p", tag("a", PLAN_CHECK_CSV, href=PLAN_CHECK_CSV), checked),
        ]
    )


def _list_earlier(half_years: list[HalfYear], release: Release) -> Markup:
    """Links to earlier half-years (newest first) or a sentence that there are none; in the public edition, also to the
    page of all publications. Called once, for the front page."""
    items = [tag("li", tag("a", danish.format_half_year(half), href=f"../{half}/{INDEX_HTML}")) for half in half_years]
    none = tag("p", "Der er ikke udgivet rapporter for tidligere halvår.")
    every = tag("p", tag("a", "Alle udgivelser", href=f"../{INDEX_HTML}"), " med dato og kontrolsum.")
    return join([tag("ul", items) if items else none, every if release.edition is Edition.PUBLIC else None])


def _summarise_delmaal(release: Release, cells: Cells) -> list[Markup]:
    """The front page's first sentence, on how many delmål have each verdict, and what a verdict means that is only
    probable, where any is. Called once."""
    judged = goals.list_judged_delmaal(cells, release)
    summary = [tag("p", goals.summarise_delmaal(judged), class_="manchet")]
    if any(one.verdict.is_only_probable for one in judged):
        summary.append(tag("p", explanations.explain_probable_words(), class_="note"))
    return summary


def make_front_page(
    release: Release,
    links: list[navigation.Link],
    before: list[HalfYear],
    *,
    judged: pd.DataFrame,
    checks: pd.DataFrame,
    control: pd.DataFrame,
    corrections: pd.DataFrame,
    of_participants: Collection[str] = (),
) -> Markup:
    """The front page's content: summary, reports, data, the state of the data and earlier half-years. Called once, in
    the half-year's run. links: every page's; before: earlier published half-years; the four tables: `tables.JUDGED`,
    `.CHECKS`, `.CONTROL` and `.CORRECTIONS`; of_participants: as of `_link_data`."""
    cells = release.cells(judged)
    return join(
        [
            tag("p", release.plan.settings.name, class_="meta"),
            tag("h1", f"Rapporter for {danish.format_half_year(release.half_year)}"),
            *_summarise_delmaal(release, cells),
            tag("p", navigation.write_footer(release)[0], class_="note"),
            make_section("rapporter", "Rapporter", _list_reports(links)),
            make_section("hent", "Hent", _link_office_files()) if release.edition is Edition.PUBLIC else None,
            make_section("data", "Data til videre brug", _link_data(release, control, corrections, of_participants)),
            make_section("kvalitet", "Datakvaliteten kort fortalt", _describe_quality(checks, release, cells)),
            make_section("tidligere", "Tidligere halvår", _list_earlier(before, release)),
        ]
    )
