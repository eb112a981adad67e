"""Every rule of this room by name, with its clause."""

from home.rulebook import Rule, law, rule

from ..choices import Basis

FREE_OF_CHARGE = rule(
    "membership.free_of_charge",
    title="Членство в Ассоциации бесплатное",
    cites="1.6",
    does="При приёме программа не просит ни взносов, ни счетов: такого шага в заявлении нет.",
)
ADDRESSEE_ORGANISATIONAL = rule(
    "membership.addressee_organisational",
    title="Кому адресуют заявление в организационный период",
    cites="3.13 абз. 1",
    does="Пока в настройках стоит организационный период, программа печатает заявление на имя начальника Главного управления.",
)
ADDRESSEE_WORKING = rule(
    "membership.addressee_working",
    title="Кому адресуют заявление в период работы",
    cites=("3.13 абз. 2", "прил. А"),
    does="В период работы программа печатает заявление на имя председателя Президиума.",
)
APPLICATION_FORM = rule(
    "membership.application_form",
    title="Форма заявления о приёме",
    cites="прил. А",
    does="Заявление заполняют на сайте, а программа печатает его по этой форме.",
)
ONE_BASIS = rule(
    "membership.one_basis",
    title="В заявлении указано одно основание",
    cites=("3.1", "3.2"),
    does="В заявлении можно выбрать только одно основание, и без него заявление не отправить.",
)
BASIS_CERTIFIED = rule(
    "membership.basis_certified",
    title="Сертифицированная СМК",
    cites="3.1 а",
    does="По этому основанию заявление не отправить без скана сертификата СМК, его номера, дат и органа; истёкший сертификат программа не примет.",
)
BASIS_IMPLEMENTED = rule(
    "membership.basis_implemented",
    title="Внедрённая СМК",
    cites="3.1 б",
    does="По этому основанию заявление не отправить без акта о внедрении СМК или её документов.",
)
BASIS_IMPLEMENTING = rule(
    "membership.basis_implementing",
    title="Внедряемая СМК",
    cites="3.1 в",
    does="По этому основанию заявление не отправить без плана внедрения и разработанных документов СМК.",
)
BASIS_CANDIDATE = rule(
    "membership.basis_candidate",
    title="Статус кандидата",
    cites="3.2",
    does="Заявление о статусе кандидата не отправить, пока к нему не приложено всё, что перечисляет этот пункт.",
)
EXPERT_CONCLUSION = rule(
    "membership.expert_conclusion",
    title="Кандидата принимают в члены по заключению Экспертной группы",
    cites="3.1 г",
    does="Решение о приёме кандидата в члены не записать, пока нет положительного заключения Экспертной группы.",
)
EXPERTISE = rule(
    "membership.expertise",
    title="Экспертная группа изучает пакет документов кандидата",
    cites="3.1 г",
    does="Секретарь поручает пакет документов СМК экспертам; они видят только его, высказывают мнения, а ведущий эксперт даёт заключение.",
)
EXPERTISE_TERM = rule("membership.expertise_term", title="Срок экспертного заключения")
EXPERTS_INDEPENDENT = rule(
    "membership.experts_independent", title="Эксперт не представляет организацию-кандидата"
)
EXPERTISE_PROCEDURE = rule("membership.expertise_procedure", title="Порядок экспертизы")
COUNCIL_ORDER = rule(
    "membership.council_order",
    title="Приказ о разработке и внедрении СМК, Совет по качеству",
    cites="3.2 а",
    does="Заявление кандидата не отправить без приказа о разработке и внедрении СМК, которым создан Совет по качеству.",
)
RESPONSIBLE_PERSONS = rule(
    "membership.responsible_persons",
    title="Назначены ответственные лица",
    cites="3.2 а",
    does="Заявление кандидата не отправить без приказа, которым названы ответственные за СМК; это может быть тот же приказ.",
)
DEVELOPMENT_PLAN = rule(
    "membership.development_plan",
    title="План разработки и внедрения СМК",
    cites="3.2 а",
    does="Заявление кандидата не отправить без плана разработки и внедрения СМК.",
)
TRAINED_SPECIALISTS = rule(
    "membership.trained_specialists",
    title="Обученные специалисты",
    cites="3.2 б",
    does="Заявление кандидата не отправить без удостоверения хотя бы одного обученного специалиста; сколько их нужно, задают настройки.",
)
CANDIDATE_APPLICATION = rule(
    "membership.candidate_application",
    title="Заявление кандидата на имя председателя",
    cites="3.2 в",
    does="Заявление о статусе кандидата программа в любой период печатает на имя председателя.",
)
ACQUAINTANCE = rule(
    "membership.acquaintance",
    title="Ознакомление с Положением",
    cites="прил. А",
    does="Заявление не отправить, пока не отмечено ознакомление с действующей редакцией; какая редакция была на экране, программа запоминает.",
)
RECOMMENDATION = rule(
    "membership.recommendation",
    title="Рекомендация в Президиум (Совет) — только от вступающих в члены",
    cites="прил. А",
    does="Кого рекомендуют в Президиум, программа спрашивает только у тех, кто вступает в члены.",
)
HEAD_APPLIES = rule(
    "membership.head_applies",
    title="Заявление подписывает руководитель",
    cites=("3.13", "прил. А"),
    does="Решение о приёме не записать без подписи руководителя: скана или отметки о бумажном подлиннике.",
)
AUTHORITY = rule("membership.authority", title="Документ о полномочиях того, кто подаёт заявление")
ONE_OPEN_APPLICATION = rule(
    "membership.one_open_application", title="Одно рассматриваемое заявление на организацию"
)
PAPERS_KEPT = rule(
    "membership.papers_kept",
    title="Документы отклонённого или отозванного заявления хранят не дольше срока",
    cites=law("152-ФЗ, ст. 5"),
)
ALREADY_IN = rule(
    "membership.already_in",
    title="Кто может подать заявление",
    cites=("3.1", "3.2"),
    does="Член Ассоциации второй раз не подаёт заявления, а кандидату остаются только основания для члена.",
)
PROCEDURE = rule("membership.procedure", title="Порядок рассмотрения заявления")
REVIEW_TERM = rule("membership.review_term", title="Срок рассмотрения заявления")
SEEN_LATEST = rule(
    "membership.seen_latest", title="Решение принимают по последней версии заявления"
)
ADMISSION_DECISION = rule(
    "membership.admission_decision",
    title="Решение о приёме",
    cites=("3.13", "1.5"),
    does="Решение о приёме записывают только по поданному заявлению: с органом, датой, номером протокола и формой.",
)
ON_AGENDA = rule(
    "membership.on_agenda",
    title="Приём рассматривает Президиум",
    cites=("3.13", "4.3"),
    does="Подписанное заявление секретарь одним действием вносит в повестку Президиума вместе с документами; принятое решение принимает организацию, отклонённое отклоняет заявление.",
)
COMPOSITION = rule(
    "membership.composition",
    title="Состав Ассоциации по приказам",
    cites="3.3",
    does="С каждым приказом программа сохраняет весь состав, каким приказ его утвердил; состав можно посмотреть на любой день и сравнить с прежним.",
)
ADMISSION_ORDER = rule(
    "membership.admission_order",
    title="Состав утверждает приказ",
    cites="3.3",
    does="Членом или кандидатом организация становится, только когда внесён приказ: его номер, дата и кто подписал.",
)
DECISION_FORM = rule(
    "membership.decision_form",
    title="Форма решения Ассоциации",
    cites="1.5",
    does="Решение о приёме не записать без формы; к трём названным здесь добавлено внутреннее решение самой Ассоциации.",
)
CERTIFICATE_TO_MEMBERS = rule(
    "membership.certificate_to_members",
    title="Сертификат вручают членам, но не кандидатам",
    cites=("3.13 абз. 3", "прил. Б"),
    does="Сертификат выдаётся сам, как только внесён приказ о приёме в члены; кандидат его не получает.",
)
LEAVE_AT_WILL = rule(
    "membership.leave_at_will",
    title="Выход из Ассоциации — по заявлению руководителя",
    cites=("3.15 б", "5.6"),
    does="Членство прекращается в тот день, когда подано заявление с подписью руководителя: программа не спрашивает ничьего согласия и не даёт отказать.",
)
REMOVAL = rule(
    "membership.removal",
    title="Вывод из состава Ассоциации",
    cites="3.14",
    does="Вопрос о выводе попадает в повестку Президиума только по заявлению члена Ассоциации; решение принято, когда «за» не меньше двух третей списочного состава.",
)
ENDS_BY_REORGANISATION = rule(
    "membership.ends_by_reorganisation",
    title="Членство прекращается при реорганизации",
    cites="3.15 а",
    does="Как только внесён акт о реорганизации, программа прекращает членство организации, которой больше нет; в истории остаются акт и его дата.",
)
FLOOR = rule(
    "membership.floor",
    title="В Ассоциации не менее пяти членов",
    cites="3.12",
    does="Программа считает членов без кандидатов, предупреждает до выхода или вывода, после которого их станет меньше пяти, и напоминает секретарю, когда их меньше пяти.",
    assists=True,
)
OTHER_GROUND = rule(
    "membership.other_ground", title="Иное основание прекращения членства — только по решению"
)
DEPARTURE_PROCEDURE = rule("membership.departure_procedure", title="Порядок прекращения членства")
LEAVING_SEEN = rule(
    "membership.leaving_seen", title="О прекращении членства решают по последней версии"
)
LIFE_LINE = rule("membership.life_line", title="Линия жизни организации")

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
    RESPONSIBLE_PERSONS,
    DEVELOPMENT_PLAN,
    TRAINED_SPECIALISTS,
    HEAD_APPLIES,
    AUTHORITY,
)
"""What a refusal may rest on."""
