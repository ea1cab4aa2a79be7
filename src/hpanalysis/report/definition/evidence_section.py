"""The last section of a definition page: what is common to its figures. Extracts, rules, notebook and code, by digest.

Each delivery stands once, at an address that the rows of its figures link to.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import DATA_QUALITY_HTML, MANIFEST_JSON
from hpanalysis.report import figure_links
from hpanalysis.report.cells import Cell
from hpanalysis.report.definition.behind import Behind, list_deliveries, make_delivery_anchor
from hpanalysis.report.html import fold_for_screen, join, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition

ANCHOR, TITLE = "dokumentation", "Dokumentation bag tallene"
_OWN = "maalt"  # the source name of the measured table's own rules
_UNKNOWN = "ikke oplyst"
_COLUMNS: list[cells_in_tables.Column] = ["Kilde", "Filer og deres kontrolsum", "Kontrolregler"]
_QUALITY = f"{DATA_QUALITY_HTML}#regler"


def _format_digest(text: str) -> Markup | str:
    """A digest (checksum) as code; `ikke oplyst` where it is not known (""). Called for files, notebooks and code."""
    return tag("code", text, class_="sum") if text else _UNKNOWN


def _describe_notebook_and_code(speaker: Speaker, behind: Behind) -> Markup:
    """Which notebook shows the figures, and the digests of that notebook and of the program's code. Called by
    `make_evidence_section`. behind: has the digests, where they are known; speaker: has the plan."""
    home = figure_links.find_home(speaker.adoption, speaker.release.plan)
    page, notebook = home.page, home.notebook
    link = tag("a", behind.labels.get(page, page), href=f"{page}.html")
    anew = " og regner dem efter fra udtrækkene" if notebook == "delaftale" else ""
    file = f"{notebook}.ipynb"
    rows = [
        [f"Notesbogen {file}", _format_digest(behind.inputs.get("notebooks", {}).get(file, ""))],
        ["Programmets kode, alle filer samlet", _format_digest(behind.inputs.get("code", ""))],
    ]
    words = tag("p", f"Notesbogen {file} viser tallene{anew}. Den er blevet til siden »", link, "«.")
    return join([words, cells_in_tables.make_folding_table("Hvad tallene er lavet med", ["Hvad", "Kontrolsum"], rows)])


def _count_kept_rules(rules: dict[str, bool]) -> str:
    """How many rules there are and whether all are kept, in words, with the ids of those that are not. Called by
    `_link_rules`. rules: id -> whether kept; at least one."""
    broken = sorted(rule_id for rule_id, is_kept in rules.items() if not is_kept)
    count = f"{danish.format_number(len(rules))} {'kontrolregel' if len(rules) == 1 else 'kontrolregler'}"
    if not broken:
        return f"{count}, {'' if len(rules) == 1 else 'alle '}overholdt"
    return f"{count}, {danish.spell_count(len(broken))} ikke overholdt: {danish.join_words(broken)}"


def _link_rules(rules: dict[str, bool]) -> object:
    """The words on how many rules are kept, linked to the page on data quality; `ikke oplyst` where none are known.
    Called for each delivery and for the computed figures. rules: id -> whether kept."""
    return tag("a", _count_kept_rules(rules), href=_QUALITY) if rules else _UNKNOWN


def _make_file_item(file: dict) -> Markup:
    """A delivered file as <li>: its name and its digest, a plain one or one that only the data unit can check. Called
    for each file of an extract. file: as the run's inputs have it (`navn`, and `sha256` or `hmac_sha256`)."""
    keyed = "hmac_sha256" in file
    name = f"{file['navn']}{' (kontrolsum med nøgle)' if keyed else ''}: "
    return tag("li", name, _format_digest(file["hmac_sha256"] if keyed else file["sha256"]))


def _list_files(extract: dict) -> object:
    """The files of an extract, or `ikke oplyst`; a line tells if they are deleted as agreed. Called for each source of
    a delivery. extract: its entry in the run's inputs, empty where nothing is known."""
    files = [_make_file_item(file) for file in extract.get("filer", ())]
    deleted = tag("small", "Filen er slettet, som det er aftalt.") if extract.get("slettet") else None
    return [tag("ul", files, class_="tal-liste") if files else _UNKNOWN, deleted]


