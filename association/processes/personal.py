"""What the processes of members keep of a person (152-FZ, art. 14)."""

from django.db.models import Q
from django.utils.formats import date_format

from home.accounts.registry import PersonalData

from .models import AssignmentProposal, ProcessSupport


def entries_of(person):
    entered = ProcessSupport.objects.filter(Q(by__person=person) | Q(struck_by__person=person))
    for each in entered.select_related("assignment__process", "organisation"):
        yield {
            "Внесли или вычеркнули помощь": each.title,
            "Процесс": each.assignment.process.name,
            "Когда": date_format(each.on),
        }
    for each in AssignmentProposal.objects.filter(opened_by__person=person):
        yield {"Начали предложение": str(each)}


PROCESS_ENTRIES = PersonalData(
    "Методическая помощь и закрепление процессов",
    "Чтобы было видно, кто внёс запись о помощи и кто начал предложение собранию.",
    "постоянно, вместе с историей закреплений",
    (),  # accounts, not people: nothing here cites a Person
    entries_of,
)
