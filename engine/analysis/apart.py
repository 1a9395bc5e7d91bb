"""Runs a job in a process of its own, which is ended when its time is up: a solver may think for ever."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
_DONE = "done"


def apart(job: Callable[..., Iterator[T]], *args: object, seconds: float) -> Iterator[T]:
    """What `job` yields, as it yields it; what it has not yielded after so many seconds is lost.

    `job` is a function of a module and its arguments can be pickled. What it raises is raised here.
    """
    # Started anew and not forked, as Windows does it.
    context = get_context("spawn")
    mine, its = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(its, job, args), daemon=True)
    process.start()
    its.close()
    until = time.monotonic() + seconds
    try:
        while mine.poll(max(0.0, until - time.monotonic())):
            try:
                kind, value = mine.recv()
            except EOFError:
                return  # it was ended from outside
            if kind == _DONE:
                return
            if isinstance(value, BaseException) and kind == "raised":
                raise value
            yield value
    finally:
        process.kill()
        process.join()
        mine.close()


def _run(out: Connection, job: Callable[..., Iterator[object]], args: tuple[object, ...]) -> None:
    try:
        for each in job(*args):
            out.send(("found", each))
        out.send((_DONE, None))
    except Exception as error:
        out.send(("raised", error))
