"""Whose acts the history of the whole site does not tell: rooms whose records are not for every reader of the admin."""

_private: list[type] = []


def keep_out_of_site_history(*models: type) -> None:
    """Acts on these are told on the pages of the room, to those who may see the record (T7)."""
    _private.extend(model for model in models if model not in _private)


def private_models() -> list[type]:
    return list(_private)
