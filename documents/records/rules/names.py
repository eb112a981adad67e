"""The rules of the archive by name, with the clauses that ask for them."""

from home.rulebook import rule

CLASSES = rule(
    "records.classes",
    title="У каждой записи один вид",
    cites="7.2",
    does="Запись не попадёт в архив без вида из перечня записей Ассоциации; свод по годам показывает, каких записей нет.",
)
RETENTION = rule(
    "records.retention",
    title="Протоколы хранятся три года",
    cites="4.10",
    does="Срок хранения программа считает от подписания; пока он не вышел, запись нельзя включить в акт о списании.",
)
WRITE_OFF = rule(
    "records.write_off",
    title="Протоколы, срок хранения которых вышел, списываются",
    cites="4.10",
    does="Когда срок вышел, задача появляется на столе того, кто ведёт архив; файлы и тексты уничтожаются только по акту, подписанному всей комиссией.",
)
CONFIDENTIALITY = rule(
    "records.confidentiality",
    title="Конфиденциальные сведения не разглашаются",
    cites="5.3",
    does="Конфиденциальные вопросы, их файлы и имена видят только те, кому они открыты: в списках, поиске и выписках для остальных их нет.",
)
MEMBERS_READ = rule(
    "records.members_read",
    title="Члены органа читают его протоколы",
    cites="5.4",
    does="Протоколы органа открыты в архиве его нынешним членам; с окончанием полномочий доступ прекращается сразу.",
)
PUBLICITY = rule(
    "records.publicity",
    title="Решения принимаются гласно",
    cites="1.4",
    does="Открытые выписки из протоколов стоят на странице «Решения», где их видят все.",
)
FILED_ONCE = rule("records.filed_once", title="Одна запись хранится в архиве один раз")
COMPLETE_CARD = rule("records.complete_card", title="Запись в архиве полна и точна")
HOLD = rule("records.hold", title="Списание записи можно приостановить с указанием причины")
COMMISSION = rule("records.commission", title="Акт о списании подписывает вся комиссия")
ACT_NUMBER = rule(
    "records.act_number", title="Акты о списании нумеруются в году подряд, номер не выдаётся вновь"
)
IMPORT = rule(
    "records.import",
    title="Старые протоколы переносятся все сразу и только без ошибок",
)
