"""The demo seals its papers by a key of its own; a checkout without one makes papers without a seal."""

import importlib

import pytest
from django.core.management import call_command

from documents.papers.signing import read_seal
from portal.settings import base, dev


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.delenv("SIGNING_KEY_FILE", raising=False)
    with monkeypatch.context() as patch:
        patch.setattr(base, "VAR_DIR", tmp_path)
        yield tmp_path
    importlib.reload(dev)


def test_key_under_var_is_taken_once_it_is_there(var):
    assert importlib.reload(dev).SIGNING_KEY_FILE == ""
    key = var / "signing-key.pem"
    call_command("make_signing_key", str(key), "--name", "Демонстрационный сайт", verbosity=0)
    assert str(key) == importlib.reload(dev).SIGNING_KEY_FILE
    assert read_seal(key.read_text()).name == "Демонстрационный сайт"


def test_key_of_the_environment_comes_first(var, monkeypatch):
    monkeypatch.setenv("SIGNING_KEY_FILE", "/keys/seal.pem")
    assert importlib.reload(dev).SIGNING_KEY_FILE == "/keys/seal.pem"
