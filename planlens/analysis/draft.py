"""What the steps of the analysis hand on to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planlens.analysis.flow import Flow
from planlens.analysis.judging.habits import Habit
from planlens.analysis.outline.markers import Marker
from planlens.analysis.tables.grid import Grid
from planlens.language.characters import plain, seen
from planlens.model import Block, Document, Evidence, Node, Person, Role, Span, StatedProgress, Target, UnitRole


@dataclass(slots=True)
class Paragraph:
    """One paragraph of running text, put together again where lines were broken.

    Attributes:
        flow: its text.
        block: the first of the document's blocks in it.
        marker: the mark that opens it.
        indented: whether its first line is indented in the file.
        heading: index in ``Draft.headings`` of the heading that it is or opens with.
        body: where the text after the heading begins, ``len(flow)`` if there is none.
        box: number of the boxed text (a one-column table) that it stands in.
        colophon: whether it is no part of the plan (greeting, signature, list of attachments, 抄送 …).
    """

    flow: Flow
    block: Block
    marker: Marker | None
    indented: bool = False
    heading: int | None = None
    body: int = 0
    box: int | None = None
    colophon: bool = False

    @property
    def text(self) -> str:
        """The clean text."""
        return self.flow.text

    @property
    def rest(self) -> Flow:
        """The text after the heading."""
        return self.flow.part(self.body)


@dataclass(slots=True)
class Heading:
    """A heading.

    Attributes:
        paragraph: index of its paragraph.
        parent: index in ``Draft.headings`` of the heading above it.
        roles: how likely each role of its section is.
        strays: whether it does not belong there: the heading of its own chapter is lost.
    """

    paragraph: int
    level: int
    parent: int | None
    number: str
    title: str
    span: Span
    evidence: Evidence
    role: Role = Role.TASK
    roles: dict[Role, float] = field(default_factory=dict)
    strays: bool = False

    @property
    def chapter(self) -> int | None:
        """The heading that says what it is about: the one above, None for one that strays."""
        return None if self.strays else self.parent


@dataclass(slots=True)
class Note:
    """A place that names who is responsible or until when.

    Attributes:
        span: the whole note, brackets included.
        units: names and roles, in the order of the note.
        deadline: the time limit that the note states.
        running: whether it is part of a sentence, and speaks for that sentence only.
    """

    span: Span
    units: tuple[tuple[str, UnitRole], ...]
    rule: str
    deadline: str | None = None
    running: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence of the body, or a task of a table.

    Attributes:
        flow: its text.
        paragraph: index of its paragraph; tables count below 0, a number a row.
        heading: index of the heading it stands under.
        note: the note that covers it.
        running: the note in its own words.
        task: why it is a task, None if it is none.
        deadline: its time limit: value, place, rule.
        progress: what the table says of its progress.
        beside: the lines of other cells of its row that state the aims of its row's tasks.
        people: who answers for it, as the table names them.
        nodes: its dated steps, as the table gives them.
        extra: what else the table says of it, by the heads of the columns.
    """

    flow: Flow
    paragraph: int
    heading: int | None
    note: Note | None = None
    running: Note | None = None
    task: Evidence | None = None
    deadline: tuple[str, Span | None, str] | None = None
    progress: StatedProgress | None = None
    beside: tuple[Sentence, ...] = ()
    people: tuple[Person, ...] = ()
    nodes: tuple[Node, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Draft:
    """The working state of one analysis.

    Attributes:
        document: what was read of the file.
        contents: the titles of the table of contents, with their marks (see :mod:`planlens.analysis.outline.contents`).
        doubts: what people should look at, in Chinese.
        habits: what the office decides otherwise than the shipped weights.
        text: its text as it is meant, of the same length (see :func:`planlens.language.characters.plain`).
    """

    document: Document
    text: str = field(init=False, repr=False)
    _printed: str = field(init=False, repr=False)
    paragraphs: list[Paragraph] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    title: str | None = None
    headings: list[Heading] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    contents: Mapping[str, Marker | None] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    habits: tuple[Habit, ...] = ()

    def __post_init__(self) -> None:
        """Normalise the text once, for every step."""
        self.text = plain(self.document.text)
        self._printed = seen(self.document.text)

    def printed(self, flow: Flow) -> str:
        """Return a flow as the document prints it, with its own marks: (一), where the flow says （一）."""
        return "".join([" " if own == " " else self._printed[at] for own, at in zip(flow.text, flow.at, strict=True)])

    def heading_before(self, offset: int) -> int | None:
        """Return the index of the last heading that begins before *offset*."""
        found = None
        for index, heading in enumerate(self.headings):
            if heading.span.start > offset:
                break
            found = index
        return found

    def role_of(self, heading: int | None) -> Role:
        """Return the role of a heading's section; text before the first heading is a preface if there are headings."""
        if heading is None:
            return Role.PREFACE if self.headings else Role.TASK
        return self.headings[heading].role

    def sort_headings(self) -> None:
        """Put headings that were added at the end into reading order, and mend all that names them by index."""
        order = sorted(range(len(self.headings)), key=lambda index: (self.headings[index].span.start, index))
        places = {old: new for new, old in enumerate(order)}
        self.headings = [self.headings[index] for index in order]
        for paragraph in self.paragraphs:
            paragraph.heading = None if paragraph.heading is None else places[paragraph.heading]
        for sentence in self.sentences:
            sentence.heading = None if sentence.heading is None else places[sentence.heading]
        for heading in self.headings:
            if heading.parent is not None:
                heading.parent = places[heading.parent]
