#!/usr/bin/env python3
"""Prints a line without end."""

import sys

import node

node.init()
while True:
    sys.stdout.write("x" * 1000000)
