from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from association.bodies.models import CollegialBody
from documents.records.choices import Level
from documents.uploads.models import StoredFile
from home.accounts.models import Person

from ..choices import ITEM_TONES, DecisionForm, Fate, ItemState
from .meeting import Meeting


class AgendaItem(models.Model):
    """One question of the agenda: «О …», who speaks, what is proposed to decide.

    `matter` is a code of the meeting's rule set; `subject` is what an upper room puts to the decision (an
    application, a pair), and its handler of the matter carries the decision out. `heard` and `spoken` are the
    secretary's prose for the protocol.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="items", verbose_name="заседание"
    )
    position = models.PositiveSmallIntegerField("номер")
    title = models.CharField("вопрос", max_length=500)
    matter = models.SlugField("какой вопрос по правилам", max_length=50, default="ordinary")
    level = models.CharField("кто видит", max_length=20, choices=Level, default=Level.PUBLIC)
    speaker = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="докладчик",
    )
    responsible = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="prepared_items",
        verbose_name="ответственный за подготовку",
    )
    draft_decision = models.TextField("проект решения", blank=True)
    draft_form = models.CharField(
        "вид решения", max_length=20, choices=DecisionForm, default=DecisionForm.INTERNAL
    )
    heard = models.TextField("слушали", blank=True)
    spoken = models.TextField("выступили", blank=True)
    state = models.CharField(
        "состояние", max_length=20, choices=ItemState, default=ItemState.WAITING
    )
    removal_reason = models.CharField("почему снят", max_length=300, blank=True)
    opened_at = models.DateTimeField("рассматривали с", null=True, blank=True)
    present_count = models.PositiveIntegerField("присутствовало членов", null=True, blank=True)
    subject_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    subject_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="item_position_once"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state=ItemState.CURRENT),
                name="item_one_is_considered",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.REMOVED, removal_reason=""),
                name="item_removed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    @property
    def tone(self) -> str:
        return ITEM_TONES[ItemState(self.state)]


class Proposal(models.Model):
    """A question that a member asks to take into the agenda (R108, R113, R116).

    Without a meeting it waits for the next one of the body; so does one that was put off.
    """

    body = models.ForeignKey(
        CollegialBody, models.PROTECT, related_name="proposals", verbose_name="орган"
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="заседание",
    )
    author = models.ForeignKey(
        Person, models.PROTECT, related_name="agenda_proposals", verbose_name="кто предлагает"
    )
    title = models.CharField("вопрос", max_length=500)
    text = models.TextField("обоснование и проект решения", blank=True)
    file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="материал",
    )
    fate = models.CharField("что решено", max_length=20, choices=Fate, default=Fate.NEW)
    answer = models.CharField("ответ секретаря", max_length=500, blank=True)
    item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="вопрос повестки",
    )
    proposed_at = models.DateTimeField("предложено")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("когда решено", null=True, blank=True)
    subject_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    subject_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")
    matter = models.SlugField("какой вопрос по правилам", max_length=50, default="ordinary")

    class Meta:
        verbose_name = "предложение в повестку"
        verbose_name_plural = "предложения в повестку"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(fate=Fate.TAKEN) | Q(item__isnull=False),
                name="proposal_taken_has_item",
            ),
            models.CheckConstraint(
                condition=~Q(fate=Fate.REFUSED, answer=""), name="proposal_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ItemFile(models.Model):
    """A paper for an item; who may see the item may open it (R63, R112)."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="files", verbose_name="вопрос"
    )
    title = models.CharField("название", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="файл")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField("приложен")

    class Meta:
        verbose_name = "материал к вопросу"
        verbose_name_plural = "материалы к вопросам"
        ordering = ["item", "added_at", "pk"]

    def __str__(self) -> str:
        return self.title


class ItemRemark(models.Model):
    """A remark of a member on the draft of a decision (R116, 2.6 «г» of the working group's rules)."""

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="remarks", verbose_name="вопрос"
    )
    author = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="кто замечает"
    )
    text = models.TextField("замечание")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "замечание к проекту решения"
        verbose_name_plural = "замечания к проектам решений"
        ordering = ["item", "at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
