"""Client of PostgreSQL for Squall's transactions, with psycopg2 (Debian: python3-psycopg2).

With --set-up HOST PORT it creates the tables, --is-ready and --is-primary test a server. Lists are texts of numbers with
commas; registers are numbers.
"""
import sys

import psycopg2
from psycopg2 import errors, extensions

sys.path.insert(0, "..")
from squall_client import ABORTED, Refused, serve

LEVELS = {
    "read-uncommitted": extensions.ISOLATION_LEVEL_READ_UNCOMMITTED,
    "read-committed": extensions.ISOLATION_LEVEL_READ_COMMITTED,
    "repeatable-read": extensions.ISOLATION_LEVEL_REPEATABLE_READ,
    "serializable": extensions.ISOLATION_LEVEL_SERIALIZABLE,
}

NOT_EXECUTED = 14
nodes, connections, settings = {}, {}, {}


def connect(host, port):
    return psycopg2.connect(
        host=host, port=port, user="postgres", dbname="postgres", connect_timeout=2, options="-c lock_timeout=800")


def set_up(host, port):
    with connect(host, port) as connection, connection.cursor() as cursor:
        cursor.execute("create table lists (k int primary key, v text not null)")
        cursor.execute("create table registers (k int primary key, v int not null)")
        cursor.execute("create table elements (v int primary key)")


def step(cursor, function, key, value):
    if function == "append":
        cursor.execute(
            "insert into lists values (%s, %s) on conflict (k) do update set v = lists.v || ',' || excluded.v",
            (key, str(value)))
    elif function == "w":
        cursor.execute(
            "insert into registers values (%s, %s) on conflict (k) do update set v = excluded.v", (key, value))
    else:
        is_list = settings["is_list"]
        cursor.execute("select v from %s where k = %%s" % ("lists" if is_list else "registers"), (key,))
        row = cursor.fetchone()
        value = row and ([int(each) for each in row[0].split(",")] if is_list else row[0])
    return [function, key, value]


def query(host, port, text):
    with connect(host, port) as connection, connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchone()[0]


def open_to(node):
    """Returns a connection, or None if the node is a replica and its clients ask the primary."""
    place = nodes[node]
    connection = connect(place["host"], place["ports"]["client"])
    with connection.cursor() as cursor:
        cursor.execute("select pg_is_in_recovery()")
        is_replica = cursor.fetchone()[0]
    connection.rollback()
    if is_replica and settings.get("failover") == "auto":
        connection.close()
        return None
    # A replica has no serializable transactions.
    connection.set_session(isolation_level=LEVELS["repeatable-read" if is_replica else settings["isolation"]])
    return connection


def connection_to(node):
    if node not in connections:
        try:
            found = open_to(node) or next(filter(None, (open_to(other) for other in nodes if other != node)), None)
        except psycopg2.Error as problem:
            raise Refused("no connection: " + str(problem).strip())
        if found is None:
            raise Refused("no primary")
        connections[node] = found
    return connections[node]


def reply_to(cursor, body):
    if body["type"] == "txn":
        return {"type": "txn_ok", "txn": [step(cursor, *each) for each in body["txn"]]}
    if body["type"] == "add":
        cursor.execute("insert into elements values (%s)", (body["element"],))
        return {"type": "add_ok"}
    cursor.execute("select v from elements")
    return {"type": "read_ok", "value": [row[0] for row in cursor.fetchall()]}


def carry_out(node, body):
    connection = connection_to(node)
    committing = False
    try:
        with connection.cursor() as cursor:
            reply = reply_to(cursor, body)
        committing = True
        connection.commit()
        return reply
    except (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable, errors.UniqueViolation,
            errors.ReadOnlySqlTransaction) as problem:
        connection.rollback()
        raise Refused(problem.pgcode + " " + str(problem).splitlines()[0], ABORTED)
    except psycopg2.Error as problem:
        del connections[node]
        if committing:
            raise  # a commit without reply may have taken effect; what was not committed has none
        raise Refused(str(problem).strip(), NOT_EXECUTED)


def start(workload, all_nodes, options):
    nodes.update(all_nodes)
    settings.update(options, is_list=workload == "txn-list-append")


if sys.argv[1:2] == ["--set-up"]:
    set_up(*sys.argv[2:])
elif sys.argv[1:2] == ["--is-ready"]:
    query(*sys.argv[2:], "select 1")
elif sys.argv[1:2] == ["--is-primary"]:
    sys.exit(1 if query(*sys.argv[2:], "select pg_is_in_recovery()") else 0)
else:
    serve(carry_out, start)
