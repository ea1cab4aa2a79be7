"""The Danish error messages about workbooks. They give file, sheet, row and column, and never a value from a cell."""

from __future__ import annotations

import re

from hpanalysis.definitions.model import Column
from hpanalysis.errors import Stop
from hpanalysis.load.extract_errors import ExtractErrors
from hpanalysis.load.formats.excel.cell_text import Doubt
from hpanalysis.load.formats.excel.content import Content
from hpanalysis.load.formats.excel.sheet import Sheet

_ONE_SHEET = "præcis ét ark med udtrækket, og at arket er synligt."
_WORKBOOK = "en Excel-fil (.xlsx) med udtrækkets kolonner på ét ark."
_SAVED_AS = "Bed om udtrækket gemt som en Excel-projektmappe (.xlsx). Et andet navn til filen er ikke nok."
_IS_NO_WORKBOOK = {
    Content.OLD_EXCEL: ("Filen er gemt i et gammelt Excel-format (.xls).", _SAVED_AS),
    Content.BINARY_EXCEL: ("Filen er gemt i Excels binære format (.xlsb).", _SAVED_AS),
    Content.OPEN_DOCUMENT: ("Filen er et OpenDocument-regneark (.ods).", _SAVED_AS),
    Content.OTHER_PACKAGE: ("Filen er ikke en Excel-fil, men en anden slags pakket fil.", _SAVED_AS),
    Content.PAGE: ("Filen er ikke en Excel-fil, men en webside eller XML, som blot hedder .xlsx.", _SAVED_AS),
    Content.PDF: ("Filen er ikke en Excel-fil, men en PDF.", _SAVED_AS),
    Content.TEXT: (
        "Filen kan ikke læses som en Excel-fil, for den er en tekstfil.",
        "Bed om et nyt udtræk. Er det en CSV-fil, så bed om den med et navn, der ender på .csv.",
    ),
    Content.LOCKED: (
        "Filen er beskyttet med en adgangskode.",
        "Bed om et nyt udtræk uden adgangskode, sendt ad en sikker vej.",
    ),
    Content.TOO_LARGE: (
        "Filen fylder langt mere, end et udtræk kan, når den pakkes ud, og er derfor ikke åbnet.",
        "Åbn ikke filen. Spørg leverandøren, om den er sendt derfra, og bed om et nyt udtræk.",
    ),
}
_EXPECTED_OF = {
    Content.LOCKED: "en Excel-fil (.xlsx) uden adgangskode.",
    Content.TOO_LARGE: "en Excel-fil (.xlsx) med kun udtrækkets rækker og kolonner.",
}
_VALUES = "Bed om et nyt udtræk, hvor cellerne har værdier og ikke formler."
# What is wrong and what to do, for each doubt that is not told by what the column expects.
_DOUBTS = {
    Doubt.UNCOMPUTED: ("Cellen har en formel, som aldrig er regnet ud, så værdien mangler.", _VALUES),
    Doubt.ERROR: (
        "Værdien er ikke mulig og vises ikke her: Excel har en fejl i cellen, fx #REF! eller #DIV/0!.",
        "Slå rækken op i kildefilen, og bed om et rettet udtræk. Ret den ikke selv.",
    ),
    Doubt.TIME_OF_DAY: (
        "Cellen har et klokkeslæt ud over datoen, så dagen kan være forskudt, fx af en tidszone.",
        "Spørg leverandøren, hvilke dage der gælder, og bed om et udtræk med datoer uden klokkeslæt.",
    ),
    Doubt.BARE_NUMBER: (
        "Cellen er et tal uden datoformat, så det er ikke sikkert, hvilken dag der menes.",
        "Bed om et nyt udtræk, hvor datoerne ses som datoer i Excel. Sæt ikke selv et datoformat på tallet.",
    ),
    Doubt.SHOWN_AS_DAY: (
        "Excel viser cellen som en dato eller et klokkeslæt, så værdien kan være lavet om af Excel.",
        "Bed om et nyt udtræk, og spørg, hvad der stod i kildesystemet. Fx gør Excel 1-2 til en dato.",
    ),
    Doubt.SHOWN_AS_PERCENT: (
        "Cellen vises som procent, så det er ikke sikkert, om værdien er en andel eller et antal.",
        "Bed om et nyt udtræk med selve antallet, uden procentformat.",
    ),
    Doubt.LOST_DIGITS: (
        "Tallet har flere cifre, end Excel kan gemme, så de sidste er gået tabt.",
        "Bed om et nyt udtræk, hvor kolonnen er formateret som tekst.",
    ),
    Doubt.MERGED: (
        "Cellen er flettet med andre, så det ikke er sikkert, hvilke rækker og kolonner den gælder.",
        "Bed om et udtræk uden flettede celler.",
    ),
    Doubt.HIDDEN_ROW: (
        "Rækken er skjult, fx af et filter, så det er ikke sikkert, om den hører med.",
        "Spørg leverandøren, om de skjulte rækker gælder, og bed om et udtræk uden skjulte rækker.",
    ),
    Doubt.HIDDEN_COLUMN: (
        "Kolonnen er skjult, så det er ikke sikkert, om den gælder.",
        "Spørg leverandøren, om kolonnen gælder, og bed om et udtræk uden skjulte kolonner.",
    ),
}
_EXPECTED_CELL = {
    Doubt.UNCOMPUTED: "en beregnet værdi i hver celle.",
    Doubt.MERGED: "én værdi i hver celle.",
    Doubt.HIDDEN_ROW: "et ark, hvor alle udtrækkets rækker kan ses.",
    Doubt.HIDDEN_COLUMN: "et ark, hvor alle udtrækkets kolonner kan ses.",
}
_DAY_FORM = ", formateret som dato eller skrevet som tekst, fx 31-12-2025."
# A sheet's name is shown, but not one with so many digits that it may be a person's number.
_MANY_DIGITS = re.compile(r"(?:\d\D?){6}")


