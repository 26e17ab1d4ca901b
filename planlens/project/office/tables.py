"""The tables of an office's ledger, and who may do what with them: plain SQL, kept by the server.

Every table of :mod:`planlens.project.rows` stands here with the same columns. Nobody writes into the history: a trigger
on each table adds to it what has really changed, under the number that :func:`act` has given to this transaction, so
that one action is one transaction is one entry, and a history that says other things than the tables cannot be made.

What an account may do is said by its line in ``members``: ``office`` edits all, ``leader`` reads all, ``unit`` reads
the tasks that its unit is responsible for and fills in their progress and notes. Row-level security and grants of
single columns keep that, whatever program asks.
"""

from __future__ import annotations

from dataclasses import fields

from planlens.model.tracking import Status
from planlens.project.rows import TABLES, Row, columns

VERSION = 2
"""The version of these tables; a change of any is a new version with a step in :data:`UPGRADES`."""

CLOSED_PERIOD = "PL001"
"""What the server's error is called where something would change what a closed period holds."""

_CLOSED_PERIODS = f"""
CREATE FUNCTION planlens.stays_closed() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = planlens, pg_temp AS $$
DECLARE key BIGINT; day TEXT; period TEXT; is_unit BOOLEAN := planlens.my_part() = 'unit';
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT is_unit THEN
            RETURN OLD;
        END IF;
        key := substr(OLD.id, 2)::bigint;
    ELSE
        IF TG_OP = 'UPDATE' AND (NEW.date, NEW.done, NEW.problems, NEW.next_steps, NEW.author)
            = (OLD.date, OLD.done, OLD.problems, OLD.next_steps, OLD.author) THEN
            RETURN NEW;
        END IF;
        key := substr(NEW.id, 2)::bigint; day := NEW.date;
    END IF;
    SELECT p.name INTO period FROM planlens.periods p WHERE CASE TG_OP
        WHEN 'INSERT' THEN day < p.closed AND (is_unit OR key > p.notes)
        ELSE key <= p.notes OR day < p.closed END LIMIT 1;
    IF period IS NOT NULL THEN
        RAISE EXCEPTION '%', period USING ERRCODE = '{CLOSED_PERIOD}';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER stays_closed BEFORE INSERT OR UPDATE OR DELETE ON planlens.notes
    FOR EACH ROW EXECUTE PROCEDURE planlens.stays_closed();
REVOKE ALL ON FUNCTION planlens.stays_closed() FROM PUBLIC
"""
"""Notes of a closed period stay as they are, and none is added to it.

The 督查室 may delete a task with its notes and put it back, and hand notes over to another task.
"""

UPGRADES: tuple[str, ...] = (_CLOSED_PERIODS,)
"""SQL scripts: the first leads from version 1 to 2, and so on."""

_TYPES = {"str": "TEXT", "float": "DOUBLE PRECISION", "int": "BIGINT", "bool": "BOOLEAN"}

_CHECKS = {
    ("tasks", "status"): f"status IN ({', '.join(repr(item.value) for item in Status)})",
    ("tasks", "progress"): "progress BETWEEN 0 AND 100",
    ("notes", "id"): "id ~ '^n[1-9][0-9]{0,15}$'",
    ("notes", "date"): "to_char(date::date, 'YYYY-MM-DD') = date",
    ("nodes", "done"): "to_char(done::date, 'YYYY-MM-DD') = done",
    ("nodes", "percent"): "percent BETWEEN 0 AND 100",
    ("attachments", "id"): "id ~ '^e[1-9][0-9]{0,15}$'",
    ("attachments", "sha256"): "sha256 ~ '^[0-9a-f]{64}$'",
    ("attachments", "size"): "size BETWEEN 0 AND 9007199254740991",
    ("attachments", "added"): "to_char(added::date, 'YYYY-MM-DD') = added",
}
"""What units can write must be what planlens can read: see :mod:`planlens.project.soundness`."""

