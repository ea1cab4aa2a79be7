"""The terms on which extracts are delivered, and the raw files whose last day is past."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish, deadlines
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.html import Block, fold_for_screen, join, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words import definition_words
from hpanalysis.workspace import Workspace

_UNKNOWN = "ikke oplyst"


def name_supplier(release: Release, source: Source) -> str:
    """Who delivers a source by the plan's agreement on its data; without one, by the source's own declaration. Called
    for each row of the table of sources."""
    agreed = release.plan.data_agreement(source.name)
    return source.delivered_by if agreed is None else agreed.delivered_by


def describe_delivery_owed(release: Release, source: Source, last: HalfYear | None) -> str:
    """Whether a source owes an extract in this half-year, and by when, in words. Called for each row of the table of
    sources. last: the half-year of its latest delivery, None before the first."""
    if deadlines.find_window_owed(release.plan, source, release.half_year) is not None:
        due = deadlines.find_due_date(release.plan, source, release.steering_group)
        return "ja, fristen er ikke fastsat" if due is None else f"ja, senest {danish.format_day(due)}"
    if deadlines.has_no_fixed_time(release.plan, source, release.half_year):
        return "når der er nyt"
    return "nej" if last is None else f"nej, leveringen fra {danish.format_half_year(last)} står"


def _make_row(release: Release, source: Source, last: HalfYear | None) -> list[object]:
    """A source's row in the table of terms; one without an agreement has `ikke oplyst` in every column. Called by
    `make_terms_table` for each source. last: the half-year of its latest delivery, None before the first."""
    agreed = release.plan.data_agreement(source.name)
    if agreed is None:
        return [source.label, *[_UNKNOWN] * 6]
    until = "" if last is None else danish.format_day(agreed.kept_until(last))
    system = _hyphenate(agreed.system or definition_words.NO_SYSTEM)
    basis = _hyphenate(agreed.legal_basis)
    return [source.label, system, agreed.data_controller, basis, agreed.agreement, agreed.contact, until]


def _hyphenate(text: str) -> str:
    """A cell's words with a soft hyphen in the longest ones, because seven columns do not fit a wide font otherwise.
    Called for the system and the legal basis of each source."""
    for part in ("atabeskyttelses", "sagsbehandlings"):
        text = text.replace(part, f"{part}\N{SOFT HYPHEN}")
    return text


def make_terms_table(release: Release, sources: list[tuple[Source, HalfYear | None]]) -> Markup:
    """Source by source: the system that the plan names, controller, legal basis, agreement, whom to ask, until when the
    latest raw file is kept; below it, the remarks on the agreements. Called for the report on data quality. sources:
    each with the half-year of its latest delivery, or None."""
    table = cells_in_tables.make_folding_table(
        "Hvad der er aftalt om kilderne",
        [
            "Kilde",
            "System, som planen nævner",
            "Dataansvarlig",
            "Retsgrundlag",
            "Aftale",
            "Spørg",
            "Seneste udtræk slettes senest",
        ],
        [_make_row(release, source, last) for source, last in sources],
    )
    agreed = [release.plan.data_agreement(source.name) for source, _ in sources]
    notes = dict.fromkeys(agreement.note for agreement in agreed if agreement is not None and agreement.note)
    folded = fold_for_screen("Systemer, dataansvarlige, retsgrundlag og aftaler", table)
    return join([folded, [tag("p", f"Bemærkning til aftalerne: »{note}«.", class_="note") for note in notes]])


def show_deletion(release: Release, workspace: Workspace) -> Block:
    """The section that names the raw files that should be deleted by the date of the report, or says there are none;
    the analyst deletes them. Called by the notebook of data quality."""
    rows = [
        [f"data/raw/{raw.half_year}/{raw.path.name}", raw.source.label, danish.format_day(raw.kept_until)]
        for raw in deadlines.list_files_to_delete(workspace, release.half_year, release.made)
    ]
    if not rows:
        body = tag("p", f"Ingen rådata skulle være slettet pr. {danish.format_day(release.made)}.")
    else:
        caption = f"Udtræk, der skulle være slettet pr. {danish.format_day(release.made)}"
        body = cells_in_tables.make_folding_table(caption, ["Fil", "Kilde", "Skulle være slettet senest"], rows)
    return Block(make_section("slettes", "Rådata, der skal slettes", body))
