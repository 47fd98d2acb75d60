package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.LastWriterWinsProgram;

/**
 * The last-writer-wins map that claims to be linearizable. The map is correct, the claim is wrong.
 *
 * <p>Flaw: a store that answers on both sides of a partition cannot be linearizable (the CAP theorem, lecture 7.3). The
 * map offers no compare-and-set, because it could not guarantee a correct one.
 *
 * <p>Symptom: reads that return values overwritten before the reads began.
 *
 * <p>Trigger: a partition with clients on both sides, or a read at another node before the broadcast arrives.
 */
public final class AnswersOnBothSides extends LastWriterWinsProgram {}
