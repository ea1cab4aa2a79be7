"""oversigt.docx: the overview for an agenda, with the delmål's verdicts in a table and the parts of the page."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.errors import Stop
from hpanalysis.published.names import OVERVIEW_HTML
from hpanalysis.published.office.document import GOALS_CAPTION, GOALS_HEADS
from hpanalysis.report import goals, verdict_notes
from hpanalysis.report.cells import Cells
from hpanalysis.report.office import cover
from hpanalysis.report.office.packing import pack_parts
from hpanalysis.report.office.page_sections import Block, Heading, Paragraph, Table, read_section
from hpanalysis.report.office.word_parts import write_paragraph, write_parts, write_table
from hpanalysis.report.release import Release
from hpanalysis.report.words import explanations, needs_words
from hpanalysis.report.words.speaker import finish

# The sections of the page that the document has, by their ids there, in the document's order.
SECTIONS = ("beslutning", "opmaerksomhed", "rigtig-vej", "overordnede")

_GOALS_WIDTHS = (26, 23, 14, 38, 40)
_LEAST_WIDTH, _MOST_WIDTH = 9, 26  # letters, of a column of the page's tables


def make_document(release: Release, cells: Cells, overview: str) -> bytes:
    """The bytes of oversigt.docx; the same page gives the same bytes. Called once for a half-year's public edition.
    overview: the finished page, whose sections it has. `Stop` where the page lacks one of them."""
    title = f"Oversigt, {danish.format_half_year(release.half_year, space=' ')}"
    plan = release.plan.settings
    body = [
        write_paragraph(title, "Title"),
        write_paragraph(plan.name, "Subtitle"),
        write_paragraph(" ".join(cover.describe_data(release)), "Advarsel"),
        *_write_goals(release, cells),
        *(part for anchor in SECTIONS for part in _write_section(overview, anchor)),
        write_paragraph("Om dokumentet", "Heading1"),
        write_paragraph(_describe_source(release)),
    ]
    foot = f"{plan.name}, {danish.format_half_year(release.half_year, space=' ')}"
    return pack_parts(write_parts("".join(body), f"{title}, {plan.name}", plan.publisher, foot, release.made))


def _write_goals(release: Release, cells: Cells) -> list[str]:
    """The first section: how many delmål have each verdict, and each with its verdict, why, and what is needed. Called
    once."""
    judged = goals.list_judged_delmaal(cells, release)
    rows = [GOALS_HEADS, *(_make_goal_row(release, one) for one in judged)]
    note = f"{goals.explain_rule(release)} {explanations.explain_probable_words()}"
    return [
        write_paragraph("Delmålene hver for sig", "Heading1"),
        write_paragraph(goals.summarise_delmaal(judged)),
        write_paragraph(GOALS_CAPTION, "Caption"),
        write_table(GOALS_CAPTION, rows, _GOALS_WIDTHS),
        write_paragraph(note, "Caption"),
    ]


def _make_goal_row(release: Release, one: goals.JudgedDelmaal) -> tuple[str, ...]:
    """A delmål's row in the table; no cell is empty. Called for each delmål."""
    why = danish.capitalise(goals.explain_briefly(one)) or "Målet er opfyldt"
    needs = [text for figure in one.deciding if (text := _tell_needs(release, one, figure))]
    return (
        one.delmaal.name,
        release.plan.agreement(one.delmaal.agreement_id).name,
        one.verdict.value,
        "\n".join([why, *(danish.capitalise(note) for note in verdict_notes.list_notes(one, release))]),
        "\n".join(needs) or "Kan ikke regnes ud",
    )


def _tell_needs(release: Release, one: goals.JudgedDelmaal, figure: goals.JudgedFigure) -> str:
    """What is needed of a figure that decides a delmål, with its name first where the delmål has several; "" where
    nothing can be told. Called for each."""
    indicator = release.indicator(figure.adoption.indicator_id)
    texts = [finish(text) for text in needs_words.summarise_needs(figure.cell, indicator, figure.adoption)]
    if len(one.figures) < 2:
        return " ".join(texts)
    return f"»{figure.name}«: {' '.join(texts) or 'Kan ikke regnes ud.'}"


def _write_section(overview: str, anchor: str) -> list[str]:
    """A section of the page as it stands there. Called for each of `SECTIONS`."""
    blocks = read_section(overview, anchor)
    if not blocks:
        raise Stop(
            f"Afsnittet »{anchor}« er ikke på siden {OVERVIEW_HTML}, så oversigten kan ikke laves som dokument.",
            do="Ret navnene i report/office/document.py, så de er dem, siden har, og kør igen.",
        )
    return [part for block in blocks for part in _write_block(block)]


def _write_block(block: Block) -> list[str]:
    """A heading, a paragraph, an item or a table of the page, as the document has it. Called for each."""
    if isinstance(block, Heading):
        return [write_paragraph(block.text, f"Heading{block.level}")]
    if isinstance(block, Paragraph):
        return [write_paragraph(block.text, "ListBullet" if block.is_item else "")]
    caption = [write_paragraph(block.caption, "Caption")] if block.caption else []
    return [*caption, write_table(block.caption, block.rows, _choose_widths(block)), write_paragraph("", "Caption")]


def _choose_widths(table: Table) -> list[int]:
    """The widths of a table's columns by their longest lines, none narrower than a word of its head. Called for each
    table of the page."""
    lines = [[max(map(len, cell.split("\n"))) for cell in row] for row in table.rows if len(row) > 1]
    # The heads are bold, and so take more room.
    words = [max(map(len, head.split()), default=0) * 5 // 4 + 2 for head in table.rows[0]]
    return [
        max(word, min(max(_LEAST_WIDTH, *column), _MOST_WIDTH))
        for word, column in zip(words, zip(*lines, strict=True), strict=True)
    ]


def _describe_source(release: Release) -> str:
    """Where the document is from, and whom to ask. Called for its last paragraph."""
    settings = release.plan.settings
    return (
        f"Dokumentet er lavet {danish.format_day(release.made, space=' ')} af {settings.publisher}. "
        f"Det siger det samme som siden »Oversigt«. Kontakt: {settings.contact}."
    )
