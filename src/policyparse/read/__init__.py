"""Bytes → Document: the readers, one module a format."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from policyparse.document import Document
from policyparse.errors import EmptyFile, EncryptedFile, MissingFile, NoText, ReadError, TooLarge, UnknownFormat
from policyparse.read.caption import tie_captions
from policyparse.read.collector import put_off
from policyparse.read.html import read_html
from policyparse.read.layout import to_blocks
from policyparse.read.metadata import describe, mark_titles
from policyparse.read.pdf import read_pdf
from policyparse.read.reading import Reading
from policyparse.read.separated import read_separated
from policyparse.read.text import read_text
from policyparse.read.word import read_word

__all__ = ["MOST_BYTES", "READERS", "read", "read_bytes"]

MOST_BYTES = 200 * 1024 * 1024
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # how Office stores a document with a password
_TEXT_HEAD = 4096  # bytes of a text file that may show it to be a web page
_PAGE_HEAD = 65_536  # bytes of any other file; some sites put long comments above their pages

Reader = Callable[[bytes, str], Reading]

READERS: Mapping[str, Reader] = {
    "pdf": read_pdf,
    "docx": read_word,
    "html": read_html,
    "txt": read_text,
    "md": read_text,
    "csv": read_separated,
}
_SUFFIXES: Mapping[str, str] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".csv": "csv",
    ".tsv": "csv",
}


# Other formats that are zip archives, by a member's name: what it is, and what helps.
_OTHER_ZIPS = {
    b"xl/workbook": ("Excel 工作簿暂不支持", "请另存为 CSV 或 PDF。"),
    b"OFD.xml": ("OFD 版式文件暂不支持", "请用阅读器另存为 PDF。"),
    b"ppt/": ("演示文稿暂不支持", "请另存为 PDF。"),
}
# Other formats by how they begin.
_PICTURE = ("这是图片", "请先做文字识别（OCR）。")
_OTHER_FILES = {
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"BM": _PICTURE,
    b"{\\rtf": ("RTF 文件暂不支持", "请用 Word 打开后另存为 docx。"),
    b"MIME-Version:": ("网页归档（MHT）暂不支持", "请在浏览器中打开后另存为网页（HTML）。"),
    b"Rar!": ("这是压缩包", "请解压后读取其中的文件。"),
    b"7z\xbc\xaf": ("这是压缩包", "请解压后读取其中的文件。"),
}
_ANY_FILE = ("无法识别的文件格式", "支持 PDF、Word（docx）、网页、文本和 CSV 文件。")
_ANY_ZIP = ("不是 Word 文档的压缩包", "请解压后读取其中的文件。")


def read(path: str | Path, *, jobs: int = 1) -> Document:
    """The document in a file. Raises a ReadError that says what is wrong and what helps.

    With several ``jobs`` as many processes read the pages of a long PDF; the document is the same.
    """
    name = os.fsencode(Path(path).name).decode("utf-8", "replace")  # a name may be no UTF-8
    return read_bytes(file_bytes(path), name, jobs=jobs)


def file_bytes(path: str | Path) -> bytes:
    """The bytes of a file. Raises MissingFile where there is none, TooLarge where nobody should read it whole."""
    file = Path(path)
    try:
        if file.is_dir() and os.access(file, os.R_OK | os.X_OK):
            raise MissingFile(
                str(path), "这是文件夹，不是文件", remedy="请指定其中的一个文件，或用 ingest 读入整个文件夹。"
            )
        if not file.exists():
            raise MissingFile(str(path), "找不到文件", remedy="请检查路径；若是链接，请检查它指向的文件。")
        if not file.is_file() and not file.is_dir():
            raise MissingFile(str(path), "不是普通文件", remedy="请先把内容存成文件。")
        if file.stat().st_size > MOST_BYTES:
            raise TooLarge(str(path), f"文件超过 {MOST_BYTES // 2**20} MB", remedy="请拆分文件后重试。")
        return file.read_bytes()
    except OSError as error:
        raise ReadError(str(path), f"读不到文件：{error.strerror}", remedy="请检查文件的权限和所在的磁盘。") from error


def read_bytes(data: bytes, name: str, *, jobs: int = 1) -> Document:
    """The document in a file's bytes; ``name`` names its format where the bytes do not, and the file in messages.

    With several ``jobs`` as many processes read the pages of a long PDF; the document is the same.
    """
    if not data.strip():
        raise EmptyFile(name, "文件是空的", remedy="请重新下载。")
    if len(data) > MOST_BYTES:
        raise TooLarge(name, f"文件超过 {MOST_BYTES // 2**20} MB", remedy="请拆分文件后重试。")
    with put_off():
        return _read(data, name, find_format(data, name), jobs)


def _read(data: bytes, name: str, format_name: str, jobs: int) -> Document:
    reading = read_pdf(data, name, jobs=jobs) if format_name == "pdf" else READERS[format_name](data, name)
    blocks = tie_captions(to_blocks(reading.text, reading.parts))
    if not reading.text.strip():
        raise NoText(name, "文件中没有文字", remedy="若为扫描件请先做文字识别；若为网页请下载正文页面。")
    document_id = hashlib.sha256(data).hexdigest()
    head = describe(reading, blocks, document_id=document_id, name=name, format_name=format_name)
    return Document(head, reading.text, mark_titles(blocks, head.title), reading.lines, reading.pages)


def _is_page(data: bytes, *, of_text: bool) -> bool:
    """Whether a file is a web page: its first tag stands at the top, where a text file would have it too, or below."""
    head = data[: _TEXT_HEAD if of_text else _PAGE_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", errors="ignore").encode()
    return re.search(rb"<html[\s>]|<!doctype html", head, re.IGNORECASE) is not None


def find_format(data: bytes, name: str) -> str:
    """The format of a file by its content, else by its suffix. Raises UnknownFormat."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "docx"
        what, remedy = next((known for member, known in _OTHER_ZIPS.items() if member in data), _ANY_ZIP)
        raise UnknownFormat(name, what, remedy=remedy)
    if start.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in data:
        raise EncryptedFile(name, "Office 文件有密码", remedy="请取消密码后重试。")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnknownFormat(name, "旧版 Office 文件（doc、xls）暂不支持", remedy="请另存为 docx 或 PDF。")
    suffix = _SUFFIXES.get(PurePath(name).suffix.lower())
    if _is_page(data, of_text=suffix in ("txt", "md", "csv")):
        return "html"
    if suffix in ("pdf", "docx"):
        what = f"后缀是 {PurePath(name).suffix}，内容却不是"
        raise UnknownFormat(name, what, remedy="请重新下载；若是文本文件，请把后缀改为 .txt。")
    if suffix is None:
        what, remedy = next((known for mark, known in _OTHER_FILES.items() if start.startswith(mark)), _ANY_FILE)
        raise UnknownFormat(name, what, remedy=remedy)
    return suffix
