"""One index of everything findable. A copy: `rebuild_search_index` makes it again at any time."""

from django.db import models


class IndexEntry(models.Model):
    """An Entry of the registry as the database keeps it.

    Its words are looked up in what migration 0001 puts beside it: FTS5 on SQLite, a tsvector on
    PostgreSQL. Narrow columns stand first: SQLite then reads them without the texts.
    """

    source = models.CharField(max_length=40)
    owner = models.CharField(max_length=60)
    key = models.CharField(max_length=100)
    number = models.CharField(max_length=100, blank=True)
    audience = models.CharField(max_length=100, blank=True)
    visible_from = models.DateField(null=True)
    visible_until = models.DateField(null=True)
    order = models.IntegerField(default=0)
    doors = models.CharField(max_length=500, blank=True)
    checksum = models.CharField(max_length=32)
    url = models.CharField(max_length=1000, blank=True)
    title = models.TextField()
    kind = models.CharField(max_length=100, blank=True)
    path = models.TextField(blank=True)
    when = models.DateField(null=True)
    body = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)

    class Meta:
        verbose_name = "строка поиска"
        verbose_name_plural = "строки поиска"
        indexes = [
            models.Index(fields=["source", "owner"], name="search_owner"),
            models.Index(fields=["number"], name="search_number", condition=~models.Q(number="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.title}"
