"""The sentences of the page fremdrift as the year's CSV files give them."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.verify.pages.counts.wording import join_words, spell
from hpanalysis.verify.pages.progress.tables import list_in_need, write_kroner
from hpanalysis.verify.pages.progress.wording import write_day, write_number, write_share
from hpanalysis.verify.pages.progress.year import PromisedYear, Row

SHORT, NEEDS, PROMISES, CALENDAR = "kort", "bagud", "leverancer", "kalender"
MILESTONES, HOURS, ECONOMY = "milepaele", "timer", "oekonomi"
SECTIONS = (SHORT, NEEDS, PROMISES, CALENDAR, MILESTONES, HOURS, ECONOMY)


def _count(rows: list[Row], *words: str) -> list[int]:
    """How many rows have each word. Called for both sentences that count."""
    return [sum(row["status"] == word for row in rows) for word in words]


def _tell_due(rows: list[Row]) -> str:
    """The sentence on what is due as a whole. Called once. rows: those of fremdrift.csv that are."""
    if not rows:
        return "Ingen af de aftalte leverancer er forfaldet endnu."
    met, behind, silent = _count(rows, "nået", "bagud", "ikke meldt")
    return (
        f"Af de {len(rows)} aftalte leverancer, der er forfaldet, er {met} nået, {behind} er bagud, "
        f"og {silent} er ikke meldt."
    )


def _tell_under_way(rows: list[Row]) -> str:
    """The sentence on what is not due as a whole; "" where all is. Called once. rows: those that are not."""
    if not rows:
        return ""
    met, on_course, behind, silent, to_begin = _count(
        rows, "nået", "følger planen", "bagud", "ikke meldt", "ikke begyndt"
    )
    return (
        f"Af de {len(rows)}, der ikke er forfaldet endnu, er {met} nået allerede, {on_course} følger planen, "
        f"{behind} er bagud, {silent} er ikke meldt, og {to_begin} er ikke begyndt."
    )


def _tell_silent(year: PromisedYear) -> str:
    """The sentence that names who has not reported. Called once."""
    partners = dict.fromkeys(row["responsible"] for row in year.progress if row["status"] == "ikke meldt")
    return f"Disse mangler at melde: {join_words(partners)}." if partners else "Alle parter har meldt."


def _tell_milestones(year: PromisedYear) -> str:
    """The sentence on milestones whose day is past. Called once."""
    past = [row["what"] for row in year.milestones if row["status"] == "overskredet"]
    return f"Overskredne milepæle: {'; '.join(past)}." if past else "Ingen milepæl er overskredet."


def _tell_hours(year: PromisedYear) -> str:
    """The sentences on the hours of all partners. Called once."""
    keys = ("alle", "i alt", "personale")
    (row,) = (one for one in year.hours if (one["agreement_id"], one["activity_id"], one["whose"]) == keys)
    promised, so_far, given = (Decimal(row[name]) for name in ("promised", "promised_so_far", "given"))
    if not promised:
        return "Der er ingen aftalte timer i regnskabsåret."
    if not so_far:
        return "Ingen af de aftalte timer er forfaldet endnu."
    assert year.due_until is not None
    told = "Det er den sidste dag, nogen af parterne har indberettet timer for."
    if not year.is_told:
        told = "Ingen timer er indberettet."
    if Decimal(ours := row["promised_so_far_own_weeks"]):
        told += f" Af de forfaldne timer er {write_number(ours)} regnet med uger, som planen ikke trykker."
    return (
        f"Parterne har leveret {write_number(str(given))} af de {write_number(str(so_far))} timer, der er aftalt for "
        f"medarbejdere og er forfaldet til og med {write_day(year.due_until)}. "
        f"Det er {write_share(given, so_far)} pct. {told}"
    )


def list_in_short(year: PromisedYear) -> list[str]:
    """The sentences of »Kort sagt«, in their order; that on hours is left out where the log is not read. Called once
    for each page."""
    agreed = [row for row in year.progress if row["needed"]]
    due = [row for row in agreed if int(row["needed"]) and row["due"] == row["needed"]]
    told = [
        _tell_due(due),
        _tell_under_way([row for row in agreed if row not in due]),
        _tell_silent(year),
        _tell_milestones(year),
        *([_tell_hours(year)] if year.log_is_read else []),
    ]
    return [sentence for sentence in told if sentence]


def _sum(amounts: list[str]) -> str:
    """The sum of amounts. Called for both sums of the sentence on the economy."""
    return str(sum(map(Decimal, amounts), Decimal(0)))


def _list_economy(year: PromisedYear) -> list[str]:
    """The paragraphs on the economy, in their order. Called once."""
    if not year.economy:
        return ["Planen trykker intet budget, og der er ikke lagt et ind."]
    budget = write_kroner(_sum([row["budget"] for row in year.economy]))
    spent = [row["spent"] for row in year.economy if row["spent"]]
    told = f"Der er {budget} i budgettet for regnskabsåret, og intet forbrug er oplyst."
    if spent:
        told = f"Af årets budget på {budget} er {write_kroner(_sum(spent))} brugt."
    invented = "Budgettet er opdigtet og viser kun, hvordan siden ser ud. Planen trykker intet budget."
    valued = "Timernes værdi er parternes leverede timer gange budgettets timesats, og er ikke talt med i forbruget."
    return [
        told,
        *([invented] if any(row["invented"] == "ja" for row in year.economy) else []),
        "Forbruget er det, sekretariatet har oplyst af regnskabet.",
        *([valued] if any(row["hours_value"] for row in year.economy) else []),
        "Økonomien som CSV-fil (oekonomi.csv)",
    ]


def list_others(year: PromisedYear, section: str) -> list[str] | None:
    """The paragraphs of another section that tell of its table, in their order; None where the package's program does
    not tell its note in a form that is read here. Called for each section but the first."""
    note = year.notes.get(section)
    if section == NEEDS:
        return [] if list_in_need(year) else ["Ingen leverance er bagud, og alle er meldt."]
    if section == ECONOMY:
        return _list_economy(year)
    if note is None:
        return None
    if section == PROMISES:
        return [note, "Leverancerne som CSV-fil (fremdrift.csv)"]
    if section != MILESTONES:
        return [note]
    own = sum(row["source"] != "planen" for row in year.milestones)
    added = [f"Sekretariatet har føjet {spell(own, 'én')} til."] if own else []
    return [note, *added, *(["Milepælene som CSV-fil (milepaele.csv)"] if year.milestones else [])]
