"""One index of everything findable. A copy: `rebuild_search_index` makes it again at any time."""

from django.db import models


class IndexEntry(models.Model):
    """By what an Entry of the registry is sifted; its texts stand apart.

    A common word is found in half of all entries and each is looked at: these rows are short, so that
    tens of thousands of them are read at once. The words are looked up in what migration 0001 puts
    beside the table: FTS5 on SQLite, a tsvector on PostgreSQL.
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
        return f"{self.source}: {self.key}"


class IndexText(models.Model):
    """What is shown of an entry, and its words as phrases are looked up in them."""

    entry = models.OneToOneField(IndexEntry, models.CASCADE, primary_key=True, related_name="texts")
    url = models.CharField(max_length=1000, blank=True)
    title = models.TextField()
    kind = models.CharField(max_length=100, blank=True)
    path = models.TextField(blank=True)
    when = models.DateField(null=True)
    body = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)

    class Meta:
        verbose_name = "текст строки поиска"
        verbose_name_plural = "тексты строк поиска"

    def __str__(self) -> str:
        return self.title
