"""What the regulations say of the way to a meeting, by name; what none says stands at the end.

`in_words_of` finds the same demand in the rules of the body that meets: a working group has its own.
"""

from home.rulebook import Rule, rule

GROUP = "working-group"
SCHOOL = "working-group-school"

CALLING = rule(
    "meetings.calling",
    title="Кто созывает заседание",
    cites=("4.2", "5.3"),
    does="Заседание в программе созывает председатель или, по его поручению, секретарь.",
)
EXTRAORDINARY = rule(
    "meetings.extraordinary",
    title="Внеочередное заседание",
    cites="4.2",
    does="Внеочередное заседание программа даёт созвать только председателю и спрашивает, какой вопрос не ждёт.",
)
GUESTS = rule(
    "meetings.guests",
    title="Приглашённые и их голос",
    cites="4.2 (второй)",
    does="У каждого приглашённого отмечено, в каком качестве он участвует: служащим Главного управления программа "
    "предлагает совещательный голос, тем, кто в Ассоциации не состоит, – участие без него.",
)
AGENDA = rule(
    "meetings.agenda",
    title="Повестку утверждает председатель",
    cites="4.3",
    does="Пока председатель не утвердил повестку, программа не рассылает приглашений; правка возвращает её на утверждение.",
)
INFORMING = rule(
    "meetings.informing",
    title="Приглашения рассылает секретарь",
    cites="4.4",
    does="По команде секретаря программа пишет каждому приглашённому своё письмо с повесткой и хранит, кому и когда.",
)
RESPONSIBLE = rule(
    "meetings.responsible",
    title="Ответственный за подготовку вопроса",
    cites="4.5",
    does="У вопроса повестки назначают ответственного; если к сроку материалов нет, программа напомнит ему письмом.",
    assists=True,
)
MATERIALS = rule(
    "meetings.materials",
    title="Материалы до начала заседания",
    cites="4.8",
    does="Материалы открываются приглашённым вместе с приглашением, и видно, кто отметил, что прочёл их.",
)
PROPOSING = rule(
    "meetings.proposing",
    title="Предложения в повестку",
    cites="5.4",
    does="Член Президиума предлагает вопрос в кабинете и видит, включён он в повестку, отложен или отклонён и почему.",
)
VENUE = rule(
    "meetings.venue",
    title="Заседание в организации-члене",
    cites=("5.2", "5.7"),
    does="Местом заседания можно назначить организацию – члена Ассоциации: её адрес попадёт в приглашения.",
)
CONFIDENTIAL = rule(
    "meetings.confidential",
    title="Конфиденциальные вопросы",
    cites="5.3",
    does="Конфиденциальный вопрос программа показывает только членам органа, а в письмах его не называет.",
)
ATTENDING = rule(
    "meetings.attending",
    title="Участие в заседании",
    cites="5.5",
    does="Каждого приглашённого программа просит ответить, придёт ли он.",
    assists=True,
)
TAKING_PART = rule(
    "meetings.taking_part",
    title="Член участвует в том, что проводит Президиум",
    cites="5.7",
    does="Программа собирает для каждого члена, на каких заседаниях органов Ассоциации он был представлен и какие прошли на его базе.",
)
YEARLY = rule(
    "meetings.yearly",
    title="Ежегодное заседание на конференции",
    cites="6.3",
    does="В повестку ежегодного заседания программа сама вносит вопросы, которые названы в этом пункте.",
)

GROUP_CALLING = rule(
    "meetings.group_calling",
    title="Кто созывает заседание рабочей группы",
    cites="2.3 а",
    source=GROUP,
    does="Заседание в программе созывает руководитель группы или, по его поручению, секретарь.",
)
GROUP_GUESTS = rule(
    "meetings.group_guests",
    title="Гости рабочей группы",
    cites=("2.3 б", "2.6"),
    source=GROUP,
    does="Гостей приглашает руководитель; члены группы предлагают их в кабинете и видят ответ.",
)
GROUP_AGENDA = rule(
    "meetings.group_agenda",
    title="Повестку утверждает руководитель группы",
    cites=("2.3 в", "2.5 а"),
    source=GROUP,
    does="Повестку собирает секретарь, и, пока её не утвердил руководитель, приглашения не уходят.",
)
GROUP_SPEAKERS = rule(
    "meetings.group_speakers",
    title="Докладчиков назначает руководитель группы",
    cites="2.3 г",
    source=GROUP,
    does="У вопроса повестки назначают докладчика; его утверждает руководитель вместе с повесткой.",
)
GROUP_INFORMING = rule(
    "meetings.group_informing",
    title="Секретарь сообщает о заседании и рассылает материалы",
    cites="2.5 б",
    source=GROUP,
    does="По команде секретаря программа пишет каждому, когда и где заседание, и открывает материалы.",
)
GROUP_PROPOSING = rule(
    "meetings.group_proposing",
    title="Предложения в повестку рабочей группы",
    cites=("2.5 в", "2.6"),
    source=GROUP,
    does="Член группы предлагает вопрос в кабинете, секретарь отвечает на каждое предложение.",
)
GROUP_TAKING_PART = rule(
    "meetings.group_taking_part",
    title="Участие члена рабочей группы",
    cites="2.6",
    source=GROUP,
    does="Член группы отвечает, придёт ли, и пишет замечания к проектам решений.",
)
OPINION_CONSIDERED = rule(
    "meetings.opinion_considered",
    title="Письменное мнение рассматривают на заседании",
    cites="2.7 абз. 2",
    source=GROUP,
    does="У каждого мнения секретарь отмечает, как его учли; без этой отметки протокол не завершить.",
)

SCHOOL_CALLING = rule(
    "meetings.school_calling",
    title="Заседание созывает председатель группы",
    cites="4.5",
    source=SCHOOL,
)
SCHOOL_INFORMING = rule(
    "meetings.school_informing",
    title="К заседанию готовит секретарь группы",
    cites="4.4",
    source=SCHOOL,
)

PLANNED = rule("meetings.planned", title="Что известно о заседании")
LISTED = rule("meetings.listed", title="Список приглашённых")
UPLOADED = rule("meetings.uploaded", title="Материалы к вопросам")
WRITING_OPINIONS = rule("meetings.writing_opinions", title="Письменное мнение")

_SAME = {
    GROUP: {
        CALLING: GROUP_CALLING,
        EXTRAORDINARY: GROUP_CALLING,
        GUESTS: GROUP_GUESTS,
        AGENDA: GROUP_AGENDA,
        INFORMING: GROUP_INFORMING,
        RESPONSIBLE: GROUP_SPEAKERS,
        MATERIALS: GROUP_INFORMING,
        PROPOSING: GROUP_PROPOSING,
        ATTENDING: GROUP_TAKING_PART,
    },
    SCHOOL: {CALLING: SCHOOL_CALLING, EXTRAORDINARY: SCHOOL_CALLING, INFORMING: SCHOOL_INFORMING},
}


def in_words_of(source: str, demand: Rule) -> Rule:
    """The demand as the regulation with the key `source` puts it; without clauses where that one is silent."""
    if all(citation.source == source for citation in demand.citations):
        return demand
    return _SAME.get(source, {}).get(demand) or Rule(f"{demand.code}@{source}", demand.title)
