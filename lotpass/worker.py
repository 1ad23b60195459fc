"""One guarded worker: a process that runs calls on foreign bytes within limits, and the caller's line to it."""

from __future__ import annotations

import contextlib
import errno
import math
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing import util as processes
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from ingest.errors import Fault, Unreadable
from ingest.heap import MOST, give_back, keep
from ingest.room import is_full, no_room
from lotpass.errors import EnvironmentFailure

CALLS_PER_WORKER = 2_000
"""A worker is replaced after so many calls: what a C library leaks over a long run is then given back."""

ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Environment variables that keep engines to one thread, so that as many workers as cores do not fight."""

PRELOADED = ["ingest.read", "ingest.bundle", "extract.read", "spacy", "lotpass.guarded", "lotpass.cli"]
"""Imported once by the process that workers are forked from (the command line, because Python imports it in each;
spaCy, because `extract.sentences` loads it late)."""

CLOCK = 5
"""How many times its computing time a call may take by the clock: a machine may be busy, and disks are waited for."""

GRACE = 15
"""Seconds after its last time that a worker ends itself: nobody else will, when its caller was killed."""

IDLE = 1.0
"""Seconds without a call after which a worker gives back the memory that it keeps for the next page."""

LOOK_EVERY = 0.02
"""Seconds between two looks at the memory of a worker that computes (a look takes some 60 microseconds): unpacking
fills two gigabytes within a second, and what was not seen before an abort is called a crash."""

NEARLY_ALL = 0.4
"""Share of its memory from which a worker that aborts is taken to have run out of it: libraries in C abort when they
get none, and what they ask for last is often as much as all before."""

CAUSE_CHARACTERS = 200
"""How much of an error's own text, which may quote the file, a fault repeats."""

MACHINE = (errno.EMFILE, errno.ENFILE)
"""Errors of the operating system that say something of the machine and nothing of the file."""


SOCKET_FOLDER = 72
"""Bytes that the path of the temporary folder may have: the socket to the workers lies 28 bytes below it, and unix(7)
allows such an address 107."""

SHORT_FOLDERS = ("/tmp", "/dev/shm", "/var/tmp")
"""Where such a folder of our own, mode 0700, may lie instead."""


def _keep_sockets_short() -> None:
    """Where TMPDIR is too deep for a socket, multiprocessing's own folder (sockets only) is made in a shorter place."""
    if len(os.fsencode(tempfile.gettempdir())) <= SOCKET_FOLDER:
        return
    usual = tempfile.tempdir
    tempfile.tempdir = next((place for place in SHORT_FOLDERS if os.access(place, os.W_OK | os.X_OK)), usual)
    try:
        processes.get_temp_dir()  # made once, and removed by multiprocessing when the program ends
    finally:
        tempfile.tempdir = usual


def warm_up() -> None:
    """Starts the process that workers are forked from; it loads the engines while the caller goes on."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    # Python would look for modules in the current folder first, which may be the bundle: a file `numpy.py` in it
    # would be run. So its processes look where this one does, and nowhere else.
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ["PYTHONPATH"] = os.pathsep.join(place for place in sys.path if place and os.pathsep not in place)
    _keep_sockets_short()
    multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOADED)
    forkserver.ensure_running()


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
    except OSError as error:
        if is_full(error):
            return "fault", no_room()
        if error.errno in MACHINE:
            remedy = "Close other programs, or raise the number of files that may be open (ulimit -n)."
            return "fault", EnvironmentFailure("too-many-open", f"Reading was stopped: {error.strerror}.", remedy)
        return "fault", Unreadable("damaged", f"The reader gave up on it ({_told(error)}).")
    except Exception as error:  # noqa: BLE001 - a parser may raise anything on foreign bytes: the file is answered with it
        return "fault", Unreadable("damaged", f"The reader gave up on it ({_told(error)}).")


def _told(error: Exception) -> str:
    """An error's name and the beginning of its text, on one line of printable characters."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(error)[: 4 * CAUSE_CHARACTERS])
    text = " ".join(text.split())
    text = text if len(text) <= CAUSE_CHARACTERS else f"{text[:CAUSE_CHARACTERS]}…"
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _work(connection: Connection, lifeline: Connection, memory: int) -> None:
    """A worker's life: calls in, answers out, until the caller hangs up."""
    os.setsid()  # so that programs it starts (Tesseract) can be killed with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _silence()
    _limit_memory(memory)
    keep()
    threading.Thread(target=_end_with_caller, args=(lifeline,), daemon=True).start()
    while True:
        try:
            function, arguments, seconds = connection.recv()
        except (EOFError, OSError):
            return
        signal.alarm(math.ceil(CLOCK * seconds) + GRACE)
        answer = _answer(function, arguments)
        signal.alarm(0)
        try:
            connection.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return
        del answer, arguments
        # What the last page left serves the next one, unless none comes soon.
        give_back(0 if not connection.poll(IDLE) else MOST)


