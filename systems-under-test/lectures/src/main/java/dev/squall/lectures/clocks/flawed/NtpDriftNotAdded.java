package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.NtpNode;
import dev.squall.node.Environment;

/**
 * Clock synchronisation whose bound stays half the round-trip delay after the exchange.
 *
 * <p>Flaw: the bound holds at the exchange. Then the clocks drift apart (lecture 3.2).
 *
 * <p>Symptom: an estimate of the offset that is wrong by more than its bound.
 *
 * <p>Trigger: time since the last exchange, the more so if responses are lost.
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
