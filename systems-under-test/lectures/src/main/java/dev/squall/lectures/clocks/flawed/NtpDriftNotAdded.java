package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.NtpNode;
import dev.squall.node.Environment;

/**
 * Clock synchronisation with an error bound that stays at half the round-trip delay after the exchange.
 *
 * <p>Flaw: the bound holds only at the exchange. Afterwards, the clocks drift apart (lecture 3.2).
 *
 * <p>Symptom: an estimated offset with an error larger than its bound.
 *
 * <p>Trigger: time since the last exchange, for example after lost responses.
 */
public final class NtpDriftNotAdded extends ClockProgram.Ntp {

    @Override
    protected NtpNode newNode(Environment environment) {
        return new NtpNode(environment) {
            @Override
            protected long driftSince(long elapsedNanos) {
                return 0;
            }
        };
    }
}
