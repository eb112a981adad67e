from django.conf import settings
from django.db import models
from django.db.models import Q

from association.bodies.choices import Choice, VoteResult
from documents.records.choices import Level
from home.accounts.models import Person

from ..choices import Channel, DecisionForm, VoteState
from .agenda import AgendaItem
from .people import Invitation


class Vote(models.Model):
    """One question put to an open vote (4.9): what was asked, of whom, by which rule, and what came out.

    The rule and the sizes are frozen when it opens, the counts and their explanation when it closes. The
    electorate is its ballots: one row for everyone entitled, empty until they vote (T44, T47).
    """

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="votes", verbose_name="вопрос повестки"
    )
    round = models.PositiveSmallIntegerField("какой по счёту", default=1)
    question = models.TextField("что решают")
    form = models.CharField("вид решения", max_length=20, choices=DecisionForm)
    level = models.CharField("кто видит", max_length=20, choices=Level)
    matter = models.SlugField("какой вопрос по правилам", max_length=50)
    executor = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="исполнитель",
    )
    due_on = models.DateField("исполнить до", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=VoteState, default=VoteState.OPEN)
    on_phones = models.BooleanField("члены голосуют сами", default=False)
    rule = models.JSONField("правило", default=dict)
    roster_size = models.PositiveIntegerField("в списочном составе")
    present_count = models.PositiveIntegerField("присутствует")
    quorum_needed = models.PositiveIntegerField("нужно для кворума")
    presiding = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="председательствующий",
    )
    opened_at = models.DateTimeField("открыто")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closes_at = models.DateTimeField("голоса принимаются до", null=True, blank=True)
    closed_at = models.DateTimeField("закрыто", null=True, blank=True)
    votes_for = models.PositiveIntegerField("за", null=True, blank=True)
    votes_against = models.PositiveIntegerField("против", null=True, blank=True)
    votes_abstained = models.PositiveIntegerField("воздержались", null=True, blank=True)
    needed = models.PositiveIntegerField("нужно голосов", null=True, blank=True)
    result = models.CharField("итог", max_length=20, choices=VoteResult, blank=True)
    exactly_half = models.BooleanField("ровно половина", default=False)
    explanation = models.TextField("почему так", blank=True)
    annul_reason = models.CharField("почему несостоявшееся", max_length=300, blank=True)

    class Meta:
        verbose_name = "голосование"
        verbose_name_plural = "голосования"
        ordering = ["item", "round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "round"], name="vote_round_once"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state=VoteState.OPEN), name="vote_one_open_an_item"
            ),
            models.CheckConstraint(
                condition=~Q(state=VoteState.CLOSED)
                | Q(
                    closed_at__isnull=False,
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_abstained__isnull=False,
                )
                & ~Q(result=""),
                name="vote_closed_has_its_result",
            ),
            models.CheckConstraint(
                condition=~Q(state=VoteState.ANNULLED, annul_reason=""),
                name="vote_annulled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.question[:80]

    @property
    def tone(self) -> str:
        """How the result looks: nothing decided asks for attention."""
        tones = {VoteResult.ADOPTED: "positive", VoteResult.REJECTED: "ended"}
        return tones.get(self.result, "attention")


class Ballot(models.Model):
    """The one vote of one person on one question, by name: the vote is open (4.9, 5.4, R64, R74)."""

    vote = models.ForeignKey(
        Vote, models.PROTECT, related_name="ballots", verbose_name="голосование"
    )
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, related_name="ballots", verbose_name="чей"
    )
    choice = models.CharField("голос", max_length=20, choices=Choice, blank=True)
    channel = models.CharField("кто отметил", max_length=20, choices=Channel, blank=True)
    cast_at = models.DateTimeField("когда", null=True, blank=True)
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asks_to_record = models.BooleanField("просит записать в протокол", default=False)

    class Meta:
        verbose_name = "голос"
        verbose_name_plural = "голоса"
        ordering = ["vote", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "invitation"], name="ballot_one_a_person"),
            models.CheckConstraint(
                condition=Q(choice="", cast_at__isnull=True)
                | Q(~Q(choice=""), cast_at__isnull=False),
                name="ballot_cast_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.get_choice_display() or '—'}"
