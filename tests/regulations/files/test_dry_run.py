"""`manage.py import_regulation FILE --dry-run --json` as a program runs it: a process, two streams, a code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from documents.regulations.importer import read_regulation
from tests.factories import uploads as make
from tests.regulations.files.word import docx, item, level, one_list, p

ROOT = Path(__file__).resolve().parents[3]


def run(*args: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", "import_regulation", *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_outline_of_a_word_document_is_all_that_is_printed(tmp_path):
    levels = (level(0, "%1."), level(1, "%1.%2."))
    data = docx(p("Устав") + item("Общее") + item("Пункт.", 1), numbering=one_list(*levels))
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    done = run(str(file), "--dry-run", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == read_regulation(data).as_json()
    assert [
        (node["kind"], node["label"], [child["label"] for child in node["children"]])
        for node in json.loads(done.stdout)["nodes"]
    ] == [("section", "1", ["1.1"])]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Файл пуст."),
        (
            make.docx(**{"word/vbaProject.bin": b"x"}),
            "В документе есть макросы. Сохраните его без макросов.",
        ),
        (
            make.image(),
            "Подойдёт файл DOCX, PDF, DOC, RTF, ODT, TXT или MD. Этот по содержимому — JPG.",
        ),
    ],
    ids=["empty", "macros", "picture"],
)
def test_refusal_is_a_sentence_and_code_2(tmp_path, data, sentence):
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    done = run(str(file), "--dry-run", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{sentence}\n")


def test_file_that_is_not_there_and_folder_are_refused(tmp_path):
    for path in (tmp_path / "нет.docx", tmp_path):
        done = run(str(path), "--dry-run", "--json")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"Файл не открывается: {path}.\n"


def test_date_that_is_none_is_refused_with_the_way_to_write_it(tmp_path):
    done = run("a.docx", "--dry-run", "--effective-from", "завтра")
    assert done.returncode == 2
    assert done.stderr.endswith("напишите дату так: 2026-09-01.\n")
