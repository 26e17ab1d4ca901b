"""planlens (规划解析与任务跟踪): read a plan, extract its tasks, track them; everything offline."""

__version__ = "0.1.0"
