"""`manage.py import_regulation FILE`: a file becomes an edition of a regulation.

Exit code 2 and a sentence on stderr when the file or an option will not do. What only writing needs
is imported when it writes: with `--dry-run` manage.py runs this without loading the applications.
"""

import argparse
import datetime
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.regulations.importer import Outline, read_regulation
from documents.regulations.importer.files import MAX_BYTES
from home.rulebook import DomainError


class Command(BaseCommand):
    help = (
        "Загружает текст положения из .docx, .pdf, .txt, .md (и .doc, .rtf, .odt, если на сервере "
        "есть LibreOffice). Первая редакция страницы сразу действует, следующие остаются "
        "проектами, пока не названа дата."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--page", metavar="SLUG", help="адрес страницы; если её нет, она появится"
        )
        parser.add_argument(
            "--key",
            help="ключ новой страницы: association у положения, на которое ссылаются правила",
        )
        parser.add_argument("--title", help="заголовок положения, если в тексте его нет")
        parser.add_argument(
            "--effective-from",
            type=_date,
            metavar="DATE",
            help="принять редакцию, она действует с этой даты (2026-09-01)",
        )
        parser.add_argument(
            "--draft", action="store_true", help="оставить проектом и первую редакцию"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="только прочитать, ничего не менять"
        )
        parser.add_argument(
            "--json", action="store_true", help="напечатать разобранный текст как JSON"
        )

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not self._called_from_command_line:
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)

    def handle(self, file: Path, **options):
        try:
            source = _read(file)
            outline = read_regulation(source, file.name)
            edition = None if options["dry_run"] else _import(outline, source, file, options)
        except DomainError as error:
            raise CommandError(error.message, returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(outline.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_summary(outline))
            if edition:
                self.stdout.write(f"{edition}: {edition.page.get_url()}")


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("напишите дату так: 2026-09-01.") from None


def _read(file: Path) -> bytes:
    """At most one byte more than a regulation may have: the importer says what is wrong with it."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CommandError(f"Файл не открывается: {file}.", returncode=2) from error


def _import(outline: Outline, source: bytes, file: Path, options: dict):
    from django.utils import timezone

    from documents.regulations.operations import import_edition

    return import_edition(
        outline,
        source=source,
        source_name=file.name,
        slug=options["page"],
        title=options["title"],
        key=options["key"],
        effective_from=options["effective_from"],
        draft=options["draft"],
        by=None,
        at=timezone.now(),
    )


def _summary(outline: Outline) -> str:
    nodes = [node for _, node in outline.walk()]
    lines = [outline.title or "Заголовка в тексте нет", f"Частей текста: {len(nodes)}"]
    lines += [f"Строка {fault.line}: {fault.message}" for fault in outline.warnings]
    lines += [
        f"Строка {piece.line}: пропущено «{piece.text}» ({piece.why})" for piece in outline.dropped
    ]
    return "\n".join(lines)
