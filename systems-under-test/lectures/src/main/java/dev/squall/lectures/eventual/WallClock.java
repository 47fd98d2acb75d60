package dev.squall.lectures.eventual;

import dev.squall.node.Environment;

/**
 * The node's wall clock (lecture 3.3). It never issues a time twice, so timestamps are unique. But if the clocks of
 * nodes disagree, timestamps need not agree with causality.
 */
public final class WallClock extends TimestampClock {

    private final Environment environment;

    /** @param environment that of a node that has been started */
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