_FIXED = """
CREATE TABLE planlens.about (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL);
CREATE TABLE planlens.members (account TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    part TEXT NOT NULL CHECK (part IN ('office', 'unit', 'leader')), unit TEXT NOT NULL DEFAULT '');
CREATE TABLE planlens.head (one INTEGER PRIMARY KEY CHECK (one = 1), seq BIGINT NOT NULL);
CREATE TABLE planlens.counters (letter TEXT PRIMARY KEY, last BIGINT NOT NULL);
CREATE TABLE planlens.files (sha256 TEXT PRIMARY KEY, data BYTEA NOT NULL,
    CHECK (sha256 = encode(sha256(data), 'hex')));
ALTER TABLE planlens.files ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE TABLE planlens.history (seq BIGINT PRIMARY KEY, time TEXT NOT NULL, who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')), label TEXT NOT NULL, edit TEXT NOT NULL,
    items TEXT NOT NULL, undo BIGINT NOT NULL, redo BIGINT NOT NULL, below BIGINT NOT NULL,
    seal TEXT NOT NULL DEFAULT '', chain TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT '',
    account TEXT NOT NULL DEFAULT '',
    token TEXT UNIQUE, writer BIGINT NOT NULL DEFAULT 0);
CREATE TABLE planlens.changes (n BIGSERIAL PRIMARY KEY, seq BIGINT NOT NULL, item TEXT NOT NULL, owner TEXT NOT NULL,
    old_owner TEXT NOT NULL, before TEXT, after TEXT);
CREATE INDEX history_account ON planlens.history (account, seq);
CREATE INDEX changes_seq ON planlens.changes (seq);
CREATE INDEX changes_item ON planlens.changes (item);
CREATE INDEX changes_owner ON planlens.changes (owner);
CREATE INDEX changes_old_owner ON planlens.changes (old_owner) WHERE old_owner <> owner;
CREATE INDEX units_name ON planlens.units (name);
INSERT INTO planlens.head VALUES (1, 0);
"""

_SAFE = "SECURITY DEFINER SET search_path = planlens, pg_temp"

_FUNCTIONS = f"""
CREATE FUNCTION planlens.my_part() RETURNS TEXT LANGUAGE sql STABLE {_SAFE}
    AS 'SELECT part FROM planlens.members WHERE account = session_user::text';
CREATE FUNCTION planlens.my_name() RETURNS TEXT LANGUAGE sql STABLE {_SAFE}
    AS 'SELECT name FROM planlens.members WHERE account = session_user::text';
CREATE FUNCTION planlens.mine() RETURNS SETOF TEXT LANGUAGE sql STABLE {_SAFE} AS $$
    SELECT u.owner FROM planlens.units u, planlens.members m WHERE m.account = session_user::text
        AND u.name = ANY (string_to_array(m.unit, '、')) AND u.decision <> 'rejected'
        AND NOT (u.origin = 'suggested' AND u.decision = '') $$;
CREATE FUNCTION planlens.above() RETURNS SETOF TEXT LANGUAGE sql STABLE {_SAFE} AS $$
    WITH RECURSIVE way (id) AS (
        SELECT unnest(ARRAY[t.owner, t.document]) FROM planlens.tasks t WHERE t.id IN (SELECT planlens.mine())
        UNION SELECT r.owner FROM way w JOIN (SELECT id, owner FROM planlens.sections
            UNION ALL SELECT id, owner FROM planlens.tasks) r ON r.id = w.id)
    SELECT id FROM way $$;
CREATE FUNCTION planlens.turn() RETURNS BIGINT LANGUAGE plpgsql {_SAFE} AS $$
DECLARE newest BIGINT;
BEGIN
    SELECT seq INTO newest FROM planlens.head FOR UPDATE;
    RETURN newest;
END $$;
CREATE FUNCTION planlens.act(a_seq BIGINT, a_time TEXT, a_kind TEXT, a_label TEXT, a_edit TEXT, a_items TEXT,
    a_undo BIGINT, a_redo BIGINT, a_below BIGINT, a_token TEXT) RETURNS VOID LANGUAGE plpgsql {_SAFE} AS $$
DECLARE newest BIGINT; me planlens.members%ROWTYPE; is_owner BOOLEAN;
BEGIN
    SELECT * INTO me FROM planlens.members WHERE account = session_user::text;
    IF me.part IS NULL OR me.part = 'leader' THEN
        RAISE EXCEPTION 'this account only reads' USING ERRCODE = '42501';
    END IF;
    SELECT seq INTO newest FROM planlens.head FOR UPDATE;
    IF newest <> a_seq - 1 OR EXISTS (SELECT 1 FROM planlens.history WHERE seq = newest AND writer = txid_current())
    THEN
        RAISE EXCEPTION 'not the next action' USING ERRCODE = '40001';
    END IF;
    is_owner := current_user = session_user;
    IF NOT is_owner AND abs(extract(epoch FROM a_time::timestamptz - clock_timestamp())) > 300 THEN
        RAISE EXCEPTION 'not the time of now' USING ERRCODE = '42501';
    END IF;
    INSERT INTO planlens.history VALUES (a_seq, a_time, me.name, a_kind, a_label, a_edit, a_items, a_undo, a_redo,
        a_below, '', '', '', session_user::text, a_token, txid_current());
    UPDATE planlens.head SET seq = a_seq;
END $$;
CREATE FUNCTION planlens.counted(a_letters TEXT[], a_lasts BIGINT[]) RETURNS VOID LANGUAGE plpgsql {_SAFE} AS $$
BEGIN
    IF planlens.my_part() = 'office' THEN
        INSERT INTO planlens.counters SELECT * FROM unnest(a_letters, a_lasts)
            ON CONFLICT (letter) DO UPDATE SET last = greatest(planlens.counters.last, excluded.last);
    END IF;
END $$;
CREATE FUNCTION planlens.kept() RETURNS TRIGGER LANGUAGE plpgsql {_SAFE} AS $$
DECLARE now_seq BIGINT; old_row JSONB; new_row JSONB; was JSONB; becomes JSONB; given BIGINT; key TEXT; home TEXT;
BEGIN
    SELECT h.seq INTO now_seq FROM planlens.history h
        WHERE h.seq = (SELECT seq FROM planlens.head) AND h.writer = txid_current();
    IF now_seq IS NULL THEN
        RAISE EXCEPTION 'only an action of planlens changes a ledger' USING ERRCODE = '42501';
    END IF;
    IF TG_OP = 'DELETE' THEN
        was := to_jsonb(OLD); key := OLD.id; home := OLD.owner;
    ELSIF TG_OP = 'INSERT' THEN
        becomes := to_jsonb(NEW); key := NEW.id; home := NEW.owner;
        IF planlens.my_part() = 'unit' THEN
            SELECT last INTO given FROM planlens.counters WHERE letter = left(key, 1);
            IF substr(key, 2)::bigint > coalesce(given, 0) + 1000 THEN
                RAISE EXCEPTION 'not the next number' USING ERRCODE = '42501';
            END IF;
            INSERT INTO planlens.counters VALUES (left(key, 1), substr(key, 2)::bigint)
                ON CONFLICT (letter) DO UPDATE SET last = greatest(planlens.counters.last, excluded.last);
        END IF;
    ELSE
        old_row := to_jsonb(OLD); new_row := to_jsonb(NEW); key := NEW.id; home := NEW.owner;
        IF NEW.id <> OLD.id THEN
            RAISE EXCEPTION 'an id never changes' USING ERRCODE = '42501';
        END IF;
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row -> o.key) INTO was, becomes
            FROM jsonb_each(old_row) o WHERE new_row -> o.key IS DISTINCT FROM o.value;
        IF was IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO planlens.changes (seq, item, owner, old_owner, before, after)
        VALUES (now_seq, key, home, coalesce(was ->> 'owner', home), was::text, becomes::text);
    RETURN NULL;
END $$;
CREATE FUNCTION planlens.stays() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE ON planlens.history
    FOR EACH ROW EXECUTE PROCEDURE planlens.stays();
CREATE TRIGGER changes_stay BEFORE UPDATE OR DELETE ON planlens.changes
    FOR EACH ROW EXECUTE PROCEDURE planlens.stays();
"""

