"""A mail server that can be ill in every way that T54 names: a thread, a socket, a few answers."""

import socketserver
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string
from email.message import Message


@dataclass
class Illness:
    """What goes wrong from now on; the tests change it while the server runs."""

    recipient_code: int = 250
    refused_addresses: dict[str, int] = field(default_factory=dict)
    hang_seconds: float = 0
    drop_at: str = ""
    """Where it hangs up. "greeting": before the first word; "data": in the middle of the letter; "accepted": after the
    letter is taken, before the answer."""


class _Session(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        ill = self.server.illness
        self.server.connections += 1
        time.sleep(ill.hang_seconds)
        if ill.drop_at == "greeting":
            return
        self.say("220 test")
        while line := self.rfile.readline():
            if not self.answer(line.decode().strip()):
                return

    def answer(self, line: str) -> bool:
        """False when the conversation is over."""
        verb = line[:4].upper()
        if verb == "RCPT":
            address = line[line.index("<") + 1 : line.index(">")]
            code = self.server.illness.refused_addresses.get(
                address, self.server.illness.recipient_code
            )
            self.say(f"{code} {address}")
        elif verb == "DATA":
            return self.take_letter()
        elif verb == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def take_letter(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()).rstrip(b"\r\n") != b".":
            if not line or self.server.illness.drop_at == "data":
                return False
            lines.append(line.decode())
        self.server.received.append("".join(lines))
        if self.server.illness.drop_at == "accepted":
            return False
        self.say("250 taken")
        return True


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.illness = Illness()
        self.received: list[str] = []
        self.connections = 0

    @property
    def letters(self) -> list[Message]:
        return [message_from_string(text) for text in self.received]


@contextmanager
def mail_server():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
