"""The parts of a Word document as XML: the archive checked, each part parsed without entities or network."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from policyparse.errors import BrokenFile, EncryptedFile, TooLarge

MOST_MEMBERS = 20_000
MOST_UNPACKED = 500 * 1024 * 1024  # bytes of a whole document
MOST_XML = 100 * 1024 * 1024  # bytes of one part
_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
_MAIN_RELATION = "/officeDocument"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # ISO/IEC 29500-1, Strict
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SAVE_AGAIN = "请用 Word 打开后另存。"


class WordParts:
    """A Word document's archive; ``name`` is the file's, for messages. Raises BrokenFile, EncryptedFile, TooLarge."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._archive = _opened(data, name)
        self._members = {member.filename: member for member in self._archive.infolist()}
        self._main = self._find_main()

    def body(self) -> Any:
        """The body of the main part."""
        body = self._parsed(self._main).find(qn("w:body"))
        if body is None:
            raise BrokenFile(self._name, "Word 文件没有正文", place=self._main, remedy=_SAVE_AGAIN)
        return body

    def beside(self, part: str) -> Any | None:
        """The part of this name beside the main one (``styles.xml``); None where there is none. Raises BrokenFile."""
        member = posixpath.join(posixpath.dirname(self._main), part)
        return self._parsed(member) if member in self._members else None

    def title(self) -> str:
        """The title that the properties give; empty where they give none or are damaged."""
        try:
            properties = self._parsed("docProps/core.xml")
        except BrokenFile:
            return ""
        return (properties.findtext("{http://purl.org/dc/elements/1.1/}title") or "").strip()

    def _find_main(self) -> str:
        """The main part, which some programs call document2.xml."""
        if _MAIN not in self._members and _RELATIONS in self._members:
            for relation in self._parsed(_RELATIONS):
                target = str(relation.get("Target", "")).lstrip("/")
                if relation.get("Type", "").endswith(_MAIN_RELATION) and target in self._members:
                    return target
        if _MAIN not in self._members:
            raise BrokenFile(self._name, "Word 文件缺少正文", place=_MAIN, remedy=_SAVE_AGAIN)
        return _MAIN

    def _parsed(self, member: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            if self._members[member].file_size > MOST_XML:
                raise TooLarge(self._name, "Word 文件的一个部分过大", place=member, remedy="请拆分文件后重试。")
            return etree.fromstring(self._archive.read(member).replace(_STRICT, _TRANSITIONAL), parser)
        except (
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            KeyError,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
        ) as error:
            raise BrokenFile(self._name, "Word 文件内容损坏", place=member, remedy=_SAVE_AGAIN) from error


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, if it is whole and unpacks to a size that can be held."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BrokenFile(name, "Word 文件损坏", remedy="请重新下载，或用 Word 打开后另存。") from error
    if any(member.flag_bits & 1 for member in members):
        raise EncryptedFile(name, "Word 文件已加密", remedy="请取消密码后重试。")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise TooLarge(name, "Word 文件解压后过大", remedy="请拆分文件后重试。")
    return archive
