"""Who may do what, asked with plain SQL past every window: the server itself keeps it."""

from __future__ import annotations

import os

import pytest
from office_server import OWNER, SECRET, SECRET_ACCOUNT, Server
from project_builder import TEXT, plan_of_text

from planlens.model import PlanlensError, UnitRole
from planlens.project import edits
from planlens.project.office import tables
from planlens.project.office.link import Link
from planlens.project.office.members import admit, dismiss, members
from planlens.project.office.postgres_store import PostgresStore
from planlens.project.office.reading import Member
from planlens.project.project import Project
from planlens.project.rows import DocumentRow, NoteRow, PeriodRow, TaskRow

OWN, OTHERS = "t1", "t4"  # 市通信管理局 is responsible for the first, 市教育局 for the other


@pytest.fixture(scope="module")
def ledger(office_server: Server) -> str:
    name = office_server.ledger()
    boss = office_server.open(name, OWNER)
    boss.apply(edits.AdoptDocument(*plan_of_text(TEXT)))
    boss.apply(edits.AddNote(OTHERS, "只给教育局看的进展"))
    boss.apply(edits.Attach(OTHERS, "机密.txt", b"only for the other unit"))
    return name


@pytest.fixture
def sql(office_server: Server, ledger: str) -> Link:
    """A unit's account with a plain client."""
    return office_server.link(ledger, "net")


ACT = "SELECT planlens.act(planlens.turn() + 1, {time}, 'do', '冒名', '', '', 0, 0, 0, md5(random()::text))"


def act(link: Link, statement: str) -> None:
    """Run a statement inside an action, as planlens does."""
    with link.using() as connection, connection.transaction():
        connection.execute(ACT.format(time="now()::text").encode())
        connection.execute(statement.encode())


def refused(link: Link, statement: str, *, begun: bool = False) -> bool:
    """Whether the server refuses a statement, or it reaches no row."""
    try:
        with link.using() as connection, connection.transaction():
            if begun:
                connection.execute(ACT.format(time="now()::text").encode())
            found = connection.execute(statement.encode())
            return found.rowcount == 0 or (found.description is not None and found.fetchall() == [])
    except PlanlensError as error:
        return error.code in {"not-allowed", "office-failed"}


def test_a_unit_reads_its_own_tasks_and_nothing_else(sql: Link) -> None:
    with sql.using() as connection:
        assert {row[0] for row in connection.execute("SELECT id FROM planlens.tasks")} == {OWN, "t2"}
        for table in ("notes", "attachments", "files", "history", "changes", "units"):
            text = repr(connection.execute(f"SELECT * FROM planlens.{table}".encode()).fetchall())
            assert "教育" not in text, table
            assert "only for" not in text, table


@pytest.mark.parametrize("column", tables.HIDDEN_OF_DOCUMENTS)
def test_a_unit_does_not_read_the_document_which_holds_all_tasks(sql: Link, column: str) -> None:
    assert refused(sql, f"SELECT {column} FROM planlens.documents")
    assert not refused(sql, "SELECT name FROM planlens.documents")


@pytest.mark.parametrize("table", ["slips", "dismissed", "waived", "links"])
def test_a_unit_reads_no_table_of_the_office(sql: Link, table: str) -> None:
    assert refused(sql, f"SELECT * FROM planlens.{table}")


