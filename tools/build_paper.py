"""Writes ``templates/paper.docx``: page, styles and page numbers of a brief in Word, in the form of GB/T 9704—2012.

A4, margins 37, 35, 28 and 26 mm, 22 lines of 28 characters on a page; 2号小标宋 for the title, 3号仿宋 for the text, 黑体 and 楷体 for
headings, 4号 page numbers between dashes at the outer edge. Fonts are named, not embedded. Nothing is compressed and every entry has one
date, so the bytes depend on this file alone. Run ``python tools/build_paper.py`` after changing it; a test compares.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

PAPER = Path(__file__).parents[1] / "templates" / "paper.docx"

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DATE = "2025-01-01T00:00:00Z"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
TWIPS_PER_MM = 1440 / 25.4
LINE = 576
"""28.8 points, the pitch of 22 lines on 225 mm less the last line's lead."""


def build_paper() -> bytes:
    """The bytes of ``paper.docx``."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, xml in _parts().items():
            package.writestr(ZipInfo(name, _ZIP_DATE), (_HEAD + xml).encode())
    return out.getvalue()


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml", _R),
            ("metadata/core-properties", "docProps/core.xml", f"{_PACKAGE}/relationships"),
        ),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml", _R),
            ("settings", "settings.xml", _R),
            ("numbering", "numbering.xml", _R),
            ("footer", "footer1.xml", _R),
            ("footer", "footer2.xml", _R),
        ),
        "word/document.xml": _document(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        "word/styles.xml": _styles(),
    }


def _content_types() -> str:
    parts = ("document.main", "styles", "settings", "numbering", "footer", "footer")
    files = ("document", "styles", "settings", "numbering", "footer1", "footer2")
    overrides = "".join(
        f'<Override PartName="/word/{file}.xml" ContentType="{_TYPES}.{part}+xml"/>'
        for part, file in zip(parts, files, strict=True)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>"
    )


def _relations(*targets: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{base}/{kind}" Target="{target}"/>'
        for n, (kind, target, base) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>{{ title }}</dc:title><dc:creator>policyparse</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_DATE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_DATE}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _document() -> str:
    top, bottom, left, right = (round(mm * TWIPS_PER_MM) for mm in (37, 35, 28, 26))
    footer = round(28 * TWIPS_PER_MM)
    return (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}" xmlns:wp="{_WP}"><w:body>'
        "<w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p>"
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851" '
        f'w:footer="{footer}" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _footer(side: str) -> str:
    """— 1 — at the outer edge, one character in."""
    run = f'<w:rPr><w:rFonts w:ascii="{SONGTI}" w:hAnsi="{SONGTI}" w:eastAsia="{SONGTI}"/><w:sz w:val="28"/></w:rPr>'
    return (
        f'<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:ind w:left="280" w:right="280" w:firstLine="0"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{run}<w:t xml:space="preserve">— </w:t></w:r>'
        f'<w:fldSimple w:instr=" PAGE "><w:r>{run}<w:t>1</w:t></w:r></w:fldSimple>'
        f'<w:r>{run}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def _numbering() -> str:
    return (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="480" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{_W}"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat></w:settings>'
    )


def _styles() -> str:
    exact = f'<w:spacing w:line="{LINE}" w:lineRule="exact"/>'
    tight = '<w:spacing w:before="40" w:after="40" w:line="300" w:lineRule="exact"/>'
    body = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    flush = '<w:ind w:firstLine="0"/>'
    styles = (
        _style("Normal", "Normal", exact + '<w:jc w:val="both"/>', FANGSONG, 32, default=True),
        _style("Title", "Title", f'<w:spacing w:before="0" w:after="{LINE}" w:line="700" w:lineRule="atLeast"/><w:jc w:val="center"/>',
               XIAOBIAOSONG, 44),
        _style("BodyText", "Body Text", body, FANGSONG, 32),
        _style("Heading1", "heading 1", f'<w:keepNext/>{body}<w:outlineLvl w:val="0"/>', HEITI, 32),
        _style("Heading2", "heading 2", f'<w:keepNext/>{body}<w:outlineLvl w:val="1"/>', KAITI, 32),
        _style("Heading3", "heading 3", f'<w:keepNext/><w:spacing w:before="120" w:line="400" w:lineRule="exact"/>{flush}<w:outlineLvl w:val="2"/>',
               FANGSONG, 24, bold=True),
        _style("Remark", "Remark", f"<w:keepNext/>{tight}{flush}", FANGSONG, 24),
        _style("ListBullet", "List Bullet", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
               '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:left="480" w:hanging="240"/>', FANGSONG, 24),
        _style("TableHead", "Table Head", tight + '<w:ind w:firstLine="0"/><w:jc w:val="left"/>', HEITI, 21),
        _style("TableText", "Table Text", tight + '<w:ind w:firstLine="0"/><w:jc w:val="left"/>', FANGSONG, 21),
        _style("AfterTable", "After Table", '<w:spacing w:line="200" w:lineRule="exact"/>', FANGSONG, 10),
        _style("Picture", "Picture", '<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
               FANGSONG, 21),
        _style("Caption", "caption", f'{tight}<w:jc w:val="center"/>', KAITI, 21),
        _style("Note", "Note", '<w:tabs><w:tab w:val="left" w:pos="640"/></w:tabs><w:spacing w:line="360" w:lineRule="exact"/>'
               '<w:ind w:left="640" w:hanging="640"/><w:jc w:val="left"/>', FANGSONG, 21),
        _style("Colophon", "Colophon", '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="auto"/></w:pBdr>'
               '<w:spacing w:before="240" w:line="320" w:lineRule="exact"/>', FANGSONG, 21),
    )  # fmt: skip
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{FANGSONG}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + "".join(styles)
        + '<w:style w:type="character" w:styleId="NoteMark"><w:name w:val="Note Mark"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        + _table_style("ThreeLine", "Three Line", _border("top", 12) + _border("bottom", 12), _border("bottom", 6))
        + _table_style(
            "Pair", "Pair", "".join(_border(side, 4) for side in ("top", "left", "bottom", "right", "insideV"))
        )
        + "</w:styles>"
    )


def _style(
    key: str, name: str, paragraph: str, font: str, half_points: int, *, default: bool = False, bold: bool = False
) -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""} w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr><w:rFonts w:eastAsia="{font}"/>{"<w:b/>" if bold else ""}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        "</w:style>"
    )


def _border(side: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _table_style(key: str, name: str, borders: str, under_head: str = "") -> str:
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{under_head}</w:tcBorders></w:tcPr></w:tblStylePr>'
        if under_head
        else ""
    )
    return (
        f'<w:style w:type="table" w:styleId="{key}"><w:name w:val="{name}"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{head}</w:style>"
    )


if __name__ == "__main__":
    PAPER.write_bytes(build_paper())
