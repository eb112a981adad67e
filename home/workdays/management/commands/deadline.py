import json
import re
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from home.rulebook import DomainError
from home.workdays.choices import DayKind
from home.workdays.queries import working_calendar
from home.workdays.rules import add_days

BAD_INPUT = 2
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)


class Command(BaseCommand):
    help = "Считает последний день срока и показывает, как он получился."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="start", required=True, metavar="ГГГГ-ММ-ДД")
        parser.add_argument("--days", required=True, metavar="N", help="отрицательное — назад")
        parser.add_argument("--kind", default=DayKind.WORKING, metavar="|".join(DayKind.values))
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args, **options):
        start = read_date(options["start"])
        days = read_days(options["days"])
        kind = read_kind(options["kind"])
        try:
            deadline = add_days(start, days, kind, working_calendar())
        except DomainError as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        if options["as_json"]:
            answer = {"deadline": deadline.date.isoformat(), "steps": list(deadline.steps)}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for step in deadline.steps:
            self.stdout.write(step)


def read_date(text: str) -> date:
    """A day as 2026-12-30; what is no day of the calendar is refused in words (T53)."""
    try:
        if _ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CommandError(
        f"«{text}» — не дата. Укажите день календаря как ГГГГ-ММ-ДД, например 2026-12-30.",
        returncode=BAD_INPUT,
    )


def read_days(text: str) -> int:
    if _WHOLE_NUMBER.fullmatch(str(text)):
        return int(text)
    raise CommandError(
        f"«{text}» — не число дней. Укажите целое число, например 5.", returncode=BAD_INPUT
    )


def read_kind(text: str) -> str:
    if text in DayKind.values:
        return text
    raise CommandError(
        f"«{text}» — не способ счёта. Укажите working (рабочие дни) или calendar (календарные).",
        returncode=BAD_INPUT,
    )
