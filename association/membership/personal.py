"""What the room keeps of a person (152-FZ, art. 14)."""

from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from .models import Expert, Expertise


def expert_work(person):
    for expert in Expert.objects.filter(person=person).select_related("expertise__application"):
        yield {
            "Экспертиза": expert.expertise.application.title,
            "Мнение": expert.get_opinion_display(),
            "Срок": date_format(expert.expertise.due_on),
        }
    for expertise in Expertise.objects.filter(lead=person).select_related("application"):
        yield {"Готовили заключение": expertise.application.title}


EXPERT_WORK = PersonalData(
    "Работа экспертом",
    "Чтобы было видно, кто дал заключение о документах кандидата.",
    "постоянно, вместе с делом о приёме",
    ("membership.Expert", "membership.Expertise"),
    expert_work,
)
