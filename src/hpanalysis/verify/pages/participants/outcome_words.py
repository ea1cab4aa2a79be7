"""What the page deltagere says of outcomes, made anew of the rows of udfald.csv and balance.csv. A conclusion has the
closed words of the package's program and no others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hpanalysis.published.figures import HIDDEN
from hpanalysis.published.month_names import MONTHS
from hpanalysis.verify.pages.counts.wording import capitalise, join_words, spell
from hpanalysis.verify.pages.participants.held import ParticipantsHeld, Row, ToldActivity, is_shown
from hpanalysis.verify.pages.participants.words import write_half_year
from hpanalysis.verify.pages.progress.wording import write_number

DESIGN = (
    "Deltagerne er holdt op mod personer, der er i samme målgruppe og ikke deltager i nogen aktivitet med samme "
    "udfald. Hver deltager er holdt op mod dem, der ligner: samme måned, omtrent samme tal i halvåret før, samme køn, "
    "samme alder og, hvor der er nok, samme boligområde. Forskellen er deltagernes ændring minus de lignendes, fra det "
    "halve år før til det halve år efter (matchet difference-in-differences). Intervallerne om forskellene er så "
    "brede, at de holder for alle halvårets sammenligninger på én gang.",
    "Det er ikke lodtrækning. Hvem der deltager, afgøres af dem selv og af dem, der henviser, og deltagere kan være "
    "forskellige fra andre på det, som udtrækkene ikke kender, som helbred og lyst til at deltage. Derfor kan "
    "sammenligningen ikke vise, hvad der er årsagen til en forskel. Deltagere, som i længere tid har haft det sværere "
    "end de andre, kan se ud til at klare sig dårligere, end de gør.",
    "Der er kun sammenlignet, når der er nok deltagere og nok, der ligner dem, når de to grupper er ens på alt det, de "
    "er udvalgt efter (højst en tiendedel standardafvigelse fra hinanden, grænsen i diagrammet), og når det gik dem "
    "ens, allerede før nogen begyndte. Ellers står der, hvorfor der ikke er sammenlignet.",
)
_FEW = "Hvordan det gik deltagerne, er diskretioneret, for de er få, eller få af dem adskiller sig fra de andre."
_NOBODY = "Ingen er målt endnu: Tallene for det halve år, efter at nogen begyndte, er ikke leveret."
_COVARIATES = {"koen": "køn", "area_id": "boligområde", "age": "alder", "before": "tallet før"}
_POINTS = "procentpoint"
_ELSEWHERE = "nær samme tid i en anden aktivitet med samme udfald"


def write(text: str) -> str:
    """A number with the decimals of its cell, in Danish. Called for each."""
    number, decimals = Decimal(text), len(text.partition(".")[2])
    plain = f"{abs(number) if number == 0 else number:,.{decimals}f}"
    return plain.replace(",", " ").replace(".", ",").replace(" ", ".").replace("-", "\N{MINUS SIGN}")


def write_signed(text: str) -> str:
    """A change with its sign. Called for each."""
    return f"+{write(text)}" if Decimal(text) > 0 else write(text)


def _write_span(row: Row, name: str) -> str:
    """The interval of a number, in brackets after it. Called for each number with one."""
    return f" ({write(row[f'{name}_lo'])} til {write(row[f'{name}_hi'])})"


def _write_change(row: Row, name: str) -> str:
    """A change with its sign, unit and interval. Called for changes, differences and placebos."""
    return f"{write_signed(row[name])} {_POINTS}{_write_span(row, name)}"


def find_expected(held: ParticipantsHeld, row: Row) -> str:
    """The change that was to be expected, as its cell has it; "" where it is not told. Called for sentence and
    drawing. Beside participants who may not be compared it would be read as a comparison."""
    return row["expected"] if held.is_compared(row) else ""


def state_conclusion(held: ParticipantsHeld, row: Row) -> str:
    """What may be concluded, or why nothing may. Called for each activity."""
    words = held.require_closed()
    not_compared = f"Det {words.not_compared}, fordi {row['reason']}."
    if not is_shown(row):
        why = _FEW if row["status"] == HIDDEN else _NOBODY
        return f"{not_compared} {why}" if row["reason"] else why
    if not held.is_compared(row):
        return not_compared
    difference = f"Forskellen i ændring var {_write_change(row, 'difference')}."
    if row["concluded"] == words.no_difference:
        most = max((row["difference_lo"], row["difference_hi"]), key=lambda end: abs(Decimal(end))).removeprefix("-")
        told = f"{capitalise(words.no_difference)}; en forskel under {write(most)} {_POINTS} kan ikke udelukkes."
        return f"{told} {difference}"
    return f"Det {row['concluded']}. {difference}"


def state_change(held: ParticipantsHeld, row: Row) -> str:
    """The participants' number before and after. Called for each outcome that is shown."""
    return (
        f"{held.indicators[row['indicator_id']].label}: I gennemsnit {write(row['before'])} pct. i det halve år før og "
        f"{write(row['after'])} pct. i det halve år efter, en ændring på {_write_change(row, 'change')}."
    )


