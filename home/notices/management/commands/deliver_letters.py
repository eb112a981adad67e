from django.core.management.base import BaseCommand

from home.notices.operations import deliver_waiting


class Command(BaseCommand):
    help = (
        "Отправляет письма, которые ждут, и те, чей обработчик погиб. Для cron, раз в пять минут."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Отправлено писем: {deliver_waiting()}")
