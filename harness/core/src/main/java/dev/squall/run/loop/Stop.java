package dev.squall.run.loop;

import dev.squall.check.Verdict;

/**
 * Why a run was ended before its time: a property was seen to be broken.
 *
 * @param operation the index of the operation with which the history ends
 * @param timeNanos when that was, since the run began
 * @param verdict what was seen, while the run went on
 */
public record Stop(int operation, long timeNanos, Verdict verdict) {}
