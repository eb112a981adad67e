"""`python -I bounded.py SECONDS MEMORY OUTPUT PROGRAM…`: become the program, within limits of the kernel.

Stands alone: it runs before anything of the site could be loaded. Units: seconds of processor, bytes.
"""

import ctypes
import os
import resource
import sys

_NEW_USER = 0x10000000
_NEW_NETWORK = 0x40000000


def main(seconds: int, memory: int, output: int, program: list[str]) -> None:
    _leave_network()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(program[0], program)  # noqa: S606


def _leave_network() -> None:
    """A network of its own with nothing in it, where the system allows that to a process without rights.

    Where it does not, the programs themselves are told to fetch nothing.
    """
    try:
        libc = ctypes.CDLL(None)
        if libc.unshare(_NEW_USER | _NEW_NETWORK):
            libc.unshare(_NEW_NETWORK)
    except (OSError, AttributeError):
        pass


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), sys.argv[4:])
