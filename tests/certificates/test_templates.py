"""Templates: drafted and previewed, approved by an order alone, and frozen from then on (R188)."""

import datetime
import io
import itertools
import re

import pypdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image
from wagtail.models import ModelLogEntry

from documents.certificates import papers, queries, registry
from documents.certificates.choices import Layout, Size, TemplateState
from documents.certificates.models import CertificateTemplate
from documents.certificates.operations import issue_certificate, replace_certificate
from documents.certificates.operations import templates as operations
from documents.certificates.rules import FORM_APPROVED, Holder
from documents.certificates.wording import Approval, Placeholder
from home.accounts.choices import Role
from home.rulebook import DomainError
from tests.factories.accounts import PersonFactory, UserFactory
from tests.factories.certificates import (
    ISSUED_AT,
    ISSUED_ON,
    CertificateKindFactory,
    SignatoryFactory,
    issued_certificate,
)
from tests.factories.uploads import pdf as pdf_file

pytestmark = pytest.mark.django_db

ORDER = Approval("14-у", datetime.date(2026, 11, 10), "Директор учебного центра")
CONTENTS = {
    "layout": Layout.PORTRAIT,
    "authority": "",
    "association": "Учебный центр «Ступени»",
    "heading": "УДОСТОВЕРЕНИЕ",
    "attestation": "Настоящее удостоверение свидетельствует о том, что",
    "statement": "прошла обучение: {occasion} ({number} от {date})",
    "signatures": 1,
    "name_size": Size.LARGE,
    "text_size": Size.NORMAL,
}


@pytest.fixture
def kind():
    return CertificateKindFactory(
        code="training", title="Удостоверение", number_pattern="У{year}-{number:03}", template=False
    )


@pytest.fixture
def keeper():
    return UserFactory(role=Role.ADMINISTRATOR)


def draft_of(kind, keeper, **contents) -> CertificateTemplate:
    draft = operations.start_version(kind, by=keeper, at=ISSUED_AT)
    return changed(draft, keeper, **contents)


def changed(draft, keeper, background=None, **contents):
    return operations.change_draft(
        draft,
        CONTENTS | contents,
        background=background,
        seen=queries.digest_of(draft),
        by=keeper,
        at=ISSUED_AT,
    )


def approved(draft, keeper, **wanted):
    given = {"scan": None, "seen": queries.digest_of(draft), "by": keeper, "at": ISSUED_AT} | wanted
    return operations.approve_template(draft, given.pop("approval", ORDER), **given)


def acts() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def jpeg(colour) -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (400, 560), colour).save(picture, "JPEG")
    return picture.getvalue()


def text_of(content: bytes) -> str:
    page = pypdfium2.PdfDocument(content)[0]
    return re.sub(r"\s+", " ", page.get_textpage().get_text_range())


def test_nothing_is_issued_until_an_order_approved_the_template(kind, keeper):
    """R188: a draft is no template; the order is, and the paper says what the template says."""
    draft = draft_of(kind, keeper, statement="прошла обучение")
    SignatoryFactory(order=1, kinds=[kind])
    with pytest.raises(DomainError, match="не утверждён") as refusal:
        issued_certificate(kind=kind)
    assert refusal.value.rule == FORM_APPROVED

    approved(draft, keeper)

    certificate = issued_certificate(kind=kind)
    assert (certificate.template, certificate.layout) == (draft, "portrait")
    assert acts()[:3] == [
        "certificates.start_template",
        "certificates.change_template",
        "certificates.approve_template",
    ]


def test_approval_keeps_the_order_and_whose_it_is(kind, keeper):
    template = approved(draft_of(kind, keeper), keeper)
    template.refresh_from_db()
    assert template.ground == "Директор учебного центра, приказ №\xa014-у от 10.11.2026"
    assert (template.state, template.approved_by, template.approved_at) == (
        TemplateState.APPROVED,
        keeper,
        ISSUED_AT,
    )


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (Approval(" ", ORDER.order_date, "Директор"), "order_number"),
        (Approval("14-у", ORDER.order_date, " "), "order_by"),
        (Approval("14-у", ISSUED_ON + datetime.timedelta(days=1), "Директор"), "order_date"),
    ],
)
def test_order_without_number_author_or_day_approves_nothing(kind, keeper, order, field):
    draft = draft_of(kind, keeper)
    with pytest.raises(DomainError) as refusal:
        approved(draft, keeper, approval=order)
    draft.refresh_from_db()
    assert (refusal.value.field, draft.is_draft) == (field, True)
    assert "certificates.approve_template" not in acts()


