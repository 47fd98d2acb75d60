#!/usr/bin/env python3
"""Answers every request, with numbers of its own as in_reply_to."""

import node

node.init()
register = node.Register()
number = 1000000
while True:
    message = node.hear()
    number += 1
    node.say(message["src"], {**register.answer(message["body"]), "in_reply_to": number})
