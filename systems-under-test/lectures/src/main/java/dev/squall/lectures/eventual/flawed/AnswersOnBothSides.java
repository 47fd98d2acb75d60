package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.LastWriterWinsProgram;

/**
 * The last-writer-wins map that calls itself linearizable. Nothing is wrong with the map, but with the name.
 *
 * <p>Wrong: what answers on both sides of a partition cannot be linearizable (the CAP theorem, lecture 7.3). It knows
 * no compare-and-set, which it could not keep either.
 *
 * <p>Shows: reads that return what was overwritten before they began.
 *
 * <p>By: a partition with clients on both sides; or only reading elsewhere before a broadcast has come.
 */
public final class AnswersOnBothSides extends LastWriterWinsProgram {}
