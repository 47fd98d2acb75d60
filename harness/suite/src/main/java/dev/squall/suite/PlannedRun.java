package dev.squall.suite;

/** One planned run of a suite, identified by its cell and seed. */
record PlannedRun(Cell cell, long seed) {}
