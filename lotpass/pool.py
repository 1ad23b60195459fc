"""Worker processes that parse foreign bytes: with limits on memory and time, replaced when they crash or hang.

A crash or a hang costs the one call that caused it. Each worker is one process with one thread per engine.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Hashable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from ingest.errors import Fault, Unreadable
from lotpass.errors import EnvironmentFailure
from lotpass.worker import Worker, warm_up

T = TypeVar("T")


CRASHES = 2
"""How many workers one call may crash before it is answered so."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call for a worker. `seconds` is how long it may compute; `key` tells the caller which call an answer is."""

    key: Hashable
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: a value, or the fault that ended it."""

    key: Hashable
    value: Any = None
    fault: Fault | None = None


class GuardedPool:
    """`workers` processes, each allowed `memory` bytes; use as a context manager.

    `call` and `run` may be used from several threads. Raises nothing of its own but `Fault`s.
    """

    def __init__(self, workers: int, memory: int) -> None:
        if workers < 1:
            raise ValueError("a pool needs at least one worker")
        warm_up()
        self.workers = workers
        self._memory = memory
        self._idle: queue.SimpleQueue[Worker | None] = queue.SimpleQueue()
        self._all: set[Worker] = set()
        self._closed = False
        self._lock = threading.Lock()
        for _ in range(workers):
            self._idle.put(None)  # started when first needed

    def __enter__(self) -> GuardedPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends every worker; calls under way come back as `crashed`, and new ones as `stopped`."""
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.end()
        while True:
            try:
                idle = self._idle.get_nowait()
            except queue.Empty:
                break
            if idle is not None:
                idle.kill()
        for _ in range(self.workers):
            self._idle.put(None)  # lets threads go on that wait for a worker

    def call(self, function: Callable[..., T], *arguments: Any, seconds: float) -> T:
        """Runs one call in a worker and gives its value; raises the `Fault` that ended it.

        A call whose worker died is made once more: the system may have ended it for want of memory, or a person.
        """
        for _ in range(CRASHES - 1):
            try:
                return self._call(function, arguments, seconds)
            except Unreadable as fault:
                if fault.code != "crashed":
                    raise
        return self._call(function, arguments, seconds)

    def _call(self, function: Callable[..., T], arguments: tuple[Any, ...], seconds: float) -> T:
        worker = self._idle.get()
        try:
            if worker is None or not worker.usable:
                if worker is not None:
                    self._retire(worker)
                    worker = None
                worker = self._start()
            value: T = worker.call(function, arguments, seconds)
            return value
        finally:
            if worker is not None and not worker.usable:
                self._retire(worker)
                worker = None
            self._idle.put(worker)

    def run(self, calls: Iterable[Call]) -> Generator[Answer, None, None]:
        """Runs calls side by side and gives their answers as they come, in no order.

        Calls are taken from the iterable only as workers come free, so that it may be long. When the caller stops
        before the last answer, the pool is closed: what nobody waits for is not read.
        """
        threads = ThreadPoolExecutor(self.workers)
        running: set[Future[Answer]] = set()
        try:
            for call in calls:
                running.add(threads.submit(self._answer, call))
                if len(running) >= 2 * self.workers:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        except BaseException:
            self.close()
            raise
        finally:
            threads.shutdown(cancel_futures=True)

    def _answer(self, call: Call) -> Answer:
        try:
            return Answer(call.key, self.call(call.function, *call.arguments, seconds=call.seconds))
        except Fault as fault:
            return Answer(call.key, fault=fault)

    def _start(self) -> Worker:
        if self._closed:
            raise EnvironmentFailure("stopped", "The run was stopped.")
        worker = Worker(self._memory)
        with self._lock:
            self._all.add(worker)
            closed = self._closed
        if closed:  # while it came up
            self._retire(worker)
            raise EnvironmentFailure("stopped", "The run was stopped.")
        return worker

    def _retire(self, worker: Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.kill()
