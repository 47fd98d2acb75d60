"""Client of MariaDB for Squall's transactions, with PyMySQL (Debian: python3-pymysql).

With --set-up HOST PORT it creates the tables instead. Lists are texts of numbers with commas; registers are numbers.
"""
import sys

import pymysql

sys.path.insert(0, "..")
from squall_client import ABORTED, Refused, serve

# Codes of errors after which the server has rolled the transaction back, or the client does: deadlock, lock wait.
ROLLED_BACK = (1205, 1213)
nodes, connections, settings = {}, {}, {}


def connect(host, port):
    return pymysql.connect(host=host, port=int(port), user="squall", database="squall", connect_timeout=2, read_timeout=3)


def set_up(host, port):
    with connect(host, port) as connection, connection.cursor() as cursor:
        cursor.execute("create table lists (k int primary key, v text not null)")
        cursor.execute("create table registers (k int primary key, v int not null)")


def step(cursor, function, key, value):
    if function == "append":
        cursor.execute("insert into lists values (%s, %s) on duplicate key update v = concat(v, ',', values(v))",
                       (key, str(value)))
    elif function == "w":
        cursor.execute("insert into registers values (%s, %s) on duplicate key update v = values(v)", (key, value))
    else:
        is_list = settings["is_list"]
        cursor.execute("select v from %s where k = %%s" % ("lists" if is_list else "registers"), (key,))
        row = cursor.fetchone()
        value = row and ([int(each) for each in row[0].split(",")] if is_list else row[0])
    return [function, key, value]


def connection_to(node):
    if node not in connections:
        place = nodes[node]
        try:
            connection = connect(place["host"], place["ports"]["client"])
            with connection.cursor() as cursor:
                cursor.execute("set session transaction isolation level " + settings["level"])
            connections[node] = connection
        except pymysql.Error as problem:
            raise Refused("no connection: " + str(problem))
    return connections[node]


def carry_out(node, body):
    connection = connection_to(node)
    committing = False
    try:
        with connection.cursor() as cursor:
            results = [step(cursor, *each) for each in body["txn"]]
        committing = True
        connection.commit()
        return {"type": "txn_ok", "txn": results}
    except pymysql.Error as problem:
        if problem.args[0] in ROLLED_BACK:
            connection.rollback()
            raise Refused(str(problem), ABORTED)
        del connections[node]
        if committing:
            raise  # a commit without reply may have taken effect; what was not committed has none
        raise Refused(str(problem), 14)


def start(workload, all_nodes, options):
    nodes.update(all_nodes)
    settings["level"] = options["isolation"].replace("-", " ")
    settings["is_list"] = workload == "txn-list-append"


if sys.argv[1:2] == ["--set-up"]:
    set_up(*sys.argv[2:])
else:
    serve(carry_out, start)
