"""What leaves the program: the answer on stdout, all else on stderr, in any encoding a console may have."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NoReturn, TextIO

from engine.text.diagnostics import Diagnostic

Lang = Literal["zh", "en"]
Kind = Literal["text", "markdown", "json", "html", "xml"]

DONE, NO, UNUSABLE, UNDECIDED, RESOURCES, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130


class Stop(Exception):
    """A command ends without an answer: what to say, and the exit code."""

    def __init__(self, diagnostics: Iterable[Diagnostic], code: int = UNUSABLE) -> None:
        super().__init__()
        self.diagnostics = list(diagnostics)
        self.code = code


def stop(code: str, **values: object) -> NoReturn:
    """End with one message of the catalogue that concerns no place in a file."""
    raise Stop([Diagnostic(code, None, {key: str(value) for key, value in values.items()})])


def language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Lang:
    """The language to speak: the last `--lang` before `--`, else the locale's, else Chinese.

    It is looked up before the arguments are parsed, so that a mistake in them is reported in it.
    """
    chosen = ""
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        if word == "--lang":
            chosen = next(words, "")
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
    if chosen in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    name = next((value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(key))), "")
    if not name and os.name == "nt":
        name = locale.getlocale()[0] or ""  # Windows states no variable
    silent = name.partition(".")[0].partition("@")[0].upper() in ("", "C", "POSIX")
    return "zh" if silent or name.lower().startswith(("zh", "chinese")) else "en"


def prepare() -> None:
    """Let both streams take any character: what a console cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def answer(text: str, kind: Kind = "text") -> None:
    """Write the whole answer at once, so that it is never cut by an error found later.

    A reader who left early is no error. JSON, HTML and XML stay valid where the console is not UTF-8: they turn to ASCII.
    """
    stream = sys.stdout
    if stream is None:  # started with stdout closed
        stop("U950", reason="stdout")
    text = text if text.endswith("\n") or not text else text + "\n"
    if kind in ("html", "xml") and not speaks_utf8(stream):
        text = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        close_quietly(stream)
    except OSError as error:
        close_quietly(stream)
        raise Stop([Diagnostic("U950", None, {"reason": os.strerror(error.errno or 0)})], RESOURCES) from error


def answer_bytes(data: bytes, output: str | None) -> None:
    """Write a file as it is: to the file named, which is replaced, else to stdout, unless that is a screen."""
    if output is None:
        _to_stdout(data)
        return
    try:
        with open(output, "wb") as file:
            file.write(data)
    except (OSError, ValueError) as error:  # ValueError: the name holds a NUL
        reason = os.strerror(error.errno or 0) if isinstance(error, OSError) else str(error)
        raise Stop([Diagnostic("U950", None, {"reason": f"{output}: {reason}"})], RESOURCES) from error


def _to_stdout(data: bytes) -> None:
    stream = sys.stdout
    if stream is None:
        stop("U950", reason="stdout")
    if stream.isatty():
        stop("U927", option="--output")
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        close_quietly(stream)
    except OSError as error:
        close_quietly(stream)
        raise Stop([Diagnostic("U950", None, {"reason": os.strerror(error.errno or 0)})], RESOURCES) from error


def answer_json(value: object) -> None:
    """Write a value as JSON: readable where the console takes UTF-8, else in ASCII."""
    ascii_only = sys.stdout is not None and not speaks_utf8(sys.stdout)
    answer(json.dumps(value, ensure_ascii=ascii_only, indent=2, allow_nan=False), "json")


def speaks_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("_", "-") in ("utf-8", "utf8")


def close_quietly(stream: TextIO) -> None:
    """Send what is still buffered to nowhere, so that the interpreter does not complain when it closes the stream."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass  # no file of the system stands behind the stream


def complain(diagnostics: Sequence[Diagnostic], lang: Lang) -> None:
    """Say findings on stderr."""
    from engine.text.render import as_text

    if diagnostics:
        say(as_text(diagnostics, lang))


def say(text: str) -> None:
    """Write a remark to stderr; where that fails there is nobody left to tell."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text if text.endswith("\n") else text + "\n")
        sys.stderr.flush()
    except OSError:
        close_quietly(sys.stderr)
