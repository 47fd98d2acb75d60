"""A key-value store of one node. Each line of a connection is a JSON list: ["get", k], ["put", k, v], ["cas", k, a, b]."""
import json, os, socketserver, sys, threading

port, file = int(sys.argv[1]), sys.argv[2]
host = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1"
store, lock = {}, threading.Lock()
if os.path.exists(file):
    with open(file) as log:
        for line in log:
            if line.endswith("\n"):
                key, value = json.loads(line)
                store[key] = value
log = open(file, "a")


def put(key, value):
    log.write(json.dumps([key, value]) + "\n")
    log.flush()
    store[key] = value
    return ["ok"]


def answer(command, key, *rest):
    with lock:
        if command == "put":
            return put(key, rest[0])
        if key not in store:
            return ["missing"]
        if command == "get":
            return ["ok", store[key]]
        return put(key, rest[1]) if store[key] == rest[0] else ["differs"]


class Connection(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write((json.dumps(answer(*json.loads(line))) + "\n").encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server((host, port), Connection) as server:
    server.serve_forever()
