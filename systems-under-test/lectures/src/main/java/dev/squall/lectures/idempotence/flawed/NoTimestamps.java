package dev.squall.lectures.idempotence.flawed;

import dev.squall.lectures.eventual.Timestamp;
import dev.squall.lectures.idempotence.RetryProgram;
import dev.squall.lectures.idempotence.Store;
import dev.squall.lectures.idempotence.TimestampedSet;

/**
 * A set without timestamps.
 *
 * <p>Flaw: to add twice has the effect of adding once, but a remove may come between (lecture 5.1).
 *
 * <p>Symptom: the retried add brings the removed element back.
 *
 * <p>Trigger: a lost or late response to an add, and a remove by another client before the retry.
 */
public final class NoTimestamps extends RetryProgram.OfSet {

    @Override
    protected Store newStore() {
        return new TimestampedSet() {
            @Override
            protected boolean isNewer(Timestamp t, Timestamp previous) {
                return true;
            }
        };
    }
}