def test_database_knows_no_template_in_use_without_an_order(kind, keeper):
    draft = draft_of(kind, keeper)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateTemplate.objects.filter(pk=draft.pk).update(state=TemplateState.APPROVED)


def test_next_version_retires_the_last_and_papers_keep_theirs(kind, keeper):
    """An old paper printed anew has its own words, sizes and background, whatever came after."""
    SignatoryFactory(order=1, kinds=[kind])
    first = draft_of(kind, keeper, background=jpeg("#ffeeee"), statement="прошла обучение")
    approved(first, keeper)
    old = issued_certificate(kind=kind)
    second = draft_of(kind, keeper, statement="окончила курс", name_size=Size.SMALL, background=b"")
    approved(second, keeper)
    new = issued_certificate(kind=kind)
    first.refresh_from_db()

    assert (first.state, second.version) == (TemplateState.RETIRED, 2)
    of_old, of_new = (papers.printed([each])[0] for each in (old, new))
    assert ("прошла обучение" in text_of(of_old), "окончила курс" in text_of(of_new)) == (
        True,
        True,
    )
    sizes = [
        sorted(image.image.size for image in pypdf.PdfReader(io.BytesIO(each)).pages[0].images)
        for each in (of_old, of_new)
    ]
    assert (400, 560) in sizes[0]
    assert (400, 560) not in sizes[1]
    assert papers.sizes_of(old.template) == "name--large"
    assert papers.sizes_of(new.template) == "name--small"


def test_next_version_begins_as_the_last_and_leaves_its_background_alone(kind, keeper):
    first = draft_of(kind, keeper, background=jpeg("#ffeeee"))
    approved(first, keeper)
    second = operations.start_version(kind, by=keeper, at=ISSUED_AT)
    assert (second.statement, second.background.name) == (first.statement, first.background.name)
    second = changed(second, keeper, background=jpeg("#eeeeff"))
    first.refresh_from_db()
    assert second.background.name != first.background.name
    assert first.background.storage.exists(first.background.name)


def test_kind_has_one_draft_at_a_time(kind, keeper):
    draft_of(kind, keeper)
    with pytest.raises(DomainError, match="уже есть"):
        operations.start_version(kind, by=keeper, at=ISSUED_AT)


ACTS = {
    "change": lambda draft, by, seen: operations.change_draft(
        draft, CONTENTS, background=None, seen=seen, by=by, at=ISSUED_AT
    ),
    "approve": lambda draft, by, seen: operations.approve_template(
        draft, ORDER, scan=None, seen=seen, by=by, at=ISSUED_AT
    ),
    "delete": lambda draft, by, seen: operations.delete_draft(
        draft, seen=seen, by=by, at=ISSUED_AT
    ),
}


@pytest.mark.parametrize(("state", "act"), list(itertools.product(TemplateState.values, ACTS)))
def test_table_of_states_and_acts(kind, keeper, state, act):
    """T36: what a draft allows nothing else does."""
    template = draft_of(kind, keeper)
    if state != TemplateState.DRAFT:
        approved(template, keeper)
    CertificateTemplate.objects.filter(pk=template.pk).update(state=state)
    template.refresh_from_db()
    before = acts()
    if state == TemplateState.DRAFT:
        ACTS[act](template, keeper, queries.digest_of(template))
        assert len(acts()) == len(before) + 1
    else:
        with pytest.raises(DomainError, match="уже утверждена"):
            ACTS[act](template, keeper, queries.digest_of(template))
        assert acts() == before


