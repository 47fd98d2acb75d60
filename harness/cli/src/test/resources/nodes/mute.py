#!/usr/bin/env python3
"""Never answers init."""

import sys

import node

print("thinking", file=sys.stderr, flush=True)
while True:
    node.hear()
