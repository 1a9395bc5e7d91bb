"""The engine's version, the one place that states it."""

ENGINE = "1.0.0"
