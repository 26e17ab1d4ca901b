"""Complex fields: an instruction, which is not shown, and its result (ECMA-376 Part 1 §17.16.18; [MS-DOC] §2.8.25)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class OpenFields:
    """The fields that are open where a text is read; they stand in each other, thousands of them in a hostile file."""

    _in_instruction: list[bool] = field(default_factory=list)
    _instructions: int = 0

    @property
    def mute(self) -> bool:
        """Whether the text belongs to an instruction."""
        return self._instructions > 0

    def begin(self) -> None:
        """Begin a field: its instruction comes first."""
        self._in_instruction.append(True)
        self._instructions += 1

    def separate(self) -> None:
        """Begin the result of the innermost field."""
        if self._in_instruction:
            self._instructions -= self._in_instruction[-1]
            self._in_instruction[-1] = False

    def end(self) -> None:
        """End the innermost field."""
        if self._in_instruction:
            self._instructions -= self._in_instruction.pop()
