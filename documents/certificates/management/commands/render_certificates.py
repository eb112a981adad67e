from django.core.management.base import BaseCommand
from django.utils import timezone

from documents.certificates.operations import go_on_with_silent, render_certificates
from documents.certificates.queries import certificates_without_pdf


class Command(BaseCommand):
    help = (
        "Ставит в очередь все действующие сертификаты без PDF, например после долгого сбоя, и "
        "продолжает списки на выдачу, оставшиеся без исполнителя."
    )

    def handle(self, *args, **options):
        waiting = list(certificates_without_pdf().values_list("pk", flat=True))
        if waiting:
            render_certificates.enqueue(waiting)
        self.stdout.write(f"Поставлено в очередь: {len(waiting)}")
        if lists := go_on_with_silent(timezone.now()):
            self.stdout.write(f"Продолжено списков: {lists}")
