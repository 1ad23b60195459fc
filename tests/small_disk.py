"""A disk that is full beyond a size, as a limit on every file that is written."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Files may grow no larger than `size` bytes, in this process and those that it starts meanwhile."""
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))


def limit_file_size(size: int) -> Callable[[], None]:
    """The same for one program that is started, to be called before it runs (`preexec_fn`)."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
