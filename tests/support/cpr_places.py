"""Every place where text comes into a publication or a package, with a text put into it: name and bytes of a file."""

from __future__ import annotations

import base64
import csv
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape

import nbformat
import yaml

Placed = tuple[str, bytes]


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Tal</title></head><body>{body}</body></html>".encode()


def comment(text: str, *, unicode: bool = True) -> Placed:
    said = {"half_year": "2026H1", "comments": [{"indicator": "fravaer", "text": f"Barnet {text} og et til"}]}
    return "2026H1.yaml", yaml.safe_dump(said, allow_unicode=unicode, width=10_000).encode()


def log(text: str) -> Placed:
    said = {"meetings": [{"date": "2026-03-02", "minutes": "26-07", "decided": f"Om {text} er intet besluttet"}]}
    return "opfoelgning.yaml", yaml.safe_dump(said, allow_unicode=True, width=10_000).encode()


def table(name: str, *cells: str) -> Placed:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([("a", "b", "c", "d"), cells])
    return name, text.getvalue().encode()


def notebook(*outputs: nbformat.NotebookNode, source: str = "x", said: str = "Tekst") -> Placed:
    code, words = nbformat.v4.new_code_cell(source, outputs=list(outputs)), nbformat.v4.new_markdown_cell(said)
    code["id"], words["id"] = "en", "to"
    return "notebooks/oversigt.ipynb", nbformat.writes(nbformat.v4.new_notebook(cells=[words, code])).encode()


def stream(name: str) -> Callable[[str], Placed]:
    return lambda text: notebook(nbformat.v4.new_output("stream", name=name, text=f"UserWarning: {text} mangler\n"))


def shown(kind: str, write: Callable[[str], str] = str) -> Callable[[str], Placed]:
    return lambda text: notebook(nbformat.v4.new_output("display_data", data={kind: write(text)}))


def failed(text: str) -> Placed:
    told = [f"KeyError {text}"]
    return notebook(nbformat.v4.new_output("error", ename="KeyError", evalue=f"'{text}'", traceback=told))


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*chunks: bytes) -> bytes:
    """A picture of one white pixel, with chunks of its own."""
    head, pixel = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0), zlib.compress(b"\0\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def exif(text: bytes) -> bytes:
    """What a camera notes: one entry (ImageDescription, 0x010E) whose text lies right behind it."""
    entry = struct.pack("<HHII", 0x010E, 2, len(text) + 1, 26)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + text + b"\0"


PNG_CHUNKS: dict[str, Callable[[bytes], bytes]] = {
    "tEXt": lambda text: chunk(b"tEXt", b"Comment\0" + text),
    "zTXt": lambda text: chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text)),
    "iTXt": lambda text: chunk(b"iTXt", b"Comment\0\0\0da\0\0" + text),
    "packed iTXt": lambda text: chunk(b"iTXt", b"Comment\0\1\0da\0\0" + zlib.compress(text)),
    "eXIf": lambda text: chunk(b"eXIf", exif(text)),
}


def picture(kind: str) -> Callable[[str], Placed]:
    return lambda text: ("kort.png", png(PNG_CHUNKS[kind](f"Taget for {text} i maj".encode())))


def embedded(kind: str) -> Callable[[str], Placed]:
    def write(text: str) -> Placed:
        return "side.html", page(f'<img src="data:image/png;base64,{in_base64(picture(kind)(text)[1])}">')

    return write


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def drawing(text: str) -> str:
    said = f'<title>{escape(text)}</title><text x="1" y="2">Sag {escape(text)}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{escape(text)}</metadata>{said}</svg>'


def zipped(text: str) -> Placed:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("bilag.txt", f"Sag {text} er lukket")
    return "bilag.zip", content.getvalue()


# What people keep by hand.
BY_HAND: dict[str, Callable[[str], Placed]] = {
    "the analyst's comment": comment,
    "a comment in escapes": lambda text: comment(text, unicode=False),
    "the secretariat's log": log,
    "an event": lambda text: table("events.csv", "soeparken", "2025-09-01", "", f"Indsats for {text} begyndte"),
    "a row of the plan": lambda text: table("activities.csv", "naboforum", "bolig", f"Møder om {text} i år", "4"),
    "a cell of the plan alone": lambda text: table("areas.csv", "soeparken", text, "4", "x"),
    "words in a notebook": lambda text: notebook(said=f"Her er {text} talt med"),
    "the source of a notebook": lambda text: notebook(source=f"x = 1  # ikke {text} mere"),
}
# What a run makes of notebooks, pages and pictures.
MADE: dict[str, Callable[[str], Placed]] = {
    "what a cell prints": stream("stdout"),
    "a warning of a cell": stream("stderr"),
    "a text that a cell shows": shown("text/plain"),
    "html that a cell shows": shown("text/html", lambda text: f"<p>Barnet {escape(text)} bor her</p>"),
    "a table that a cell shows": shown(
        "text/html", lambda text: f"<table><tr><td>12</td><td>{escape(text)}</td></tr></table>"
    ),
    "a drawing that a cell shows": shown("image/svg+xml", drawing),
    "a picture that a cell shows": shown("image/png", lambda text: in_base64(picture("tEXt")(text)[1])),
    "an error of a cell": failed,
    "a page": lambda text: ("side.html", page(f"<p>Barnet {escape(text)} bor her</p>")),
    "an attribute of a page": lambda text: ("side.html", page(f'<p title="{escape(text)}">Her</p>')),
    "a hidden comment of a page": lambda text: ("side.html", page(f"<!-- {text.replace('--', '- -')} -->")),
    "a published table": lambda text: table("indicators.csv", "fravaer", "2025", text, "12"),
    "published JSON": lambda text: ("definitioner.json", json.dumps({"a": [{"note": f"Om {text} her"}]}).encode()),
    "a drawing": lambda text: ("kurve.svg", drawing(text).encode()),
    "an archive": zipped,
    **{f"a picture's {kind}": picture(kind) for kind in PNG_CHUNKS},
    **{f"a picture's {kind} in a page": embedded(kind) for kind in PNG_CHUNKS},
}
PLACES = BY_HAND | MADE
