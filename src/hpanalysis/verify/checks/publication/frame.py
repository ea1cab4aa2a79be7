"""rammer: what stands around each page agrees with the run's own record: its day, what it is made from, its warnings.

The day is that of the half-year's params, of manifest.json, of bag-info.txt and of the crate. Whether the extracts are
invented is told by manifest.json alone, which the run wrote; a forger who changes it and every page is not seen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hpanalysis.published.month_names import MONTHS
from hpanalysis.published.names import FOLLOWUP_HTML, INDEX_HTML, MANIFEST_JSON
from hpanalysis.verify.checks import years
from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.page_parts import join_words, read_words
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.plan import Plan, read_day
from hpanalysis.verify.declared.source_code import UNKNOWN, SourceCode
from hpanalysis.verify.opening.outcomes import Outcome, conclude, format_count, format_half_year, quote
from hpanalysis.verify.opening.package import DATA, Package

NAME = "rammer"
ISSUED, PROVENANCE = "dcterms.issued", "dcterms.provenance"
_NAVIGATION, _BANDS = "hpanalysis.report.site.navigation", "hpanalysis.report.site.bands"
_LETTER = "LAESMIG.txt"
_CRATE = f"{DATA}ro-crate-metadata.json"
_HEADER = re.compile(r"<header>(.*?)</header>", re.DOTALL)
_BAND = re.compile(r'<div class="baand ([^"]*)"><div class="side"><p>(.*?)</p></div></div>', re.DOTALL)
_ANY_BAND = re.compile(r'class="[^"]*\bbaand\b')
SYNTHETIC_BAND = "syntetisk"
_MADE = re.compile(r"Lavet (.+?) af (.+?) ud fra (.+?), der er leveret til og med (.+? \d{4})\.")
_DRAWN_UP = re.compile(r"gjort op pr\. (\d{1,2}\. [a-z]+ \d{4})")
_LETTER_DAY = re.compile(r"Rapporternes dato er (\d{1,2}\. [a-z]+ \d{4})\.")
_INVENTED = re.compile(r"^Tallene er opdigtede", re.MULTILINE)


@dataclass(frozen=True)
class Frame:
    """What must stand around the pages of one publication. Made for the half-year and for each accounting year."""

    folder: str  # in the bag, without `/` at its end
    day: date
    synthetic: bool
    provenance: str | None  # the words on the extracts; None if the program does not tell them in a form that is read
    warning: str | None  # the words of the warning that the figures are invented; None if not read


def write_day(day: date) -> str:
    """A day as the pages write it: 7. september 2026. Called for the day that a publication must bear."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def read_warning(source: SourceCode) -> str | None:
    """The words of the warning on invented figures, as the package's program declares them; None where it does not in a
    form that is read. Called for the pages, and for the notebooks, which carry it too."""
    words = source.read(_BANDS, "_SYNTHETIC")
    is_read = isinstance(words, tuple) and all(isinstance(part, str) for part in words)
    return join_words(" ".join(words)) if is_read else None


def _read_provenance(source: SourceCode, synthetic: bool) -> str | None:
    """The words on what the figures are made from, as the package's program declares them; None where it does not in a
    form that is read. Called for each publication."""
    words = source.read(_NAVIGATION, "SYNTHETIC_EXTRACTS" if synthetic else "_EXTRACTS")
    return words if isinstance(words, str) else None


def _find_wrong_day(package: Package, plan: Plan, day: date) -> Iterator[str]:
    """A Danish sentence for each record of the run that bears another day than its manifest.json. Called once for each
    package that is verified. day: of manifest.json."""
    chosen = read_day(plan.find_param("report_date"))
    if chosen is not UNKNOWN and chosen != day:
        params = quote(f"params/{package.half_year}.yaml")
        yield f"Datoen i {quote(MANIFEST_JSON)} er ikke den, der er valgt for halvåret i {params}."
    roots = [entity for entity in package.json(_CRATE)["@graph"] if entity["@id"] == "./"]
    if [root.get("datePublished") for root in roots] != [day.isoformat()]:
        yield f"{quote('ro-crate-metadata.json')}: Datoen er ikke den i {quote(MANIFEST_JSON)}."
    told = _LETTER_DAY.search(join_words(package.text(_LETTER)))
    if told is not None and told[1] != write_day(day):
        yield f"{quote(_LETTER)}: Datoen er ikke den i {quote(MANIFEST_JSON)}."


