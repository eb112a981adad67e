"""The rules of protocols by name, with the clauses that ask for them.

Terms, signatures, agreement and keeping are values of a body's rule set: `rule_set.rule_for("minutes_days")` and so on.
"""

from home.rulebook import ASSOCIATION, Rule, law, rule

GROUP = "working-group"

KEPT_BY_SECRETARY = rule(
    "minutes.kept_by_secretary",
    title="Протокол ведёт секретарь",
    cites="4.4",
    does="Протокол открывается сам, как только секретарь закрыл заседание; явка, голоса и решения переходят в него из заседания, и править их в протоколе нельзя.",
)
OPEN_TO_MEMBERS = rule(
    "minutes.open_to_members",
    title="Протокол доводят до членов органа",
    cites="5.4",
    does="Подписанный протокол сам появляется в кабинете каждого члена органа, и каждая отправка остаётся в журнале писем.",
)
CONFIDENTIALITY = rule(
    "minutes.confidentiality",
    title="Конфиденциальные вопросы протокола видят только члены органа",
    cites="5.3",
    does="Приглашённый видит только открытую часть протокола, посторонний — ничего; конфиденциальные вопросы от них скрыты вместе с файлами.",
)

GROUP_KEPT_BY_SECRETARY = rule(
    "minutes.group_kept_by_secretary",
    title="Протокол рабочей группы ведёт секретарь",
    cites=("2.5 г", "2.5 д"),
    source=GROUP,
    does="Протокол открывается сам, как только секретарь закрыл заседание, а готовый уходит тому, кто вёл заседание.",
)
GROUP_SENT = rule(
    "minutes.group_sent",
    title="Подписанный протокол рассылают членам рабочей группы",
    cites=("2.5 е", "3.7"),
    source=GROUP,
    does="Подписанный протокол сам появляется в кабинете каждого члена группы; по почте он приходит тем, кто этого не отключил.",
)
GROUP_PEOPLE = rule(
    "minutes.group_people",
    title="В протоколе названы ведущий и участники с должностями",
    cites="3.6 а",
    source=GROUP,
    does="Протокол не передать дальше, пока не названы ведущий и все участники, каждый с должностью.",
)
GROUP_QUESTIONS = rule(
    "minutes.group_questions",
    title="В протоколе есть содержание каждого вопроса",
    cites="3.6 б",
    source=GROUP,
    does="Протокол не передать дальше, пока о каждом рассмотренном вопросе не записано, что слушали.",
)
GROUP_DECISIONS = rule(
    "minutes.group_decisions",
    title="В протоколе есть решение по каждому вопросу",
    cites="3.6 в",
    source=GROUP,
    does="Протокол не передать дальше, пока по каждому вопросу нет итога: голосования или отметки, что вопрос снят.",
)
GROUP_OPINIONS = rule(
    "minutes.group_opinions",
    title="Письменные мнения рассмотрены и приложены к протоколу",
    cites=("2.7 абз. 2", "3.6 г"),
    source=GROUP,
    does="Протокол не передать дальше, пока каждое мнение, присланное в срок, не отмечено рассмотренным; все мнения печатаются с протоколом.",
)

LAW_PLACE = rule(
    "minutes.law_place",
    title="В протоколе указаны дата, время и место",
    cites=law("ГК РФ, ст. 181.2, ч. 4"),
)
LAW_PEOPLE = rule(
    "minutes.law_people",
    title="В протоколе названы все, кто участвовал",
    cites=law("ГК РФ, ст. 181.2, ч. 4"),
)
LAW_RESULTS = rule(
    "minutes.law_results",
    title="В протоколе есть итог по каждому вопросу",
    cites=law("ГК РФ, ст. 181.2, ч. 4"),
)

EXECUTOR = rule("minutes.executor", title="У решения со сроком есть исполнитель")
OPINIONS = rule("minutes.opinions", title="Письменные мнения рассмотрены и приложены к протоколу")
SENT = rule("minutes.sent", title="Подписанный протокол доводят до членов органа")
STEP_BY_STEP = rule("minutes.step_by_step", title="Порядок оформления протокола")
SEEN = rule("minutes.seen", title="Протокол изменился")
FROZEN = rule("minutes.frozen", title="Подписывают то содержание, которое прочитали")
SIMPLE_SIGNATURE = rule(
    "minutes.simple_signature",
    title="Простая электронная подпись — по соглашению",
    cites=law("63-ФЗ, ст. 9, ч. 2"),
)
PAPER_SIGNATURE = rule("minutes.paper_signature", title="Подписанный на бумаге подлинник")


def kept_by(source: str) -> Rule:
    """Who draws a protocol up, by the key of the regulation that the rule set follows."""
    return GROUP_KEPT_BY_SECRETARY if source == GROUP else KEPT_BY_SECRETARY


def sent_by(source: str) -> Rule:
    """Why a signed protocol is sent to the members."""
    return {GROUP: GROUP_SENT, ASSOCIATION: OPEN_TO_MEMBERS}.get(source, SENT)
