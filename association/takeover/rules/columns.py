"""The columns of our workbook: how they are called, what they need, what stands in them for example."""

from dataclasses import dataclass

from ..choices import Sheet


@dataclass(frozen=True)
class Column:
    """`longest`: letters of a cell. `is_day`: a date, as a date of the workbook or as 05.03.2023."""

    name: str
    title: str
    hint: str
    is_needed: bool = False
    longest: int = 500
    is_day: bool = False


_INN = Column("inn", "ИНН", "10 цифр.", is_needed=True, longest=20)
_KPP = Column("kpp", "КПП", "9 знаков. У филиала КПП свой.", is_needed=True, longest=20)

COLUMNS: dict[str, tuple[Column, ...]] = {
    Sheet.ORGANISATIONS: (
        _INN,
        _KPP,
        Column("ogrn", "ОГРН", "13 цифр.", is_needed=True, longest=20),
        Column("full_name", "Полное наименование", "Как в уставе.", is_needed=True),
        Column("short_name", "Краткое наименование", "Так организация называется в списках.", is_needed=True, longest=200),
        Column("legal_address", "Юридический адрес", "С индексом.", is_needed=True),
        Column("postal_address", "Почтовый адрес", "Если отличается от юридического."),
        Column("territory", "Территория", "Как в справочнике сайта.", is_needed=True, longest=150),
        Column("branch", "Отрасль", "Как в справочнике сайта.", is_needed=True, longest=150),
        Column("phone", "Телефон", "С кодом города.", longest=50),
        Column("email", "Электронная почта", "Общий адрес организации.", longest=254),
        Column("website", "Сайт", "Начинается с https:// или http://.", longest=200),
        Column("head_surname", "Фамилия руководителя", "", is_needed=True, longest=100),
        Column("head_name", "Имя руководителя", "", is_needed=True, longest=100),
        Column("head_patronymic", "Отчество руководителя", "Если есть.", longest=100),
        Column("head_position", "Должность руководителя", "Например, директор.", is_needed=True, longest=200),
        Column("standing", "Положение", "Член, кандидат, бывший член; пусто — не состоит.", longest=50),
        Column("since", "С какого дня", "Когда принята. Нужно члену, кандидату и бывшему члену.", longest=50, is_day=True),
        Column("ground", "Основание", "Решение или приказ о приёме: чей, номер, дата."),
        Column("left_on", "Когда выбыла", "Только бывшему члену.", longest=50, is_day=True),
        Column("left_ground", "Основание выбытия", "Только бывшему члену."),
    ),
    Sheet.REPRESENTATIVES: (
        _INN,
        _KPP,
        Column("surname", "Фамилия", "", is_needed=True, longest=100),
        Column("name", "Имя", "", is_needed=True, longest=100),
        Column("patronymic", "Отчество", "Если есть.", longest=100),
        Column("email", "Электронная почта", "По ней человек войдёт на сайт. Без неё он будет только записан.", longest=254),
        Column("role", "Роль", "Руководитель, ответственный за качество, ведёт документы; пусто — представитель.", longest=50),
        Column("since", "С какого дня", "Пусто — со дня переноса.", longest=50, is_day=True),
        Column("until", "До какого дня", "Прежнему представителю: первый день без полномочий.", longest=50, is_day=True),
    ),
    Sheet.CERTIFICATES: (
        Column("kind", "Вид", "Название вида, как в справочнике сайта.", is_needed=True, longest=200),
        Column("number", "Номер", "Как напечатан на бумаге.", is_needed=True, longest=50),
        Column("sequence", "Порядковый номер", "Только если его не видно из номера.", longest=10),
        _INN,
        _KPP,
        Column("person", "Кому", "Фамилия, имя и отчество, если сертификат выдан человеку.", longest=300),
        Column("issued_on", "Дата регистрации", "", is_needed=True, longest=50, is_day=True),
        Column("valid_until", "Действует по", "Последний день. Пусто — по сроку вида.", longest=50, is_day=True),
        Column("statement", "Что удостоверено", "Если на бумаге не те слова, что в нынешнем бланке.", longest=400),
        Column("state", "Состояние", "Действует или аннулирован; пусто — действует.", longest=50),
        Column("ended_on", "Когда аннулирован", "", longest=50, is_day=True),
        Column("ended_ground", "Основание аннулирования", ""),
    ),
}  # fmt: skip


def titled(sheet: str) -> dict[str, str]:
    return {column.name: column.title for column in COLUMNS[sheet]}