def state_expected(held: ParticipantsHeld, activity: ToldActivity, row: Row) -> str:
    """What was to be expected, and that a bad number often gets better by itself; "" where neither is said. Called as
    `state_change`."""
    told = []
    if activity.condition:
        told.append(
            f"Deltagerne er valgt efter et vilkår: {activity.condition}. Et tal, der er dårligt, når nogen bliver "
            "valgt, bliver ofte bedre af sig selv."
        )
    if expected := find_expected(held, row):
        change = f"{write_signed(expected)} {_POINTS}"
        told.append(f"Blandt de lignende ikke-deltagere var ændringen {change}.")
    return " ".join(told)


def _name_month(month: str) -> str:
    """A month in words. Called for both ends of the months that they began in."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def list_more(held: ParticipantsHeld, row: Row) -> Iterator[str]:
    """The sentences under a conclusion: whom it is of, the placebo, what is unknown, what would be seen, and who began
    elsewhere. Called as `state_change`."""
    words, first, last = held.require_closed(), row["first_month"], row["last_month"]
    when = f"i {_name_month(first)}" if first == last else f"fra {_name_month(first)} til {_name_month(last)}"
    yield f"Tallene er gennemsnit for mindst {write_number(row['persons_at_least'])} deltagere, der begyndte {when}."
    if row["placebo"]:
        yield (
            f"Prøven: Opgjort på samme måde, før nogen begyndte, var forskellen {_write_change(row, 'placebo')}. Er de "
            "to grupper ens, er den omkring nul."
        )
    if row["concluded"] in (words.better, words.worse):
        yield (
            "Noget ukendt kunne alene give forskellen, hvis det gjorde både det at deltage og udfaldet mindst "
            f"{write(row['e_value'])} gange så hyppigt (E-værdien; {write(row['e_value_of_limit'])} gange for at "
            "bringe intervallet til nul)."
        )
    if row["smallest"]:
        yield f"En forskel på {write(row['smallest'])} {_POINTS} eller mere ville være set med 80 pct. sandsynlighed."
    if not row["elsewhere"]:
        yield f"Hvor mange af dem der begyndte {_ELSEWHERE}, kan ikke vises."
    elif Decimal(row["elsewhere"]) == 0:
        yield f"Ingen eller næsten ingen af dem begyndte {_ELSEWHERE}."
    else:
        yield f"Omkring {write(row['elsewhere'].partition('.')[0])} pct. af dem begyndte {_ELSEWHERE}."


def name_covariate(row: Row) -> str:
    """What the two sides are alike in. Called for each row of balance."""
    return _COVARIATES.get(row["covariate"], row["covariate"])


def write_at_most(text: str) -> str:
    """A standardised difference as far as it is told. Called for both columns of balance."""
    if not text:
        return "over 1"
    kept = text.rstrip("0").rstrip(".") if "." in text else text
    return f"højst {write(kept)}"


def list_concluded(held: ParticipantsHeld) -> Iterator[str]:
    """The sentences at the top: of how many something may be concluded, and what. Called once."""
    told = held.told_outcomes
    if not told:
        return
    words = held.require_closed()
    may = sum(held.is_compared(row) for _, row in told)
    yield (
        "Hvordan det gik deltagerne, kan holdes op mod lignende ikke-deltagere for "
        f"{spell(may, 'én') if may else 'ingen'} af {spell(len(told), 'én')} "
        f"{'aktivitet' if len(told) == 1 else 'aktiviteter'} med et udfald."
    )
    for word in (words.better, words.worse, words.no_difference):
        names = [activity.name for activity, row in told if is_shown(row) and row["concluded"] == word]
        if names:
            yield f"{capitalise(word)}: {join_words(names)}."


def state_earlier(row: Row) -> str:
    """What an earlier half-year concluded. Called for each whose package is at hand."""
    told = row["concluded"] or row["status"]
    because = f", fordi {row['reason']}" if row["reason"] else ""
    return f"{write_half_year(row['half_year'])}: {told}{because}."
