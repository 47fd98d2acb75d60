#!/usr/bin/env python3
"""Dies at its start."""

raise RuntimeError("the disk is on fire")
