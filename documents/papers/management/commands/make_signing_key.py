"""`make_signing_key FILE --name "…"`: a key to begin with, which seals certificates (PAdES)."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from documents.papers.signing import new_seal_pem, read_seal


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Создаёт ключ P-256 с собственным сертификатом, которым сайт подписывает PDF."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="новый файл для ключа; читать его должен сайт, и больше никто"
        )
        parser.add_argument("--name", required=True, help="чьё имя увидят те, кто откроет PDF")

    def handle(self, *, file: Path, name: str, **options):
        if not name.strip() or len(name) > 64:
            raise CommandError("Имя в сертификате ключа — от 1 до 64 знаков.")
        passphrase = settings.SIGNING_KEY_PASSPHRASE
        pem = new_seal_pem(name.strip(), at=timezone.now(), passphrase=passphrase)
        try:
            # Never over an older key: papers that it sealed could not be told any more.
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise CommandError(
                f"{file} уже есть. Прежний ключ не заменяют: укажите другое имя."
            ) from None
        except OSError as error:
            raise CommandError(f"{file} не создать: {error.strerror}.") from None
        with os.fdopen(handle, "wb") as target:
            target.write(pem)
        seal = read_seal(pem.decode(), passphrase)
        self.stdout.write(
            f"Ключ записан в {file}, годен по {seal.valid_until:%d.%m.%Y}.\n"
            f"SHA-256 его сертификата: {seal.fingerprint}\n"
            f"Укажите сайту и очереди заданий: SIGNING_KEY_FILE={file.absolute()}"
        )
