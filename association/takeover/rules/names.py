"""The rules of the room by name, with the clauses that ask for them."""

from home.rulebook import rule

TAKING_OVER = rule(
    "takeover.taking_over",
    title="Прежний учёт переносится целиком или не переносится вовсе",
)
EARLIER_CERTIFICATES = rule(
    "takeover.earlier_certificates",
    title="Прежние сертификаты сохраняют номера и даты",
    cites="прил. Б",
    does="Перенесённый сертификат остаётся под своим номером и своей датой и отмечен в реестре; новые номера того же вида и года идут после него.",
)
