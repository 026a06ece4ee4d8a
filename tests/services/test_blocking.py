import time
from pathlib import Path

import pytest
from blockbuster import BlockingError


async def test_a_service_that_blocked_the_event_loop_would_fail_its_test():
    with pytest.raises(BlockingError):
        time.sleep(0.001)  # noqa: ASYNC251 - the case in question
    with pytest.raises(BlockingError):
        Path(__file__).read_text()  # noqa: ASYNC240 - the case in question
