"""What must be handed in for each ground, and what of it is still missing (R19–R26, R86–R89)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from home.rulebook import Rule

from ..choices import Basis, Step
from . import names


@dataclass(frozen=True)
class Requirement:
    """A paper to hand in; `minimum` is the number of files, `help` says what counts as one."""

    code: str
    title: str
    help: str
    rule: Rule
    minimum: int = 1


QMS_CERTIFICATE = Requirement(
    "qms_certificate",
    "Сертификат соответствия СМК",
    "Скан действующего сертификата. Номер, дату, орган и срок впишите рядом.",
    names.BASIS_CERTIFIED,
)
IMPLEMENTATION_PAPERS = Requirement(
    "implementation_papers",
    "Акт о внедрении СМК или документы СМК",
    "Акт, приказ о вводе в действие, руководство по качеству, процедуры — то, что подтверждает внедрение.",
    names.BASIS_IMPLEMENTED,
)
IMPLEMENTATION_PLAN = Requirement(
    "implementation_plan",
    "План внедрения СМК",
    "Утверждённый руководителем план с отметками о том, что уже сделано.",
    names.BASIS_IMPLEMENTING,
)
QMS_PAPERS = Requirement(
    "qms_papers",
    "Разработанные документы СМК",
    "Политика в области качества, процедуры и другие готовые документы.",
    names.BASIS_IMPLEMENTING,
)
COUNCIL_ORDER = Requirement(
    "council_order",
    "Приказ о разработке и внедрении СМК с Советом по качеству",
    "Приказ руководителя: СМК разрабатывают и внедряют, создан Совет по качеству.",
    names.COUNCIL_ORDER,
)
RESPONSIBLE_PERSONS = Requirement(
    "responsible_persons",
    "Приказ об ответственных лицах",
    "Приказ, которым названы ответственные за разработку и внедрение СМК. Если они названы в приказе "
    "о разработке и внедрении, отметьте это, когда прикладываете его.",
    names.RESPONSIBLE_PERSONS,
)
DEVELOPMENT_PLAN = Requirement(
    "development_plan",
    "План разработки и внедрения СМК",
    "План, утверждённый руководителем организации.",
    names.DEVELOPMENT_PLAN,
)
SPECIALISTS_CODE = "specialists"
AUTHORITY_PAPER = Requirement(
    "authority",
    "Документ о полномочиях",
    "Доверенность или приказ: заявление на сайте подаёт не руководитель.",
    names.AUTHORITY,
)


def trained_specialists(minimum: int) -> Requirement:
    return Requirement(
        SPECIALISTS_CODE,
        "Удостоверения обученных специалистов",
        "Удостоверение о повышении квалификации по СМК, по файлу на человека.",
        names.TRAINED_SPECIALISTS,
        minimum,
    )


_BY_BASIS = {
    Basis.CERTIFIED: (QMS_CERTIFICATE,),
    Basis.IMPLEMENTED: (IMPLEMENTATION_PAPERS,),
    Basis.IMPLEMENTING: (IMPLEMENTATION_PLAN, QMS_PAPERS),
    Basis.CANDIDATE: (COUNCIL_ORDER, RESPONSIBLE_PERSONS, DEVELOPMENT_PLAN),
}


def required_evidence(
    basis: Basis | None, *, by_head: bool, specialists_minimum: int
) -> tuple[Requirement, ...]:
    """What has to be handed in, in the order of the regulation; nothing before a ground is chosen."""
    if not basis:
        return ()
    required = _BY_BASIS[Basis(basis)]
    if basis == Basis.CANDIDATE:
        required += (trained_specialists(specialists_minimum),)
    return required if by_head else (*required, AUTHORITY_PAPER)


SAME_PAPER = {COUNCIL_ORDER.code: RESPONSIBLE_PERSONS.code}
"""One order may do both (3.2 «а»): the file handed in for the first requirement then counts for the second too."""

REQUIREMENT_TITLES = {
    requirement.code: requirement.title
    for requirement in (*sum(_BY_BASIS.values(), ()), trained_specialists(1), AUTHORITY_PAPER)
}


@dataclass(frozen=True)
class QmsCertificate:
    """The certificate of 3.1 «а»; `valid_until` is its last day."""

    number: str
    issued_on: date | None
    issuer: str
    valid_until: date | None

    @property
    def is_complete(self) -> bool:
        return all((self.number, self.issued_on, self.issuer, self.valid_until))


@dataclass(frozen=True)
class Answers:
    """What the applicant has said so far. `attached` counts files by the code of a requirement."""

    basis: Basis | None
    by_head: bool
    attached: Mapping[str, int]
    certificate: QmsCertificate
    recommended_name: str = ""
    recommended_position: str = ""
    acquainted_with_edition_in_force: bool = False


@dataclass(frozen=True)
class CheckItem:
    requirement: Requirement
    attached: int

    @property
    def is_met(self) -> bool:
        return self.attached >= self.requirement.minimum


@dataclass(frozen=True)
class Gap:
    """What still keeps an application from being sent, and the step at which it is mended."""

    step: Step
    text: str
    rule: Rule
    code: str = ""


def checklist(answers: Answers, *, specialists_minimum: int) -> tuple[CheckItem, ...]:
    required = required_evidence(
        answers.basis, by_head=answers.by_head, specialists_minimum=specialists_minimum
    )
    return tuple(CheckItem(item, answers.attached.get(item.code, 0)) for item in required)


def gaps(answers: Answers, *, specialists_minimum: int, on: date) -> tuple[Gap, ...]:
    """Everything that is missing on the day `on`, in the order of the steps; empty when it may be sent."""
    if not answers.basis:
        return (Gap(Step.BASIS, "Выберите основание.", names.ONE_BASIS),)
    found = [
        _file_gap(item)
        for item in checklist(answers, specialists_minimum=specialists_minimum)
        if not item.is_met
    ]
    if answers.basis == Basis.CERTIFIED and (fault := certificate_fault(answers.certificate, on)):
        found.insert(0, Gap(Step.EVIDENCE, fault.text, names.BASIS_CERTIFIED))
    if asks_recommendation(answers.basis) and not (
        answers.recommended_name and answers.recommended_position
    ):
        found.append(
            Gap(
                Step.RECOMMENDATION,
                "Укажите, кого организация рекомендует в Президиум (Совет), и его должность.",
                names.RECOMMENDATION,
            )
        )
    if not answers.acquainted_with_edition_in_force:
        found.append(
            Gap(
                Step.ACQUAINTANCE,
                "Подтвердите, что ознакомились с действующей редакцией Положения.",
                names.ACQUAINTANCE,
            )
        )
    return tuple(found)


def _file_gap(item: CheckItem) -> Gap:
    requirement = item.requirement
    text = f"Приложите: {requirement.title[0].lower()}{requirement.title[1:]}"
    if requirement.minimum > 1:
        text += f" (приложено {item.attached} из {requirement.minimum})"
    return Gap(Step.EVIDENCE, f"{text}.", requirement.rule, requirement.code)


@dataclass(frozen=True)
class Fault:
    """What is wrong with the certificate, and in which of its fields."""

    field: str
    text: str


def certificate_fault(certificate: QmsCertificate, on: date) -> Fault | None:
    """What keeps the certificate of 3.1 «а» from being evidence on the day `on`."""
    if not certificate.is_complete:
        return Fault("number", "Впишите номер, дату выдачи, орган и срок действия сертификата СМК.")
    if certificate.issued_on > on:
        return Fault("issued_on", "Дата выдачи сертификата СМК ещё не наступила.")
    if certificate.valid_until < certificate.issued_on:
        return Fault("valid_until", "Сертификат СМК не может кончиться раньше, чем выдан.")
    if certificate.valid_until < on:
        return Fault(
            "valid_until",
            "Срок сертификата СМК истёк: по этому основанию нужен действующий сертификат.",
        )
    return None


def asks_recommendation(basis: Basis | None) -> bool:
    """Only those who enter as members recommend somebody to the Presidium (R88)."""
    return bool(basis) and Basis(basis).admits_member


def steps_of(basis: Basis | None) -> tuple[Step, ...]:
    return tuple(
        step
        for step in Step
        if step != Step.RECOMMENDATION or not basis or asks_recommendation(basis)
    )
