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
        "opdelinger": "Tal for grupper",
        "deltagere": "Deltagere i aktiviteter",
        "udfald": "Hvordan det gik deltagerne",
        "kriterier": "Statens kriterier",
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
        "kriterieside": "Siden om kriterier",
        "deltagerside": "Siden om deltagere",
        "fremdrift": "Fremdrift",
        "diagramfiler": "Diagrammer som filer",
        "kontorfiler": "Filer til Excel og Word",
        "startside": "Startsiden",
        "foelgebrev": "Følgebrevet",
        "udskrifter": "PDF-filer",
    },
}
# Short name -> what it means that the check is in order, for START_HER.html.
MEANINGS: dict[str, str] = {
    "arkiv": "Pakken kan læses uden fare: intet i den peger ud af mappen eller folder sig ud til noget stort.",
    "pose": "Hver fil er der og er ikke ændret: den svarer til den kontrolsum, pakken har for den.",
    "fremmede": "Der ligger ingen filer i pakken, som ikke hører til.",
    "crate": "Beskrivelsen til andre programmer nævner hver fil, dens størrelse og dens kontrolsum.",
    "manifest": "Udgivelsen er lavet af netop den plan, de valg, notesbøger og regler, der ligger i pakken.",
    "datapakke": "Tabellerne har de kolonner og værdier, som deres beskrivelse siger.",
    "underskrifter": "Pakken er underskrevet af den, der har lavet den, og godkendt af en anden, hver med sin nøgle.",
    "kaede": "Udgivelserne og pakkerne følger efter hinanden, og ingen er taget ud eller lavet om.",
    "referat": "Pakken er den, hvis kode eller kontrolsum står i bestyrelsens referat.",
    "tal": "Hvert tal på siderne er det samme som i tabellen over alle tal.",
    "regnestykker": "Værdier, usikkerhedsintervaller og summer følger af de antal, der er udgivet.",
    "opdelinger": "Tal delt på køn og aldersgruppe er dem, planen udgiver, og de følger af tallene for alle.",
    "deltagere": "Hvor mange aktiviteterne nåede, følger af antallene, af tallene for alle og af planens målgrupper.",
    "udfald": "Hvad der er sluttet om, hvordan det gik deltagerne, følger af de tal, der står ved siden af.",
    "kriterier": "Hvad områderne er efter statens kriterier, følger af tallene og af loven i pakken.",
    "vurderinger": "Ord som »forbedret« og »opfyldt« følger af tallene, når de regnes efter.",
    "attest": "Kontrolattesten er givet på netop disse filer.",
    "sider": "Der er de sider, som planen giver, hverken flere eller færre, og hver henvisning fører et sted hen.",
    "rammer": "Dato, afsender og advarsler er de samme på hver side som i kørslens egne optegnelser.",
    "notesboeger": "Siderne viser det, som notesbøgerne gav, da de blev kørt for halvåret.",
    "definitioner": "Definitionerne er dem, som pakkens program og plan har.",
    "planen": "De tal, som planen selv trykker, er gengivet, som de står i den.",
    "kontrolregler": "Kontrolreglerne og deres udfald er de samme på siderne og i tabellen over dem.",
    "rettelser": "Hver rettelse ender ved det tal, der nu er udgivet.",
    "sideform": "Siderne er skrevet, som programmet skriver dem, og intet på dem er skjult.",
    "ord": "Hver sætning og hver vurdering på siderne passer til sine tal.",
    "tegninger": "Hvert mærke og hver linje i diagrammerne står, hvor tallet er.",
    "kriterieside": "Siden om statens kriterier siger og tegner det, som tallene og loven i pakken giver.",
    "deltagerside": "Siden om deltagere siger og tegner det, som tabellerne og planen giver.",
    "fremdrift": "Hvad der er aftalt, leveret og forfaldet, følger af planen og loggen, og siden siger det samme.",
    "diagramfiler": "Hvert diagram ligger også som tegning og som tabel, og de viser det samme som siden.",
    "kontorfiler": "Excel- og Word-filerne siger det samme som siderne og tabellerne.",
    "startside": "START_HER.html er den side, som programmet laver, og dens henvisninger findes i pakken.",
    "foelgebrev": "Følgebrevet er det, som programmet laver, og det nævner de sider og filer, der er i pakken.",
    "udskrifter": "Hver tekst i PDF-filerne står på den side, de er udskrift af. Hvordan den er tegnet, er ikke set.",
}
_LABELS = {name: label for labels in GROUPS.values() for name, label in labels.items()}
WIDTH = max(map(len, _LABELS.values()))


def find_label(name: str) -> str:
    """The Danish label of a check, by its short name. Called wherever a check is told to a person."""
    return _LABELS[name]
