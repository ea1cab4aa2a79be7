"""The names of the files that a publication holds, declared once for who writes, reads, checks and links to them.

Standard library only: the auditor and `hpanalysis verify` read them too, and they share no other code with the run.
"""

from __future__ import annotations

# The page a reader opens first; a page of the same name in reports/ lists all publications.
INDEX_HTML = "index.html"
# The page with the whole plan on two sheets of paper, which a document says again.
OVERVIEW_HTML = "oversigt.html"
# The page on the extracts: which came, which rules they keep, and what was corrected since.
DATA_QUALITY_HTML = "datakvalitet.html"
# An accounting year's page on what was due and done. A folder with this page is a published accounting year.
FOLLOWUP_HTML = "lbf_opfoelgning.html"

# Every figure of a half-year. A folder with this file is a published half-year.
FIGURES_CSV = "indicators.csv"
# The months of the control charts.
MONTHS_CSV = "maanedstal.csv"
# What was published otherwise before, and why it is another now.
CORRECTIONS_CSV = "rettelser.csv"
# The figures by sex and age band that the plan adopts; not there where it adopts none.
BREAKDOWNS_CSV = "opdelinger.csv"
# Who was reached by which activity, and what became of the courses; not there where no list of participants is kept.
REACH_CSV, COURSES_CSV = "deltagere.csv", "forloeb.csv"
# How it went those who took part, and how alike they and the others were whom they are held against.
OUTCOMES_CSV, BALANCE_CSV = "udfald.csv", "balance.csv"
# What the areas are by the state's criteria; not there where the plan adopts no measure of them.
CRITERIA_CSV = "kriterier.csv"
AREA_STATUSES_CSV = "omraadestatus.csv"
# The tables that a publication lacks where its plan has nothing of what they tell.
OPTIONAL_TABLES = (
    BREAKDOWNS_CSV,
    REACH_CSV,
    COURSES_CSV,
    OUTCOMES_CSV,
    BALANCE_CSV,
    CRITERIA_CSV,
    AREA_STATUSES_CSV,
)
# What the plan prints besides its baselines: known to everyone, and told on the profiles.
PLAN_FIGURES_CSV = "planens_tal.csv"
# What the audit of the plan's printed baselines derives: told on its own page only.
PLAN_CHECK_CSV = "planens_kontrol.csv"
# Each chart of a page as files of its own, by page: its drawing and its tables; their form: `published.charts`.
CHARTS_FOLDER = "grafer"
# The newest figures for people: a workbook, the same rows as a CSV file for a Danish Excel, and the overview as a
# document; their form: `published.office`.
WORKBOOK_XLSX, PEOPLE_CSV, OVERVIEW_DOCX = "tabeller.xlsx", "tal_til_excel.csv", "oversigt.docx"
OFFICE_FILES = (WORKBOOK_XLSX, PEOPLE_CSV, OVERVIEW_DOCX)
# The duties and the hours of an accounting year.
DUTIES_CSV, HOURS_CSV = "opgaver.csv", "timer.csv"
PROGRESS_CSV, MILESTONES_CSV, ECONOMY_CSV = "fremdrift.csv", "milepaele.csv", "oekonomi.csv"

# What the figures are and how they hang together; its form: `published.definitions`.
DEFINITIONS_JSON = "definitioner.json"
# The chain of publications; its form: `published.log`.
LOG_JSON = "udgivelseslog.json"
# The auditor's certificate; its form: `audit.certificate`.
CERTIFICATE_JSON = "kontrolattest.json"
# What the publication is made of, by digest; its form: `evidence.manifest`.
MANIFEST_JSON = "manifest.json"
# What is in the tables, for programs that read data packages.
DATA_PACKAGE_JSON = "datapackage.json"

# Before the year in the name of an accounting year's folder.
YEAR_PREFIX = "regnskabsaar-"

# Before the half-year in the name of the folder of an earlier edition of it, which was published anew.
SUPERSEDED_PREFIX = "tidligere-"


def name_superseded_folder(half_year: str, number: int) -> str:
    """The name in reports/ of a half-year's edition that was replaced by a newer one: `tidligere-2026H1-1`. number: 1
    for the first that was replaced. Called when a half-year is published again, and for links to what it replaced."""
    return f"{SUPERSEDED_PREFIX}{half_year}-{number}"


def name_year_folder(year: int) -> str:
    """The name of an accounting year's folder in reports/ and data/processed: `regnskabsaar-2026`. Called when an
    accounting year is published, and for links to it."""
    return f"{YEAR_PREFIX}{year}"
