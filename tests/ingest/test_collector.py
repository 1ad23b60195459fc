"""The collector of cycles rests while it is asked to, and is as it was before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ingest.collector import collector_paused


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    if was_on:
        gc.enable()
    else:
        gc.disable()


@pytest.mark.parametrize("on", [True, False])
def test_it_rests_and_is_as_it_was_even_after_an_error(on: bool) -> None:
    if on:
        gc.enable()
    else:
        gc.disable()
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is on
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled() is on