def _find_wrong_bands(frame: Frame, html: str) -> Iterator[str]:
    """What is wrong with the warnings at the top of a page, in Danish: just where the extracts are invented there is
    one, in the program's words, and no other. Called for each page."""
    header = _HEADER.search(html)
    bands = _BAND.findall("" if header is None else header[1])
    if len(_ANY_BAND.findall(html.partition("<header>")[2])) != len(bands):
        yield "Der er et bånd, som ikke står øverst på siden."
    kinds, wanted = [kind for kind, _ in bands], [SYNTHETIC_BAND] if frame.synthetic else []
    if kinds != wanted:
        yield (
            "Båndet »Syntetiske data« mangler, selv om udtrækkene er opdigtede."
            if frame.synthetic and not kinds
            else "Båndene øverst er ikke dem, der hører til udgaven."
        )
    elif frame.warning is not None and any(read_words(words) != frame.warning for _, words in bands):
        yield "Båndet »Syntetiske data« har andre ord end pakkens program."


def _find_wrong_meta(frame: Frame, html: str) -> Iterator[str]:
    """What is wrong in what a page tells programs of itself, in Danish: its day and what it is made from. Called for
    each page."""
    if page_parts.find_meta(html, ISSUED) != [frame.day.isoformat()]:
        yield f"{ISSUED} er ikke udgivelsens dato."
    told = page_parts.find_meta(html, PROVENANCE)
    if len(told) != 1 or (frame.provenance is not None and told != [frame.provenance]):
        yield f"{PROVENANCE} er ikke, hvad kørslen siger om udtrækkene."


def _find_wrong_made(frame: Frame, text: str, plan: Plan, half_year: str) -> Iterator[str]:
    """What is wrong with a line on who made the publication, when and from what, in Danish. Called for each such line
    of each page of the half-year."""
    for day, publisher, provenance, delivered in _MADE.findall(text):
        if day != write_day(frame.day):
            yield "Den viste dato er ikke udgivelsens."
        declared = plan.find_setting("publisher")
        if isinstance(declared, str) and publisher != join_words(declared):
            yield "Siden nævner en anden udgiver end planen."
        if frame.provenance is not None and provenance != join_words(frame.provenance):
            yield "Linjen nederst siger noget andet om udtrækkene end kørslen."
        if delivered != half_year:
            yield "Linjen nederst nævner et andet halvår."


def _list_pages(package: Package, folder: str) -> dict[str, str]:
    """The pages of a folder, name -> html. Called for the half-year and for each accounting year."""
    names = sorted(name for name in package.under(folder) if name.endswith(".html"))
    return {name: package.text(f"{folder}/{name}") for name in names}


def _find_wrong_pages(package: Package, frame: Frame, plan: Plan, made_line: bool) -> Iterator[str]:
    """A Danish sentence for each page of the half-year around which something stands that is not the run's. Called once
    for each package that is verified. made_line: whether the package's program writes on each page who made it and
    when."""
    pages = _list_pages(package, frame.folder)
    own = page_parts.find_footer(next(iter(pages.values()), ""))
    half_year = join_words(format_half_year(package.half_year))
    for name, html in pages.items():
        footer = page_parts.find_footer(html)
        texts = [*footer[:1], *([read_words(page_parts.find_main(html))] if name == INDEX_HTML else [])]
        wrong = [*_find_wrong_bands(frame, html), *_find_wrong_meta(frame, html)]
        if footer != own:
            wrong.append("Linjerne nederst er ikke dem, der står på de andre sider.")
        for text in texts:
            wrong += _find_wrong_made(frame, text, plan, half_year)
        if made_line and not all(_MADE.search(text) for text in texts):
            wrong.append("Linjen om, hvem der har lavet siden og hvornår, mangler.")
        yield from (f"{quote(name)}: {sentence}" for sentence in dict.fromkeys(wrong))


