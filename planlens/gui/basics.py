"""A few names that are needed before anything else is loaded."""

FONTS = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
"""Fonts with Chinese characters of even weight, the best first; what is not installed is passed over."""

LOCK = "window.lock"
"""The file in the folder of settings that the user's running window holds."""
