from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from documents.uploads.inspection import FileRefused, inspect
from home.accounts.models import User
from home.rulebook import DomainError

from ...choices import RowFate, Sheet, TakeoverState
from ...models import Takeover
from ...operations import carry_out, check_takeover, enter_takeover, examine
from ...permissions import may_take_over


class Command(BaseCommand):
    help = (
        "Переносит организации, представителей и прежние сертификаты из книги XLSX: всё или ничего (T27). "
        "С --dry-run только проверяет и называет ошибки по строкам и столбцам."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="книга по образцу из админки")
        parser.add_argument("--dry-run", action="store_true", help="только проверить")
        parser.add_argument(
            "--by", metavar="EMAIL", help="от чьего имени: секретарь или администратор"
        )

    def handle(self, *args, file: Path, dry_run=False, by=None, **options):
        try:
            upload = inspect(file.name, file.read_bytes(), ("xlsx",))
        except (OSError, FileRefused) as error:
            raise CommandError(f"{file}: {error}") from None
        try:
            examined = examine(upload.content)
        except DomainError as refusal:
            raise CommandError(refusal.message) from None
        self._tell(examined)
        if not examined.is_right:
            raise CommandError("Есть ошибки: ничего не перенесено.")
        if dry_run:
            self.stdout.write("Ошибок нет. Ничего не записано.")
            return
        self._take_over(upload, self._user(by))

    def _tell(self, examined) -> None:
        for sheet, rows in examined.rows.items():
            counts = {fate: sum(row.fate == fate for row in rows) for fate in RowFate}
            told = ", ".join(
                f"{fate.label.lower()} {count}" for fate, count in counts.items() if count
            )
            self.stdout.write(f"{Sheet(sheet).label}: {told}")
            for row in rows:
                for title, sentence in row.errors:
                    self.stderr.write(
                        f"{Sheet(sheet).label}, строка {row.line}, «{title}»: {sentence}"
                    )
                for note in row.notes:
                    self.stdout.write(f"{Sheet(sheet).label}, строка {row.line}. Замечание. {note}")

    def _user(self, email: str | None) -> User:
        user = User.objects.filter(email=email or "").first()
        if user is None or not may_take_over(user):
            raise CommandError("Назовите секретаря или администратора: --by EMAIL.")
        return user

    def _take_over(self, upload, user: User) -> None:
        """In this process, without the queue."""
        at = timezone.now()
        takeover = enter_takeover(upload, by=user, at=at)
        check_takeover.call(takeover.pk)
        Takeover.objects.filter(pk=takeover.pk, state=TakeoverState.READY).update(
            state=TakeoverState.TAKING
        )
        carry_out(takeover.pk, by=user, at=at)
        takeover.refresh_from_db()
        if takeover.state != TakeoverState.DONE:
            raise CommandError(f"Не перенесено. {takeover.flaw}")
        self.stdout.write("Перенесено.")