_READS_ALL = "(SELECT planlens.my_part()) IN ('office', 'leader')"
_IS_OFFICE = "(SELECT planlens.my_part()) = 'office'"
_MINE = "(SELECT planlens.mine())"
_OF_TASK = f"owner IN {_MINE}"

SEEN_BY_UNITS = {
    "documents": "id IN (SELECT planlens.above())",
    "sections": "id IN (SELECT planlens.above())",
    "tasks": f"id IN {_MINE}",
    "units": _OF_TASK,
    "targets": _OF_TASK,
    "actuals": f"owner IN (SELECT g.id FROM planlens.targets g WHERE g.owner IN {_MINE})",
    "notes": _OF_TASK,
    "attachments": _OF_TASK,
    "settings": "TRUE",
    "people": _OF_TASK,
    "nodes": _OF_TASK,
    "fields": "TRUE",
    "field_values": _OF_TASK,
    "periods": "TRUE",
    "limits": _OF_TASK,
    "stages": _OF_TASK,
    "files": f"sha256 IN (SELECT e.sha256 FROM planlens.attachments e WHERE e.owner IN {_MINE})",
    "history": "account = session_user::text",
    "changes": "seq IN (SELECT h.seq FROM planlens.history h WHERE h.account = session_user::text)",
}
"""By table: which rows a unit's account reads; a table that is not here it does not read at all."""

HIDDEN_OF_DOCUMENTS = ("text", "blocks", "findings", "warnings", "sha256")
"""The columns of a document that a unit's account does not read: they hold the tasks of all others too."""

_UNIT_UPDATES = {
    "tasks": ("status", "progress"),
    "notes": ("date", "done", "problems", "next_steps"),
    "nodes": ("done", "note", "percent"),
}
_UNIT_ADDS = ("notes", "attachments")

_UNIT_POLICIES = f"""
CREATE POLICY unit_fills ON planlens.tasks FOR UPDATE USING (id IN {_MINE});
CREATE POLICY unit_fills ON planlens.nodes FOR UPDATE USING (owner IN {_MINE}) WITH CHECK (owner IN {_MINE});
CREATE POLICY unit_fills ON planlens.notes FOR UPDATE
    USING (owner IN {_MINE} AND author = (SELECT planlens.my_name()));
CREATE POLICY unit_adds ON planlens.notes FOR INSERT
    WITH CHECK (owner IN {_MINE} AND author = (SELECT planlens.my_name()));
CREATE POLICY unit_takes_back ON planlens.notes FOR DELETE
    USING (owner IN {_MINE} AND author = (SELECT planlens.my_name()));
CREATE POLICY unit_adds ON planlens.attachments FOR INSERT WITH CHECK (owner IN {_MINE});
CREATE POLICY unit_takes_back ON planlens.attachments FOR DELETE USING (owner IN {_MINE});
CREATE POLICY unit_adds ON planlens.files FOR INSERT WITH CHECK ((SELECT planlens.my_part()) = 'unit');
"""

_OWN = ("head", "about", "members", "counters")
"""Tables that every member reads."""


