"""The tree of faults. Each says which file, what was wrong and what helps, and has an exit code of its own.

::

    PolicyParseError            1
    ├── ReadError               10  a document could not be read
    │   ├── MissingFile         11
    │   ├── EmptyFile           12
    │   ├── UnknownFormat       13
    │   ├── EncryptedFile       14
    │   ├── BrokenFile          15
    │   ├── NoText              16  pages, but no text layer (a scan)
    │   ├── TooLarge            17
    │   └── ReaderCrashed       18  a defect of policyparse itself, met on this file
    ├── RegistryError           20  the database could not be opened or written
    │   └── NotInRegistry       21  no such document or figure
    ├── RenderError             30  a brief could not be rendered
    │   ├── MissingExtra        31  an optional library that the format needs is not installed
    │   └── MissingFont         32  no font for Chinese text is installed
    ├── VocabularyError         40  a vocabulary file says something it may not
    └── RuleError               50  a file of audit rules says something it may not
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class English(NamedTuple):
    """What a fault says in English: what is wrong, and what to do about it."""

    what: str
    remedy: str


class PolicyParseError(Exception):
    """A fault that a user can act on.

    ``where`` is the file, document or figure; ``what`` the fault; ``place`` a page, line or field inside it, where one
    is known; ``remedy`` what to do about it. Both are in Chinese; ``english`` says them in English where it is given.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self, where: str, what: str, *, remedy: str, place: str | None = None, english: English | None = None
    ) -> None:
        self.where = where
        self.what = what
        self.place = place
        self.remedy = remedy
        self.english = english
        at = f"{where} ({place})" if place else where
        super().__init__(f"{at}: {what}. {remedy}")

    @property
    def name(self) -> str:
        """The name printed before the message: the class's own."""
        return type(self).__name__


class ReadError(PolicyParseError):
    """A document could not be read."""

    exit_code = 10


class MissingFile(ReadError):
    """There is no file, folder or document of that name."""

    exit_code = 11


class EmptyFile(ReadError):
    """The file holds nothing."""

    exit_code = 12


class UnknownFormat(ReadError):
    """No reader takes this kind of file."""

    exit_code = 13


class EncryptedFile(ReadError):
    """The file wants a password."""

    exit_code = 14


class BrokenFile(ReadError):
    """The file is damaged, or not what its name says."""

    exit_code = 15


class NoText(ReadError):
    """The pages have no text layer."""

    exit_code = 16


class TooLarge(ReadError):
    """The file is larger than the reader takes."""

    exit_code = 17


class ReaderCrashed(ReadError):
    """A reader failed on the file: a defect of policyparse."""

    exit_code = 18


class RegistryError(PolicyParseError):
    """The registry could not be opened, read or written."""

    exit_code = 20


class NotInRegistry(RegistryError):
    """The registry has no such document, figure, mute or correction, or more than one."""

    exit_code = 21


class RenderError(PolicyParseError):
    """A brief could not be rendered or written."""

    exit_code = 30


class MissingExtra(RenderError):
    """The format needs an optional library that is not installed."""

    exit_code = 31


class MissingFont(RenderError):
    """No font for Chinese is installed."""

    exit_code = 32


class VocabularyError(PolicyParseError):
    """A vocabulary file says something it may not."""

    exit_code = 40


class RuleError(PolicyParseError):
    """``text[start:end]`` is what was not understood, for whoever draws a caret under it; empty where it is no text."""

    exit_code = 50

    def __init__(
        self,
        where: str,
        what: str,
        *,
        remedy: str,
        place: str | None = None,
        text: str = "",
        start: int = 0,
        end: int = 0,
    ) -> None:
        super().__init__(where, what, remedy=remedy, place=place)
        self.text = text
        self.start = start
        self.end = end
