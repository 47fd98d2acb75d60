package dev.squall.suite;

/** One run that a suite asks for; the cell and the seed identify it. */
record PlannedRun(Cell cell, long seed) {}
