"""Worker processes that parse foreign bytes: with limits on memory and time, replaced when they crash or hang.

A crash or a hang costs the one call that caused it. Each worker is one process with one thread per engine.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import resource
import signal
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, TypeVar

from ingest.errors import Fault, Unreadable

T = TypeVar("T")

CALLS_PER_WORKER = 2_000
"""A worker is replaced after so many calls: what a C library leaks over a long run is then given back."""

ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Environment variables that keep engines to one thread, so that as many workers as cores do not fight."""

PRELOADED = ["ingest.read", "extract.read"]
"""Imported once by the process that workers are forked from."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call for a worker. `seconds` is how long it may take; `key` tells the caller which call an answer is."""

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


def _limit_memory(limit: int) -> None:
    """Caps the process's private memory (and that of programs it starts); RLIMIT_DATA counts no shared libraries."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "value", function(*arguments)
    except Fault as fault:
        return "fault", fault
    except MemoryError:
        return "fault", Unreadable("memory", "Reading it took more memory than one file may take.")
    except RecursionError:
        return "fault", Unreadable("damaged", "Its structure is nested without end.")
    except Exception as error:  # noqa: BLE001 - a parser may raise anything on foreign bytes: the file is answered with it
        return "fault", Unreadable("damaged", f"The reader gave up on it ({type(error).__name__}: {error}).")


def _work(connection: Connection, memory: int) -> None:
    """A worker's life: calls in, answers out, until the caller hangs up."""
    os.setsid()  # so that programs it starts (Tesseract) can be killed with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(memory)
    while True:
        try:
            function, arguments = connection.recv()
        except (EOFError, OSError):
            return
        answer = _answer(function, arguments)
        try:
            connection.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return


class _Worker:
    """A process with the line to it."""

    def __init__(self, memory: int) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        self.connection, far = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(far, memory), daemon=True)
        self.process.start()
        far.close()
        self.calls = 0

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
        """The function's value; raises its Fault, or `timeout`/`crashed` after which the worker is dead."""
        self.calls += 1
        try:
            self.connection.send((function, arguments))
            if not self.connection.poll(seconds):
                self.kill()
                raise Unreadable("timeout", f"Reading it took longer than {seconds:.0f} seconds.")
            kind, value = self.connection.recv()
        except (EOFError, OSError) as error:
            self.kill()
            raise Unreadable("crashed", "The reader crashed on it.") from error
        if kind == "fault":
            raise value
        return value

    def kill(self) -> None:
        """Ends the process and everything that it started."""
        pid = self.process.pid
        if pid is not None and self.process.is_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            self.process.kill()
        self.process.join(5)
        self.connection.close()

    @property
    def usable(self) -> bool:
        """False when the process is gone or has served long enough."""
        return self.process.is_alive() and self.calls < CALLS_PER_WORKER


class GuardedPool:
    """`workers` processes, each allowed `memory` bytes; use as a context manager.

    `call` and `run` may be used from several threads. Raises nothing of its own but `Fault`s.
    """

    def __init__(self, workers: int, memory: int) -> None:
        if workers < 1:
            raise ValueError("a pool needs at least one worker")
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        self.workers = workers
        self._memory = memory
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
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
        """Ends every worker."""
        with self._lock:
            workers, self._all = self._all, set()
        for worker in workers:
            worker.kill()

    def call(self, function: Callable[..., T], *arguments: Any, seconds: float) -> T:
        """Runs one call in a worker and gives its value; raises the `Fault` that ended it."""
        worker = self._idle.get()
        if worker is None or not worker.usable:
            if worker is not None:
                self._retire(worker)
            worker = self._start()
        try:
            value: T = worker.call(function, arguments, seconds)
            return value
        finally:
            if worker.usable:
                self._idle.put(worker)
            else:
                self._retire(worker)
                self._idle.put(None)

    def run(self, calls: Iterable[Call]) -> Iterator[Answer]:
        """Runs calls side by side and gives their answers as they come, in no order.

        Calls are taken from the iterable only as workers come free, so that it may be long.
        """
        waiting = iter(calls)
        with ThreadPoolExecutor(self.workers) as threads:
            running: set[Future[Answer]] = set()
            for call in waiting:
                running.add(threads.submit(self._answer, call))
                if len(running) >= 2 * self.workers:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()

    def _answer(self, call: Call) -> Answer:
        try:
            return Answer(call.key, self.call(call.function, *call.arguments, seconds=call.seconds))
        except Fault as fault:
            return Answer(call.key, fault=fault)

    def _start(self) -> _Worker:
        worker = _Worker(self._memory)
        with self._lock:
            self._all.add(worker)
        return worker

    def _retire(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.kill()