def _silence() -> None:
    """C libraries talk of damaged files on both outputs, where they would break the progress bars and `--json`."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _end_with_caller(lifeline: Connection) -> None:
    """Ends this worker and what it started, also in the middle of a call, when the caller is gone (as by a SIGKILL)."""
    with contextlib.suppress(EOFError, OSError):
        lifeline.recv()  # nothing is ever sent: it ends when the caller's end is closed
    os.killpg(0, signal.SIGKILL)


def _ticks(stat: Path, session: int | None = None) -> int:
    """Clock ticks of a process and its ended children (proc(5)); 0 if it is gone, or leads or is not of the session."""
    try:
        fields = stat.read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0
    if session is not None and (int(fields[3]) != session or stat.parent.name == str(session)):
        return 0
    return sum(int(ticks) for ticks in fields[11:15])


def _private_memory(pid: int | None) -> int:
    """Bytes of private memory that a process holds (VmData of proc(5)); 0 if it is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines():
            if line.startswith("VmData:"):
                return 1024 * int(line.split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return 0


class Worker:
    """A process with the line to it."""

    def __init__(self, memory: int) -> None:
        context = multiprocessing.get_context("forkserver")
        self.connection, far = context.Pipe()
        lifeline, self._lifeline = context.Pipe(duplex=False)
        self.process: BaseProcess = context.Process(target=_work, args=(far, lifeline, memory), daemon=True)
        self.process.start()
        far.close()
        lifeline.close()
        self.calls = 0
        self._memory = memory
        self._held = 0  # the most private memory seen in the call under way

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
        """The function's value; raises its Fault, or `timeout`/`crashed` after which the worker is dead."""
        self.calls += 1
        self._held = 0
        try:
            before = self._computed()
            self.connection.send((function, arguments, seconds))
            if not self._answers_within(seconds, before):
                self.kill()
                raise Unreadable("timeout", f"Reading it took longer than {seconds:.0f} seconds of work.")
            kind, value = self.connection.recv()
        except (EOFError, OSError) as error:
            self.kill()
            raise self._death() from error
        if kind == "fault":
            raise value
        return value

    def _answers_within(self, seconds: float, before: float) -> bool:
        """Whether an answer comes before the worker has computed for so many seconds.

        On a busy machine a sound page may take long by the clock; the clock alone ends a worker that waits for ever.
        """
        started = time.monotonic()
        while (passed := time.monotonic() - started) < seconds:
            if self.connection.poll(min(LOOK_EVERY, seconds - passed)):
                return True
            self._held = max(self._held, _private_memory(self.process.pid))
        while (passed := time.monotonic() - started) < CLOCK * seconds:
            left = seconds - (self._computed(with_children=True) - before)
            if left <= 0:
                return False
            if self.connection.poll(min(max(left, 0.5), CLOCK * seconds - passed)):
                return True
        return False

    def _death(self) -> Unreadable:
        """What a worker that is dead died of."""
        code = self.process.exitcode
        name = signal.Signals(-code).name if code is not None and -code in set(signal.Signals) else None
        if name in ("SIGABRT", "SIGTRAP", "SIGILL") and self._held > NEARLY_ALL * self._memory:
            return Unreadable("memory", "Reading it took more memory than one file may take.")
        return Unreadable("crashed", f"The reader crashed on it ({name})." if name else "The reader crashed on it.")

    def _computed(self, with_children: bool = False) -> float:
        """Seconds that the process has computed for, and the programs that it started; 0 where /proc is not there."""
        own = self.process.pid
        ticks = _ticks(Path(f"/proc/{own}/stat"))
        if with_children:
            for stat in Path("/proc").glob("[0-9]*/stat"):
                ticks += _ticks(stat, session=own)
        return ticks / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Ends the process and everything that it started; whoever waits for its answer is told that it crashed."""
        pid = self.process.pid
        if pid is not None and self.process.is_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            self.process.kill()

    def kill(self) -> None:
        """Ends the process and hangs up; only for the thread that uses the worker, or when none does."""
        self.end()
        self.process.join(5)
        self.connection.close()
        self._lifeline.close()

    @property
    def usable(self) -> bool:
        """False when the process is gone or has served long enough."""
        return self.process.is_alive() and self.calls < CALLS_PER_WORKER
