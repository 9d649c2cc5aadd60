"""Blanks in a font of one- and two-byte codes, whose width word spacing adds to."""

from __future__ import annotations

import pytest

from policyparse.read.plumber import PlumberFile

SIZE, LEFT, BLANK, SPACING = 10.0, 70.0, 0.25, 0.5
FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype"
    b" /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W"
    b" [7716 [250]] /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 800]"
    b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>"
)


def page(shown: bytes) -> bytes:
    """A PDF of one page that shows a string in a font that it does not hold."""
    content = b"BT /F1 1 Tf %g Tw %g 0 0 %g %g 500 Tm %s ET" % (SPACING, SIZE, SIZE, LEFT, shown)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        FONT,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + trailer


@pytest.mark.parametrize(
    ("shown", "blanks"),
    [(b"<B9FA> Tj", 0), (b"<20B9FA> Tj", 1), (b"<2020> Tj <20B9FA> Tj", 3), (b"[<20> 0 <2020B9FA>] TJ", 3)],
)
def test_a_character_after_blanks_stands_where_it_is_drawn(shown: bytes, blanks: int) -> None:
    with PlumberFile(page(shown)) as file:
        (run,) = file.page(0).runs
    assert run.text == "国"
    assert run.box.x0 == pytest.approx(LEFT + blanks * (BLANK + SPACING) * SIZE)
