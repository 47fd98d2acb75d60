package dev.squall.lectures.eventual;

import dev.squall.node.Environment;

/**
 * The node's wall clock (lecture 3.3). It is held back from giving a time twice, so that timestamps are unique; but
 * between nodes whose clocks disagree they need not agree with causality.
 */
public final class WallClock extends TimestampClock {

    private final Environment environment;

    /** The clock of a node that has been started. */
    public WallClock(Environment environment) {
        super(environment.nodeId());
        this.environment = environment;
    }

    @Override
    protected long timeAfter(long last) {
        return Math.max(last + 1, environment.wallClockNanos());
    }

    @Override
    protected boolean heedsOthers() {
        return false;
    }
}
