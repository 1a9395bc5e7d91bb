"""The words of an official text freed of how they happen to be typed, and their digest.

Two copies of a text differ in ways that mean nothing: full or half width, the kind of bracket, quote or dash, spaces and line
breaks. `normal` takes these away and nothing else, in this order:

1. Unicode NFKC: full-width letters, digits and marks become half-width (`，` `,`; `（` `(`; `１` `1`), `…` becomes
   `...`, radicals and compatibility forms of Han characters become the characters themselves.
2. Every kind of bracket but 《》 and 〈〉 becomes `(` `)`: 〔2021〕, [2021], 【2021】 and (2021) are one.
3. Every kind of double quote (and 『』「」) becomes `"`, every single one `'`.
4. Dashes and tildes of every kind become `-`, several in a row become one: `1—2年`, `1～2年` and `1-2年` are one.
5. Middle dots become `·`.
6. White space is left out, and so is what cannot be seen: zero-width and direction marks, soft hyphens, the byte order mark.
7. Marks at the end of a provision (`。` `;` `,` `:`) are left out of its digest: the last item of a list ends with `。`, and
   with `；` once another follows.

A numeral in front (`一、` `（一）` `第三条`) is no part of a provision's words, so that one that only got another number is found
again. `、` and `,` are kept apart, and so are 一百万元 and 100万元: which of two wordings the text has is for a reader to see.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

BRACKETS = {**dict.fromkeys("〔[【〖{", "("), **dict.fromkeys("〕]】〗}", ")")}
QUOTES = {**dict.fromkeys("“”„‟「」『』〝〞〟", '"'), **dict.fromkeys("‘’‚‛`´", "'")}
DASHES = dict.fromkeys("‐‑‒–—―−─━~〜∼⁓﹘", "-")
DOTS = dict.fromkeys("•‧∙⋅・", "·")
UNSEEN = re.compile(
    "[\\s\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffb]+"
)
ALIKE = str.maketrans({**BRACKETS, **QUOTES, **DASHES, **DOTS})
ENDINGS = "。;,:"


def normal(text: str) -> str:
    """`text` without what two copies of it may differ in."""
    folded = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(ALIKE)
    return re.sub("-{2,}", "-", folded)


def digest(words: str) -> str:
    """The digest of a provision from its normal words: `sha256:` and the SHA-256 of their UTF-8."""
    return "sha256:" + hashlib.sha256(words.rstrip(ENDINGS).encode()).hexdigest()
