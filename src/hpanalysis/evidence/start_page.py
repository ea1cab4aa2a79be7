"""START_HER.html: the page on top of a package that says what it is, what to look at, and how to check it.

It lies in the bag's root, as a tag file: the crate describes data/ alone, and who unpacks the package sees the page
first. Its words stand here as plain constants, so that `verify` can read them in the package's own program, put in what
the package tells of itself, and hold the page against that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import Template

FILE = "START_HER.html"

PAGE = """\
<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Start her: Dokumentation for $when, $plan</title>
<style>
:root{color-scheme:light dark;
--paper:#fff;--ink:#15191d;--muted:#525b63;--rule:#c9cfd4;--good:#1a5a9c;--note:#fff3c4;--note-ink:#4a3800}
@media (prefers-color-scheme:dark){:root{
--paper:#12161a;--ink:#eef1f3;--muted:#aeb8c0;--rule:#3c464f;--good:#8ec5ff;--note:#3b3009;--note-ink:#ffe9a6}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:400 1.0625rem/1.5 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",Arial,sans-serif}
.side{max-width:60rem;margin:0 auto;padding:0 1rem 2rem}
.baand{background:var(--note);color:var(--note-ink);border-bottom:1px solid currentColor;padding:.5rem 1rem}
.baand p{max-width:58rem;margin:0 auto}
h1{font-size:1.75rem;line-height:1.2;margin:1rem 0 .5rem}
h2{font-size:1.25rem;margin:2rem 0 .5rem}
p,li{max-width:68ch}
li{margin:.25rem 0}
a{color:var(--good)}
code{font-family:Consolas,Menlo,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-top:1px solid var(--rule)}
th[scope=rowgroup]{padding-top:.75rem}
th[scope=row]{font-weight:400;width:34%}
footer{color:var(--muted);font-size:.875rem;border-top:1px solid var(--rule);margin-top:2rem}
@media print{body{font-size:10pt}a{color:inherit}}
</style>
</head>
<body>
$band<main class="side">
<h1>Dokumentation for $when</h1>
<p>Pakken er dokumentation for en udgivelse om $plan. Den er lavet af $publisher, og rapporternes dato er $day.
Alt, hvad der er brugt til rapporterne, ligger i den, undtagen udtrækkene fra leverandørerne, for de handler om
personer.</p>
<h2>Se først</h2>
<ul>
$first</ul>
<h2>Tal og attest</h2>
<ul>
$tables</ul>
$prints<h2>Sådan kontrolleres pakken</h2>
<p>Det kræver Python 3.11 eller nyere og ikke andet: intet skal installeres, og der bruges intet netværk.</p>
<ol>
<li>Pak zip-filen ud, og åbn en kommandolinje i mappen med denne side. I Windows: skriv <code>cmd</code> i Stifinders
adresselinje, og tryk på Enter.</li>
<li>Find pakkens kode i bestyrelsens referat. Den er på fire grupper med fire tegn.</li>
<li>Skriv <code>python verify.py --kode KODE</code> med koden i stedet for ordet KODE. I Windows eventuelt
<code>py verify.py --kode KODE</code>. Uden kode: <code>python verify.py</code>.</li>
<li>Læs nederst: »Pakken er i orden« eller »Pakken er ikke i orden« med det, der er galt.</li>
</ol>
<p>Koden viser, at ingen har lavet pakken om, siden referatet blev skrevet. Programmet ligger selv i pakken, så en
pakke, som en anden har lavet helt om, kan sige om sig selv, at den er i orden. Sammenlign derfor altid med referatet.
Hvad koden og kontrollen ikke viser, står i <a href="LAESMIG.txt">LAESMIG.txt</a>.</p>
<h2>Hvad linjerne betyder</h2>
<p>Ved hver kontrol står der »i orden«, »ikke i orden« med hver fejl nedenunder, eller »ikke kontrolleret« med
grunden.</p>
<table>
<thead><tr><th scope="col">Kontrol</th><th scope="col">I orden betyder</th></tr></thead>
$checks</table>
<h2>Hvem der kan spørges</h2>
<p>Spørg $contact om rapporterne og planen, og $publisher om tallene og pakken.</p>
<footer><p>Siden er lavet af det program, der har lavet pakken, og er med i pakkens kontrolsum.</p></footer>
</main>
</body>
</html>
"""
BAND = """\
<header class="baand"><p><strong>Syntetiske data.</strong> Tallene er opdigtede og bruges til at afprøve systemet. \
De beskriver ingen virkelige personer.</p></header>
"""
# The section on PDFs, where the package has any, and each of them.
PRINTS = """\
<h2>Rapporterne som PDF</h2>
<p>PDF-filerne er udskrifter af siderne. Er en fil og siden ikke ens, gælder siden.</p>
<ul>
$files</ul>
"""
PRINT = '<li><a href="$name">$words</a></li>\n'
# Address, words of the link, and what is there. Only what the package has is listed, a year's pages once for each year.
FIRST = (
    ("FOELGEBREV.html", "Følgebrevet", "hvad der er i pakken, til at skrive ud eller sende med."),
    (
        "data/udgivelse/$half_year/oversigt.html",
        "Oversigten",
        "hvordan det går med helhedsplanens mål, og hvad der skal besluttes.",
    ),
    (
        "data/udgivelse/regnskabsaar-$year/lbf_opfoelgning.html",
        "Bestyrelsens opfølgning i regnskabsåret $year",
        "til revisor: hvad bestyrelsen har behandlet, hvad der var aftalt, og hvad der er gjort.",
    ),
    (
        "data/udgivelse/regnskabsaar-$year/beredskab.html",
        "Det boligsociale beredskab $year",
        "aktiveringer og frister.",
    ),
    ("data/udgivelse/$half_year/index.html", "Alle halvårets rapporter", "forsiden med en henvisning til hver."),
    (
        "data/udgivelse/$half_year/datakvalitet.html",
        "Datakvalitet",
        "hvilke udtræk der er brugt, og hvilke kontrolregler de ikke overholdt.",
    ),
)
TABLES = (
    ("data/udgivelse/$half_year/tabeller.xlsx", "tabeller.xlsx", "alle tal til Excel, med navne og enheder."),
    ("data/udgivelse/$half_year/oversigt.docx", "oversigt.docx", "oversigten til Word."),
    ("data/udgivelse/$half_year/indicators.csv", "indicators.csv", "alle tal til andre programmer."),
    ("data/udgivelse/$half_year/definitioner.html", "Definitioner", "hvordan hvert tal er opgjort."),
    (
        "data/udgivelse/$half_year/kontrolattest.json",
        "kontrolattest.json",
        "kontrolattesten: at siderne siger det samme som tallene, og at diskretionerede tal ikke kan regnes ud.",
    ),
    ("data/kontrolregler.csv", "kontrolregler.csv", "hver kontrolregel, og hvordan den gik."),
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the page tells of its package. Made when a package is made."""

    when: str  # the half-year in words
    half_year: str  # such as `2026H1`, as the folder is named
    years: Sequence[int]  # the accounting years whose reports are in the package
    plan: str
    publisher: str
    contact: str  # whom to ask
    day: str  # the reports' date in words
    synthetic: bool


def _list_links(entries: Sequence[tuple[str, str, str]], told: Told, files: Collection[str]) -> Iterator[str]:
    """The items of a list of links, for those files that the package has. Called for each of the page's two lists.
    files: the names of the package's files, in the bag."""
    for address, words, about in entries:
        for year in told.years if "$year" in address else ("",):
            name, link, text = (
                Template(part).substitute(half_year=told.half_year, year=year) for part in (address, words, about)
            )
            if name in files:
                yield f'<li><a href="{escape(name)}">{escape(link)}</a>: {escape(text)}</li>\n'


def _list_checks(groups: Mapping[str, Mapping[str, str]], meanings: Mapping[str, str]) -> Iterator[str]:
    """The rows of the table of checks, a body for each group. Called once. groups: heading -> short name -> label.
    meanings: short name -> what it means that the check is in order."""
    for heading, labels in groups.items():
        yield f'<tbody>\n<tr><th colspan="2" scope="rowgroup">{escape(heading)}</th></tr>\n'
        for name, label in labels.items():
            yield f'<tr><th scope="row">{escape(label)}</th><td>{escape(meanings[name])}</td></tr>\n'
        yield "</tbody>\n"


def _write_prints(files: Collection[str]) -> str:
    """The section on PDFs; "" where there are none. Called once. files: the names of the package's files, in the
    bag."""
    names = sorted(name for name in files if name.startswith("pdf/") and name.endswith(".pdf"))
    lines = "".join(
        Template(PRINT).substitute(name=escape(name), words=escape(name.removeprefix("pdf/"))) for name in names
    )
    return Template(PRINTS).substitute(files=lines) if names else ""


def write_start_page(
    told: Told, files: Collection[str], groups: Mapping[str, Mapping[str, str]], meanings: Mapping[str, str]
) -> bytes:
    """The bytes of START_HER.html. Called once for each package, by pipeline.package.packing. files: the names of the
    package's other files, in the bag. groups, meanings: the checks by their labels, and what each means."""
    page = Template(PAGE).substitute(
        when=escape(told.when),
        plan=escape(told.plan),
        publisher=escape(told.publisher),
        contact=escape(told.contact),
        day=escape(told.day),
        band=BAND if told.synthetic else "",
        first="".join(_list_links(FIRST, told, files)),
        tables="".join(_list_links(TABLES, told, files)),
        prints=_write_prints(files),
        checks="".join(_list_checks(groups, meanings)),
    )
    return page.encode("utf-8")
