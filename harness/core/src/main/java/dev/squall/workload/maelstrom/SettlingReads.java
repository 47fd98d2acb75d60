package dev.squall.workload.maelstrom;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.time.Duration;
import java.util.List;

/**
 * Generator of final reads in rounds, until all replicas show what they must show, or the time to settle is over.
 * Nodes that exchange their states every few seconds get the time that they need, and fast nodes end the run at once.
 * Unlike other generators, this one is not pure: it sees the growing history.
 */
final class SettlingReads implements Generator {

    private static final long PAUSE_NANOS = 500_000_000L;
    /** Time that no history needs, since a run must be the same on every machine. */
    private static final Budget BUDGET = new Budget(Duration.ofMinutes(1), 64L << 20);

    private static final long NOT_BEGUN = -1;

    private final List<Operation> history;
    private final Checker checker;
    private final long settleNanos;
    private long beganNanos = NOT_BEGUN;
    private long nextRoundNanos;
    /** Number of threads that have made their read of this round. */
    private int reads;

    /**
     * @param history the history, as a view that grows with the run
     * @param checker checker of the final reads
     * @param settleNanos longest time until the last round begins
     */
    SettlingReads(List<Operation> history, Checker checker, long settleNanos) {
        this.history = history;
        this.checker = checker;
        this.settleNanos = settleNanos;
    }

    @Override
    public Step next(Context context) {
        if (beganNanos == NOT_BEGUN) {
            beganNanos = context.nowNanos();
            nextRoundNanos = beganNanos;
        }
        int readers =
                Math.min(context.threads().size(), Math.max(1, context.nodeIds().size()));
        if (reads < readers) {
            return read(context);
        }
        if (context.freeThreads().size() < context.threads().size()) {
            return new Step.Later(Long.MAX_VALUE, this);
        }
        boolean isLast = nextRoundNanos - beganNanos >= settleNanos;
        if (isLast || checker.check(History.of(history), BUDGET).validity() == Validity.VALID) {
            return Step.DONE;
        }
        nextRoundNanos = context.nowNanos() + PAUSE_NANOS;
        reads = 0;
        return new Step.Later(nextRoundNanos, this);
    }

    private Step read(Context context) {
        if (context.nowNanos() < nextRoundNanos) {
            return new Step.Later(nextRoundNanos, this);
        }
        int thread = context.threads().get(reads);
        if (!context.freeThreads().contains(thread)) {
            return new Step.Later(Long.MAX_VALUE, this);
        }
        reads++;
        return new Step.Emit(new Call(thread, "read", null), this);
    }
}
