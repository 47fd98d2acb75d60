"""Loop of a client for Squall: requests on standard input, replies on standard output, a JSON object a line.

A client calls serve() with a function that carries out one request. An exception of the function becomes an error reply.
"""
import json
import sys


class Refused(Exception):
    """The request certainly has no effect. The code says why, such as 20 for a key that does not exist."""

    def __init__(self, text, code=11):
        super().__init__(text)
        self.code = code


NO_SUCH_KEY, OTHER_VALUE, ABORTED = 20, 22, 30


def serve(carry_out, start=lambda workload, nodes, options: None):
    """carry_out(node, body) returns the reply's body; start(workload, nodes, options) is called once, before."""
    for line in sys.stdin:
        message = json.loads(line)
        body = message["body"]
        try:
            if body["type"] == "init":
                start(body["workload"], body["nodes"], body["options"])
                reply = {"type": "init_ok"}
            else:
                reply = carry_out(message["dest"], body)
        except (Refused, ConnectionRefusedError) as problem:
            reply = {"type": "error", "code": getattr(problem, "code", 11), "text": str(problem)}
        except Exception as problem:  # whatever it was, the request may have arrived
            reply = {"type": "error", "code": 13, "text": repr(problem)}
        reply["in_reply_to"] = body["msg_id"]
        print(json.dumps({"body": reply}), flush=True)
