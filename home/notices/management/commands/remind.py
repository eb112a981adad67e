import logging

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.notices.registry import all_reminders

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Напоминает о сроках всех разделов. Для cron, раз в день; повторный запуск вторых писем не пошлёт."

    def handle(self, *args, **options):
        """A reminder that fails takes down only itself; the command then ends with 1 and names it."""
        at, failed = timezone.now(), []
        for reminder in all_reminders():
            try:
                self.stdout.write(f"{reminder.title}: {reminder.send(at)}")
            except Exception:  # the other rooms' reminders must still leave
                logger.exception("remind: «%s» failed", reminder.title)
                failed.append(reminder.title)
        if failed:
            raise CommandError(f"Не напомнили: {', '.join(failed)}.")