def _list_sources_read(speaker: Speaker, half_year: str, behind: Behind) -> list[str]:
    """The names of the sources that an indicator is counted from in a half-year; if it follows persons, also the
    residence history (where each has lived) if one came. Called for each half-year's delivery that an indicator's
    definition page lists. behind: knows which extracts came."""
    names = [source.name for source in speaker.indicator.sources]
    if any(source.follows_persons for source in speaker.indicator.sources):
        histories = (name for name, source in catalogue.sources().items() if source.residence_history)
        names += [name for name in histories if f"{half_year}/{name}" in behind.inputs.get("extracts", {})]
    return names


def _make_delivery_group(speaker: Speaker, half_year: str, behind: Behind) -> tuple[Markup, list[Markup]]:
    """A half-year's delivery: its name, with the id that figures link to, and a row for each source. Called for each
    half-year behind an indicator's figures. behind: has each delivery's files and rules; speaker: has the indicator."""
    rows = []
    for name in _list_sources_read(speaker, half_year, behind):
        rules = behind.rules(half_year, name)
        extract = behind.inputs.get("extracts", {}).get(f"{half_year}/{name}", {})
        rows.append(
            cells_in_tables.make_row(
                _COLUMNS, catalogue.sources()[name].label, [_list_files(extract), _link_rules(rules)]
            )
        )
    words = f"Leveret i {danish.format_half_year(HalfYear.parse(half_year))}"
    return tag("span", words, id=make_delivery_anchor(half_year)), rows


def _has_keyed_digest(speaker: Speaker, half_years: list[str], behind: Behind) -> bool:
    """Whether a digest on the page is one that only the data unit can check. Called by `make_evidence_section`, which
    then explains it. half_years: of the deliveries on the page; behind: has their files; speaker: has the indicator."""
    names = (f"{half}/{name}" for half in half_years for name in _list_sources_read(speaker, half, behind))
    extracts = behind.inputs.get("extracts", {})
    return any("hmac_sha256" in file for name in names for file in extracts.get(name, {}).get("filer", ()))


def _write_notes(speaker: Speaker, keyed: bool) -> Iterable[Markup]:
    """The notes under the section: what a digest is, and in the public edition where the manifest is. Called by
    `make_evidence_section`. keyed: whether a digest on the page needs the data unit's key; speaker: has the edition."""
    sentences = ["En kontrolsum er SHA-256 af filen. Er blot ét tegn ændret, er kontrolsummen en anden."]
    if keyed:
        sentences.append(
            "En kontrolsum med nøgle kan kun dataenheden efterprøve. Den bruges, hvor en fil har så få tal, at en "
            "almindelig kontrolsum kunne bekræfte et gæt på et diskretioneret tal."
        )
    yield tag("p", " ".join(sentences), class_="note")
    if speaker.release.edition is Edition.PUBLIC:
        link = tag("a", MANIFEST_JSON, href=MANIFEST_JSON)
        yield tag("p", "Alt, hvad udgivelsen er lavet af, står i ", link, ".", class_="note")


def make_evidence_section(speaker: Speaker, cells: list[Cell], behind: Behind) -> Markup:
    """The last section of a definition page: the extracts behind its figures, their rules, the notebook and the code.
    Called for each definition page. cells: all the indicator's; behind: digests and rules, read once for all pages."""
    half_years = sorted({half for cell in cells for half in list_deliveries(cell, cells)}, reverse=True)
    groups = [_make_delivery_group(speaker, half, behind) for half in half_years]
    table = make_grouped_table("Udtrækkene bag tallene, det nyeste først", _COLUMNS, groups) if groups else None
    computed = behind.rules(str(speaker.release.half_year), _OWN)
    rules = tag("p", "Alle beregnede tal i halvåret: ", _link_rules(computed), ".") if computed else None
    notes = _write_notes(speaker, _has_keyed_digest(speaker, half_years, behind))
    content = [_describe_notebook_and_code(speaker, behind), table, rules, list(notes)]
    return make_section(ANCHOR, TITLE, fold_for_screen("Notesbog, program og udtræk med deres kontrolsummer", content))
