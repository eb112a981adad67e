from django.core.management.base import BaseCommand
from django.utils import timezone

from documents.readers.operations import forget_stale_requests


class Command(BaseCommand):
    help = "Удаляет адреса, которые за двое суток не подтвердили подписку. Запускайте раз в день."

    def handle(self, *args, **options):
        self.stdout.write(
            f"Удалено неподтверждённых адресов: {forget_stale_requests(at=timezone.now())}"
        )
