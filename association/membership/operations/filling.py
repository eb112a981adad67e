"""What an applicant does with a draft, or with an application that came back."""

from datetime import datetime

from django.db import transaction

from association.organisations.choices import Standing
from association.organisations.models import Organisation
from association.organisations.operations import refuse_stand_in
from documents.uploads.operations import store_upload
from home.rulebook import DomainError
from home.workdays.queries import today

from .. import queries
from ..choices import Act, Basis
from ..models import ApplicationFile, MembershipApplication
from ..rules import checklist, names, procedure
from .beats import begin, finish

FILES_FOR_ONE_REQUIREMENT = 10


@transaction.atomic
def start_application(organisation: Organisation, *, by, at: datetime) -> MembershipApplication:
    """Begin an application, or go on with the one under way: pressed twice is begun once (T34)."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if under_way := MembershipApplication.objects.open().filter(organisation=organisation).first():
        return under_way
    if organisation.standing == Standing.MEMBER:
        raise DomainError("Организация уже состоит в Ассоциации.", names.ALREADY_IN)
    application = MembershipApplication(organisation=organisation, created_by=by, created_at=at)
    return finish(application, "start", by=by, at=at)


@transaction.atomic
def choose_basis(
    application: MembershipApplication, basis: Basis, *, by, at: datetime
) -> MembershipApplication:
    """Choose the one ground (R21). A candidate's application recommends nobody, so a recommendation goes (R88)."""
    application = begin(application, Act.EDIT)
    procedure.check_basis(
        basis,
        is_member=application.organisation.standing == Standing.MEMBER,
        is_candidate=queries.is_candidate(application.organisation),
    )
    application.basis = basis
    if not checklist.asks_recommendation(basis):
        application.recommended_name = application.recommended_position = ""
    return finish(application, "choose_basis", by=by, at=at, basis=basis)


@transaction.atomic
def describe_certificate(
    application: MembershipApplication, certificate: checklist.QmsCertificate, *, by, at: datetime
) -> MembershipApplication:
    """Keep the data of the QMS certificate (R19); what is wrong with it is refused at once."""
    application = begin(application, Act.EDIT)
    if fault := checklist.certificate_fault(certificate, today(at)):
        raise DomainError(fault.text, names.BASIS_CERTIFIED, field=fault.field)
    application.qms_number = certificate.number
    application.qms_issued_on = certificate.issued_on
    application.qms_issuer = certificate.issuer
    application.qms_valid_until = certificate.valid_until
    return finish(application, "describe_certificate", by=by, at=at, number=certificate.number)


@transaction.atomic
def attach_file(
    application: MembershipApplication,
    requirement: str,
    upload,
    *,
    note: str = "",
    does_both: bool = False,
    by,
    at: datetime,
) -> ApplicationFile:
    """Keep an upload, already checked by UploadField, as a paper for one requirement.

    `does_both`: the same paper answers the requirement that `checklist.SAME_PAPER` names beside it (3.2 «а»).
    """
    if does_both and (other := checklist.SAME_PAPER.get(requirement)):
        attach_file(application, other, upload, note=note, by=by, at=at)
    application = begin(application, Act.EDIT)
    _check_requirement(application, requirement, by)
    attached = application.files.filter(requirement=requirement, removed_at__isnull=True).count()
    if attached >= FILES_FOR_ONE_REQUIREMENT:
        raise DomainError(
            f"К одному требованию можно приложить не больше {FILES_FOR_ONE_REQUIREMENT} файлов.",
            names.PROCEDURE,
            field="file",
        )
    file = ApplicationFile.objects.create(
        application=application,
        requirement=requirement,
        file=store_upload(upload, by=by, at=at),
        note=note,
    )
    finish(application, "attach_file", by=by, at=at, requirement=requirement, name=str(file.file))
    return file


def _check_requirement(application: MembershipApplication, code: str, user) -> None:
    if queries.find_requirement(application, code, user=user) is None:
        raise DomainError("По выбранному основанию этот документ не нужен.", application.basis_rule)


@transaction.atomic
def remove_file(file: ApplicationFile, *, by, at: datetime) -> MembershipApplication:
    """Take a paper out. What has been sent before stays as evidence; the bytes of the rest go with the orphans."""
    application = begin(file.application, Act.EDIT)
    file = application.files.select_for_update().filter(pk=file.pk, removed_at=None).first()
    if file is None:
        return application
    name = str(file.file)
    if file.submissions.exists():
        file.removed_at = at
        file.save(update_fields=["removed_at"])
    else:
        stored = file.file
        file.delete()
        stored.delete()
    return finish(application, "remove_file", by=by, at=at, requirement=file.requirement, name=name)


@transaction.atomic
def recommend_to_presidium(
    application: MembershipApplication, name: str, position: str, *, by, at: datetime
) -> MembershipApplication:
    """Whom the organisation recommends to the Presidium (Council); candidates recommend nobody (R88)."""
    application = begin(application, Act.EDIT)
    if not application.asks_recommendation:
        raise DomainError(
            "В Президиум (Совет) рекомендуют только те, кто вступает в члены Ассоциации.",
            names.RECOMMENDATION,
        )
    application.recommended_name = name
    application.recommended_position = position
    return finish(application, "recommend", by=by, at=at)


@transaction.atomic
def acknowledge_regulation(
    application: MembershipApplication, edition_id: int, *, by, at: datetime
) -> MembershipApplication:
    """Keep with which edition the applicant is acquainted: the one shown, if it is still in force (R87)."""
    application = begin(application, Act.EDIT)
    refuse_stand_in(by, application.organisation, at)
    edition = queries.current_edition(today(at))
    if edition is None:
        raise DomainError(
            "Действующая редакция Положения на сайте не опубликована. Напишите секретарю.",
            names.ACQUAINTANCE,
        )
    if edition.pk != edition_id:
        raise DomainError(
            "Пока вы читали, вступила в силу новая редакция Положения. Ознакомьтесь с ней.",
            names.ACQUAINTANCE,
        )
    application.edition = edition
    application.acquainted_at = at
    return finish(application, "acknowledge", by=by, at=at, edition=str(edition))
