"""What the room keeps of a person (152-FZ, art. 14); who asked for help is no Person here and withdraws by the link."""

from home.accounts.registry import PersonalData

from .models import HelpRequest


def requests_carried(person):
    for request in HelpRequest.objects.filter(executor=person):
        yield {"Отвечаете на обращение": request.title, "Состояние": request.get_state_display()}


ANSWERS_TO_HELP = PersonalData(
    "Обращения о помощи",
    "Чтобы было видно, кто отвечает тому, кто просил помощи.",
    "столько, сколько хранится номер обращения",
    (HelpRequest._meta.label,),
    requests_carried,
)
