"""What stands in the registers already, asked for a whole sheet at once."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.contrib.contenttypes.models import ContentType

from association.membership.models import MembershipApplication
from association.organisations.models import Branch, Organisation, Representative, Territory
from association.organisations.queries import organisations_represented_by
from documents.certificates.choices import Status, TemplateState
from documents.certificates.models import Certificate, CertificateKind, CertificateTemplate
from home.accounts.models import User
from home.rulebook.text import fold_text
from home.workdays.queries import today

from .models import EarlierCertificate, Takeover, TakeoverRow
from .rules.rows import Kind, Known

MEMBERSHIP = "membership"
TOGETHER = 500


def known() -> Known:
    kinds = {}
    for kind in CertificateKind.objects.all():
        meant = Kind(kind.code, kind.number_pattern, kind.code == MEMBERSHIP)
        kinds |= {fold_text(kind.title): meant, fold_text(kind.code): meant}
    return Known(_by_name(Territory), _by_name(Branch), kinds, today())


def _portions(keys: set) -> Iterator[list]:
    """So many at once as every database takes in one question."""
    ordered = iter(sorted(keys))
    while some := list(islice(ordered, TOGETHER)):
        yield some


def _by_name(model) -> dict[str, int]:
    return {fold_text(name): pk for pk, name in model.objects.values_list("pk", "name")}


def organisations_by_numbers(
    numbers: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], Organisation]:
    """{(INN, KPP): organisation} of those that are in the register."""
    found = {}
    for some in _portions({inn for inn, _ in numbers}):
        for each in Organisation.objects.filter(inn__in=some).select_related("head"):
            found[each.inn, each.kpp] = each
    return found


def representatives_of(organisations: Iterable[Organisation]) -> Iterator[Representative]:
    for some in _portions({each.pk for each in organisations}):
        yield from Representative.objects.filter(organisation__in=some).select_related(
            "person__user"
        )


def names_by_address(addresses: Iterable[str]) -> dict[str, str]:
    """{address of an account: folded name of its owner}."""
    found = {}
    for some in _portions(set(addresses)):
        for user in User.objects.filter(email__in=some).select_related("person"):
            found[user.email] = fold_text(user.get_full_name())
    return found


def certificates_by_key(keys: Iterable[str]) -> dict[str, Certificate]:
    found = {}
    for some in _portions(set(keys)):
        for each in Certificate.objects.filter(number_key__in=some).select_related("kind"):
            found[each.number_key] = each
    return found


def places_taken(kinds: Iterable[str]) -> dict[tuple[str, int, int], str]:
    """{(kind, year, ordinal): number} of the books of these kinds."""
    rows = Certificate.objects.filter(kind__code__in=set(kinds))
    return {
        (code, year, sequence): number
        for code, year, sequence, number in rows.values_list(
            "kind__code", "year", "sequence", "number"
        )
    }


def kinds_without_form() -> set[str]:
    """Kinds of which nothing may be entered: no version of their form is approved (R188)."""
    approved = CertificateTemplate.objects.filter(state=TemplateState.APPROVED)
    without = CertificateKind.objects.exclude(pk__in=approved.values("kind"))
    return set(without.values_list("code", flat=True))


def holders_of_valid_membership() -> set[int]:
    """Organisations that have a valid certificate of membership, whatever it rests on."""
    types = ContentType.objects.get_for_models(Organisation, MembershipApplication)
    valid = Certificate.objects.filter(kind__code=MEMBERSHIP, status=Status.VALID)
    by_themselves = valid.filter(content_type=types[Organisation]).values_list(
        "object_id", flat=True
    )
    by_applications = MembershipApplication.objects.filter(
        pk__in=valid.filter(content_type=types[MembershipApplication]).values("object_id")
    )
    return {*by_themselves, *by_applications.values_list("organisation", flat=True)}


def takeovers():
    return Takeover.objects.select_related("workbook", "by__person")


def rows_of(takeover: Takeover):
    return TakeoverRow.objects.filter(takeover=takeover)


def earlier_certificates_of(user) -> list[EarlierCertificate]:
    return list(
        EarlierCertificate.objects.filter(organisation__in=organisations_represented_by(user))
    )
