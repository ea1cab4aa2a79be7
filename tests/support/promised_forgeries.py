"""Forgeries of the tables and the page of Randers' promises in 2026, by name.

Each is what is done, and a piece of what the check of promises says of it."""

from __future__ import annotations

PAGE, CSV, MILESTONES, HOURS = "fremdrift.html", "fremdrift.csv", "milepaele.csv", "timer.csv"
ECONOMY = "oekonomi.csv"


def status_in_csv(packed):
    packed.edit(CSV, "2026-07-31,bagud,5,2026-07-31", "2026-07-31,nået,,")


def status_on_page(packed):
    packed.edit_row(PAGE, "27 af 32", "følger planen</span>", "nået</span>")


def before_on_page(packed):
    mark = '<span class="o skidt"><svg class="s" aria-hidden="true"><use href="#s-ikkepaavej"></use></svg>bagud</span>'
    good = '<span class="o god"><svg class="s" aria-hidden="true"><use href="#s-opfyldt"></use></svg>nået</span>'
    packed.edit_row(PAGE, "27 af 32", mark, good)


def status_everywhere(packed):
    """Nobody is behind with the participants of Trivsel i skolen: row, cell and count say so."""
    status_in_csv(packed), before_on_page(packed)
    packed.drop_row(PAGE, "ca. 35 børn og unge", "siden 31-07-2026")
    packed.edit(PAGE, "er 17 nået, 6 er bagud", "er 18 nået, 5 er bagud")


def sign_alone(packed):
    packed.edit_row(PAGE, "siden 31-07-2026", "#s-ikkepaavej", "#s-opfyldt")


def colour_alone(packed):
    packed.edit_row(PAGE, "siden 31-07-2026", "o skidt", "o god")


def due_everywhere(packed):
    packed.edit(CSV, "2026-08-01,2027-07-31,ja,10,0,8", "2026-08-01,2027-07-31,ja,10,3,8")
    packed.edit_row(PAGE, "NPU-forløb (om året)<small>", '"Forfaldet">0', '"Forfaldet">3')


def note_everywhere(packed):
    for name in (CSV, PAGE):
        packed.edit(name, "To forløb er flyttet til efteråret", "Ingen forløb er flyttet")


def row_dropped_everywhere(packed):
    """A promise that is kept quite out of sight."""
    for row in [row for row in packed.text(CSV).splitlines() if ",fravaersteam," in row]:
        packed.edit(CSV, f"{row}\n", "")
    packed.drop_row(PAGE, "4 skoler med fraværsteam", "De fire skoler")
    packed.drop_row(PAGE, "4 skoler med fraværsteam")
    packed.edit(
        PAGE,
        "Af de 24 aftalte leverancer, der er forfaldet, er 17 nået",
        "Af de 22 aftalte leverancer, der er forfaldet, er 15 nået",
    )


def milestone_everywhere(packed):
    packed.edit(MILESTONES, "Bysekretariatet,,overskredet", "Bysekretariatet,2025-12-30,nået")
    packed.edit(PAGE, "Overskredne milepæle: Kommunikationsstrategien er revideret; ", "Overskredne milepæle: ")
    packed.edit_row(PAGE, "Kommunikationsstrategien er revideret</th>", "ikke endnu", "30-12-2025")
    packed.edit_row(PAGE, "Kommunikationsstrategien er revideret</th>", "overskredet", "nået")
    packed.edit_row(PAGE, "Kommunikationsstrategien er revideret</th>", "o skidt", "o god")
    packed.edit_row(PAGE, "Kommunikationsstrategien er revideret</th>", "#s-ikkepaavej", "#s-opfyldt")


def edit(name, old, new):
    return lambda packed: packed.edit(name, old, new)


def row(having, old, new):
    return lambda packed: packed.edit_row(PAGE, having, old, new)


def drop(*having):
    return lambda packed: packed.drop_row(PAGE, *having)


