"""Several hands at one moment: threads with connections of their own (T34, T35, T38, T57)."""

import threading

from django.db import connection

from home.rulebook import DomainError


def at_once(*acts) -> list:
    """Start all acts together; what each gave, or the refusal it met."""
    start, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait(timeout=10)
            answers[place] = act()
        except DomainError as refusal:
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers
