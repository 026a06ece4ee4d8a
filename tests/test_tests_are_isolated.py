import os
import socket
from urllib.request import urlopen

import pytest

from tests.fixtures.isolation import OutsideWorldError


def test_no_test_can_reach_another_machine():
    with socket.socket() as one, pytest.raises(OutsideWorldError):
        one.connect(('192.0.2.1', 80))
    with socket.socket() as one, pytest.raises(OutsideWorldError):
        one.connect_ex(('192.0.2.1', 80))
    with pytest.raises(OutsideWorldError):
        urlopen('https://example.com')


def test_this_machine_can_be_reached():
    with socket.create_server(('127.0.0.1', 0)) as server:
        socket.create_connection(('localhost', server.getsockname()[1])).close()


def test_no_test_sees_the_settings_of_whoever_runs_it():
    assert not [name for name in os.environ if name.startswith(('TANDEM_', 'OPENAI_'))]
