"""pdfminer's pages with the blanks of Chinese text as wide as they are drawn.

In a font whose codes have one or two bytes (GBK-EUC-H) word spacing widens each blank of one byte; pdfminer leaves it out
of every font of more than one byte, so that what follows a row of blanks would stand too far left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

_BLANK = b" "


class SpacedPage(Page):
    """A page of pdfplumber that places characters after blanks where they are drawn."""

    @property
    def layout(self) -> LTPage:
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            try:
                PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            except Exception as error:
                raise PdfminerException(error) from error
            self._layout = device.get_result()
        return self._layout


class _Device(PDFPageAggregatorWithMarkedContent):
    def render_string(self, textstate: Any, seq: Any, *args: Any) -> None:
        if textstate.wordspace and _has_blanks(textstate.font):
            # a number moves what follows left by thousandths of the type size
            seq = list(_with_spaces(seq, -1000 * textstate.wordspace / (textstate.fontsize or 1.0)))
        super().render_string(textstate, seq, *args)


def _has_blanks(font: Any) -> bool:
    """Whether a font of codes of several bytes has a blank of one."""
    return bool(font.is_multibyte()) and any(True for _ in font.decode(_BLANK))


def _with_spaces(seq: Sequence[Any], move: float) -> Iterator[Any]:
    """What a string prints, with a move after each blank; a blank is no second byte of any such code."""
    for part in seq:
        if not isinstance(part, bytes) or _BLANK not in part:
            yield part
            continue
        *before, last = part.split(_BLANK)
        for text in before:
            yield text + _BLANK
            yield move
        yield last
