"""`python -m tests.regulations.importer.write_outlines [NAME …]`: writes the outlines of the corpus anew.

The difference is then for a person to read: what the importer says is not yet what is right.
"""

import sys
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus")


def main(names: list[str]) -> None:
    from documents.regulations.importer import read_regulation

    from .outlines import written

    for text in sorted(CORPUS.glob("*.txt")):
        if not names or text.stem in names:
            outline = read_regulation(text.read_bytes(), text.name)
            text.with_suffix(".outline").write_text(written(outline))


if __name__ == "__main__":
    main(sys.argv[1:])
