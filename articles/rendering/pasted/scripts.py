"""Raised and lowered letters: Markdown has none, but the digits of formulas have characters."""

_PLAIN = "0123456789+-−=()ni"
_RAISED = dict(zip(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip(_PLAIN[:16], "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_BETWEEN = set(" ,–")  # in lists of numbers, as after a claim: ³,⁴


def raised(words: str) -> str:
    """Return `words` as raised characters if there are any for all of them: m², Ca²⁺, but 1st."""
    return _mapped(words, _RAISED)


def lowered(words: str) -> str:
    """Return `words` as lowered characters where there are any for all of them: H₂O, IgG₄."""
    return _mapped(words, _LOWERED)


def _mapped(words: str, characters: dict[str, str]) -> str:
    if not set(words) <= characters.keys() | _BETWEEN:
        return words
    return "".join(characters.get(letter, letter) for letter in words)
