"""Two invented measures, one in sections and one in articles, and packs made from them."""

from pathlib import Path

from engine.analysis.source.outline import Outline
from engine.analysis.source.places import parse
from engine.analysis.source.reading import outline_of

HERE = Path(__file__).parent
RIVER, LIBRARY = ((HERE / f"{name}.txt").read_text(encoding="utf-8") for name in ("river", "library"))


def outline(text: str) -> Outline:
    found, wrong = outline_of(text.encode(), "text.txt")
    assert found is not None, wrong
    return found


def words(text: str, cite: str) -> str:
    """The words of a citation, normal; "" where the text has none such."""
    place = parse(cite)
    assert place is not None, cite
    part = outline(text).part(place)
    return part.words if part else ""
