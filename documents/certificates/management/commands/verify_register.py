from django.core.management.base import BaseCommand, CommandError

from documents.certificates.models import RegisterBook
from documents.certificates.verification import complaints, remarks


class Command(BaseCommand):
    help = (
        "Пересчитывает цепочку записей реестра сертификатов и сверяет с ней строки (T43). "
        "Храните напечатанные суммы отдельно: по ним видно и цепочку, переписанную целиком."
    )

    def add_arguments(self, parser):
        parser.add_argument("--files", action="store_true", help="сверить и файлы PDF")

    def handle(self, *args, files=False, **options):
        found = list(complaints(with_files=files))
        for complaint in found:
            self.stderr.write(complaint)
        for book in RegisterBook.objects.select_related("kind"):
            self.stdout.write(f"{book}: записей {book.last_entry}, {book.last_hash}")
        for remark in remarks():
            self.stdout.write(f"Замечание. {remark}")
        if found:
            raise CommandError(f"Реестр сертификатов расходится с книгой, мест: {len(found)}")
