#!/usr/bin/env python3
"""Answers a cas as if it were a read."""

import node

node.init()
register = node.Register()
while True:
    message = node.hear()
    answer = register.answer(message["body"])
    node.reply(message, {"type": "read_ok", "value": 1} if message["body"]["type"] == "cas" else answer)