NOTE = "INSERT INTO planlens.notes VALUES ('{id}', '{task}', '{day}', '做了', '', '', '{who}')"
FORBIDDEN = [
    f"UPDATE planlens.tasks SET progress = 1 WHERE id = '{OTHERS}'",
    f"UPDATE planlens.tasks SET text = '改' WHERE id = '{OWN}'",
    f"UPDATE planlens.tasks SET deadline = '2030' WHERE id = '{OWN}'",
    f"UPDATE planlens.tasks SET progress = 1000 WHERE id = '{OWN}'",
    f"UPDATE planlens.tasks SET progress = 'NaN' WHERE id = '{OWN}'",
    f"UPDATE planlens.tasks SET status = 'perfect' WHERE id = '{OWN}'",
    f"DELETE FROM planlens.tasks WHERE id = '{OWN}'",
    "INSERT INTO planlens.tasks SELECT * FROM planlens.tasks",
    f"UPDATE planlens.units SET name = '市通信管理局' WHERE owner = '{OTHERS}'",
    f"INSERT INTO planlens.units VALUES ('u9', '{OTHERS}', 1, '市通信管理局', 'lead', 'x', 1, '', 1, NULL, NULL, '')",
    NOTE.format(id="n50", task=OTHERS, day="2026-01-01", who="通信局小王"),
    NOTE.format(id="n50", task=OWN, day="2026-01-01", who="李四"),
    NOTE.format(id="n50", task=OWN, day="2026-02-31", who="通信局小王"),
    NOTE.format(id="n999999", task=OWN, day="2026-01-01", who="通信局小王"),
    NOTE.format(id="乱写", task=OWN, day="2026-01-01", who="通信局小王"),
    "UPDATE planlens.notes SET done = '改'",
    "DELETE FROM planlens.notes",
    "UPDATE planlens.members SET part = 'office'",
    "INSERT INTO planlens.members VALUES ('x', 'x', 'office', '')",
    "UPDATE planlens.head SET seq = 0",
    "UPDATE planlens.counters SET last = 0",
    "INSERT INTO planlens.changes (seq, item, owner, old_owner) VALUES (1, 't1', '', '')",
    "UPDATE planlens.history SET who = '李四'",
    "DELETE FROM planlens.history",
    "ALTER TABLE planlens.tasks DISABLE TRIGGER is_kept",
    "DROP POLICY is_seen ON planlens.tasks",
    "CREATE FUNCTION planlens.mine2() RETURNS TEXT LANGUAGE sql AS 'SELECT 1::text'",
    "INSERT INTO planlens.files VALUES ('00', 'x')",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.parametrize("begun", [False, True], ids=["plain", "in-an-action"])
def test_a_unit_writes_nothing_that_is_not_its_own(sql: Link, statement: str, begun: bool) -> None:
    assert refused(sql, statement, begun=begun)


ALLOWED = [
    f"UPDATE planlens.tasks SET progress = 33 WHERE id = '{OWN}'",
    NOTE.format(id="n60", task=OWN, day="2026-01-01", who="通信局小王"),
]


@pytest.mark.parametrize("statement", ALLOWED)
def test_what_a_unit_may_write_it_writes_in_an_action_only(sql: Link, statement: str) -> None:
    assert refused(sql, statement)
    assert not refused(sql, statement, begun=True)


def test_nobody_acts_in_anothers_name_or_at_another_time(office_server: Server, ledger: str, sql: Link) -> None:
    assert refused(sql, ACT.format(time="'2020-01-01T00:00:00+08:00'"))
    assert not refused(sql, ACT.format(time="now()::text"))
    boss = office_server.open(ledger, OWNER)
    assert next(boss.history()).who == "通信局小王"
    assert refused(office_server.link(ledger, "mayor"), ACT.format(time="now()::text"))


def test_the_history_says_what_really_changed_whatever_a_client_says(
    office_server: Server, ledger: str, sql: Link
) -> None:
    boss = office_server.open(ledger, OWNER)
    assert not refused(sql, f"UPDATE planlens.tasks SET progress = 44 WHERE id = '{OWN}'", begun=True)
    boss.catch_up()
    assert boss.state.get(OWN, TaskRow).progress == 44
    assert boss.store.verify().problems == ()


def test_a_unit_works_with_its_part_of_the_ledger(office_server: Server, ledger: str) -> None:
    unit = office_server.open(ledger, "net")
    assert unit.problems == ()
    assert not unit.store.read_only
    assert {task.id for task in unit.state.tasks()} == {OWN, "t2"}
    assert [document.text for document in unit.state.all(DocumentRow)] == [""]
    unit.apply(edits.SetProgress((OWN,), 60))
    unit.apply(edits.AddNote(OWN, "完成基站 1200 个"))
    unit.apply(edits.Attach(OWN, "验收单.txt", b"seen"))
    unit.undo()
    with pytest.raises(PlanlensError) as told:
        unit.apply(edits.SetDeadline((OWN,), "2030"))
    assert told.value.code == "not-allowed"
    assert unit.state.get(OWN, TaskRow).deadline != "2030"
    boss = office_server.open(ledger, OWNER)
    assert boss.state.get(OWN, TaskRow).progress == 60
    assert [entry.who for entry in boss.history(newest=4)] == ["通信局小王"] * 4


def test_a_unit_sees_a_task_as_soon_as_it_is_given_one(office_server: Server, ledger: str) -> None:
    unit, boss = office_server.open(ledger, "edu"), office_server.open(ledger, OWNER)
    assert "t5" not in unit.state
    boss.apply(edits.Assign(("t5",), "市教育局", UnitRole.LEAD))
    unit.catch_up()
    assert "t5" in unit.state
    boss.apply(edits.Unassign(("t5",), "市教育局"))
    unit.catch_up()
    assert "t5" not in unit.state


def test_a_leader_reads_all_and_writes_nothing(office_server: Server, ledger: str) -> None:
    leader, boss = office_server.open(ledger, "mayor"), office_server.open(ledger, OWNER)
    assert leader.state == boss.state
    assert leader.store.read_only
    with pytest.raises(PlanlensError, match="只能查看"):
        leader.apply(edits.SetProgress((OWN,), 1))
    assert refused(
        office_server.link(ledger, "mayor"), f"UPDATE planlens.tasks SET progress = 1 WHERE id = '{OWN}'", begun=True
    )


def test_who_is_no_member_sees_nothing(office_server: Server, ledger: str) -> None:
    link = office_server.link(ledger, OWNER)
    admit(link, Member("gone", "离岗", "office"))
    dismiss(link, "gone")
    assert "gone" not in {member.account for member in members(link)}
    with pytest.raises(PlanlensError, match="成员"):
        PostgresStore(office_server.address(ledger, "gone"))


def test_a_member_who_becomes_a_unit_keeps_no_right_of_the_office(office_server: Server, ledger: str) -> None:
    link = office_server.link(ledger, OWNER)
    admit(link, Member("moved", "调岗", "office"))
    admit(link, Member("moved", "调岗", "unit", "市教育局"))
    own = office_server.link(ledger, "moved")
    assert refused(own, "SELECT text FROM planlens.documents")
    assert refused(own, f"UPDATE planlens.tasks SET text = '改' WHERE id = '{OTHERS}'", begun=True)


def test_a_password_goes_nowhere(
    office_server: Server, ledger: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = office_server.link(ledger, OWNER)
    admit(link, Member(SECRET_ACCOUNT, "有口令的人", "office"), SECRET)
    address = office_server.address(ledger, SECRET_ACCOUNT)
    with pytest.raises(PlanlensError) as told:
        PostgresStore(address, "错的口令")
    assert told.value.code == "wrong-password"
    assert "错的口令" not in told.value.message
    project = Project(PostgresStore(address, SECRET))
    project.apply(edits.AddNote(OWN, "用口令打开"))
    history = "".join(project.store.entry(entry.seq)[1] + entry.label for entry in project.history())
    copy = tmp_path_factory.mktemp("copy") / "x.planlens"
    project.store.copy_to(copy)
    project.close()
    assert SECRET not in history + repr(project.store)
    assert SECRET.encode() not in copy.read_bytes()
    assert SECRET not in office_server.log()  # every statement is written there: only its hash was sent
    passwords = tmp_path_factory.mktemp("passwords") / "pgpass"
    passwords.write_text(f"*:*:*:{SECRET_ACCOUNT}:{SECRET}\n", "utf-8")
    passwords.chmod(0o600)
    monkeypatch.setitem(os.environ, "PGPASSFILE", str(passwords))
    PostgresStore(address).close()


def test_a_closed_period_is_closed_on_the_server_too(office_server: Server) -> None:
    """What was reported stays, whatever program asks: for units wholly, the 督查室 must open the period first."""
    name = office_server.ledger()
    boss, unit = office_server.open(name, OWNER), office_server.open(name, "net")
    boss.apply(edits.AdoptDocument(*plan_of_text(TEXT)))
    unit.catch_up()
    unit.apply(edits.AddNote(OWN, "本月已开工"))
    (note,) = [row.id for row in unit.state if isinstance(row, NoteRow)]
    day = next(boss.store.history(newest=1)).time[:10]
    boss.apply(edits.ClosePeriod("本月", f"{day[:8]}01", day, day, day))
    sql, office = office_server.link(name, "net"), office_server.link(name, "zhang")
    early = NOTE.format(id="n9", task=OWN, day="2026-01-01", who="通信局小王")
    change, delete = f"UPDATE planlens.notes SET done = '改' WHERE id = '{note}'", "DELETE FROM planlens.notes"
    for link, statement in [(sql, early), (sql, change), (sql, delete), (office, early), (office, change)]:
        with pytest.raises(PlanlensError, match="“本月”已封存"):
            act(link, statement)
    with pytest.raises(PlanlensError) as told:
        unit.undo()
    assert told.value.code == "closed-period"
    unit.apply(edits.AddNote(OWN, "另填一条", date=day))
    boss.catch_up()
    boss.apply(edits.Delete((OWN,)))  # the office may, with the task
    boss.undo()
    boss.apply(edits.ReopenPeriod(next(row.id for row in boss.state if isinstance(row, PeriodRow))))
    boss.apply(edits.EditNote(note, done="本月已开工，改"))
    assert boss.store.verify().problems == ()
