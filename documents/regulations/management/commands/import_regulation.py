"""`manage.py import_regulation FILE`: a plain text becomes an edition of a regulation.

Exit code 2 and a sentence on stderr when the file or an option will not do.
"""

import datetime
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from documents.regulations.importer import Outline, read_regulation
from documents.regulations.importer.files import MAX_BYTES
from documents.regulations.operations import import_edition
from home.rulebook import DomainError


class Command(BaseCommand):
    help = (
        "Загружает текст положения. Первая редакция страницы сразу действует, следующие остаются "
        "проектами, пока не названа дата."
    )

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

    def handle(self, file: Path, **options):
        try:
            source = _read(file)
            outline = read_regulation(source)
            if not options["dry_run"]:
                edition = import_edition(
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
        except DomainError as error:
            raise CommandError(error.message, returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(outline.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_summary(outline))
            if not options["dry_run"]:
                self.stdout.write(f"{edition}: {edition.page.get_url()}")


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _read(file: Path) -> bytes:
    """At most one byte more than a regulation may have: the importer says what is wrong with it."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"Файл не открывается: {file}.", returncode=2) from error


def _summary(outline: Outline) -> str:
    nodes = [node for _, node in outline.walk()]
    lines = [outline.title or "Заголовка в тексте нет", f"Частей текста: {len(nodes)}"]
    lines += [f"Строка {fault.line}: {fault.message}" for fault in outline.warnings]
    lines += [
        f"Строка {piece.line}: пропущено «{piece.text}» ({piece.why})" for piece in outline.dropped
    ]
    return "\n".join(lines)