def _name_sheet(sheet: Sheet) -> str:
    """A sheet in a message: by its name, or by its number where it has no name, or one with six digits, at most one
    other sign between them, which may be a person's. Called for each sheet that an error message about a workbook
    names."""
    return f"nr. {sheet.number}" if _MANY_DIGITS.search(sheet.name) or not sheet.name else f"»{sheet.name}«"


class WorkbookErrors(ExtractErrors):
    """Makes the Danish `Stop` for each fault that only a workbook can have, besides those of every extract. Made for
    each file that ends in .xlsx."""

    def no_workbook(self, content: Content) -> Stop:
        """The error for a file that is no workbook, or is one that the program does not open (an old format, a
        password). Called when a file that ends in .xlsx is opened. content: what kind of file it is, by its bytes."""
        if content is Content.EMPTY:
            return self.empty()
        wrong, do = _IS_NO_WORKBOOK.get(
            content, ("Filen kan ikke læses.", "Bed om et nyt udtræk, og gem det uden at åbne det.")
        )
        return self._make_stop(wrong, _EXPECTED_OF.get(content, _WORKBOOK), do)

    def two_sheets(self, first: Sheet, second: Sheet) -> Stop:
        """The error for a workbook in which two visible sheets have all the columns, so that either may be the extract.
        Called when the sheet is chosen."""
        return self._make_stop(
            f"Mere end ét ark har udtrækkets kolonner: {_name_sheet(first)} og {_name_sheet(second)}.",
            "præcis ét ark med udtrækket.",
            "Bed om et udtræk, hvor alle rækker er på ét ark.",
        )

    def second_sheet(self, first: Sheet, second: Sheet) -> Stop:
        """The error for a workbook in which a second visible sheet has part of the heading, or goes on with the rows.
        Called when the sheet is chosen. first: the sheet that would be read."""
        return self._make_stop(
            f"Arket {_name_sheet(second)} ligner også en del af udtrækket, ud over arket {_name_sheet(first)}.",
            "præcis ét ark med alle udtrækkets rækker og kolonner.",
            f"Spørg leverandøren, om {_name_sheet(second)} hører med, og bed om et udtræk med alt på ét ark.",
        )

    def hidden_sheet(self, hidden: Sheet, visible: Sheet | None) -> Stop:
        """The error for a workbook whose hidden sheet has more of the extract than its visible one. Called when the
        sheet is chosen. visible: None where no visible sheet has any of it."""
        where = f"det synlige ark {_name_sheet(visible)}" if visible else "noget synligt ark"
        return self._make_stop(
            f"Det skjulte ark {_name_sheet(hidden)} har mere af udtrækket end {where}.",
            _ONE_SHEET,
            "Spørg leverandøren, hvilket ark der gælder, og bed om et udtræk med kun det ark.",
        )

    def split_heading(self, row: int) -> Stop:
        """The error for a sheet whose heading stands in two rows. Called when the sheet is chosen and columns are
        missing in it. row: of the one that has most columns."""
        return self._make_stop(
            "Overskriften er delt over to rækker.",
            "alle kolonners overskrifter i én række.",
            "Bed om et udtræk med én overskriftsrække.",
            row=row,
        )

    def doubtful(self, doubt: Doubt, column: Column | None, heading: str, row: int | None, others: int) -> Stop:
        """The error for a cell, row or column of which it is not certain what it means. Called when the table is taken
        out of a sheet. column: the source's, None for one that is not wanted. heading: as the file spells it. row: None
        for a whole column. others: how many more rows have the same doubt."""
        wrong, do = _DOUBTS[doubt]
        form = _DAY_FORM if doubt in (Doubt.BARE_NUMBER, Doubt.TIME_OF_DAY) else "."
        expected = _EXPECTED_CELL.get(doubt) or (column.expected if column else "en værdi") + form
        named = None if doubt is Doubt.HIDDEN_ROW else heading
        return self._make_stop(wrong, expected, do, row=row, column=named, others=others)
