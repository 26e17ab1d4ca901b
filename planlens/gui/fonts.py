"""The fonts that the window asks for."""

FONTS = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
"""Fonts with Chinese characters of even weight, the best first; what is not installed is passed over."""
