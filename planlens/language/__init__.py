"""Chinese text without knowledge of plans: sentences, numbers, dates, words and similarity.

Importing this package loads no third-party library: jieba and scikit-learn are loaded when first needed.
"""