FORGERIES = {
    "a status in the table": (status_in_csv, "»status« er ikke det, planen og loggen giver"),
    "a status on the page": (status_on_page, "under »Status« skal der stå »følger planen«"),
    "how the round before ended": (before_on_page, "under »Sidste gang« skal der stå »bagud 27 af 32«"),
    "a status everywhere": (status_everywhere, "(trivsel_deltagere): »status« er ikke det"),
    "a sign": (sign_alone, "er tegnet ikke det for »bagud«"),
    "a colour": (colour_alone, "er tegnet ikke det for »bagud«"),
    "what is due, in the table": (edit(CSV, ",ja,10,0,8,", ",ja,10,2,8,"), "(npu_institutioner): »due« er ikke"),
    "what is due, on the page": (
        row("NPU-forløb (om året)<small>", '"Forfaldet">0', '"Forfaldet">2'),
        "under »Forfaldet« skal der stå »0«",
    ),
    "what is due, everywhere": (due_everywhere, "(npu_institutioner): »due« er ikke"),
    "what is missing, in the table": (edit(CSV, "bagud,5,", "bagud,4,"), "»missing« er ikke"),
    "what is missing, on the page": (row("To forløb", ">5<", ">4<"), "skal der stå »5 (børn og unge) siden"),
    "since when": (row("To forløb", "siden 31-07-2026", "siden 31-10-2026"), "skal der stå »5 (børn og unge) siden"),
    "a row of the list to act on": (drop("To forløb"), "mangler rækken »ca. 35 børn og unge"),
    "a row of every promise": (drop("27 af 32"), "mangler rækken »ca. 35 børn og unge"),
    "a row of the calendar": (drop('data-l="januar"'), "mangler rækken »10 institutioner"),
    "a row of the milestones": (drop("i 2027, hvis"), "mangler rækken »Badesøen"),
    "a row of the hours": (drop("Tandplejen</th>"), "mangler rækken »Tandplejen«"),
    "a promise everywhere": (row_dropped_everywhere, "rækker, men planen og loggen giver"),
    "a count of those behind": (edit(PAGE, ", 6 er bagud,", ", 5 er bagud,"), "skal der stå »Af de 24 aftalte"),
    "a count of those on course": (edit(PAGE, "15 følger planen", "16 følger planen"), "skal der stå »Af de 23"),
    "a partner who has not reported": (
        edit(PAGE, "Institutionerne, Bysekretariatet og Randers Kommune.", "Institutionerne og Bysekretariatet."),
        "skal der stå »Disse mangler at melde: Institutionerne, Bysekretariatet og Randers Kommune.«",
    ),
    "nobody has not reported": (
        edit(
            PAGE,
            "Disse mangler at melde: Institutionerne, Bysekretariatet og Randers Kommune.",
            "Alle parter har meldt.",
        ),
        "skal der stå »Disse mangler at melde",
    ),
    "a note in the table": (edit(CSV, "To forløb er flyttet", "Intet er flyttet"), "»note« er ikke"),
    "a note on the page": (edit(PAGE, "To forløb er flyttet", "Intet er flyttet"), "under »Bemærkning« skal"),
    "a note everywhere": (note_everywhere, "(trivsel_deltagere): »note« er ikke"),
    "a milestone in the table": (
        edit(MILESTONES, "Bysekretariatet,,overskredet", "Bysekretariatet,,kommende"),
        "(kommunikationsstrategi): »status« er ikke",
    ),
    "a milestone on the page": (
        row("Badesøen på Nordre Fælled er etableret</th>", "kommende", "nået"),
        "under »Status« skal der stå »kommende«",
    ),
    "a milestone everywhere": (milestone_everywhere, "(kommunikationsstrategi): »status« er ikke"),
    "a milestone past in the sentence": (
        edit(PAGE, "Overskredne milepæle: Kommunikationsstrategien er revideret; ", "Overskredne milepæle: "),
        "skal der stå »Overskredne milepæle: Kommunikationsstrategien",
    ),
    "a number of the calendar": (
        row('data-l="januar"', "skal 10", "skal 9"),
        "under »juli« skal der stå »skal 10 har 10«",
    ),
    "a report of the calendar": (row('data-l="januar"', "har 8", "har 9"), "under »oktober« skal der stå »har 8«"),
    "a shade of the calendar": (
        row('data-l="januar"', '<td class="gang" data-l="marts">', '<td data-l="marts">'),
        "under »marts« er farven ikke den",
    ),
    "a month of the calendar on a phone": (
        row('data-l="januar"', 'data-l="marts"', 'data-l="maj"'),
        "tabellerne er ikke dem",
    ),
    "a partner's hours": (row("Tandplejen</th>", ">32<", ">36<"), "under »Leveret« skal der stå »32«"),
    "a partner's share": (
        row("Tandplejen</th>", "\N{NO-BREAK SPACE}%", "1\N{NO-BREAK SPACE}%"),
        "under »Af det aftalte«",
    ),
    "hours in the table alone": (edit(HOURS, "Tandplejen,personale,36", "Tandplejen,personale,63"), "»Aftalt i året«"),
    "all hours": (
        edit(PAGE, "Parterne har leveret 32.095", "Parterne har leveret 34.095"),
        "skal der stå »Parterne har",
    ),
    "until when hours are told": (
        edit(PAGE, "forfaldet til og med 31.", "forfaldet til og med 30."),
        "Parterne har leveret",
    ),
    "what is spent, in the table": (edit(ECONOMY, ",2106000,", ",2006000,"), "(beskaeftigelse): »spent« er ikke"),
    "what is spent, on the page": (
        edit(PAGE, ">2.106.000", ">2.006.000"),
        "under »Forbrugt« skal der stå »2.106.000 kr.",
    ),
    "what is budgeted in all": (
        edit(PAGE, "Af årets budget på 1", "Af årets budget på 2"),
        "skal der stå »Af årets budget på",
    ),
    "that the budget is made up": (
        edit(PAGE, '<p class="note">Budgettet er opdigtet og viser kun, hvordan siden ser ud. ', '<p class="note">'),
        "skal der stå »Budgettet er opdigtet",
    ),
    "a delaftale's economy": (
        lambda packed: packed.drop_row(PAGE, '<th scope="row">Fælles'),
        "mangler rækken »Fælles«",
    ),
    "that it is our reading": (
        edit(PAGE, "; vores læsning af planen", ""),
        "Institutionerne; vores læsning af planen«",
    ),
    "who is responsible": (row("To forløb", "De fire skoler", "Bysekretariatet"), "under »Hvem skal handle« skal"),
    "what is beyond": (edit(CSV, "nået,,,1,2026-07-31: 5", "nået,,,,2026-07-31: 5"), "»beyond« er ikke"),
    "the tolerance": (edit(PAGE, "højst mangler 10 pct.", "højst mangler 50 pct."), "i afsnittet »Hver leverance«"),
    "a sentence more": (
        edit(
            PAGE, '<p class="note">Planen henviser', '<p class="note">Alt er godt.</p><p class="note">Planen henviser'
        ),
        "i afsnittet »Milepæle«",
    ),
    "a number in the note on hours": (
        edit(PAGE, "De unges egne timer er ikke med.", "De unges 100 timer er ikke med."),
        "er der tal i teksten",
    ),
    "a section": (
        lambda packed: packed.edit(PAGE, 'aria-labelledby="bagud"', 'aria-labelledby="andet"'),
        "afsnittene er ikke dem",
    ),
    "a table more": (
        edit(PAGE, "</section>", "<table><caption>Mere</caption><thead><tr><th>A</th></tr></thead></table></section>"),
        "tabellerne er ikke dem",
    ),
    "two rows in each other's place": (
        lambda packed: (
            packed.edit(PAGE, ">Tandplejen</th>", ">UUR</th>") or packed.edit(PAGE, ">UUR</th>", ">Tandplejen</th>")
        ),
        "skal der stå »UUR«",
    ),
    "a column of the table": (edit(CSV, "partner_status,note", "partner_status,notat"), "har ikke de kolonner"),
    "a file": (
        lambda packed: packed.files.pop(packed.folder + MILESTONES),
        "»regnskabsaar-2026/milepaele.csv« mangler",
    ),
    "the page": (lambda packed: packed.files.pop(packed.folder + PAGE), "»regnskabsaar-2026/fremdrift.html« mangler"),
}
