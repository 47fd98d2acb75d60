package dev.squall.lectures.idempotence.flawed;

import dev.squall.lectures.idempotence.RetryProgram;
import dev.squall.lectures.idempotence.Store;
import dev.squall.lectures.idempotence.TimestampedSet;

/**
 * A set with timestamps that keeps nothing of a removed element.
 *
 * <p>Flaw: the timestamp of the remove is lost, so the server cannot tell that the retried add is older.
 *
 * <p>Symptom: the retried add brings the removed element back.
 *
 * <p>Trigger: a lost or late response to an add, and a remove by another client before the retry.
 */
public final class NoTombstones extends RetryProgram.OfSet {

    @Override
    protected Store newStore() {
        return new TimestampedSet() {
            @Override
            protected boolean keepsTombstones() {
                return false;
            }
        };
    }
}
