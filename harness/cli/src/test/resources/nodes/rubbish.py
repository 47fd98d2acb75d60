#!/usr/bin/env python3
"""Prints what is no message."""

import sys

import node

node.init()
print("printing rubbish now", file=sys.stderr, flush=True)
print("DEBUG: ready", flush=True)
while True:
    node.hear()
