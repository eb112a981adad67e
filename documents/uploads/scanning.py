"""The way to clamd, the service that knows harmful files by their signatures (T33)."""

import logging
import socket
import struct

from django.conf import settings

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 30
CHUNK = 64 * 1024


class ScannerUnavailable(Exception):
    """clamd is configured but does not answer as it should."""


def is_configured() -> bool:
    return bool(settings.CLAMD_ADDRESS)


def find_harm(content: bytes) -> str:
    """Name of the harmful signature in `content`, or an empty text; ScannerUnavailable."""
    try:
        with _connected(settings.CLAMD_ADDRESS) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                connection.sendall(struct.pack(">I", len(chunk)) + chunk)
            connection.sendall(struct.pack(">I", 0))
            answer = _read_answer(connection)
    except (OSError, ValueError) as error:
        logger.exception("clamd does not answer at %s", settings.CLAMD_ADDRESS)
        raise ScannerUnavailable from error
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip()
    if answer != "stream: OK":
        logger.error("clamd could not scan a file: %s", answer)
        raise ScannerUnavailable
    return ""


def _connected(address: str) -> socket.socket:
    """ "host:port", or the path of a socket."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(TIMEOUT_SECONDS)
        connection.connect(address)
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)


def _read_answer(connection: socket.socket) -> str:
    answer = b""
    while chunk := connection.recv(4096):
        answer += chunk
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()