@pytest.mark.parametrize("act", ACTS)
def test_draft_changed_by_somebody_else_is_read_again_first(kind, keeper, act):
    """T35: nobody approves words that they have not seen."""
    draft = draft_of(kind, keeper)
    seen = queries.digest_of(draft)
    changed(draft, keeper, statement="иные слова")
    before = acts()
    with pytest.raises(DomainError, match="изменили"):
        ACTS[act](draft, keeper, seen)
    assert acts() == before


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("statement", "{holder.__class__}"),
        ("statement", "{{ 7|add:7 }}"),
        ("statement", "{unheard}"),
        ("statement", "скобка {"),
        ("heading", "{holder}"),
        ("association", "{% include 'x' %}"),
    ],
)
def test_only_listed_placeholders_and_only_in_what_is_attested(kind, keeper, field, text):
    """T21: no template engine, no HTML, no CSS."""
    draft = draft_of(kind, keeper)
    with pytest.raises(DomainError) as refusal:
        changed(draft, keeper, **{field: text})
    assert refusal.value.field == field


def test_upper_room_adds_placeholders_to_its_kind_alone(kind, keeper, monkeypatch):
    monkeypatch.setattr(registry, "_placeholders", {})
    registry.register_placeholder("training", Placeholder("hours", "сколько часов", "72 часа"))
    draft = draft_of(kind, keeper, statement="{hours}")
    assert "72 часа" in text_of(papers.specimen(draft, on=ISSUED_ON))
    other = CertificateKindFactory(
        code="other", title="Иное", number_pattern="И{year}-{number}", template=False
    )
    with pytest.raises(DomainError, match=r"\{hours\}"):
        draft_of(other, keeper, statement="{hours}")


def test_words_of_an_occasion_are_printed_and_stay_on_the_duplicate(kind, keeper):
    """Who gives none is refused; a corrected name is a replacement that says the rest as it was."""
    statement = "{holder} за: {occasion} (№ {number})"
    approved(draft_of(kind, keeper, statement=statement), keeper)
    SignatoryFactory(order=1, kinds=[kind])
    given = {"source": PersonFactory(), "issued_on": ISSUED_ON, "by": None, "at": ISSUED_AT}
    with pytest.raises(DomainError, match=r"\{occasion\}"):
        issue_certificate(kind.code, holder=Holder("Анна Тесотва"), **given)
    words = {"occasion": "семинар {скобки}"}

    first = issue_certificate(kind.code, holder=Holder("Анна Тесотва"), words=words, **given)
    given.pop("source")
    second = replace_certificate(first, holder=Holder("Анна Тестова"), ground="Опечатка", **given)

    assert first.statement == "Анна Тесотва за: семинар {скобки} (№ У2026-001)"
    assert second.statement == "Анна Тестова за: семинар {скобки} (№ У2026-002)"


def test_specimen_cannot_be_passed_off(kind, keeper):
    """T2, T41: across it «ОБРАЗЕЦ», no facsimile, a code of nobody."""
    name = papers.private_storage().save("facsimiles/z.jpg", io.BytesIO(jpeg("#102030")))
    SignatoryFactory(order=1, kinds=[kind], facsimile=name, person=PersonFactory())
    content = papers.specimen(draft_of(kind, keeper), on=ISSUED_ON)
    assert "ОБРАЗЕЦ" in text_of(content)
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages[0].images) == 1


@pytest.mark.parametrize("size", Size.values)
@pytest.mark.parametrize("layout", Layout.values)
def test_words_of_every_layout_end_above_the_signatures(layout, size):
    """The longest that fields take, in every size: nothing is printed over anything."""
    head = ("Управление образования " * 20)[:200].strip()
    words = {"statement": ("является членом Ассоциации " * 20)[:390] + "  конец слов"}
    kind = CertificateKindFactory(
        **{f"template__{name}": head for name in ("authority", "association")},
        template__statement=words["statement"],
        template__layout=layout,
        template__name_size=size,
        template__text_size=size,
    )
    certificate = issued_certificate(
        kind=kind,
        name=("Общеобразовательное учреждение " * 20)[:500].strip(),
        address=("улица Строителей, " * 40)[:500].strip(),
    )
    certificate.signatories = [
        {**signature, "position": "Должность " + ("начальник управления " * 20)[:190].strip()}
        for signature in certificate.signatories
    ]
    (content,) = papers.printed([certificate])
    assert room_above_signatures(content, "конец слов") > 0


