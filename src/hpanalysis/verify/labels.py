"""What each check is called where a person reads it: an ordinary Danish label beside its short name, and in groups.

The short names stay what programs, tests and docs/package.md use (`Outcome.name`, `Result.failing`); they are not
printed. A label may be worded anew, a short name may not.
"""

from __future__ import annotations

# Heading -> short name -> label: the groups in the order of the checks, which they are printed in.
GROUPS: dict[str, dict[str, str]] = {
    "Filerne": {
        "arkiv": "Zip-fil eller mappe",
        "pose": "Filer og kontrolsummer",
        "fremmede": "Ukendte filer",
        "crate": "Indholdsfortegnelse for maskiner",
        "manifest": "Hvad udgivelsen er lavet af",
        "datapakke": "Tabellernes opbygning",
    },
    "Hvem og i hvilken rækkefølge": {
        "underskrifter": "Underskrifter",
        "kaede": "Rækkefølge af pakker",
        "referat": "Pakken fra referatet",
    },
    "Tallene": {
        "tal": "Tal på siderne",
        "regnestykker": "Regnestykker",
        "vurderinger": "Vurderinger",
        "attest": "Kontrolattest",
    },
    "Rapporterne": {
        "sider": "Sider og henvisninger",
        "rammer": "Datoer, ophav og advarsler",
        "notesboeger": "Notesbøger",
        "definitioner": "Definitioner",
        "planen": "Planens egne tal",
        "kontrolregler": "Kontrolregler",
        "rettelser": "Rettede tal",
        "sideform": "Sidernes opbygning",
        "ord": "Ord og sætninger",
        "tegninger": "Diagrammer",
        "kontorfiler": "Filer til Excel og Word",
    },
}
_LABELS = {name: label for labels in GROUPS.values() for name, label in labels.items()}
WIDTH = max(map(len, _LABELS.values()))


def find_label(name: str) -> str:
    """The Danish label of a check, by its short name. Called wherever a check is told to a person."""
    return _LABELS[name]
