#!/usr/bin/env python3
"""Dies at its start."""

raise RuntimeError("\x1b[31mthe disk is on fire")
