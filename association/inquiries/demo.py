"""Questions of the demo: strangers who ask for help, the chair who asks the members."""

import datetime

from association.organisations.models import Organisation
from home.accounts.models import User
from home.workdays.queries import today

from .choices import Circle, HelpTopic
from .models import Addressee, HelpRequest, InformationRequest
from .operations import help as helping
from .operations import information as asking
from .queries import help as help_queries

LIBRARY = {
    "topic": HelpTopic.START,
    "organisation_name": "Межпоселенческая библиотека",
    "contact_name": "Рощина Алла Юрьевна",
    "email": "library@example.org",
    "text": "Хотим описать процессы по требованиям системы менеджмента качества. С чего начать?",
}
CLUB = {
    "topic": HelpTopic.AUDIT,
    "organisation_name": "Станция юных техников",
    "contact_name": "Верстов Олег Иванович",
    "email": "station@example.org",
    "text": "Ищем, у кого посмотреть программу внутреннего аудита небольшой организации.",
}
QUESTION = "Показатели за полугодие"


def load(members: list[Organisation], *, chair: User, secretary: User, now) -> None:
    """Two requests for help, one answered; one question to the members, answered by a half of them."""
    if not HelpRequest.objects.exists():
        _ask_for_help(secretary, now)
    if not InformationRequest.objects.exists():
        _ask_members(members, chair, now)


def _ask_for_help(secretary: User, now: datetime.datetime) -> None:
    consent = help_queries.consent_text()
    for days, question in ((12, LIBRARY), (3, CLUB)):
        at = now - datetime.timedelta(days)
        request = helping.ask_for_help(helping.Question(**question), consent=consent, at=at)
        office = help_queries.possible_executors(today(at)).first()
        if question is LIBRARY:
            request = helping.route_help(request, office, seen=request.version, by=secretary, at=at)
            text = "Начните с перечня процессов: пример и форму мы приложили на странице программы."
            answered_at = at + datetime.timedelta(2)
            executor = office.person.user
            helping.answer_help(request, text, seen=request.version, by=executor, at=answered_at)


def _ask_members(members: list[Organisation], chair: User, now: datetime.datetime) -> None:
    at = now - datetime.timedelta(8)
    request = asking.ask_members(
        asking.Asking(
            title=QUESTION,
            text="Сколько внутренних аудитов вы провели за полугодие и сколько несоответствий устранили?",
            due_on=today(now) + datetime.timedelta(4),
            circle=Circle.MEMBERS,
            members=members,
        ),
        sent_as="Председатель Президиума",
        by=chair,
        at=at,
    )
    addressees = Addressee.objects.filter(request=request).select_related(
        "organisation__head__user"
    )
    for number, addressee in enumerate(addressees.order_by("pk")):
        if number % 2 == 0:
            text = f"Аудитов — {number % 5 + 1}, все несоответствия устранены."
            asking.answer_question(
                addressee, text, by=addressee.organisation.head.user, at=at + datetime.timedelta(2)
            )
