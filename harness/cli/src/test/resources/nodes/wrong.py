#!/usr/bin/env python3
"""Every node answers from its own memory: no two nodes agree."""

import node

node.init()
register = node.Register()
while True:
    message = node.hear()
    node.reply(message, register.answer(message["body"]))
