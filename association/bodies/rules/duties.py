"""What an office asks of its holder all the time, clause by clause (R33, R56, R59, R72, R75, R108–R116, R144)."""

from dataclasses import dataclass

from home.rulebook import ASSOCIATION, Rule, rule

from ..choices import OfficeKind
from .names import GROUP

_DOES = "Эта обязанность стоит в личном перечне того, кто занимает должность, со ссылкой на пункт."

CHAIR_DUTIES = rule(
    "bodies.chair_duties",
    title="Обязанности председателя Президиума",
    cites="5.3",
    does="Председатель видит в кабинете перечень своих обязанностей со ссылкой на этот пункт; делает их он сам.",
    assists=True,
)
CHAIR_PREPARES = rule(
    "bodies.chair_prepares",
    title="Председатель готовит вопросы и формирует повестку",
    cites="4.3",
    does="Председатель видит эту обязанность в своём перечне; повестку утверждает он.",
    assists=True,
)
DEPUTY_DUTIES = rule(
    "bodies.deputy_duties",
    title="Заместитель руководит Ассоциацией в отсутствие председателя",
    cites=("3.9", "4.6"),
    does="Заместитель видит эту обязанность в своём перечне.",
    assists=True,
)
SECRETARY_DUTIES = rule(
    "bodies.secretary_duties",
    title="Обязанности секретаря Президиума",
    cites="4.4",
    does="Секретарь видит в кабинете перечень своих обязанностей со ссылкой на этот пункт.",
    assists=True,
)
MEMBER_DUTIES = rule(
    "bodies.member_duties",
    title="Обязанности члена Президиума",
    cites="5.5",
    does="Член Президиума видит в кабинете перечень своих обязанностей со ссылкой на этот пункт.",
    assists=True,
)
KEEPS_SECRETS = rule(
    "bodies.keeps_secrets",
    title="Конфиденциальная информация Президиума",
    cites="5.3",
    does="Председатель видит эту обязанность в своём перечне.",
    assists=True,
)


@dataclass(frozen=True)
class Owed:
    title: str
    rule: Rule


def _owed(rule_: Rule, *titles: str) -> list[Owed]:
    return [Owed(title, rule_) for title in titles]


def _by_items(code: str, clause: str, titles: dict[str, str]) -> list[Owed]:
    """Of the working group's rules of procedure: every item is a clause of its own."""
    return [
        Owed(
            title,
            rule(
                f"bodies.{code}_{number}",
                title=title,
                cites=f"{clause} {item}",
                source=GROUP,
                does=_DOES,
                assists=True,
            ),
        )
        for number, (item, title) in enumerate(titles.items(), 1)
    ]


_PRESIDIUM = {
    OfficeKind.CHAIR: [
        *_owed(CHAIR_PREPARES, "Готовить вопросы к заседаниям и утверждать повестку"),
        *_owed(
            CHAIR_DUTIES,
            "Планировать и координировать деятельность Ассоциации",
            "Готовить и проводить заседания Президиума",
            "Соблюдать Положение и договоры между организациями Ассоциации",
            "Вовремя сообщать Главному управлению о деятельности Ассоциации",
            "Анализировать, что дали мероприятия Ассоциации",
            "Выполнять решения Президиума",
            "Готовить годовой отчёт",
        ),
        *_owed(KEEPS_SECRETS, "Не разглашать конфиденциальных сведений о работе Президиума"),
    ],
    OfficeKind.DEPUTY_CHAIR: _owed(
        DEPUTY_DUTIES, "Руководить и проводить заседания, когда председателя нет"
    ),
    OfficeKind.SECRETARY: _owed(
        SECRETARY_DUTIES,
        "Доводить повестку до членов Ассоциации",
        "Обеспечивать приглашение на заседания",
        "Вести протоколы заседаний",
        "Доводить решения до исполнителей",
    ),
    OfficeKind.MEMBER: _owed(
        MEMBER_DUTIES,
        "Присутствовать на заседаниях",
        "Исполнять поручения председателя и решения Президиума",
        "Не причинять вреда Ассоциации",
        "Пропагандировать управление качеством",
    ),
}
_GROUP = {
    OfficeKind.LEADER: _by_items(
        "leader_duty",
        "2.3",
        {
            "а": "Решать, когда и где заседать",
            "б": "Решать, кого пригласить",
            "в": "Утверждать повестку",
            "г": "Назначать докладчиков и выступающих",
            "д": "Проводить заседание",
            "е": "Подписывать протокол",
        },
    ),
    OfficeKind.SECRETARY: _by_items(
        "group_secretary_duty",
        "2.5",
        {
            "а": "Формировать повестку по предложениям членов и представлять её руководителю",
            "б": "Сообщать дату, время и место, рассылать повестку и материалы",
            "в": "Принимать предложения в повестку",
            "г": "Вести протокол",
            "д": "Оформлять протокол и представлять его на подпись",
            "е": "Рассылать подписанный протокол",
        },
    ),
    OfficeKind.MEMBER: _by_items(
        "group_member_duty",
        "2.6",
        {
            "а": "Предлагать вопросы в повестку и кого пригласить",
            "б": "Участвовать в подготовке материалов",
            "в": "Участвовать в заседаниях",
            "г": "Высказывать мнение и замечания к проектам решений",
            "д": "Принимать решения по вопросам повестки",
        },
    ),
}
_BY_SOURCE = {ASSOCIATION: _PRESIDIUM, GROUP: _GROUP}
_SAME = {OfficeKind.CHAIR: OfficeKind.LEADER}
"""In a group the head may be called a chair; the duties are those of the leader."""


def owed_by(source: str, kind: OfficeKind) -> list[Owed]:
    """Of the holder of an office in a body whose rules rest on the regulation `source`; nothing where it says nothing."""
    duties = _BY_SOURCE.get(source, {})
    if source == GROUP:
        kind = _SAME.get(kind, kind)
    return duties.get(kind, [])
