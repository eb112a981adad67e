"""Contents written by hand, for what is pure: no database stands behind them."""

from association.minutes.content.levels import withheld

EMPTY = {"for_": [], "against": [], "abstained": [], "silent": []}


def person(number: int, surname: str, **fields) -> dict:
    entry = {
        "id": number,
        "surname": surname,
        "initials": "М.\xa0П.",
        "full_name": f"{surname} Мария Петровна",
        "position": "директор",
        "organisation": f"Школа № {number}",
        "office": "member",
        "office_title": "член",
        "capacity": "voting",
        "title": "член Президиума Ассоциации",
    }
    return {**entry, **fields}


def vote(number: int = 1, **fields) -> dict:
    made = {
        "round": number,
        "question": "Принять план.",
        "form": "internal",
        "form_title": "внутреннее решение",
        "matter": "ordinary",
        "matter_title": "Обычный вопрос",
        "level": "public",
        "state": "closed",
        "annul_reason": "",
        "roster": 2,
        "present": 2,
        "quorum_needed": 1,
        "entitled": 2,
        "votes_for": 2,
        "votes_against": 0,
        "votes_abstained": 0,
        "silent": 0,
        "needed": 1,
        "result": "adopted",
        "result_title": "принято",
        "exactly_half": False,
        "explanation": "За 2 из 2 присутствующих.",
        "clause": "п.\xa04.9 Положения",
        "on_phones": False,
        "presiding": "1",
        "opened_at": "2026-11-20T14:10:00+03:00",
        "closed_at": "2026-11-20T14:11:00+03:00",
        "by_name": {**EMPTY, "for_": ["1", "2"]},
        "asked_to_record": [],
    }
    return {**made, **fields}


def decision(item: int, number: int = 1, **fields) -> dict:
    made = {
        "id": item * 100 + number,
        "number": f"{item}.{number}",
        "round": number,
        "form": "internal",
        "form_title": "внутреннее решение",
        "text": "Принять план.",
        "level": "public",
        "executor": None,
        "due_on": "",
        "effect": "",
    }
    return {**made, **fields}


def item(number: int, **fields) -> dict:
    made = {
        **withheld(number),
        "withheld": False,
        "title": f"О деле {number}",
        "level": "public",
        "state": "done",
    }
    return {**made, **fields}


def opinion(number: int, **fields) -> dict:
    made = {
        "number": number,
        "person": "2",
        "item": None,
        "level": "members",
        "text": "Поддерживаю.",
        "file": None,
        "sent_at": "2026-11-18T10:00:00+03:00",
        "due_at": "2026-11-19T23:59:59+03:00",
        "is_late": False,
        "considered_at": "2026-11-20T14:00:00+03:00",
        "outcome": "Учтено.",
    }
    return {**made, **fields}


def attendee(key: str, *stays: dict) -> dict:
    return {
        "person": key,
        "capacity": "voting",
        "capacity_title": "с правом голоса",
        "ground": "",
        "stays": list(stays) or [stay()],
    }


def stay(arrived="14:00", left="15:40", presence="in_person") -> dict:
    return {
        "presence": presence,
        "arrived_at": f"2026-11-20T{arrived}:00+03:00",
        "left_at": f"2026-11-20T{left}:00+03:00" if left else "",
    }


def content(*items: dict, people: tuple = (), **fields) -> dict:
    """Two people, the first presides and the second is the secretary."""
    table = {
        "1": person(1, "Берёзова", office="chair", office_title="председатель", title="председатель Президиума Ассоциации"),
        "2": person(2, "Соснин", office="secretary", office_title="секретарь", title="секретарь Президиума Ассоциации", initials="П.\xa0С.", full_name="Соснин Пётр Сергеевич"),
    }  # fmt: skip
    table |= {str(each["id"]): each for each in people}
    made = {
        "format": 1,
        "level": "",
        "number": 7,
        "year": 2026,
        "body": {
            "key": "bodies:1",
            "kind": "presidium",
            "title": "Президиум Ассоциации",
            "title_genitive": "Президиума Ассоциации",
            "organisation": "Ассоциация школ",
            "rules": "Президиум, версия 1",
            "regulation": "",
        },
        "meeting": {
            "id": 1,
            "form": "in_person",
            "form_title": "очное",
            "occasion": "ordinary",
            "occasion_title": "очередное",
            "reason": "",
            "date": "2026-11-20",
            "place": "г. Заозёрск",
            "venue": "",
            "starts_at": "2026-11-20T14:00:00+03:00",
            "closes_at": "",
            "opened_at": "2026-11-20T14:00:00+03:00",
            "closed_at": "2026-11-20T15:40:00+03:00",
        },
        "presiding": "1",
        "presiding_ground": "",
        "secretary": "2",
        "people": table,
        "attendance": {
            "roster": len(table),
            "came": len(table),
            "quorum": {
                "needed": 1,
                "present": len(table),
                "met": True,
                "explanation": "Кворум есть.",
                "clause": "п.\xa04.7 Положения",
            },
            "present": [attendee(key) for key in table],
            "absent": [],
            "guests": [],
        },
        "preamble": "",
        "items": list(items),
        "opinions": [],
        "notes": [],
        "ending": "",
    }
    return {**made, **fields}
