"""`lotpass serve`: opens the store, starts the runner, and answers on one address until it is told to end."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import uvicorn

from ingest.originals import Originals
from lotpass.errors import EnvironmentFailure, NoSpace
from lotpass.memory import place_of
from lotpass.parents import earlier
from lotpass.receipts import enter
from lotpass.settings import Settings
from lotpass.signing import Keys
from lotpass.store import open_store
from lotpass.web.app import Service, application
from lotpass.web.gate import Gate, need_token
from lotpass.web.runner import Means, Runner
from lotpass.web.submissions import Submissions
from lotpass.worker import warm_up
from passport.digital_link import gtin14
from passport.lineage import Known
from validate.policy import Policy
from validate.reference import Reference

log = logging.getLogger("lotpass.serve")


def serve(
    settings: Settings,
    policy: Policy,
    reference: Reference,
    host: str,
    port: int,
    names: frozenset[str],
    jobs: int,
    memory: str | None = None,
    parents: tuple[Path, ...] = (),
) -> None:
    """Serves until SIGTERM or Ctrl-C; every bundle is judged by `policy` and `reference`.

    `names` are further names under which the service is called, `jobs` page workers, `memory` where earlier lots are
    remembered (a folder, or `store`; by default as the settings say), `parents` folders with passports issued before,
    which passports of derived lots name.

    Raises EnvironmentFailure where the address is open to others and no token is set, where the data folder cannot be
    used, or where another service uses it.
    """
    token = settings.token.get_secret_value() if settings.token is not None else None
    need_token(host, token)
    warm_up()
    with _alone(settings):
        keys = Keys(settings)
        keys.current()  # a key that cannot be made or used is told before the first bundle
        submissions = Submissions(open_store(settings))
        means = Means(
            originals=Originals(settings.originals),
            folder=settings.data / "submissions",
            jobs=jobs,
            memory=settings.memory,
            policy=policy,
            reference=reference,
            key=keys.current,
            cache=settings.cache_folder,
            cache_bytes=settings.cache_bytes,
            past=place_of(memory or settings.remember, settings),
            enter=partial(enter, settings),
            parents=partial(_parents, parents, keys),
        )
        with Runner(submissions, means) as runner:
            gtin = None if settings.gtin is None else gtin14(settings.gtin)
            service = Service(submissions, runner, keys, settings, gtin, parents)
            gate = Gate(application(service), frozenset({host.strip("[]").lower(), *names}), token)
            config = uvicorn.Config(gate, host=host, port=port, log_level="info", server_header=False, lifespan="off")
            uvicorn.Server(config).run()


def _parents(folders: tuple[Path, ...], keys: Keys) -> tuple[Known, ...]:
    own, retired = keys.public_keys(), keys.retired_keys()
    return tuple(known for folder in folders for known in earlier(folder, own, retired, log.warning))


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """One service a data folder: two would run the same bundle."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(settings.data / "serve.lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise NoSpace(settings.data, error, "Set LOTPASS_DATA to a folder that can be written.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        cause = f"Another lotpass service uses the data folder {settings.data}."
        raise EnvironmentFailure("in-use", cause, "End it, or set LOTPASS_DATA to another folder.") from error
    try:
        yield
    finally:
        os.close(handle)
