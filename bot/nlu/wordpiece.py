"""Cuts a text into the word pieces that the sentence encoder knows, exactly as the encoder was trained (BERT, lower case).

Written here, because the library for it brings an HTTP client and a download cache into the server.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

# What the encoder was trained on; the rest of a longer text is not read.
MAX_PIECES = 256
_MAX_LETTERS = 100
_LEFT_OUT = {"Cc", "Cf", "Co", "Cs"}
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """Turns texts into the numbers of their pieces.

    Args:
        vocabulary: all pieces; a piece's place is its number. A piece inside a word begins with `##`.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = list(vocabulary)
        self._numbers = {piece: number for number, piece in enumerate(self.vocabulary)}
        self._begin, self._end, self._unknown = (self._numbers[name] for name in ("[CLS]", "[SEP]", "[UNK]"))

    def numbers(self, text: str) -> list[int]:
        """The numbers of the pieces of a text, between the marks of its begin and end."""
        found = [number for word in _words(text) for number in self._pieces(word)]
        return [self._begin, *found[: MAX_PIECES - 2], self._end]

    def _pieces(self, word: str) -> list[int]:
        """The longest known pieces from left to right; a word that cannot be made of known pieces is unknown as a whole."""
        if len(word) > _MAX_LETTERS:
            return [self._unknown]
        found: list[int] = []
        begin = 0
        while begin < len(word):
            mark = "##" if begin else ""
            ends = range(len(word), begin, -1)
            end = next((end for end in ends if mark + word[begin:end] in self._numbers), None)
            if end is None:
                return [self._unknown]
            found.append(self._numbers[mark + word[begin:end]])
            begin = end
        return found


def _words(text: str) -> Iterator[str]:
    """Words and single punctuation marks, in lower case and without accents."""
    spaced = "".join(_cleaned(letter) for letter in text)
    bare = (letter for letter in unicodedata.normalize("NFD", spaced) if unicodedata.category(letter) != "Mn")
    # Letter by letter: lower() of a whole word would spell a Greek sigma at its end in another way.
    for word in "".join(letter.lower() for letter in bare).split():
        begin = 0
        for place, letter in enumerate(word):
            if _is_punctuation(letter):
                yield from filter(None, (word[begin:place], letter))
                begin = place + 1
        if word[begin:]:
            yield word[begin:]


def _cleaned(letter: str) -> str:
    if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
        return " "
    if letter in "\0\ufffd" or unicodedata.category(letter) in _LEFT_OUT:
        return ""
    return f" {letter} " if any(low <= ord(letter) <= high for low, high in _IDEOGRAPHS) else letter


def _is_punctuation(letter: str) -> bool:
    """BERT counts every ASCII mark that is no letter or digit, `$` and `+` too."""
    return ("!" <= letter <= "~" and not letter.isalnum()) or unicodedata.category(letter).startswith("P")
