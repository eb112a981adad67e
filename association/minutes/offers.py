"""The papers of a protocol as its page offers them to one reader."""

from dataclasses import dataclass

from django.urls import reverse

from documents.records.choices import Level

from .choices import PaperFormat, ProtocolState
from .content import Content, level_of, sees
from .models import Protocol

_NAMES = {
    Level.CONFIDENTIAL: "Протокол целиком",
    Level.MEMBERS: "Протокол для членов органа",
    Level.PUBLIC: "Открытая выписка",
}
_NOTES = {
    Level.CONFIDENTIAL: "с\xa0конфиденциальными вопросами",
    Level.MEMBERS: "",
    Level.PUBLIC: "без имён, обсуждения и\xa0закрытых вопросов",
}


@dataclass(frozen=True)
class Offer:
    """One paper; `links` are pairs of a format and an address."""

    name: str
    note: str
    links: tuple[tuple[str, str], ...]


def offers_for(protocol: Protocol, content: Content, level: str) -> list[Offer]:
    """What a reader of the level may take away, the fullest first; nothing of a protocol written off."""
    if protocol.state == ProtocolState.WRITTEN_OFF:
        return []
    offers = [_offer(protocol, each, content) for each in _levels(content, level)]
    reads_whole = level != Level.PUBLIC and sees(level, level_of(content))
    if reads_whole and protocol.content and protocol.meeting.rule_set.agreement_sheet:
        address = reverse("minutes:print_agreement", args=[protocol.pk, PaperFormat.PDF])
        offers.append(Offer("Лист согласования", "", ((PaperFormat.PDF.label, address),)))
    return offers


def _levels(content: Content, level: str) -> list[Level]:
    """Where nothing is confidential the whole protocol is that of the members."""
    fullest = level_of(content)
    levels = [Level.MEMBERS, Level.PUBLIC]
    if fullest == Level.CONFIDENTIAL:
        levels.insert(0, Level.CONFIDENTIAL)
    return [each for each in levels if sees(level, each)]


def _offer(protocol: Protocol, level: Level, content: Content) -> Offer:
    name = _NAMES[level]
    if level == Level.MEMBERS and level_of(content) != Level.CONFIDENTIAL:
        name = _NAMES[Level.CONFIDENTIAL]
    links = tuple(
        (each.label, reverse("minutes:print_protocol", args=[protocol.pk, level, each]))
        for each in PaperFormat
    )
    return Offer(name, _NOTES[level], links)
