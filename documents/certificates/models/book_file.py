"""The book of registration to print or to open as a table, as it stood when somebody asked for it."""

from django.db import models
from django.db.models import Q

from documents.uploads.models import private_storage

from ..choices import BookFormat
from .certificate import RegisterBook


class BookFile(models.Model):
    """Found by its `stamp`: while the book and its hand-overs stay as they are, it is made once."""

    book = models.ForeignKey(RegisterBook, models.PROTECT, related_name="files")
    format = models.CharField("вид файла", max_length=4, choices=BookFormat)
    stamp = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    lines = models.PositiveIntegerField("строк сделано", default=0)
    file = models.FileField(storage=private_storage, upload_to="books/", blank=True)

    class Meta:
        verbose_name = "файл книги регистрации"
        verbose_name_plural = "файлы книг регистрации"
        constraints = [
            models.UniqueConstraint(fields=["book", "format", "stamp"], name="book_file_once"),
            models.CheckConstraint(
                condition=Q(file="", made_at__isnull=True)
                | (~Q(file="") & Q(made_at__isnull=False)),
                name="book_file_made_has_bytes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book}, {self.get_format_display()}"

    @property
    def is_ready(self) -> bool:
        return bool(self.file)
