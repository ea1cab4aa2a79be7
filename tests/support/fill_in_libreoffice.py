"""Fills in a workbook in LibreOffice itself, run by the Python that LibreOffice has (it knows `uno`).

The arguments are a JSON file: `workbook`, `to`, `profile`, `cells` (sheet, cell, value). Printed is JSON: by sheet,
whether it is protected and which of its used cells LibreOffice lets anybody write in.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_TRIES, _PAUSE = 120, 0.5


def set_property(name, value):
    """A property as LibreOffice takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe):
    """The desktop of a LibreOffice that is starting."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(_TRIES):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(_PAUSE)
    raise SystemExit("LibreOffice did not answer")


def list_open(sheet):
    """The used cells of a sheet that may be written in."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    found = []
    for row in range(last.EndRow + 1):
        for column in range(last.EndColumn + 1):
            cell = sheet.getCellByPosition(column, row)
            if not cell.CellProtection.IsLocked:
                found.append(cell.AbsoluteName.rpartition("$")[0].rpartition("$")[2] + str(row + 1))
    return found


def fill(desktop, asked):
    """Write the values, look at the locks, and save."""
    hidden = (set_property("Hidden", True),)
    book = desktop.loadComponentFromURL(Path(asked["workbook"]).as_uri(), "_blank", 0, hidden)
    told = {}
    for sheet in book.Sheets:
        told[sheet.Name] = {"protected": sheet.isProtected(), "open": list_open(sheet)}
    for name, place, value in asked["cells"]:
        cell = book.Sheets.getByName(name).getCellRangeByName(place)
        if isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)
    book.storeToURL(Path(asked["to"]).as_uri(), (set_property("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)
    return told


def main():
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    pipe = "hp" + Path(asked["profile"]).name
    command = ["soffice", f"-env:UserInstallation={Path(asked['profile']).as_uri()}", "--headless", "--norestore",
               "--nologo", f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        desktop = connect(pipe)
        print(json.dumps(fill(desktop, asked)))
        desktop.terminate()
        office.wait(60)
    finally:
        if office.poll() is None:
            office.kill()


main()