def _find_wrong_contact(package: Package, folder: str, plan: Plan) -> Iterator[str]:
    """A Danish sentence for each page that names somebody else to write to than the plan does. Called for each
    publication. folder: in the bag."""
    contact = plan.find_setting("contact")
    for name, html in _list_pages(package, folder).items():
        last = page_parts.find_footer(html)[-1:]
        if isinstance(contact, str) and last and not last[0].endswith(f"{join_words(contact)}."):
            yield f"{quote(name)}: Siden nævner en anden at skrive til end planen."


def _find_wrong_year(package: Package, folder: str, source: SourceCode, plan: Plan, synthetic: bool) -> Iterator[str]:
    """What is wrong around the pages of an accounting year, in Danish. Called for each in the package. The page of the
    emergency group bears the day of its own log, which is not in the package, so that is held against the page itself
    alone. synthetic: of the half-year whose figures the pages show."""
    manifest, short = package.json(f"{folder}/{MANIFEST_JSON}"), folder.removeprefix(f"{DATA}udgivelse/")
    if manifest["synthetic"] is not synthetic:
        yield f"{quote(f'{short}/{MANIFEST_JSON}')} siger noget andet om udtrækkene end halvårets."
    if plan.log_day is not UNKNOWN and plan.log_day.isoformat() != manifest["as_of"]:
        yield f"{quote(f'{short}/{MANIFEST_JSON}')}: Datoen er ikke optegnelsernes egen (opfoelgning.yaml)."
    provenance, warning = _read_provenance(source, synthetic), read_warning(source)
    for name, html in _list_pages(package, folder).items():
        told = manifest["as_of"] if name == FOLLOWUP_HTML else next(iter(page_parts.find_meta(html, ISSUED)), "")
        day = read_day(told)
        if day is UNKNOWN:
            yield f"{quote(f'{short}/{name}')}: {ISSUED} er ingen dato."
            continue
        frame = Frame(folder, day, synthetic, provenance, warning)
        wrong = [*_find_wrong_bands(frame, html), *_find_wrong_meta(frame, html)]
        shown = _DRAWN_UP.findall(read_words(html.partition("<header>")[2]))
        if not shown or set(shown) != {write_day(day)}:
            wrong.append("Den viste dato er ikke regnskabsårets.")
        yield from (f"{quote(f'{short}/{name}')}: {sentence}" for sentence in dict.fromkeys(wrong))
    yield from _find_wrong_contact(package, folder, plan)


def _find_wrong_letter(package: Package, synthetic: bool) -> Iterator[str]:
    """A Danish sentence if the letter to the auditor says otherwise than the run whether the figures are invented.
    Called once for each package that is verified."""
    if bool(_INVENTED.search(package.text(_LETTER))) is not synthetic:
        yield f"{quote(_LETTER)} siger noget andet om udtrækkene end {quote(MANIFEST_JSON)}."


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `rammer`: whether day, warnings, foot and what a page tells of itself agree with the run's record on
    every page. Called once for each package that is verified."""
    source, plan = declarations.source, declarations.plan
    manifest = package.published_json(MANIFEST_JSON)
    day, synthetic = date.fromisoformat(manifest["report_date"]), manifest["synthetic"]
    folder = package.publication.rstrip("/")
    frame = Frame(folder, day, synthetic, _read_provenance(source, synthetic), read_warning(source))
    problems = [
        *_find_wrong_day(package, plan, day),
        *_find_wrong_pages(package, frame, plan, made_line=source.tells(_NAVIGATION, ". Lavet {")),
        *_find_wrong_contact(package, folder, plan),
        *_find_wrong_letter(package, synthetic),
    ]
    folders = years.list_year_folders(package)
    for year in folders:
        problems += _find_wrong_year(package, year, source, plan, synthetic)
    count = sum(len(_list_pages(package, each)) for each in (folder, *folders))
    pages, made_from = format_count(count, "side", "sider"), "opdigtede" if synthetic else "leverandørernes"
    return conclude(
        NAME,
        problems,
        f"{pages} har udgivelsens dato, {write_day(day)}, og siger som kørslen, at udtrækkene er {made_from}.",
    )
