"""Words of Chinese text, cut by jieba, which is loaded when the first text is cut: 0.3 s, the very first time 0.8 s.

jieba cuts unit names, indicators and dates wrongly (区 / 发展 / 改革 / 局): use it for keywords and similarity only.
"""

from __future__ import annotations

import importlib
import logging
import marshal
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from planlens.language.lexicon import word_list
from planlens.language.route import speed_up
from planlens.paths import cache_folder

_CACHE_NAME = "jieba-0.42.1.cache"
# A sentence, or the blanks before it, or stray stops: the same sentence is the same piece wherever it stands. None is
# longer than a thousand characters: jieba's time grows with the square of characters that make no word it knows.
_SENTENCE = re.compile(r"\s+|[^\s。；！？;!?][^。；！？;!?\n]{0,999}[。；！？;!?]*|[。；！？;!?]+")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z][A-Za-z0-9+\-]*[A-Za-z0-9+]")  # 数字经济 / 5G
_NUMERAL = re.compile(r"[第约近超]?[〇零一二三四五六七八九十百千万亿两几数]+[个项家年月日号条倍次类批期]?")  # 第三批


def cut(text: str) -> list[str]:
    """Return all the pieces jieba cuts *text* into, marks and blanks too; joined they are the text again.

    The text is cut sentence by sentence: a long string in one go would hold up other threads for 0.2 s.
    """
    return [word for match in _SENTENCE.finditer(text) for word in _cut_sentence(match[0])]


def words(text: str) -> list[str]:
    """Return the content words of *text* in their order, Latin ones in lower case.

    Left out are single characters, numbers, and the stop words of ``resources/words/stopwords.txt``.
    """
    return [word.lower() for word in cut(text) if is_content(word)]


def words_and_parts(text: str) -> list[str]:
    """Return the content words of *text* and the content words inside them (人工智能, 人工, 智能)."""
    return [piece.lower() for word in cut(text) for piece in (word, *_parts(word)) if is_content(piece)]


def conjunctions(text: str) -> list[tuple[int, int]]:
    """Return where 和, 与, 及 and 以及 stand in *text* as words of their own, not within one (普及率, 参与人数)."""
    found, start = [], 0
    if any(character in text for character in "和与及"):
        for word in cut(text):
            if word in ("和", "与", "及", "以及"):
                found.append((start, start + len(word)))
            start += len(word)
    return found


def frequency(word: str) -> float:
    """Return the share of *word* among the words of jieba's corpus, 0 for a word that is not in its dictionary."""
    tokenizer = _tokenizer()
    return float(tokenizer.FREQ.get(word, 0) / tokenizer.total)


@lru_cache(maxsize=8192)
def is_content(word: str) -> bool:
    """Whether *word* says something of its own: Chinese or Latin, two characters or more, no number, no stop word.

    Four characters that are two stop words (充分发挥, 创新能力) are one too.
    """
    if word in _terms():
        return True
    stop = stop_words()
    if word in stop or not _WORD.fullmatch(word) or _NUMERAL.fullmatch(word):
        return False
    return not (len(word) == 4 and word[:2] in stop and word[2:] in stop)


def is_nominal(word: str) -> bool:
    """Whether *word* can name a thing: a term of ours, or not tagged in jieba's dictionary as another part of speech.

    The dictionary gives one tag per word, right or not; tagging in context costs four times the cutting.
    """
    return word in _terms() or word not in _not_nominal()


def is_verb(word: str) -> bool:
    """Whether jieba's dictionary tags *word* as a verb, and as nothing else."""
    return word in _verbs()


@cache
def _terms() -> frozenset[str]:
    return frozenset(word_list("terms"))


@cache
def _not_nominal() -> frozenset[str]:
    """Return the dictionary's verbs, adjectives, adverbs, numerals, time words, idioms and function words (0.06 s)."""
    return _tagged("v|vd|vi|a|ad|d|z|m|q|t|i|f|s|c|p|r|u|y|o|e")


@cache
def _verbs() -> frozenset[str]:
    return _tagged("v|vi")


def _tagged(tags: str) -> frozenset[str]:
    dictionary = Path(str(importlib.import_module("jieba").__file__)).with_name("dict.txt").read_text(encoding="utf-8")
    return frozenset(re.findall(rf"(?m)^(\S+) \d+ (?:{tags})$", dictionary))  # 完成 8080 v


@lru_cache(maxsize=16384)  # the sentences of half a million characters
def _cut_sentence(sentence: str) -> tuple[str, ...]:
    """Return the pieces of *sentence*; remembered, since several steps look at the same sentences."""
    return tuple(_tokenizer().cut(sentence))


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    """Return the dictionary words of two and three characters inside a longer *word*."""
    known = _tokenizer().FREQ
    lengths = [length for length in (2, 3) if length < len(word)]
    grams = (word[start : start + length] for length in lengths for start in range(len(word) - length + 1))
    return tuple(gram for gram in grams if known.get(gram))


@cache
def stop_words() -> frozenset[str]:
    """Return the words of ``resources/words/stopwords.txt``."""
    return frozenset(word_list("stopwords"))


@cache
def _tokenizer() -> Any:
    """Return a jieba tokenizer of our own (the library's shared one stays as it is) that knows our terms."""
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    folder = cache_folder()
    if folder is None or not _load(tokenizer, folder / _CACHE_NAME):
        if folder is not None:
            tokenizer.tmp_dir = str(folder)
            tokenizer.cache_file = _CACHE_NAME
        tokenizer.initialize()
    for term in word_list("terms"):
        tokenizer.add_word(term)
    speed_up(tokenizer)
    return tokenizer


def _load(tokenizer: Any, cached: Path) -> bool:
    """Give *tokenizer* the dictionary that jieba saved in the file *cached*; False if it cannot be read.

    The same data as jieba's own loading, three times as fast: ``marshal.loads`` of the bytes instead of
    ``marshal.load`` of the open file.
    """
    try:
        frequencies, total = marshal.loads(cached.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return False
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    return True
