"""FOELGEBREV.html: the letter that goes with a package, to be printed or sent on with it.

It lies in the bag's root beside START_HER.html, which shows the way in the package; the letter says from which office
it comes, what is enclosed, and how that is checked. The package's code cannot stand in it, for it is computed of the
letter too: there is a line to write it on. Its words stand here as plain constants, so that `verify` can read them in
the package's own program, put in what the package holds, and hold the letter against that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import Template

FILE = "FOELGEBREV.html"

PAGE = """\
<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Følgebrev: Dokumentation for $when, $plan</title>
<style>
:root{color-scheme:light dark;--paper:#fff;--ink:#15191d;--muted:#525b63;--rule:#c9cfd4;--good:#1a5a9c}
@media (prefers-color-scheme:dark){:root{--paper:#12161a;--ink:#eef1f3;--muted:#aeb8c0;--rule:#3c464f;--good:#8ec5ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1rem;background:var(--paper);color:var(--ink);
font:400 1.0625rem/1.5 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:1.5rem;line-height:1.2;margin:1.5rem 0 .5rem}
h2{font-size:1.125rem;margin:1.5rem 0 .25rem}
li{margin:.125rem 0}
a{color:var(--good)}
code{font-family:Consolas,Menlo,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:0}
dd{margin:0}
.kode{border-bottom:1px solid currentColor;display:inline-block;min-width:16rem}
@media print{@page{size:A4;margin:20mm}body{font-size:10pt;padding:0;max-width:none}a{color:inherit}}
</style>
</head>
<body>
<main>
<dl>
<dt>Fra</dt><dd>$publisher</dd>
<dt>Til</dt><dd>bestyrelsen og revisor</dd>
<dt>Dato</dt><dd>$day</dd>
</dl>
<h1>Dokumentation for $when</h1>
$warning<p>Hermed dokumentationen for $when om $plan. Den består af de rapporter, der er udgivet, og af det, de er
lavet af. Udtrækkene fra leverandørerne er ikke med, for de handler om personer.</p>
<h2>Vedlagt</h2>
<ul>
$pages$others</ul>
<h2>Sådan kontrolleres pakken</h2>
<ol>
<li>Pak zip-filen ud, og åbn en kommandolinje i mappen med dette brev. Der skal være Python 3.11 eller nyere.</li>
<li>Skriv <code>python verify.py --kode KODE</code> med koden fra bestyrelsens referat i stedet for ordet KODE.</li>
<li>Læs nederst: »Pakken er i orden« eller »Pakken er ikke i orden« med det, der er galt.</li>
</ol>
<p>Hvad linjerne betyder, står i <a href="START_HER.html">START_HER.html</a>.</p>
<p>Pakkens kode: <span class="kode">&nbsp;</span></p>
<p>Skriv koden her, som den står i bestyrelsens referat. Den kan ikke være trykt i brevet, for den regnes ud af alt i
pakken, også af brevet.</p>
<p>Spørg $contact om rapporterne og planen, og $publisher om tallene og pakken.</p>
</main>
</body>
</html>
"""
WARNING = """\
<p><strong>Syntetiske data.</strong> Tallene er opdigtede og bruges til at afprøve systemet. De beskriver ingen \
virkelige personer.</p>
"""
# What is enclosed beside the pages, by the beginning and the end of its name in the package, in the singular and in the
# plural. Only what the package has is told.
OTHERS = (
    ("data/udgivelse/", ".xlsx", "regneark med alle tal", "regneark med alle tal"),
    ("data/udgivelse/", ".docx", "dokument til Word", "dokumenter til Word"),
    ("data/udgivelse/", ".csv", "tabel som CSV-fil", "tabeller som CSV-filer"),
    ("data/udgivelse/", ".svg", "diagram som tegning", "diagrammer som tegninger"),
    ("pdf/", ".pdf", "PDF-fil, udskrift af en af siderne", "PDF-filer, udskrifter af siderne"),
    ("data/noteboeger/", ".ipynb", "notesbog, som den blev kørt", "notesbøger, som de blev kørt"),
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the letter tells of its package. Made when a package is made."""

    when: str  # the half-year in words
    plan: str
    publisher: str
    contact: str  # whom to ask
    day: str  # the reports' date in words
    synthetic: bool


def list_enclosed(files: Sequence[str]) -> list[str]:
    """How many files of each kind beside the pages there are, in words; a kind that is not there is left out. Called
    once for each letter. files: the names of the package's files, in the bag."""
    lines = []
    for begins, ends, one, many in OTHERS:
        count = sum(name.startswith(begins) and name.endswith(ends) for name in files)
        if count:
            lines.append(f"{count} {one if count == 1 else many}")
    return lines


def write_cover_letter(told: Told, titles: Mapping[str, str], files: Sequence[str]) -> bytes:
    """The bytes of FOELGEBREV.html. Called once for each package, by pipeline.package.packing. titles: the name of each
    page that is enclosed, in the bag, and its title, in the order in which they are to stand. files: the names of the
    package's files, in the bag."""
    page = Template(PAGE).substitute(
        when=escape(told.when),
        plan=escape(told.plan),
        publisher=escape(told.publisher),
        contact=escape(told.contact),
        day=escape(told.day),
        warning=WARNING if told.synthetic else "",
        pages="".join(f'<li><a href="{escape(name)}">{escape(title)}</a></li>\n' for name, title in titles.items()),
        others="".join(f"<li>{escape(line)}</li>\n" for line in list_enclosed(files)),
    )
    return page.encode("utf-8")
