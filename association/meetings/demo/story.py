"""What the meetings of the demo talk of. Invented, as the association is."""

from dataclasses import dataclass

from documents.records.choices import Level
from home.accounts.models import Person

from ..choices import DecisionForm
from ..operations.agenda import Question


@dataclass(frozen=True)
class Asked:
    """One question with the course it took; whoever is neither against nor abstains is for.

    `subject` is a matter and the number of what an upper room puts to the decision, instead of a question.
    `executor` carries the decision out within `days` from the meeting.
    """

    question: Question | None
    heard: str
    spoken: str = ""
    against: int = 0
    abstained: int = 0
    executor: Person | None = None
    days: int | None = None
    subject: tuple[str, int] | None = None


def last_quarter(chair: Person, secretary: Person, member: Person) -> list[Asked]:
    """Of the Presidium: what has been decided is carried out, or ought to have been."""
    return [
        Asked(
            Question(
                "О выполнении плана работы за полугодие",
                speaker=secretary,
                responsible=secretary,
                draft_decision="Принять отчёт к сведению. До следующего заседания собрать с организаций сведения о внутренних аудитах.",
                draft_form=DecisionForm.INTERNAL,
            ),
            "Из двадцати трёх мероприятий плана проведено двадцать одно. Два семинара перенесены на осень: площадка была на ремонте.",
            "Предложено просить сведения не позже чем за две недели до заседания, чтобы успеть их обобщить.",
            executor=member,
            days=70,
        ),
        Asked(
            Question(
                "О примерном пакете документов СМК для малокомплектных школ",
                speaker=chair,
                responsible=chair,
                draft_decision="Рекомендовать организациям примерный пакет из девяти документов и разместить его на сайте Ассоциации.",
                draft_form=DecisionForm.PROPOSAL,
            ),
            "Рабочая группа сократила пакет с тридцати документов до девяти. Его опробовали три школы, замечания учтены.",
            against=1,
            executor=secretary,
            days=30,
        ),
        Asked(
            Question(
                "О жалобе на сроки консультаций",
                level=Level.CONFIDENTIAL,
                speaker=secretary,
                draft_decision="Назначить новую дату консультации и извиниться перед заявителем письмом председателя.",
                draft_form=DecisionForm.INTERNAL,
            ),
            "Организация ждала консультацию семь недель. Причина – болезнь консультанта, замену не нашли.",
            abstained=1,
        ),
    ]


def this_quarter(chair: Person, secretary: Person, member: Person) -> list[Asked]:
    """Of the Presidium, some days ago: a decision by exactly half, and one that was not taken."""
    return [
        Asked(
            Question(
                "О теме весеннего семинара",
                speaker=secretary,
                draft_decision="Провести в апреле семинар «Внутренний аудит: что спросить у учителя» на базе одной из организаций-членов.",
                draft_form=DecisionForm.CONCLUSION,
            ),
            "Опрос организаций показал, что внутренние аудиты проводят все, а выводы из них делают не все.",
            "Спорили, нужен ли отдельный семинар или хватит секции на конференции.",
            against=3,
            abstained=1,
            executor=member,
            days=21,
        ),
        Asked(
            Question(
                "О переходе на электронную запись консультаций",
                speaker=chair,
                draft_decision="Записывать на консультации только через сайт.",
                draft_form=DecisionForm.INTERNAL,
            ),
            "Запись по телефону теряется. Предложено оставить один способ записи.",
            "Возразили, что в отдалённых школах связь бывает не каждый день.",
            against=5,
        ),
    ]


def of_group(leader: Person, secretary: Person) -> list[Asked]:
    return [
        Asked(
            Question(
                "О перечне критериев самооценки",
                speaker=leader,
                draft_decision="Утвердить перечень из двенадцати критериев и опробовать его в трёх организациях.",
                draft_form=DecisionForm.INTERNAL,
            ),
            "В проекте было двадцать критериев. Оставлены те, по которым у каждой школы уже есть данные.",
            executor=leader,
            days=25,
        ),
        Asked(
            Question(
                "О дорожной карте самооценки",
                speaker=secretary,
                draft_decision="Утвердить дорожную карту на учебный год.",
                draft_form=DecisionForm.INTERNAL,
            ),
            "Карта разбита на четыре этапа, у каждого есть ответственный.",
            "Предложено добавить промежуточный разговор с директорами в феврале.",
            abstained=1,
        ),
    ]


def next_agenda(chair: Person, secretary: Person) -> list[Question]:
    return [
        Question(
            "О плане работы на второе полугодие",
            speaker=secretary,
            responsible=secretary,
            draft_decision="Одобрить план и передать его на согласование.",
            draft_form=DecisionForm.CONCLUSION,
        ),
        Question(
            "Об обращении к Главному управлению о стажировках",
            speaker=chair,
            responsible=chair,
            draft_decision="Направить обращение о стажировках для ответственных за качество.",
            draft_form=DecisionForm.APPEAL,
        ),
    ]


POLL = Question(
    "О дате выездного занятия группы",
    draft_decision="Провести выездное занятие в первую пятницу следующего месяца.",
    draft_form=DecisionForm.INTERNAL,
)

PROPOSALS = [
    (
        "О графике внутренних аудитов на год",
        "Прошу сверить график с каникулами: в прошлом году три аудита пришлись на них.",
    ),
    ("О памятке для нового аудитора", "Черновик готов, нужны замечания."),
]
