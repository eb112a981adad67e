"""The clauses on which requests rest: help to whoever builds a QMS (2.3.1), questions of the chair (5.2), answers (5.7)."""

from home.rulebook import law, rule

HELP = rule(
    "inquiries.help",
    title="Помощь членам и другим организациям",
    cites="2.3.1",
    does="О помощи на сайте просит любая организация, и без кабинета; обращение получает номер, секретарь передаёт его исполнителю, а заявитель видит ответ по своей ссылке.",
    assists=True,
)
HELP_CONSENT = rule(
    "inquiries.help_consent",
    title="Согласие на обработку данных в обращении",
    cites=law("152-ФЗ, ст. 9"),
)
HELP_KEPT = rule(
    "inquiries.help_kept",
    title="Имя, адреса и слова обращения хранятся год после ответа",
    cites=law("152-ФЗ, ст. 5"),
)
HELP_TERM = rule("inquiries.help_term", title="На обращение отвечают за 15 рабочих дней")
HELP_COURSE = rule("inquiries.help_course", title="Порядок обращения о помощи")
ASKING = rule(
    "inquiries.asking",
    title="Председатель запрашивает у членов сведения",
    cites="5.2",
    does="Запрос сведений отправляет председатель Президиума или секретарь; каждый член получает его в кабинет и письмом, со сроком ответа.",
)
ANSWERING = rule(
    "inquiries.answering",
    title="Член Ассоциации отвечает на запросы",
    cites="5.7",
    does="Ответ с файлами даёт представитель в кабинете; о близком и о прошедшем сроке программа напоминает, а долю ответов считает по каждому запросу и каждому члену.",
)
PARTICIPATION = rule(
    "inquiries.participation",
    title="Участие членов в делах Ассоциации",
    cites=("5.6", "5.7"),
    does="Заседания, ответы на запросы и мероприятия каждого члена собраны на одной странице, которую видят он сам и секретарь.",
)
