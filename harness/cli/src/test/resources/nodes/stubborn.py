#!/usr/bin/env python3
"""Answers as it should, but minds neither SIGTERM nor SIGINT nor the end of its input."""

import signal
import time

import node

signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_IGN)
node.init()
register = node.Register()
while True:
    try:
        message = node.hear()
    except SystemExit:
        time.sleep(60)
        continue
    node.reply(message, register.answer(message["body"]))