def creation() -> str:
    """Return the script that makes everything in a new database."""
    kinds = [kind.table for kind in TABLES]
    parts = ["CREATE SCHEMA planlens", *(_table(kind) for kind in TABLES), _FIXED, _FUNCTIONS]
    parts += [
        f"CREATE TRIGGER is_kept AFTER INSERT OR UPDATE OR DELETE ON planlens.{name} "
        "FOR EACH ROW EXECUTE PROCEDURE planlens.kept()"
        for name in kinds
    ]
    for name in (*kinds, "files", "history", "changes"):
        parts.append(f"ALTER TABLE planlens.{name} ENABLE ROW LEVEL SECURITY")
        seen = f" OR {SEEN_BY_UNITS[name]}" if name in SEEN_BY_UNITS else ""
        parts.append(f"CREATE POLICY is_seen ON planlens.{name} FOR SELECT USING ({_READS_ALL}{seen})")
    for name in (*kinds, "files"):
        parts.append(f"CREATE POLICY office_edits ON planlens.{name} USING ({_IS_OFFICE}) WITH CHECK ({_IS_OFFICE})")
    parts += [_CLOSED_PERIODS, _UNIT_POLICIES, "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA planlens FROM PUBLIC"]
    return ";\n".join(parts) + f";\nINSERT INTO planlens.about VALUES (1, {VERSION})"


def grants(part: str) -> list[str]:
    """Return what an account of this part is granted: SQL with ``{who}`` where the account stands."""
    kinds = [kind.table for kind in TABLES]
    found = ["GRANT USAGE ON SCHEMA planlens TO {who}", "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA planlens TO {who}"]
    found += [f"GRANT SELECT ON planlens.{name} TO {{who}}" for name in _OWN]
    if part == "unit":
        return found + _unit_grants()
    found += [f"GRANT SELECT ON planlens.{name} TO {{who}}" for name in (*kinds, "files", "history", "changes")]
    if part == "office":
        found += [f"GRANT INSERT, UPDATE, DELETE ON planlens.{name} TO {{who}}" for name in kinds]
        found.append("GRANT INSERT ON planlens.files TO {who}")
    return found


def _unit_grants() -> list[str]:
    found = [
        f"GRANT SELECT ON planlens.{name} TO {{who}}"
        for name in (*SEEN_BY_UNITS, "files", "history", "changes")
        if name != "documents"
    ]
    shown = ", ".join(f'"{name}"' for name in columns(TABLES[0]) if name not in HIDDEN_OF_DOCUMENTS)
    found.append(f"GRANT SELECT ({shown}) ON planlens.documents TO {{who}}")
    for name, some in _UNIT_UPDATES.items():
        named = ", ".join(f'"{column}"' for column in some)
        found.append(f"GRANT UPDATE ({named}) ON planlens.{name} TO {{who}}")
    found += [f"GRANT INSERT, DELETE ON planlens.{name} TO {{who}}" for name in _UNIT_ADDS]
    return [*found, "GRANT INSERT ON planlens.files TO {who}"]


def _table(kind: type[Row]) -> str:
    parts = []
    for field in fields(kind):
        base, _, optional = str(field.type).partition(" | ")
        rule = " PRIMARY KEY" if field.name == "id" else "" if optional else " NOT NULL"
        check = _CHECKS.get((kind.table, field.name))
        parts.append(f'"{field.name}" {_TYPES[base]}{rule}{f" CHECK ({check})" if check else ""}')
    return f"CREATE TABLE planlens.{kind.table} ({', '.join(parts)})"


def insert(kind: type[Row]) -> str:
    """Return the statement that adds a row of this kind."""
    names = ", ".join(f'"{name}"' for name in columns(kind))
    return f"INSERT INTO planlens.{kind.table} ({names}) VALUES ({', '.join(['%s'] * len(columns(kind)))})"


def select(kind: type[Row], *, masked: bool = False) -> str:
    """Return the statement that reads every row of this kind; *masked* without what units do not see."""
    names = (
        f"'' AS \"{name}\"" if masked and kind.table == "documents" and name in HIDDEN_OF_DOCUMENTS else f'"{name}"'
        for name in columns(kind)
    )
    return f"SELECT {', '.join(names)} FROM planlens.{kind.table}"


def update(kind: type[Row], names: list[str]) -> str:
    """Return the statement that changes these columns of one row."""
    pairs = ", ".join(f'"{name}" = %s' for name in names)
    return f"UPDATE planlens.{kind.table} SET {pairs} WHERE id = %s"
