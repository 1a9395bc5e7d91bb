"""S2xx: a file whose keys are not those of the format."""

from engine.text.diagnostics import Message

MESSAGES: list[Message] = []
