"""What the second edition of the demo's regulation changes: (words of the first, words of the second)."""

AMENDMENTS = (
    # Reworded.
    (
        "4.8. До начала заседания каждый участник получает материалы к повестке.",
        "4.8. Не позднее чем за три дня до заседания каждый участник получает материалы к повестке.",
    ),
    (
        "3.9. Когда председателя нет, Ассоциацией руководит заместитель.",
        "3.9. Когда председателя нет, Ассоциацией руководит заместитель, и протокол подписывает он.",
    ),
    # A new clause at the end of a section: nothing is renumbered.
    (
        "4. Порядок работы Ассоциации",
        "3.18. Кто кому наставник и кто за какой процесс отвечает, Ассоциация публикует на своём сайте.\n\n"
        "4. Порядок работы Ассоциации",
    ),
    # A new clause in the middle: those after it move on by one.
    (
        "6.4. Ассоциация предлагает Главному управлению, как улучшить",
        "6.4. Итоги конференции Ассоциация публикует не позднее чем через месяц (п. 6.3).\n\n"
        "6.5. Ассоциация предлагает Главному управлению, как улучшить",
    ),
    (
        "6.5. Документы и сведения о качестве",
        "6.6. Документы и сведения о качестве",
    ),
    # A row of a list goes out.
    (
        "записки и ответы на запросы Главного управления;\n\n",
        "",
    ),
)


def amended(text: str) -> str:
    """The second edition; ValueError when the first has no such words any more."""
    for old, new in AMENDMENTS:
        if text.count(old) != 1:
            raise ValueError(f"the demo's regulation says this {text.count(old)} times: {old!r}")
        text = text.replace(old, new)
    return text
