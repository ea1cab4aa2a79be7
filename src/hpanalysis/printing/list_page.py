"""The page beside a publication's PDFs: each with the page that it is a print of, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from string import Template
from typing import NamedTuple

_PAGE = Template("""\
<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>PDF-filer, $when, $plan</title>
<style>
:root{color-scheme:light dark}
body{max-width:60rem;margin:0 auto;padding:0 1rem 2rem;
font:400 1.0625rem/1.5 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:1.75rem;line-height:1.2}
p,li{max-width:68ch}
</style>
</head>
<body>
<main>
<h1>PDF-filer, $when</h1>
$warning<p>Filerne er udskrifter af siderne i udgivelsen om $plan. Er en fil og siden ikke ens, gælder siden.</p>
<ul>
$files</ul>
<p><a href="$front">Til rapporterne</a>. <a href="../../index.html">Alle udgivelser</a>.</p>
</main>
</body>
</html>
""")
_WARNING = (
    "<p><strong>Syntetiske data.</strong> Tallene er opdigtede og bruges til at afprøve systemet. "
    "De beskriver ingen virkelige personer.</p>\n"
)


class Printed(NamedTuple):
    """A PDF in the list: its file, the address of its page from there, and the page's title."""

    file: str
    page: str
    title: str


def write_list_page(when: str, plan: str, front: str, files: Sequence[Printed], synthetic: bool) -> str:
    """The html of the page. Called when the PDFs of a publication are made in their usual folder. when: the half-year
    or the accounting year in words; front: the address of its first page; synthetic: whether its extracts are
    invented."""
    lines = (
        f'<li><a href="{escape(one.file)}">{escape(one.title)}</a> (PDF), '
        f'udskrift af <a href="{escape(one.page)}">siden</a></li>\n'
        for one in files
    )
    return _PAGE.substitute(
        when=escape(when),
        plan=escape(plan),
        front=escape(front),
        warning=_WARNING if synthetic else "",
        files="".join(lines),
    )
