from django.core.management.base import BaseCommand
from django.utils import timezone

from documents.uploads.operations import remove_orphans


class Command(BaseCommand):
    help = "Удаляет файлы, запись о которых не сохранилась из-за сбоя. Запускайте раз в день."

    def handle(self, *args, **options):
        removed = remove_orphans(at=timezone.now())
        self.stdout.write(f"Удалено файлов без записи: {len(removed)}")
