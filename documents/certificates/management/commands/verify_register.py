from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from documents.certificates import issued_files, verification
from documents.certificates.models import RegisterBook
from home.rulebook.text import counted


class Command(BaseCommand):
    help = (
        "Пересчитывает цепочку записей реестра сертификатов и сверяет с ней строки (T43). "
        "Храните напечатанные суммы отдельно: по ним видно и цепочку, переписанную целиком."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--files",
            action="store_true",
            help="сверить и файлы PDF: их суммы и электронные печати; около получаса на 100 000",
        )

    def handle(self, *args, files=False, **options):
        tally = issued_files.Tally()
        first, places = "", 0
        for complaint in _complaints(tally if files else None):
            first = first or complaint
            places += 1
            self.stderr.write(complaint)
        self._print_sums()
        if files:
            self._print_seals(tally)
        for remark in verification.remarks():
            self.stdout.write(f"Замечание. {remark}")
        if places:
            raise CommandError(
                f"Реестр сертификатов расходится с книгой, мест: {places}. Первое: {first}"
            )

    def _print_sums(self) -> None:
        for book in RegisterBook.objects.select_related("kind"):
            self.stdout.write(f"{book}: записей {book.last_entry}, {book.last_hash}")

    def _print_seals(self, tally: issued_files.Tally) -> None:
        """Whoever swaps a file and its seal together brings a key of their own: it shows here."""
        for key, files in sorted(tally.by_key.items()):
            sealed = f"с печатью ключа {key}" if key else "без печати"
            self.stdout.write(f"Сверено {counted(files, 'файл', 'файла', 'файлов')} {sealed}.")


def _complaints(tally: issued_files.Tally | None) -> Iterator[str]:
    yield from verification.complaints()
    if tally:
        yield from issued_files.complaints(tally)
