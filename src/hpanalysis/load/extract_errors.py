"""The Danish error messages about delivered files. They give file, row and column, and never a value from a cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.cpr import show_name
from hpanalysis.definitions.model import Column, Source
from hpanalysis.errors import Stop
from hpanalysis.load.readable_forms import describe_expected

NEW_EXTRACT = "Slå rækken op i kildefilen, og bed om et rettet udtræk. Ret den ikke selv."


@dataclass(frozen=True)
class ExtractErrors:
    """Makes the Danish `Stop` for each fault that a delivered file can have; the code that reads the file raises it.
    Made for each file that is opened. Rows are counted from 1 with the heading, as the analyst sees them."""

    path: Path  # its name is shown without the folders
    source: Source  # its contact is who the reader is told to ask

    def _make_stop(
        self, wrong: str, expected: str, do: str, *, row: int | None = None, column: str | None = None, others: int = 0
    ) -> Stop:
        """The error with its place: the file, and the row, the number of other rows like it and the column, if known.
        Called by the other methods of the class and of `WorkbookErrors`. wrong, expected, do: what is wrong, what
        should be there and what to do, in Danish. row: from 1, None where the fault is of no row. others: 0 where no
        more rows have the fault."""
        place = show_name(self.path.name)
        place += f", række {row}" if row else ""
        place += f" og {others} {'anden række' if others == 1 else 'andre rækker'}" if others else ""
        place += f", kolonne »{column}«" if column else ""
        return Stop(wrong, place=place, expected=expected, do=do, ask=f"{self.source.contact}.")

    def unknown_format(self) -> Stop:
        """The error for a file whose name ends in neither .csv nor .xlsx. Called when an extract is opened."""
        return self._make_stop(
            "Filen er ikke af en slags, der kan læses.",
            f"en fil som »{self.source.usual_file}«.",
            "Bed om udtrækket i det aftalte format.",
        )

    def encoding(self, row: int) -> Stop:
        """The error for a CSV file in an encoding that cannot be read. row: of the first byte that is no text. Called
        when a CSV file is opened."""
        return self._make_stop(
            "Filens tegnsæt kan ikke genkendes, så æ, ø og å kan ikke læses.",
            "UTF-8, UTF-16 eller Windows-1252.",
            "Bed om filen som »CSV UTF-8«, og gem den ikke fra Excel, for så kan et CPR-nummer miste sit første nul.",
            row=row,
        )

    def ragged(self, row: int | None, delimiters: Iterable[str]) -> Stop:
        """The error for a row of a CSV file with more or fewer fields than the heading, or an unclosed quotation mark.
        Called when a CSV file is opened or read. row: None if not known. delimiters: those allowed, in Danish."""
        return self._make_stop(
            "Rækken har ikke lige så mange felter som overskriften, eller et anførselstegn mangler.",
            f"ét felt pr. kolonne, adskilt af {' eller '.join(delimiters)}.",
            NEW_EXTRACT,
            row=row,
        )

    def workbook_by_another_name(self) -> Stop:
        """The error for a workbook whose name ends in .csv. Called when a CSV file is opened, is no text and proves to
        be a workbook."""
        return self._make_stop(
            "Filen er en Excel-fil, selv om navnet ender på .csv.",
            "en CSV-fil.",
            "Bed om udtrækket gemt som »CSV UTF-8«. Et andet navn til filen er ikke nok.",
        )

    def unknown_delimiter(self, delimiters: Iterable[str]) -> Stop:
        """The error for a CSV file whose first line, such as `sep=|`, names a sign that fields are not read by. Called
        when a CSV file is opened. delimiters: those allowed, in Danish."""
        return self._make_stop(
            "Første linje, »sep=«, siger, at felterne er adskilt af et tegn, som ikke læses.",
            f"felter adskilt af {' eller '.join(delimiters)}.",
            "Bed om et nyt udtræk som »CSV UTF-8«.",
            row=1,
        )

    def empty(self) -> Stop:
        """The error for a file that holds nothing at all, not even a heading. Called when an extract is opened."""
        return self._make_stop("Filen er tom.", "en overskrift og mindst én række.", "Bed om et nyt udtræk.")

    def no_rows(self) -> Stop:
        """The error for a file that has a heading and no rows under it. Called when the rows of an extract are read."""
        return self._make_stop(
            "Filen har en overskrift, men ingen rækker.",
            "mindst én række.",
            "Bed om et nyt udtræk. Er der intet at levere, så bed leverandøren om at bekræfte det, og fjern filen.",
        )

    def no_column(self, column: Column) -> Stop:
        """The error for a wanted column of which the file has no heading. Called when columns are looked for."""
        names = " eller ".join(f"»{heading}«" for heading in column.headings)
        return self._make_stop(
            f"Kolonnen »{column.headings[0]}« findes ikke.",
            f"{names}.",
            "Bed om et udtræk med kolonnen. Har den blot skiftet navn, så tilføj det nye navn i kildens beskrivelse.",
        )

    def two_columns(self, column: Column) -> Stop:
        """The error for a file of which two columns have a heading of the same wanted column. Called when the columns
        of an extract are looked for."""
        return self._make_stop(
            f"Kolonnen »{column.headings[0]}« findes mere end én gang.",
            "præcis én af dem.",
            "Bed om et udtræk, hvor kolonnen kun er med én gang.",
        )

    def impossible(self, column: Column, heading: str, row: int, others: int, *, empty: bool) -> Stop:
        """The error for a cell that cannot be read as a value of its column, or that has an error of Excel's in it. The
        value is not shown. Called when cells are read. heading: the column's, as the file spells it. row: the first
        such row. others: how many more rows have the fault. empty: the cell is blank, though the column is required."""
        wrong = "Cellen er tom." if empty else "Værdien er ikke mulig og vises ikke her."
        expected = column.expected if empty else describe_expected(column)
        return self._make_stop(wrong, f"{expected}.", NEW_EXTRACT, row=row, column=heading, others=others)

    def another_form(self, column: Column, heading: str, *, shape: str, every_row: bool) -> Stop:
        """The error for a column of which all or most cells are written in a form that is not read. Called when cells
        are read. heading: the column's, as the file spells it. shape: how most of them are written, with `#` for each
        digit; "" where that may not be told. every_row: not one cell can be read."""
        wrong = "Ingen af værdierne kan læses" if every_row else "De fleste værdier kan ikke læses"
        seen = f" De er skrevet som »{shape}«, hvor # er et ciffer." if shape else ""
        return self._make_stop(
            f"{wrong}: Kolonnen er skrevet på en måde, der ikke læses.{seen}",
            f"{describe_expected(column)}.",
            "Bed om et nyt udtræk, hvor kolonnen er skrevet sådan. Ret den ikke selv.",
            column=heading,
        )

    def two_readings(self, column: Column, heading: str, row: int, others: int) -> Stop:
        """The error for a number whose comma or point may mark decimals or thousands. The value is not shown. Called
        when counts are read. heading: the column's, as the file spells it. others: how many more rows have the
        fault."""
        return self._make_stop(
            "Et komma eller punktum foran tre cifre kan læses på to måder: 12,345 kan være 12.345 eller 12 og en brøk.",
            f"{column.expected}, uden tusindtalsskiller.",
            "Spørg leverandøren, hvilket tal der menes, og bed om et udtræk uden tusindtalsskiller.",
            row=row,
            column=heading,
            others=others,
        )

    def looks_like_cpr(self, column: Column, heading: str) -> Stop:
        """The error for a text column with CPR numbers in it, which is a breach of security at the supplier. Called
        when such a number is found in a column of free text that is read. heading: the column's, as the file spells
        it."""
        return self._make_stop(
            "Kolonnen indeholder noget, der ligner CPR-numre. Værdierne vises ikke.",
            f"{column.expected}.",
            "Brug ikke filen, bed om et nyt udtræk, og spørg databeskyttelsesrådgiveren, om sagen skal meldes som "
            "brud på persondatasikkerheden.",
            column=heading,
        )
