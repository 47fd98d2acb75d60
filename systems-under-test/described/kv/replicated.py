"""A key-value store of several nodes without agreement: a node acknowledges a write, then tells the other nodes.

Reads are local, so they are stale while a link is slow or cut. It shows what the linearizability checker finds.
"""
import json, queue, socket, socketserver, sys, threading

port, peers = int(sys.argv[1]), [each.split(":") for each in sys.argv[2].split(",") if each]
own_host = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1"
store, lock, queues = {}, threading.Lock(), []


def tell(host, peer_port, changes):
    """Sends each change to a peer, in order; tries again when a connection breaks."""
    stream = None
    while True:
        change = changes.get()
        while change:
            try:
                stream = stream or socket.create_connection((host, int(peer_port))).makefile("rw")
                stream.write(json.dumps(change) + "\n")
                stream.flush()
                stream.readline()
                change = None
            except OSError:
                stream = None
                threading.Event().wait(0.05)


for host, peer_port in peers:
    queues.append(queue.Queue())
    threading.Thread(target=tell, args=(host, peer_port, queues[-1]), daemon=True).start()


def answer(command, key, *rest):
    with lock:
        if command in ("put", "told"):
            store[key] = rest[0]
            for each in queues if command == "put" else []:
                each.put(["told", key, rest[0]])
            return ["ok"]
        if key not in store:
            return ["missing"]
        if command == "get":
            return ["ok", store[key]]
        if store[key] != rest[0]:
            return ["differs"]
    return answer("put", key, rest[1])


class Connection(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write((json.dumps(answer(*json.loads(line))) + "\n").encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server((own_host, port), Connection) as server:
    server.serve_forever()
