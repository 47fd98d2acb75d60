package dev.squall.run.loop;

import dev.squall.check.Verdict;

/**
 * Violation that ended a run early.
 *
 * @param operation index of the last operation in the history
 * @param timeNanos time of the last operation since the run began, in nanoseconds
 * @param verdict the verdict that was found during the run
 */
public record Stop(int operation, long timeNanos, Verdict verdict) {}
