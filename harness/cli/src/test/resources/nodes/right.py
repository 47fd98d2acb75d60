#!/usr/bin/env python3
"""One copy, in the first node; the others forward to it, and stay silent if it does. Linearizable while it lives."""

import node

node.init()
register = node.Register()
while True:
    message = node.hear()
    body = message["body"]
    if body["type"] == "forward":
        answer = register.answer(body["request"]["body"])
        node.say(message["src"], {"type": "forward_ok", "request": body["request"], "answer": answer})
    elif body["type"] == "forward_ok":
        node.reply(body["request"], body["answer"])
    elif node.me == node.nodes[0]:
        node.reply(message, register.answer(body))
    else:
        node.say(node.nodes[0], {"type": "forward", "request": message})
