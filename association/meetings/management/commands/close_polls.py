from django.core.management.base import BaseCommand
from django.utils import timezone

from association.meetings.operations.absentee import close_due_polls


class Command(BaseCommand):
    help = "Подводит итоги заочных голосований и опросов, срок которых вышел. Для cron, каждую минуту; повторный запуск ничего не меняет."

    def handle(self, *args, **options):
        self.stdout.write(f"Закрыто: {close_due_polls(at=timezone.now())}")
