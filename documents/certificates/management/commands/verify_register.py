from django.core.management.base import BaseCommand, CommandError

from documents.certificates.models import RegisterBook
from documents.certificates.verification import complaints


class Command(BaseCommand):
    help = (
        "Recount the hash chain of the register of certificates and compare its rows with it (T43). "
        "Keep the printed sums elsewhere: with them even a chain rewritten as a whole is found out."
    )

    def add_arguments(self, parser):
        parser.add_argument("--files", action="store_true", help="compare the PDFs as well")

    def handle(self, *args, files=False, **options):
        found = list(complaints(with_files=files))
        for complaint in found:
            self.stderr.write(complaint)
        for book in RegisterBook.objects.select_related("kind"):
            self.stdout.write(f"{book}: записей {book.last_entry}, {book.last_hash}")
        if found:
            raise CommandError(f"Реестр сертификатов расходится с книгой, мест: {len(found)}")
