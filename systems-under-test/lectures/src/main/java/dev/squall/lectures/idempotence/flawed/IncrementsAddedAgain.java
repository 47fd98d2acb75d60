package dev.squall.lectures.idempotence.flawed;

import dev.squall.lectures.idempotence.CounterOfIncrements;
import dev.squall.lectures.idempotence.RetryProgram;
import dev.squall.lectures.idempotence.Store;

/**
 * A counter that adds each increment that arrives.
 *
 * <p>Flaw: an increment is not idempotent (lecture 5.1).
 *
 * <p>Symptom: a retried increment counts twice.
 *
 * <p>Trigger: a lost or late response, or a duplicated request.
 */
public final class IncrementsAddedAgain extends RetryProgram.OfCounter {

    @Override
    protected Store newStore() {
        return new CounterOfIncrements() {
            @Override
            protected boolean countsAgain() {
                return true;
            }
        };
    }
}
