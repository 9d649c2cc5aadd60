"""Build corpus/documents from corpus/texts: the same bytes every time.

    python corpus/build.py [--out FOLDER] [--font FILE]

PDFs embed WenQuanYi Zen Hei (Debian: fonts-wqy-zenhei). Only this script needs it: the built documents are committed.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from markup import read_text
from to_html import build_html
from to_pdf import build_pdf
from to_text import build_text
from to_word import build_word

HERE = Path(__file__).parent
FONT = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")


def main() -> int:
    options = argparse.ArgumentParser(description="Build corpus/documents from corpus/texts.")
    options.add_argument("--out", type=Path, default=HERE / "documents", help="where the documents go")
    options.add_argument("--font", type=Path, default=FONT, help="the TrueType font that the PDFs embed")
    chosen = options.parse_args()
    if not chosen.font.is_file():
        print(
            f"corpus/build.py: no font at {chosen.font}. Debian and Ubuntu: apt-get install fonts-wqy-zenhei; "
            "elsewhere name WenQuanYi Zen Hei with --font FILE.",
            file=sys.stderr,
        )
        return 1
    build_all(chosen.out, chosen.font)
    return 0


def build_all(folder: Path, font: Path) -> None:
    """Write one document for each file of corpus/texts into ``folder``."""
    builders = {
        "pdf": partial(build_pdf, font=font),
        "html": build_html,
        "docx": build_word,
        "txt": build_text,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "texts").glob("*.md")):
        text = read_text(path)
        target = folder / f"{text.name}.{text.format}"
        target.write_bytes(builders[text.format](text))
        print(f"{target.name}\t{target.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main())
