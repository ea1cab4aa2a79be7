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
from hpanalysis.report.cells import Cell
from hpanalysis.report.definition.behind import Behind, anchor, deliveries
from hpanalysis.report.html import join, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition

ANCHOR, TITLE = "dokumentation", "Dokumentation bag tallene"
_OWN = "maalt"  # the source name of the measured table's own rules
_UNKNOWN = "ikke oplyst"
_COLUMNS: list[cells_in_tables.Column] = ["Kilde", "Filer og deres kontrolsum", "Kontrolregler"]
_QUALITY = f"{DATA_QUALITY_HTML}#regler"


def _digest(text: str) -> Markup | str:
    return tag("code", text, class_="sum") if text else _UNKNOWN


def _notebook(speaker: Speaker) -> tuple[str, str]:
    """The page that shows an indicator's figures, and the notebook that makes it."""
    agreement = speaker.release.plan.agreement(speaker.release.plan.goal(speaker.adoption.delmaal_id).agreement_id)
    if agreement.kind == "delaftale":
        return f"delaftale-{agreement.id}", "delaftale"
    return "strategisk_aftale", "strategisk_aftale"


def _made_with(speaker: Speaker, behind: Behind) -> Markup:
    page, notebook = _notebook(speaker)
    shown = tag("a", behind.labels.get(page, page), href=f"{page}.html")
    anew = " og regner dem efter fra udtrækkene" if notebook == "delaftale" else ""
    file = f"{notebook}.ipynb"
    rows = [
        [f"Notesbogen {file}", _digest(behind.inputs.get("notebooks", {}).get(file, ""))],
        ["Programmets kode, alle filer samlet", _digest(behind.inputs.get("code", ""))],
    ]
    said = tag("p", f"Notesbogen {file} viser tallene{anew}. Den er blevet til siden »", shown, "«.")
    return join([said, cells_in_tables.make_folding_table("Hvad tallene er lavet med", ["Hvad", "Kontrolsum"], rows)])


def _held(own: dict[str, bool]) -> str:
    """How many rules were held against something, and the ids of those that are not kept."""
    broken = sorted(rule_id for rule_id, held in own.items() if not held)
    count = f"{danish.format_number(len(own))} {'kontrolregel' if len(own) == 1 else 'kontrolregler'}"
    if not broken:
        return f"{count}, {'' if len(own) == 1 else 'alle '}overholdt"
    return f"{count}, {danish.spell_count(len(broken))} ikke overholdt: {danish.join_words(broken)}"


def _rules(own: dict[str, bool]) -> object:
    return tag("a", _held(own), href=_QUALITY) if own else _UNKNOWN


def _file(told: dict) -> Markup:
    keyed = "hmac_sha256" in told
    name = f"{told['navn']}{' (kontrolsum med nøgle)' if keyed else ''}: "
    return tag("li", name, _digest(told["hmac_sha256"] if keyed else told["sha256"]))


def _files(extract: dict) -> object:
    files = [_file(told) for told in extract.get("filer", ())]
    deleted = tag("small", "Filen er slettet, som det er aftalt.") if extract.get("slettet") else None
    return [tag("ul", files, class_="tal-liste") if files else _UNKNOWN, deleted]


def _sources(speaker: Speaker, half_year: str, behind: Behind) -> list[str]:
    """The sources an indicator is counted from, and the residence history that came with them, if one did."""
    own = [source.name for source in speaker.indicator.sources]
    if any(source.follows_persons for source in speaker.indicator.sources):
        histories = (name for name, source in catalogue.sources().items() if source.residence_history)
        own += [name for name in histories if f"{half_year}/{name}" in behind.inputs.get("extracts", {})]
    return own


def _delivered(speaker: Speaker, half_year: str, behind: Behind) -> tuple[Markup, list[Markup]]:
    """A delivery: its name at its address, and a row a source."""
    rows = []
    for name in _sources(speaker, half_year, behind):
        own = behind.rules(half_year, name)
        extract = behind.inputs.get("extracts", {}).get(f"{half_year}/{name}", {})
        rows.append(cells_in_tables.make_row(_COLUMNS, catalogue.sources()[name].label, [_files(extract), _rules(own)]))
    words = f"Leveret i {danish.format_half_year(HalfYear.parse(half_year))}"
    return tag("span", words, id=anchor(half_year)), rows


def _keyed(speaker: Speaker, half_years: list[str], behind: Behind) -> bool:
    """Whether a digest on the page is one that only the data unit can check."""
    names = (f"{half}/{name}" for half in half_years for name in _sources(speaker, half, behind))
    extracts = behind.inputs.get("extracts", {})
    return any("hmac_sha256" in told for name in names for told in extracts.get(name, {}).get("filer", ()))


def _notes(speaker: Speaker, keyed: bool) -> Iterable[Markup]:
    said = ["En kontrolsum er SHA-256 af filen. Er blot ét tegn ændret, er kontrolsummen en anden."]
    if keyed:
        said.append(
            "En kontrolsum med nøgle kan kun dataenheden efterprøve. Den bruges, hvor en fil har så få tal, at en "
            "almindelig kontrolsum kunne bekræfte et gæt på et diskretioneret tal."
        )
    yield tag("p", " ".join(said), class_="note")
    if speaker.release.edition is Edition.PUBLIC:
        link = tag("a", MANIFEST_JSON, href=MANIFEST_JSON)
        yield tag("p", "Alt, hvad udgivelsen er lavet af, står i ", link, ".", class_="note")


def evidence(speaker: Speaker, own: list[Cell], behind: Behind) -> Markup:
    """The section. own: the indicator's cells."""
    half_years = sorted({half for cell in own for half in deliveries(cell, own)}, reverse=True)
    groups = [_delivered(speaker, half, behind) for half in half_years]
    table = make_grouped_table("Udtrækkene bag tallene, det nyeste først", _COLUMNS, groups) if groups else None
    computed = behind.rules(str(speaker.release.half_year), _OWN)
    rules = tag("p", "Alle beregnede tal i halvåret: ", _rules(computed), ".") if computed else None
    notes = _notes(speaker, _keyed(speaker, half_years, behind))
    return make_section(ANCHOR, TITLE, _made_with(speaker, behind), table, rules, list(notes))
