"""No test opens a network socket: Python reads this at its start, in every process of a run."""

import socket
import sys

REFUSED = "a test wanted to reach the network"
_EVENTS = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    if event in _EVENTS:
        opened = arguments[0]
        if not (isinstance(opened, socket.socket) and opened.family == socket.AF_UNIX):
            raise PermissionError(REFUSED)


sys.addaudithook(_guard)
