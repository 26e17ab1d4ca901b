"""How alike texts are: TF-IDF vectors of their words and the cosines of these (by scikit-learn, loaded when needed).

The weight of a word in a text is ``(1 + ln tf) * (ln((1 + n) / (1 + df)) + 1)``, each vector scaled to length 1:
``TfidfVectorizer(sublinear_tf=True, smooth_idf=True, norm="l2")``; see Salton and Buckley, "Term-weighting approaches
in automatic text retrieval" (1988). The cosine of two vectors is their dot product, from 0 (no word in common) to 1.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from planlens.language.words import words

Analyzer = Callable[[str], Sequence[str]]


class Similarity:
    """Texts that queries can be compared with.

    Args:
        texts: the texts to compare with; their number and word counts make the idf.
        analyzer: makes the words of a text.

    Example:
        >>> Similarity(["教育 学校 幼儿园", "公路 铁路 港口"]).scores(["新建幼儿园"])
        [[1.0, 0.0]]
    """

    def __init__(self, texts: Sequence[str], analyzer: Analyzer = words) -> None:
        self._size = len(texts)
        self._vectorizer = _vectorizer(analyzer)
        try:
            self._matrix = self._vectorizer.fit_transform(texts)
        except ValueError:  # no text has any word: scikit-learn calls that an empty vocabulary
            self._matrix = None

    def scores(self, queries: Sequence[str]) -> list[list[float]]:
        """Return one row per query with its cosine, from 0 to 1, to each text in the order of the texts."""
        return self.weighted_scores([[(query, 1.0)] for query in queries])

    def weighted_scores(self, queries: Sequence[Sequence[tuple[str, float]]]) -> list[list[float]]:
        """Return the cosines of queries that are made of several texts, each counted with its own weight.

        The vector of such a query is the sum of its texts' unit vectors times their weights, scaled to length 1.
        """
        if self._matrix is None:
            return [[0.0] * self._size for _ in queries]
        flat = list(dict.fromkeys(text for query in queries for text, _ in query))
        row = {text: index for index, text in enumerate(flat)}
        entries = [(number, row[text], weight) for number, query in enumerate(queries) for text, weight in query]
        if not entries:
            return [[0.0] * self._size for _ in queries]
        sparse = importlib.import_module("scipy.sparse")
        rows, columns, weights = zip(*entries, strict=True)
        mix = sparse.csr_matrix((weights, (rows, columns)), shape=(len(queries), len(flat)))
        normalize = importlib.import_module("sklearn.preprocessing").normalize
        vectors = normalize(mix @ self._vectorizer.transform(flat))
        scores: list[list[float]] = (vectors @ self._matrix.T).toarray().clip(0.0, 1.0).tolist()
        return scores


def _vectorizer(analyzer: Analyzer) -> Any:
    """Return an unfitted TF-IDF vectorizer (its default pattern would take a Chinese sentence for one word)."""
    text = importlib.import_module("sklearn.feature_extraction.text")
    return text.TfidfVectorizer(analyzer=analyzer, sublinear_tf=True)
