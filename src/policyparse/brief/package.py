"""Office files whose bytes depend on nothing but their content: entries in order of name, one date for all."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DATE = rb"\g<1>2025-01-01T00:00:00Z"


def repacked(package: BytesIO) -> bytes:
    """The same package without the time at which it was saved."""
    out = BytesIO()
    with ZipFile(package) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, _ZIP_DATE)
            info.compress_type = ZIP_DEFLATED
            data = old.read(name)
            new.writestr(info, _DATES.sub(_DATE, data) if name == _CORE else data)
    return out.getvalue()
