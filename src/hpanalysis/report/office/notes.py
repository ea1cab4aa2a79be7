"""The workbook's notes: what the words in its cells mean, how its figures are read, and what is to be minded."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.published.office import columns
from hpanalysis.report.data_quality.withheld import explain_withholding
from hpanalysis.report.release import Release
from hpanalysis.report.words import explanations
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Status, Verdict, Versus

Note = tuple[str, str]

_STATES = (
    (Status.NOT_DELIVERED.value, "Leverandøren har ikke leveret data til tallet endnu."),
    (Status.NO_PERSONS.value, "Der var ingen i den gruppe, som tallet handler om."),
    (Status.NO_CASES.value, "Der var ingen sager: Tallet er 0."),
    (columns.NO_INTERVAL, "Der er ikke grundlag for at beregne intervallet eller ændringen."),
    (columns.NO_COUNT, "Tallet har ingen nævner, eller antallet offentliggøres ikke."),
    (columns.NOT_COMPARED, "Tallet kan ikke sammenlignes med kommunens, fordi de to ikke dækker det samme."),
    (columns.IS_COMPARISON, "Rækken er selv det tal, som områdernes tal holdes op mod."),
    (columns.NO_COMPARISON, "Tallet, der skulle holdes op mod, er diskretioneret eller findes ikke."),
    (columns.NO_VERDICT, "Spørgsmålet stilles ikke for tallet, eller der er ikke noget mål med en grænse."),
    (columns.NO_BASELINE, "Planen trykker ikke et udgangspunkt, og det kan ikke genberegnes."),
    (columns.NO_TARGET, "Planen sætter ikke et mål for tallet dér."),
    (columns.NOT_KNOWN, "Afstanden til målet kan ikke regnes ud, fx fordi målet er at falde og ikke et bestemt tal."),
)
_VERDICTS = (
    (f"{Versus.BETTER.value}, {Versus.WORSE.value}", "Forskellen fra sammenligningen er sikker."),
    (Versus.NO_SURE_DIFFERENCE.value, "Forskellen er ikke større end tilfældige udsving. De to kan godt være ens."),
    (f"{Since.IMPROVED.value}, {Since.WORSENED.value}", "Ændringen siden udgangspunktet er sikker."),
    (Since.NO_SURE_CHANGE.value, "Ændringen siden udgangspunktet er ikke større end tilfældige udsving."),
    (Since.BREAK.value, "Definitionen er ændret, så tallet før og efter ikke kan sammenlignes."),
    (Verdict.MET.value, "En test viser, at tallet har nået målet."),
    (
        f"{Verdict.ON_TRACK.value}, {Verdict.NOT_ON_TRACK.value}",
        "En test viser, hvor tallet ligger i forhold til den lige linje fra udgangspunktet til målet, eller om det er "
        "faldet, hvor målet er at falde.",
    ),
    (Verdict.NOT_COMPUTABLE.value, "Der er intet tal at vurdere: Det er diskretioneret eller ikke leveret."),
)
_COLUMNS = (
    (
        columns.Head.LOW.value,
        "Usikkerhedsintervallets nedre ende (95 pct.). Den øvre står i kolonnen ved siden af. De fire kolonner om "
        "ændringen læses på samme måde.",
    ),
    (
        columns.Head.MISSING.value,
        "Hvor langt tallet er fra målet, i ændringens enhed. 0 betyder, at tallet er nået dertil.",
    ),
    (
        columns.Head.KEY.value,
        "Tallets adresse i indicators.csv: indikator, periode og sted med de navne, filen bruger. Dér står alle "
        "udgivne tal, også de tidligere perioders.",
    ),
)


def list_notes(release: Release) -> list[Note]:
    """Each word of the sheets with what it means, then how columns, intervals and verdicts are read. Called once, for
    the sheet »Noter«; the explanations are those of the pages."""
    withheld = (Status.HIDDEN.value, explain_withholding(release))
    probable = (f"{Verdict.TOWARDS.value}, {Verdict.AWAY.value}", explanations.explain_probable_words())
    explained = [(name.rstrip("."), text) for name, text in explanations.list_explanations(release)]
    return [_tidy(note) for note in (withheld, *_STATES, *_VERDICTS, probable, *_COLUMNS, *explained)]


def list_caveats(release: Release) -> list[Note]:
    """Each adopted indicator that has a caveat, with it. Called once, for the sheet »Noter«."""
    speakers = [Speaker(release, adoption.indicator_id) for adoption in release.plan.adoptions]
    return [_tidy((speaker.indicator.title, speaker.caveat)) for speaker in speakers if speaker.caveat]


def _tidy(note: Note) -> Note:
    """A note with ordinary spaces, as every cell of the workbook. Called for each."""
    word, text = note
    return danish.capitalise(word).replace(danish.NBSP, " "), text.replace(danish.NBSP, " ")
