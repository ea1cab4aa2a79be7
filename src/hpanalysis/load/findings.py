"""What is wrong with a delivered file, in Danish: file, row and column; never a value out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.definitions.model import Column, Source
from hpanalysis.errors import Stop

NEW_EXTRACT = "Slå rækken op i kildefilen, og bed om et rettet udtræk. Ret den ikke selv."


@dataclass(frozen=True)
class ExtractErrors:
    """The file that findings are about, and the source whose supplier is to be asked."""

    path: Path
    source: Source

    def _stop(
        self, wrong: str, expected: str, do: str, row: int | None = None, column: str | None = None, others: int = 0
    ) -> Stop:
        place = f"»{self.path.name}«"
        place += f", række {row}" if row else ""
        place += f" og {others} {'anden række' if others == 1 else 'andre rækker'}" if others else ""
        place += f", kolonne »{column}«" if column else ""
        return Stop(wrong, place=place, expected=expected, do=do, ask=f"{self.source.contact}.")

    def unknown_format(self) -> Stop:
        return self._stop(
            "Filen er ikke af en slags, der kan læses.",
            f"en fil som »{self.source.usual_file}«.",
            "Bed om udtrækket i det aftalte format.",
        )

    def unreadable(self, expected: str, row: int | None = None) -> Stop:
        return self._stop("Filen kan ikke læses.", expected, "Bed om et nyt udtræk, og gem det uden at åbne det.", row)

    def locked(self) -> Stop:
        return self._stop(
            "Filen er beskyttet med en adgangskode, eller den er gemt i et gammelt Excel-format.",
            "en Excel-fil (.xlsx) uden adgangskode.",
            "Bed om et nyt udtræk uden adgangskode, sendt ad en sikker vej.",
        )

    def too_large(self) -> Stop:
        return self._stop(
            "Filen fylder langt mere, end et udtræk kan, når den pakkes ud, og er derfor ikke åbnet.",
            "en Excel-fil (.xlsx) med kun udtrækkets rækker og kolonner.",
            "Åbn ikke filen. Spørg leverandøren, om den er sendt derfra, og bed om et nyt udtræk.",
        )

    def two_sheets(self) -> Stop:
        return self._stop(
            "Mere end ét ark har udtrækkets kolonner.",
            "præcis ét ark med udtrækket.",
            "Bed om et udtræk, hvor alle rækker er på ét ark.",
        )

    def merged(self, row: int, heading: str) -> Stop:
        return self._stop(
            "Cellen er flettet med andre, så det ikke er sikkert, hvilke rækker og kolonner den gælder.",
            "én værdi i hver celle.",
            "Bed om et udtræk uden flettede celler.",
            row,
            heading,
        )

    def encoding(self, row: int) -> Stop:
        return self._stop(
            "Filens tegnsæt kan ikke genkendes, så æ, ø og å kan ikke læses.",
            "UTF-8, UTF-16 eller Windows-1252.",
            "Bed om filen som »CSV UTF-8«, og gem den ikke fra Excel, for så kan et CPR-nummer miste sit første nul.",
            row,
        )

    def ragged(self, row: int | None, delimiters: Iterable[str]) -> Stop:
        """delimiters: what the fields may be parted by, in Danish."""
        return self._stop(
            "Rækken har ikke lige så mange felter som overskriften, eller et anførselstegn mangler.",
            f"ét felt pr. kolonne, adskilt af {' eller '.join(delimiters)}.",
            NEW_EXTRACT,
            row,
        )

    def empty(self) -> Stop:
        return self._stop("Filen er tom.", "en overskrift og mindst én række.", "Bed om et nyt udtræk.")

    def no_rows(self) -> Stop:
        return self._stop(
            "Filen har en overskrift, men ingen rækker.",
            "mindst én række.",
            "Bed om et nyt udtræk. Er der intet at levere, så bed leverandøren om at bekræfte det, og fjern filen.",
        )

    def no_column(self, column: Column) -> Stop:
        names = " eller ".join(f"»{heading}«" for heading in column.headings)
        return self._stop(
            f"Kolonnen »{column.headings[0]}« findes ikke.",
            f"{names}.",
            "Bed om et udtræk med kolonnen. Har den blot skiftet navn, så tilføj det nye navn i kildens beskrivelse.",
        )

    def two_columns(self, column: Column) -> Stop:
        return self._stop(
            f"Kolonnen »{column.headings[0]}« findes mere end én gang.",
            "præcis én af dem.",
            "Bed om et udtræk, hvor kolonnen kun er med én gang.",
        )

    def impossible(self, column: Column, heading: str, row: int, others: int, empty: bool) -> Stop:
        wrong = "Cellen er tom." if empty else "Værdien er ikke mulig og vises ikke her."
        return self._stop(wrong, f"{column.expected}.", NEW_EXTRACT, row, heading, others)

    def looks_like_cpr(self, column: Column, heading: str) -> Stop:
        return self._stop(
            "Kolonnen indeholder noget, der ligner CPR-numre. Værdierne vises ikke.",
            f"{column.expected}.",
            "Brug ikke filen, bed om et nyt udtræk, og spørg databeskyttelsesrådgiveren, om sagen skal meldes som "
            "brud på persondatasikkerheden.",
            column=heading,
        )
