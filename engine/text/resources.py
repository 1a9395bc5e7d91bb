"""Where the packs and schemas that come with the engine lie on disk."""

from pathlib import Path

ENGINE_FOLDER = Path(__file__).resolve().parent.parent


def packs_folder() -> Path:
    """The folder of the packs and their cases that come with the engine."""
    return _data_folder("policies")


def schemas_folder() -> Path:
    """The folder of the JSON Schemas (2020-12) of packs, cases and outcomes."""
    return _data_folder("schemas")


def _data_folder(name: str) -> Path:
    # A wheel carries the data inside the engine, because a top-level `policies` in site-packages would belong to
    # nobody; a checkout, and so an editable install, keeps it beside the engine.
    inside = ENGINE_FOLDER / "_data" / name
    return inside if inside.is_dir() else ENGINE_FOLDER.parent / name
