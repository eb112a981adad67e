"""The table of people of a content: who they were at this meeting, each once."""

from association.bodies.choices import OfficeKind
from association.bodies.rules.offices import head_of
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
_DEPUTY_OF_LEADER = "заместитель руководителя"
_GUESTS = {Capacity.ADVISORY: "приглашённый", Capacity.ATTENDING: "приглашённый"}
NOBODY = "лицо, не входящее в состав органа"


class Register:
    """Gives a person's key, and remembers whoever has been asked for."""

    def __init__(self, body, invitations, secretary_id: int | None):
        """The secretary of a meeting need not be invited to it: they keep its minutes."""
        self._body = body
        self._secretary_id = secretary_id
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
        office = self._office(person, invitation)
        organisation = invitation.organisation if invitation else None
        return {
            "id": person.pk,
            "surname": person.surname,
            "initials": initials(person),
            "full_name": person.full_name,
            "position": invitation.position if invitation else "",
            "organisation": organisation.short_name if organisation else "",
            "office": office,
            "office_title": self._office_title(office),
            "capacity": invitation.capacity if invitation else "",
            "title": self._title(office, invitation),
        }

    def _office(self, person, invitation) -> str:
        if invitation and invitation.office:
            return invitation.office
        return OfficeKind.SECRETARY if person.pk == self._secretary_id else ""

    def _office_title(self, office: str) -> str:
        if office == OfficeKind.DEPUTY_CHAIR and head_of(self._body.kind) == OfficeKind.LEADER:
            return _DEPUTY_OF_LEADER
        return _OFFICES.get(office, "")

    def _title(self, office: str, invitation) -> str:
        if office:
            return f"{self._office_title(office)} {self._body.title_genitive}"
        if invitation is None:
            return NOBODY
        if invitation.capacity == Capacity.VOTING:
            return f"{_OFFICES[OfficeKind.MEMBER]} {self._body.title_genitive}"
        return _GUESTS[invitation.capacity]


def initials(person) -> str:
    """«М. П.», with a space that does not break."""
    return NBSP.join(f"{part[0]}." for part in (person.name, person.patronymic) if part)
