"""Client of PostgreSQL for Squall's transactions, with psycopg2 (Debian: python3-psycopg2).

With --set-up HOST PORT it creates the tables instead. Lists are texts of numbers with commas; registers are numbers.
"""
import json, sys
import psycopg2
from psycopg2 import errors, extensions

LEVELS = {
    "read-uncommitted": extensions.ISOLATION_LEVEL_READ_UNCOMMITTED,
    "read-committed": extensions.ISOLATION_LEVEL_READ_COMMITTED,
    "repeatable-read": extensions.ISOLATION_LEVEL_REPEATABLE_READ,
    "serializable": extensions.ISOLATION_LEVEL_SERIALIZABLE,
}


def connect(host, port):
    return psycopg2.connect(
        host=host, port=port, user="postgres", dbname="postgres", connect_timeout=2, options="-c lock_timeout=800")


def set_up(host, port):
    with connect(host, port) as connection, connection.cursor() as cursor:
        cursor.execute("create table lists (k int primary key, v text not null)")
        cursor.execute("create table registers (k int primary key, v int not null)")


def step(cursor, is_list, function, key, value):
    if function == "append":
        cursor.execute(
            "insert into lists values (%s, %s) on conflict (k) do update set v = lists.v || ',' || excluded.v",
            (key, str(value)))
    elif function == "w":
        cursor.execute(
            "insert into registers values (%s, %s) on conflict (k) do update set v = excluded.v", (key, value))
    else:
        cursor.execute("select v from %s where k = %%s" % ("lists" if is_list else "registers"), (key,))
        row = cursor.fetchone()
        value = row and ([int(each) for each in row[0].split(",")] if is_list else row[0])
    return [function, key, value]


class Client:
    def __init__(self):
        self.connections, self.nodes, self.level, self.is_list = {}, {}, None, True

    def init(self, body):
        self.nodes = body["nodes"]
        self.level = LEVELS[body["options"]["isolation"]]
        self.is_list = body["workload"] == "txn-list-append"
        return {"type": "init_ok"}

    def transact(self, node, operations):
        try:
            if node not in self.connections:
                place = self.nodes[node]
                connection = connect(place["host"], place["ports"]["client"])
                connection.set_session(isolation_level=self.level)
                self.connections[node] = connection
        except psycopg2.OperationalError as problem:
            return {"type": "error", "code": 11, "text": "no connection: " + str(problem).strip()}
        connection = self.connections[node]
        committing = False
        try:
            with connection.cursor() as cursor:
                results = [step(cursor, self.is_list, *each) for each in operations]
            committing = True
            connection.commit()
            return {"type": "txn_ok", "txn": results}
        except (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable,
                errors.UniqueViolation) as problem:
            connection.rollback()
            return {"type": "error", "code": 30, "text": problem.pgcode + " " + str(problem).splitlines()[0]}
        except psycopg2.Error as problem:
            del self.connections[node]
            # A commit without reply may have taken effect; what was not committed has none.
            return {"type": "error", "code": 13 if committing else 14, "text": str(problem).strip()}


def main():
    client = Client()
    for line in sys.stdin:
        message = json.loads(line)
        body = message["body"]
        reply = client.init(body) if body["type"] == "init" else client.transact(message["dest"], body["txn"])
        reply["in_reply_to"] = body["msg_id"]
        print(json.dumps({"body": reply}), flush=True)


if sys.argv[1:2] == ["--set-up"]:
    set_up(*sys.argv[2:4])
else:
    main()
