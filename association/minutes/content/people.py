"""The table of people of a content: who they were at this meeting, each once."""

from association.bodies.choices import OfficeKind
from association.meetings.choices import Capacity
from home.rulebook.text import NBSP

from .shapes import PersonEntry, PersonKey

_OFFICES = {
    OfficeKind.CHAIR: "председатель",
    OfficeKind.DEPUTY_CHAIR: "заместитель председателя",
    OfficeKind.SECRETARY: "секретарь",
    OfficeKind.MEMBER: "член",
    OfficeKind.LEADER: "руководитель",
}
_GUESTS = {Capacity.ADVISORY: "приглашённый", Capacity.ATTENDING: "приглашённый"}
NOBODY = "лицо, не входящее в состав органа"


class Register:
    """Gives a person's key, and remembers whoever has been asked for."""

    def __init__(self, body, invitations):
        self._body = body
        self._invitations = {each.person_id: each for each in invitations}
        self._people_of = {each.pk: each.person for each in invitations}
        self._entries: dict[PersonKey, PersonEntry] = {}

    def key(self, person) -> PersonKey | None:
        if person is None:
            return None
        key = str(person.pk)
        if key not in self._entries:
            self._entries[key] = self._entry(person)
        return key

    def key_of_invitation(self, invitation_id: int) -> PersonKey:
        return self.key(self._people_of[invitation_id])

    def entries(self) -> dict[PersonKey, PersonEntry]:
        return self._entries

    def _entry(self, person) -> PersonEntry:
        invitation = self._invitations.get(person.pk)
        office = invitation.office if invitation else ""
        organisation = invitation.organisation if invitation else None
        return {
            "id": person.pk,
            "surname": person.surname,
            "initials": initials(person),
            "full_name": person.full_name,
            "position": invitation.position if invitation else "",
            "organisation": organisation.short_name if organisation else "",
            "office": office,
            "office_title": _OFFICES.get(office, ""),
            "capacity": invitation.capacity if invitation else "",
            "title": self._title(office, invitation),
        }

    def _title(self, office: str, invitation) -> str:
        if office:
            return f"{_OFFICES[office]} {self._body.title_genitive}"
        if invitation is None:
            return NOBODY
        if invitation.capacity == Capacity.VOTING:
            return f"{_OFFICES[OfficeKind.MEMBER]} {self._body.title_genitive}"
        return _GUESTS[invitation.capacity]


def initials(person) -> str:
    """«М. П.», with a space that does not break."""
    return NBSP.join(f"{part[0]}." for part in (person.name, person.patronymic) if part)
