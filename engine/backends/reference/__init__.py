"""The reference evaluator: the definition of meaning. Every other backend is tested to agree with it."""

from engine.backends.reference.evaluate import evaluate

__all__ = ["evaluate"]
