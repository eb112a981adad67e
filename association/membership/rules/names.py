"""Every rule of this room by name, with its clause."""

from home.rulebook import Rule, rule

from ..choices import Basis

FREE_OF_CHARGE = rule(
    "membership.free_of_charge", title="Членство в Ассоциации бесплатное", cites="1.6"
)
ADDRESSEE_ORGANISATIONAL = rule(
    "membership.addressee_organisational",
    title="Кому адресуют заявление в организационный период",
    cites="3.13 абз. 1",
)
ADDRESSEE_WORKING = rule(
    "membership.addressee_working",
    title="Кому адресуют заявление в период работы",
    cites=("3.13 абз. 2", "прил. А"),
)
APPLICATION_FORM = rule(
    "membership.application_form", title="Форма заявления о приёме", cites="прил. А"
)
ONE_BASIS = rule(
    "membership.one_basis", title="В заявлении указано одно основание", cites=("3.1", "3.2")
)
BASIS_CERTIFIED = rule("membership.basis_certified", title="Сертифицированная СМК", cites="3.1 а")
BASIS_IMPLEMENTED = rule("membership.basis_implemented", title="Внедрённая СМК", cites="3.1 б")
BASIS_IMPLEMENTING = rule("membership.basis_implementing", title="Внедряемая СМК", cites="3.1 в")
BASIS_CANDIDATE = rule("membership.basis_candidate", title="Статус кандидата", cites="3.2")
EXPERT_CONCLUSION = rule(
    "membership.expert_conclusion",
    title="Кандидата принимают в члены по заключению Экспертной группы",
    cites="3.1 г",
)
COUNCIL_ORDER = rule(
    "membership.council_order",
    title="Приказ о разработке и внедрении СМК, Совет по качеству и ответственные лица",
    cites="3.2 а",
)
DEVELOPMENT_PLAN = rule(
    "membership.development_plan", title="План разработки и внедрения СМК", cites="3.2 а"
)
TRAINED_SPECIALISTS = rule(
    "membership.trained_specialists", title="Обученные специалисты", cites="3.2 б"
)
CANDIDATE_APPLICATION = rule(
    "membership.candidate_application",
    title="Заявление кандидата на имя председателя",
    cites="3.2 в",
)
ACQUAINTANCE = rule("membership.acquaintance", title="Ознакомление с Положением", cites="прил. А")
RECOMMENDATION = rule(
    "membership.recommendation",
    title="Рекомендация в Президиум (Совет) — только от вступающих в члены",
    cites=("прил. А", "3.4"),
)
HEAD_APPLIES = rule(
    "membership.head_applies",
    title="Заявление подписывает руководитель",
    cites=("3.13", "прил. А"),
)
AUTHORITY = rule("membership.authority", title="Документ о полномочиях того, кто подаёт заявление")
ONE_OPEN_APPLICATION = rule(
    "membership.one_open_application", title="Одно рассматриваемое заявление на организацию"
)
ALREADY_IN = rule("membership.already_in", title="Кто может подать заявление", cites=("3.1", "3.2"))
PROCEDURE = rule("membership.procedure", title="Порядок рассмотрения заявления")
REVIEW_TERM = rule("membership.review_term", title="Срок рассмотрения заявления")
SEEN_LATEST = rule(
    "membership.seen_latest", title="Решение принимают по последней версии заявления"
)
ADMISSION_DECISION = rule(
    "membership.admission_decision", title="Решение о приёме", cites=("3.13", "1.5")
)
ADMISSION_ORDER = rule("membership.admission_order", title="Состав утверждает приказ", cites="3.3")
DECISION_FORM = rule("membership.decision_form", title="Форма решения Ассоциации", cites="1.5")
CERTIFICATE_TO_MEMBERS = rule(
    "membership.certificate_to_members",
    title="Сертификат вручают членам, но не кандидатам",
    cites=("3.13 абз. 3", "прил. Б"),
)

BASIS_RULES: dict[Basis, Rule] = {
    Basis.CERTIFIED: BASIS_CERTIFIED,
    Basis.IMPLEMENTED: BASIS_IMPLEMENTED,
    Basis.IMPLEMENTING: BASIS_IMPLEMENTING,
    Basis.CANDIDATE: BASIS_CANDIDATE,
}

REFUSAL_RULES = (
    BASIS_CERTIFIED,
    BASIS_IMPLEMENTED,
    BASIS_IMPLEMENTING,
    BASIS_CANDIDATE,
    EXPERT_CONCLUSION,
    COUNCIL_ORDER,
    DEVELOPMENT_PLAN,
    TRAINED_SPECIALISTS,
    HEAD_APPLIES,
    AUTHORITY,
)
"""What a refusal may rest on."""
