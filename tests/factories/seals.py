"""A key to seal papers with: made once a run, since nothing of it is ever kept."""

from django.utils import timezone

from documents.papers.signing import new_seal_pem

PEM = new_seal_pem("Ассоциация школ Белогорского края", at=timezone.now()).decode()
OTHER = new_seal_pem("Чужая ассоциация", at=timezone.now()).decode()
