"""What a text cannot be, whatever it says: mis-encoded, marked up, with characters that nobody sees, a placeholder."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["invisible", "misread", "strange_name", "strange_text"]

_PLACEHOLDERS = frozenset(
    {"n/a", "null", "none", "nan", "undefined", "tbd", "todo", "-", "–", "—", "?", "??", "???", ".", "xxx", "#"}
)
_SPREADSHEET = re.compile(r"#(NAME\?|REF!|N/A|VALUE!|DIV/0!|NUM!|NULL!|NAVN\?|VERDI!|I/T|#+)")
_MARKUP = re.compile(r"</?[a-z][^<>]*>|<!--|&(#\d+|#x[0-9a-f]+|[a-z]{2,8});|\[[^\]]*\]\(\w+:|\[\[|'''", re.IGNORECASE)
_OTHER_CODE_PAGES = re.compile(r"[├┬╞┼]\S|√[•ò∏Öº¶§]")  # UTF-8 read as a code page of DOS or as MacRoman
_PUNCTUATION = "–—‘’“”…•"


def invisible(text: str) -> str | None:
    """What is wrong with characters that no cell of any type may have."""
    for character in text:
        code = ord(character)
        if code < 0x20 or code == 0x7F:
            return f"a control character or line break in {text!r}"
        if code < 0x80:
            continue
        if code == 0xFFFD:
            return f"a replacement character (�) in {text!r}: letters were lost; write them anew"
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"):
            return f"an invisible character (U+{code:04X}) in {text!r}; take it away"
    return None


def strange_text(text: str) -> str | None:
    """What is wrong with a text in any language; None if nothing is."""
    if not text.isascii():
        if (meant := misread(text)) != text:
            return f"{text!r} is mis-encoded; perhaps {meant!r}"
        if _OTHER_CODE_PAGES.search(text):
            return f"{text!r} is mis-encoded; write the letters anew"
        if unicodedata.normalize("NFC", text) != text:
            return f"{text!r} has letters and accents apart; write them as one character (Unicode NFC)"
    if (wrong := invisible(text)) is not None:
        return wrong
    if _MARKUP.search(text):
        return f"markup in {text!r}; expected the plain text"
    if text.casefold() in _PLACEHOLDERS:
        return f"{text!r} stands for nothing; leave the cell empty"
    if _SPREADSHEET.fullmatch(text) or text.startswith("="):
        return f"{text!r} is a formula or an error of a spreadsheet; expected the text"
    if "  " in text or "\xa0" in text:
        return f"two spaces or one that does not break in {text!r}; expected single spaces"
    if re.search(r"[^\W\d_]\?[^\W\d_]", text):
        return f"a question mark within a word in {text!r}: a letter was lost; write it anew"
    return None


def strange_name(name: str, key: str, *, place: bool) -> str | None:
    """What is wrong with the name of an actor with a key, beside what no text may have; `place`: of a place."""
    if re.search(r"[<>{}\\|]|@|://", name):
        return f"{name!r} is no name: it has one of < > {{ }} \\ @ ://"
    if not any(character.isalpha() for character in name):
        return f"{name!r} is no name: it has no letter"
    if name == key and name.islower() and ("-" in name or place):
        return f"{name!r} is the key; expected the name"
    if place and len(name) > 4 and (name.isupper() or name.islower()):
        letters = "capitals" if name.isupper() else "small letters"
        return f"{name!r} is in {letters} only; expected the name as it is written"
    return None


def misread(text: str) -> str:
    """The text with what looks like UTF-8 read as Windows-1252 put right: `BÃ¦rum` → `Bærum`."""
    return re.sub(r"[\u0080-\uffff]{2,}", _put_right, text)


def _put_right(match: re.Match[str]) -> str:
    run = match[0]
    if run[0] in "ÅÄÖÆØÜ" and run[1] in _PUNCTUATION:
        return run
    raw = bytearray()
    for character in run:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return run
            raw.append(ord(character))
    try:
        meant = raw.decode("utf-8")
    except UnicodeDecodeError:
        return run
    if all(unicodedata.name(c, "").startswith("LATIN") or unicodedata.category(c)[0] in "PS" for c in meant):
        return meant
    return run