@pytest.mark.parametrize("length", [60, 160, 245])
@pytest.mark.parametrize("layout", Layout.values)
def test_third_signature_and_larger_type_set_the_words_closer(layout, length):
    """Words of middling length, which the closest setting is not needed for, leave room for all that stands below."""
    kind = CertificateKindFactory(
        template__layout=layout,
        template__heading="УДОСТОВЕРЕНИЕ О ПОВЫШЕНИИ КВАЛИФИКАЦИИ",
        template__statement=("прошла обучение " * 20)[:length].strip() + "  конец слов",
        template__text_size=Size.LARGE,
        template__name_size=Size.LARGE,
    )
    certificate = issued_certificate(kind=kind, name=("Учреждение " * 30)[:length].strip())
    signature = certificate.signatories[0] | {"position": "Должность начальника управления края"}
    certificate.signatories = [signature] * 3
    (content,) = papers.printed([certificate])
    last = "Дата регистрации" if layout == Layout.PORTRAIT else "конец слов"
    assert room_above_signatures(content, last) > 0


def room_above_signatures(content: bytes, last_words: str) -> float:
    """Points between the last words and the first «Должность»; below zero they stand on one another."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    last, _ = page.search(last_words).get_next()
    first, _ = page.search("Должность").get_next()
    return page.get_charbox(last)[1] - page.get_charbox(first)[3]


def address(name, template):
    return reverse(f"certificates_admin:{name}", args=[template.pk])


def test_administrator_takes_a_template_from_draft_to_use(staff_client, kind):
    """Start, type, look, save, approve with the scan of the order."""
    client = staff_client(Role.ADMINISTRATOR)
    client.post(reverse("certificates_admin:start_template", args=[kind.pk]))
    draft = kind.templates.get()
    typed = CONTENTS | {"seen": queries.digest_of(draft)}

    shown = client.post(address("preview_template", draft), typed).content.decode()
    draft.refresh_from_db()
    assert "data:image/png;base64," in shown
    assert draft.association == ""

    background = SimpleUploadedFile("фон.jpg", jpeg("#eeeeff"), "image/jpeg")
    client.post(address("change_template", draft), typed | {"background": background})
    draft.refresh_from_db()
    assert (draft.association, bool(draft.background_sha256)) == (CONTENTS["association"], True)

    order = {
        "seen": queries.digest_of(draft),
        "order_number": "14-у",
        "order_date": "10.11.2026",
        "order_by": "Директор",
        "scan": SimpleUploadedFile("приказ.pdf", pdf_file(), "application/pdf"),
    }
    answer = client.post(address("approve_template", draft), order, follow=True)
    draft.refresh_from_db()
    assert draft.is_approved
    assert "приказ №\xa014-у от 10.11.2026" in answer.content.decode()
    assert client.get(address("template_order", draft)).status_code == 200
    assert client.get(address("template_specimen", draft)).content.startswith(b"%PDF-")
    assert client.get(address("template_picture", draft)).content.startswith(b"\x89PNG")


def test_preview_says_what_is_wrong(staff_client, kind, keeper):
    client, draft = staff_client(Role.ADMINISTRATOR), draft_of(kind, keeper)
    typed = CONTENTS | {"seen": "x", "statement": "{unheard}"}
    assert "{unheard}" in client.post(address("preview_template", draft), typed).content.decode()
    typed["association"] = ""
    answer = client.post(address("preview_template", draft), typed).content.decode()
    assert "Объединение" in answer


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EDITOR, Role.AUTHORITY_SUPPORT])
def test_templates_are_not_there_for_others(staff_client, kind, keeper, role):
    """T1, T2: backgrounds and specimens too."""
    client, draft = staff_client(role), draft_of(kind, keeper)
    for name in (
        "change_template",
        "template_picture",
        "template_specimen",
        "approve_template",
        "delete_template",
        "template_order",
    ):
        assert client.get(address(name, draft)).status_code == 404
    assert client.post(address("preview_template", draft), CONTENTS).status_code == 404
    assert (
        client.post(reverse("certificates_admin:start_template", args=[kind.pk])).status_code == 404
    )
