"""The application is offline, and so is every test run: what would open a socket is refused."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from tests.no_network.sitecustomize import REFUSED


def test_a_test_that_reaches_for_the_network_is_stopped() -> None:
    with pytest.raises(PermissionError, match=REFUSED):
        socket.create_connection(("127.0.0.1", 9))


def test_and_so_is_a_command_that_a_test_starts() -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert REFUSED in done.stderr
