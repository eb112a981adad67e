"""Names under which files are shown (T32)."""

import pytest

from documents.uploads.inspection.names import shown_name
from documents.uploads.rules import size_in_words


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Приказ.pdf", "Приказ.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\anna\\Приказ.PDF", "Приказ.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("устав\u202efdp.exe", "уставfdp.pdf"),
        ("<img src=x>.pdf", "_img src=x_.pdf"),
        ("CON.pdf", "файл CON.pdf"),
        ("nul", "файл nul.pdf"),
        ("lpt1.tar.pdf", "файл lpt1.tar.pdf"),
        ("...", "файл.pdf"),
        ("", "файл.pdf"),
        ("и\u0306од.pdf", "йод.pdf"),
        ("а" * 300 + ".pdf", "а" * 100 + ".pdf"),
        ("\ud800.pdf", "файл.pdf"),
    ],
)
def test_name_is_made_harmless(given, shown):
    assert shown_name(given, "pdf") == shown


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1\xa0КБ"),
        (122_880, "120\xa0КБ"),
        (1024 * 1024, "1\xa0МБ"),
        (1_572_864, "1,5\xa0МБ"),
        (10 * 1024 * 1024, "10\xa0МБ"),
    ],
)
def test_size_is_said_in_words(size, words):
    assert size_in_words(size) == words
