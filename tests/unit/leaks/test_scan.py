"""The gate finds a person's value wherever in a folder it hides, tells where, and never what."""

import base64
import gzip
import io
import json
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

import shared_plans
from hpanalysis.leaks import LeakKind, read_folder, scan_files

FOLDER = Path(__file__).resolve().parents[3] / "params" / "plan"
PLAN = shared_plans.read(FOLDER)
SECRET = "010203-1234"
KINDS = {
    LeakKind.CPR: SECRET,
    LeakKind.PSEUDONYM: "00ff" * 8,
    LeakKind.ADDRESS: f"{PLAN.addresses[0].street} 117, 2. tv",
    LeakKind.RAW_ROW: "RandersBolig;12;4A;03-02-2025;ja",
}


def scan(folder, plan):
    return scan_files(read_folder(folder), plan)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*one) for one in chunks) + body + chunk(b"IEND", b"") + after


def zipped(name: str, content: bytes, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def page(body: str) -> bytes:
    return f'<!DOCTYPE html><html lang="da"><body>{body}</body></html>'.encode()


def data_uri(content: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


S = SECRET.encode()
PLACES = {
    "text": ("side.html", page(f"<p>Barnet {SECRET} bor her</p>")),
    "text in bold": ("side.html", page("<p>010203<b>-1234</b></p>")),
    "text in code": ("side.html", page("<p>Nr.: 010203<code>-1234</code> a</p>")),
    "text in code after a checksum": ("side.html", page(f"<p>{'ab12' * 16}: 0102<code>03-1234</code></p>")),
    "text in a span": ("side.html", page("<p><span>010203</span><span>-1234</span></p>")),
    "text letter by letter": ("side.html", page("".join(f"<tspan>{char}</tspan>" for char in SECRET))),
    "text as references": ("side.html", page("".join(f"&#{ord(char)};" for char in SECRET))),
    "an attribute": ("side.html", page(f'<td title="{SECRET}">x</td>')),
    "an attribute of a tag within a word": ("side.html", page(f'x<b title="{SECRET}">y</b>')),
    "an attribute, percent signs": ("side.html", page('<a href="x?q=%30%31%30%32%30%33%2D1234">x</a>')),
    "a comment": ("side.html", page(f"<!-- {SECRET} -->")),
    "a style": ("side.html", page(f"<style>/* {SECRET} */</style>")),
    "a drawing's text": ("side.html", page(f"<svg><text>{SECRET}</text></svg>")),
    "a drawing's description": ("side.html", page(f"<svg><desc>{SECRET}</desc></svg>")),
    "a drawing's metadata": ("tegning.svg", f"<svg><metadata>{SECRET}</metadata></svg>".encode()),
    "a mark's address": ("side.html", page(f'<svg><path data-cell="{SECRET}"/></svg>')),
    "a CSV file": ("tal.csv", f"a,b\n1,{SECRET}\n".encode()),
    "Windows-1252": ("tal.csv", f"område,{SECRET}\n".encode("cp1252")),
    "UTF-16": ("tal.txt", f"{SECRET}".encode("utf-16")),
    "JSON": ("tal.json", json.dumps({"a": [{"b": SECRET}]}).encode()),
    "JSON, escaped": ("tal.json", b'{"a": "\\u003010203-1234"}'),
    "JSON, a number": ("tal.json", b'{"a": 3112991234}'),
    "JSON, a key": ("tal.json", json.dumps({SECRET: 1}).encode()),
    "PNG, tEXt": ("billede.png", png((b"tEXt", b"Comment\0" + S))),
    "PNG, zTXt": ("billede.png", png((b"zTXt", b"Comment\0\0" + zlib.compress(S)))),
    "PNG, iTXt": ("billede.png", png((b"iTXt", b"Comment\0\0\0da\0\0" + S))),
    "PNG, iTXt packed": ("billede.png", png((b"iTXt", b"Comment\0\1\0da\0\0" + zlib.compress(S)))),
    "PNG, EXIF": ("billede.png", png((b"eXIf", b"II*\0\x08\0\0\0\x01\0\x86\x92" + b"ASCII\0\0\0" + S))),
    "PNG, EXIF with two bytes a letter": ("billede.png", png((b"eXIf", b"II*\0\x08\0" + SECRET.encode("utf-16-le")))),
    "PNG, notes in hexadecimal": (
        "billede.png",
        png((b"tEXt", b"Raw profile type exif\0\nexif\n      11\n" + S.hex().encode() + b"\n")),
    ),
    "PNG, notes packed": (
        "billede.png",
        png((b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(b"\niptc\n      11\n" + S.hex().encode()))),
    ),
    "PNG, its colour profile": ("billede.png", png((b"iCCP", b"profil\0\0" + zlib.compress(b"desc" + bytes(3) + S)))),
    "PNG, a chunk of a program": ("billede.png", png((b"vpAg", b"ejer " + S))),
    "PNG, in an executed notebook": (
        "bog.ipynb",
        json.dumps({"data": {"image/png": base64.encodebytes(png((b"tEXt", b"Comment\0" + S))).decode()}}).encode(),
    ),
    "a text in base64": ("tal.txt", b"x " + base64.b64encode(f"Borger {SECRET} er flyttet".encode()) + b" y"),
    "an archive in base64": ("tal.json", json.dumps({"a": base64.b64encode(zipped("x.txt", S)).decode()}).encode()),
    "PNG, after its end": ("billede.png", png(after=S)),
    "a data URI": ("side.html", page(f'<img src="{data_uri(png((b"tEXt", b"Comment" + bytes(1) + S)))}">')),
    "a data URI of text": ("side.html", page(f'<a href="{data_uri(S, "text/plain")}">x</a>')),
    "a data URI with percent signs": (
        "side.html",
        page('<img src="data:image/svg+xml,%3Ctext%3E010203-1234%3C/text%3E">'),
    ),
    "a data URI in a style": ("side.html", page(f"<style>p{{background:url({data_uri(zipped('x', S))})}}</style>")),
    "zip": ("pakke.zip", zipped("tal.txt", S)),
    "a workbook": ("tal.xlsx", zipped("xl/sharedStrings.xml", f"<sst><si><t>{SECRET}</t></si></sst>".encode())),
    "zip, a name": ("pakke.zip", zipped(f"{SECRET}.txt", b"x")),
    "zip, its comment": ("pakke.zip", zipped("x.txt", b"x", S)),
    "zip without suffix": ("pakke", zipped("tal.txt", S)),
    "gz": ("tal.csv.gz", gzip.compress(S)),
    "gz, the second of two": ("tal.csv.gz", gzip.compress(b"ok") + gzip.compress(S)),
    "gz, after its end": ("tal.csv.gz", gzip.compress(b"ok") + S),
    "PNG, zTXt, after its end": ("billede.png", png((b"zTXt", b"Comment\0\0" + zlib.compress(b"ok") + S))),
    "tar": ("pakke.tar", tarred("tal.txt", S)),
    "tar, gz": ("pakke.tar.gz", gzip.compress(tarred("tal.txt", S))),
    "a page with a zip at its end": ("side.html", page("<p>x</p>") + zipped("tal.txt", S)),
    "a page before a zip": ("side.html", page(f"<p>{SECRET}</p>") + zipped("tal.txt", b"x")),
    "zip in gz in zip": ("pakke.zip", zipped("a.gz", gzip.compress(zipped("b.html", page(f"<p>{SECRET}</p>"))))),
    "its own name": (f"{SECRET}.csv", b"a,b\n"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_cpr_is_found_wherever_it_hides(place, tmp_path):
    name, content = PLACES[place]
    (tmp_path / name).write_bytes(content)
    found = scan(tmp_path, PLAN)
    assert LeakKind.CPR.value in {one.kind for one in found}
    assert SECRET not in str(found)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["text", "attribute", "csv", "archive"])
def test_every_kind_is_found_in_pages_tables_and_archives(kind, place, tmp_path):
    value = KINDS[kind]
    name, content = {
        "text": ("side.html", page(f"<p>{value}</p>")),
        "attribute": ("side.html", page(f'<p title="{value}"></p>')),
        "csv": ("tal.csv", f"{value}\n".encode()),
        "archive": ("pakke.zip", zipped("mappe/tal.txt", value.encode())),
    }[place]
    (tmp_path / name).write_bytes(content)
    found = scan(tmp_path, PLAN)
    assert kind.value in {one.kind for one in found}
    assert all(one.file.startswith(name) and value not in one.file for one in found)


CLEAN = {
    "checksums": ("manifest.txt", ("0123456789abcdef" * 4 + "  side.html\n").encode()),
    "names of a chart's parts": (
        "side.html",
        page('<svg><path id="f-p0102031234"/><use href="#f-p0102031234"/></svg>'),
    ),
    "figures": ("side.html", page("<td>45,9 %</td><td>4.854</td><td>31.12.2025</td><td>2023-10/2024-09</td>")),
    "neighbours in spans": ("side.html", page("<p><span>010203</span> og <span>1234</span></p>")),
    # Ten of its digits in a row are a number of the civil register's form, by chance.
    "a checksum after other words": (
        "side.html",
        page(f"<li>x.xlsx: <code>bb23d2eba7007527247b{'48326e3dd36e728220e4d2ab733cbffa40e30e6bc2ac'}</code></li>"),
    ),
    "a picture in a notebook": ("bog.ipynb", json.dumps({"image/png": base64.b64encode(png()).decode()}).encode()),
    "neighbours": ("side.html", page("<td>010203</td><td>1234</td>")),
    "a version": ("pakke.json", b'{"version": "1.2.3112991", "python": "3.11.9"}'),
    "areas": ("side.html", page("".join(f"<p>{area.name} 12</p><p>{area.short} 7</p>" for area in PLAN.all_areas))),
    "the plan's own addresses": ("addresses.csv", (FOLDER / "addresses.csv").read_bytes()),
    "a picture": ("billede.png", png((b"tEXt", b"Software\0matplotlib"))),
    "nothing": ("tom.txt", b""),
}


@pytest.mark.parametrize("what", CLEAN)
def test_what_only_looks_alike_does_not_block(what, tmp_path):
    name, content = CLEAN[what]
    (tmp_path / name).write_bytes(content)
    assert scan(tmp_path, PLAN) == []


BAD = {
    "bytes of no known kind": ("a.bin", b"\0\1\2\3" * 10),
    "a damaged zip": ("a.zip", zipped("x", bytes(range(256)))[:-30]),
    "a damaged gz": ("a.gz", b"\x1f\x8b\x08\0" + b"x" * 40),
    "a zip bomb": ("a.gz", gzip.compress(bytes(1 << 25))),
    "a zip bomb in two": ("a.gz", gzip.compress(bytes(1 << 24)) + gzip.compress(b"x")),
    "a gz that is cut short": ("a.gz", gzip.compress(S)[:-3]),
    "a PNG with a damaged text": ("a.png", png((b"zTXt", b"Comment\0\0nonsense"))),
    "a parquet": ("a.parquet", b"PAR1\x15\0\x15" + bytes(20) + b"PAR1"),
    "archives without end": ("a.zip", None),
    "a photograph in a notebook": (
        "a.ipynb",
        json.dumps({"image/jpeg": base64.b64encode(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(40)).decode()}).encode(),
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_to_its_end_is_not_published(what, tmp_path):
    name, content = BAD[what]
    if content is None:
        content = b"x"
        for _ in range(12):
            content = zipped("a.zip", content)
    (tmp_path / name).write_bytes(content)
    assert [(one.file, one.kind) for one in scan(tmp_path, PLAN)] == [(name, LeakKind.UNREADABLE.value)]


def test_a_finding_names_the_way_to_it(tmp_path):
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe" / "pakke.zip").write_bytes(zipped("indeni/tal.txt", S))
    assert [one.file for one in scan(tmp_path, PLAN)] == ["mappe/pakke.zip > indeni/tal.txt"]


@pytest.mark.parametrize("kind", KINDS)
def test_files_that_lie_nowhere_yet_are_read_as_those_of_a_folder(kind):
    files = {"a/ren.txt": b"intet", "b/fuld.txt": KINDS[kind].encode()}
    assert [(leak.file, leak.kind) for leak in scan_files(files, PLAN)] == [("b/fuld.txt", kind.value)]


@pytest.mark.parametrize("kind", KINDS)
def test_program_code_is_read_as_text_whatever_tags_it_speaks_of(kind):
    code = f'MARK = "<![{{"\n# {KINDS[kind]}\n' if kind is not LeakKind.RAW_ROW else f'MARK = "<![{{"\n{KINDS[kind]}\n'
    found = scan_files({"kode.py": code.encode()}, PLAN)
    assert [leak.kind for leak in found] == [kind.value]


def test_a_declaration_that_no_browser_knows_cannot_be_read():
    (found,) = scan_files({"side.html": page("<![hvad er det]>")}, PLAN)
    assert found.kind == LeakKind.UNREADABLE.value
