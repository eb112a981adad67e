from django.core.management.base import BaseCommand
from django.utils import timezone

from documents.coverage.operations import propose_everywhere


class Command(BaseCommand):
    help = "Предлагает редактору связи для правил, которые появились в новой версии программы."

    def handle(self, **options):
        made = propose_everywhere(by=None, at=timezone.now())
        self.stdout.write(f"Предложено связей: {made}. Подтвердить: /admin/coverage/review/")
