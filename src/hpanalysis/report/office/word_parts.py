"""A document for Word as XML: paragraphs with real styles, tables with a head that is read aloud, nothing else.

The few elements that are needed are written here, because a library for all of Word would bring a compiled XML parser
to each machine, and its files bear the time at which they were made.

Source: ECMA-376, Office Open XML File Formats, 5th edition, part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT, _DARK, _GREY, _PALE, _LINE = "Arial", "1F2A33", "55606A", "E8EDF2", "CBD3DA"

# The width of A4 on its side within its margins, in twentieths of a point.
TEXT_WIDTH = 14_570


def write_paragraph(text: str, style: str = "") -> str:
    """A paragraph of one of the styles below. Called for each paragraph, heading and item; the text is escaped."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def write_table(caption: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """A table whose first row is its head, which each page repeats and a screen reader tells. Called for each table.
    caption: its alternative text; widths: of the columns, in parts of their sum."""
    total = sum(widths)
    columns = [width * TEXT_WIDTH // total for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    lines = "".join(_write_row(row, columns, is_head=place == 0) for place, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Tabel"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(caption)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}'
        "</w:tbl>"
    )


def _write_row(cells: Sequence[str], widths: Sequence[int], is_head: bool) -> str:
    """A row of a table, which no page breaks; one of a single cell goes over all columns. Called for each row. is_head:
    it is the table's head."""
    over_all = len(cells) == 1 < len(widths)
    span, style = (f'<w:gridSpan w:val="{len(widths)}"/>', "Tabelgruppe") if over_all else ("", "Tabeltekst")
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{_write_lines(cell, style)}</w:tc>'
        for cell, width in zip(cells, [sum(widths)] if over_all else widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{written}</w:tr>"


def _write_lines(cell: str, style: str) -> str:
    """A cell's lines as paragraphs; one at least, for Word needs it. Called for each cell."""
    return "".join(write_paragraph(line, style) for line in cell.split("\n"))


def write_parts(body: str, title: str, author: str, foot: str, made: date) -> dict[str, bytes]:
    """The parts of the document by their names, for `packing.pack_parts`. Called once a document. body: paragraphs and
    tables; foot: what stands at the foot of each page, before its number; made: the report's date, as the time."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "docProps/core.xml": _write_properties(title, author, made),
        "word/document.xml": _write_document(body),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _write_styles(),
        "word/numbering.xml": _NUMBERING,
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _write_footer(foot),
    }
    return {name: f"{_HEAD}{part}".encode() for name, part in parts.items()}


def _write_document(body: str) -> str:
    """The document's text on A4 on its side. Called once a document."""
    return (
        f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body>{body}<w:sectPr>'
        '<w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1021" w:right="1134" w:bottom="1021" w:left="1134" w:header="567" w:footer="567" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _write_footer(foot: str) -> str:
    """The foot of each page: what the document is, and the page's number of how many. Called once a document."""
    return (
        f'<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Sidefod"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(foot)}. Side </w:t></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> af </w:t></w:r>'
        '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    )


def _write_properties(title: str, author: str, made: date) -> str:
    """What programs show of the file: title, author, language and time. Called once a document."""
    time = f"{made.isoformat()}T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dc:language>da-DK</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>'
    )


def _write_style(style: str, name: str, size: int, paragraph: str, letters: str = "") -> str:
    """A style of paragraphs. Called for each. size: of the letters, in half points; paragraph, letters: the properties
    beside that."""
    following = '<w:next w:val="Normal"/>' if style.startswith(("Heading", "Title", "Subtitle")) else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}<w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _write_styles() -> str:
    """The styles: Word's own for titles and headings, so that its navigation has them, and those of table and foot.
    Called once a document."""
    bold, grey = f'<w:b/><w:color w:val="{_DARK}"/>', f'<w:color w:val="{_GREY}"/>'
    level = '<w:keepNext/><w:spacing w:before="{}" w:after="80"/><w:outlineLvl w:val="{}"/>'
    border = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
    return (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/><w:sz w:val="21"/>'
        '<w:szCs w:val="21"/><w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        + _write_style("Title", "Title", 36, '<w:spacing w:after="60"/>', bold)
        + _write_style("Subtitle", "Subtitle", 24, '<w:spacing w:after="160"/>', grey)
        + _write_style("Heading1", "heading 1", 28, level.format(280, 0), bold)
        + _write_style("Heading2", "heading 2", 23, level.format(180, 1), bold)
        + _write_style("Advarsel", "Advarsel", 21, '<w:spacing w:after="160"/>', "<w:b/>")
        + _write_style("ListBullet", "List Bullet", 21, '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + _write_style("Caption", "caption", 19, '<w:keepNext/><w:spacing w:before="120" w:after="60"/>', grey)
        + _write_style("Tabeltekst", "Tabeltekst", 19, '<w:spacing w:before="30" w:after="30" w:line="240"/>')
        + _write_style("Tabelgruppe", "Tabelgruppe", 19, '<w:keepNext/><w:spacing w:before="60" w:after="30"/>', bold)
        + _write_style("Sidefod", "footer", 17, '<w:spacing w:after="0"/>', grey)
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Tabel"><w:name w:val="Tabel"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders><w:top {border}/><w:bottom {border}/><w:insideH {border}/></w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{_PALE}"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
    )


_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId4" Type="{_RELATIONS}/footer" Target="footer1.xml"/></Relationships>'
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_MAIN}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_SETTINGS = (
    f'<w:settings xmlns:w="{_MAIN}"><w:defaultTabStop w:val="720"/><w:themeFontLang w:val="da-DK"/></w:settings>'
)
