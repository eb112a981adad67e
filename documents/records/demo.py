"""What the archive of the demo holds beside the protocols that the demo itself signs: old ones, a report, an order."""

import datetime
from dataclasses import replace

from documents.papers import pdf
from documents.uploads.inspection import KINDS, CheckedUpload
from documents.uploads.operations import store_upload
from home.accounts.models import User

from .models import Record, RecordClass
from .operations import FiledFile, Filing, PersonNamed, file_record

# Years ago, number, month and day, what was considered, who is named.
OLD_PROTOCOLS = [
    (4, "2", (4, 20), "План обмена опытом на полугодие; состав рабочих групп.", "Сосновский А. П."),
    (4, "4", (10, 12), "Итоги самооценки организаций; сборник лучших практик.", "Ольхова Т. Д."),
    (2, "1", (2, 14), "Отчёт о семинарах; смета конференции не рассматривалась.", "Берёзкин Л. М."),
]
OWN_RECORDS = [
    (
        "annual_report",
        1,
        "1",
        "Годовой отчёт Ассоциации",
        "Проведены семинары и взаимные проверки.",
    ),
    ("orders", 1, "47", "Приказ об организационной поддержке Ассоциации", "Назначен куратор."),
]


def load(body_key: str, body_name: str, *, by: User, today: datetime.date, at: datetime.datetime):
    """Protocols of the body taken over from paper, of which the oldest wait to be written off."""
    for ago, number, (month, day), text, person in OLD_PROTOCOLS:
        date = datetime.date(today.year - ago, month, day)
        filing = Filing(
            record_class="presidium_protocols",
            number=number,
            date=date,
            title="Протокол заседания Президиума",
            body_key=body_key,
            body_name=body_name,
            signed_on=date + datetime.timedelta(days=3),
            retention=RecordClass.objects.get(code="presidium_protocols").retention,
            people=(PersonNamed(person, "участник заседания"),),
            imported=True,
        )
        _file(filing, text, by=by, at=at)
    for code, ago, number, title, text in OWN_RECORDS:
        date = datetime.date(today.year - ago, 12, 20)
        filing = Filing(record_class=code, number=number, date=date, title=title, signed_on=date)
        _file(filing, text, by=by, at=at)


def _file(filing: Filing, text: str, *, by: User, at: datetime.datetime) -> None:
    standing = Record.objects.filter(
        record_class__code=filing.record_class, number=filing.number, year=filing.date.year
    )
    if standing.filter(body_key=filing.body_key).exists():
        return
    content = pdf.render("records/papers/old_record.html", {"filing": filing, "text": text})
    name = f"{filing.title} {filing.number}.pdf"
    stored = store_upload(CheckedUpload(name, KINDS["pdf"], content), by=by, at=at)
    files = (FiledFile(stored, filing.title, filing.level, text),)
    file_record(replace(filing, files=files), by=by, at=at)
