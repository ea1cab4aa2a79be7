"""PDFs in the form in which Chromium writes them: made small and by hand, or taken apart, changed and put together."""

from __future__ import annotations

import re
import zlib

_ASCII = "".join(chr(number) for number in range(32, 127)) + "æøåÆØÅ"


def assemble(objects: dict[int, bytes]) -> bytes:
    """A PDF of these objects, its list of them right."""
    data = b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n"
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    listed = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d\n/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return data + tail % (len(objects) + 1, listed, len(objects) + 1, len(data))


def stream(content: bytes, words: bytes = b"", folded: bool = True) -> bytes:
    raw = zlib.compress(content) if folded else content
    how = b"/Filter /FlateDecode\n" if folded else b""
    return b"<<%s%s/Length %d>> stream\n%s\nendstream" % (words, how, len(raw), raw)


def spell(text: str) -> bytes:
    return b"".join(b"<%04X> Tj\n" % ord(letter) for letter in text)


def make(pieces: list[str], title: str = "Side", more: dict[int, bytes] | None = None) -> bytes:
    """A PDF of one sheet with these pieces of text."""
    letters = b"".join(b"<%04X> <%s>\n" % (ord(sign), sign.encode("utf-16-be").hex().encode()) for sign in _ASCII)
    drawn = b"".join(
        b"/P <</MCID %d >>BDC\nBT\n/F4 11 Tf\n1 0 0 -1 0 20 Tm\n%sET\nEMC\n" % (place, spell(piece))
        for place, piece in enumerate(pieces)
    )
    objects = {
        1: b"<</Type /Catalog\n/Pages 2 0 R>>",
        2: b"<</Type /Pages\n/Count 1\n/Kids [3 0 R]>>",
        3: b"<</Type /Page\n/Resources <</Font <</F4 4 0 R>>>>\n/MediaBox [0 0 595 842]\n/Contents 6 0 R>>",
        4: b"<</Type /Font\n/Subtype /Type0\n/ToUnicode 5 0 R>>",
        5: stream(b"1 beginbfchar\n%sendbfchar" % letters),
        6: stream(drawn),
        7: b"<</Title (%s)>>" % title.encode("latin-1"),
    }
    return assemble(objects | (more or {}))


def take_apart(data: bytes) -> dict[int, bytes]:
    """The objects of a PDF by their numbers, read apart from the program's own reader."""
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n ", data[data.rfind(b"\nxref\n") :])]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], data.rfind(b"xref\n0 ")], strict=True))
    return {
        number: data[place : ends[place]].split(b" obj\n", 1)[1].removesuffix(b"\nendobj\n")
        for number, place in enumerate(places, 1)
    }


def edit_drawn(data: bytes, old: bytes, new: bytes) -> bytes:
    """A PDF with a piece of the first stream that draws text changed, once; a pattern. It must be there."""
    objects = take_apart(data)
    for number, content in objects.items():
        head, found, rest = content.partition(b"stream\n")
        if not found or b"/Subtype /Image" in head or b"/Length1" in head:
            continue
        raw = rest[: int(re.search(rb"/Length (\d+)", head)[1])]
        drawn = zlib.decompress(raw) if b"/FlateDecode" in head else raw
        if b" Tj\n" in drawn and re.search(old, drawn):
            objects[number] = stream(re.sub(old, new, drawn, count=1))
            return assemble(objects)
    raise AssertionError(old)


def list_letters(data: bytes) -> dict[str, bytes]:
    """The numbers of the letters of a PDF's fonts, by what they stand for, of each font: `4:3` is the digit 3 of
    font 4."""
    objects, found = take_apart(data), {}
    for number, content in objects.items():
        if named := re.search(rb"/ToUnicode (\d+) 0 R", content.partition(b"stream\n")[0]):
            head, _, rest = objects[int(named[1])].partition(b"stream\n")
            raw = rest[: int(re.search(rb"/Length (\d+)", head)[1])]
            listed = zlib.decompress(raw) if b"/FlateDecode" in head else raw
            for block in re.findall(rb"beginbfchar(.*?)endbfchar", listed, re.DOTALL):
                for code, sign in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
                    found[f"{number}:{bytes.fromhex(sign.decode()).decode('utf-16-be')}"] = code.upper()
            for block in re.findall(rb"beginbfrange(.*?)endbfrange", listed, re.DOTALL):
                for first, last, sign in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                    for step in range(int(last, 16) - int(first, 16) + 1):
                        found[f"{number}:{chr(int(sign, 16) + step)}"] = b"%04X" % (int(first, 16) + step)
    return found


def respell(data: bytes, old: str, new: str, letters: dict[str, bytes]) -> bytes:
    """A PDF with a text, drawn letter by letter in one font, that says something else as long, once."""
    for font in dict.fromkeys(name.partition(":")[0] for name in letters):
        if not all(f"{font}:{sign}" in letters for sign in old + new):
            continue
        between = rb"> Tj\n\S+ \S+ Td <"
        pattern = b"<" + between.join(letters[f"{font}:{sign}"] for sign in old) + b">"
        at = rb"(/F" + font.encode() + rb" [^\n]*Tf\n[^\n]*Tm\n)" + pattern

        def write(match: re.Match[bytes], font: str = font) -> bytes:
            """The same places with the new letters."""
            codes = iter(letters[f"{font}:{sign}"] for sign in new)
            return match[1] + re.sub(rb"<\w{4}>", lambda _: b"<" + next(codes) + b">", match[0][len(match[1]) :])

        try:
            return edit_drawn(data, at, write)
        except AssertionError:
            continue
    raise AssertionError(old)
