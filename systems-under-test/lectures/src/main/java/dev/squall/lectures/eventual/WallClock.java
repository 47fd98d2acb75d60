package dev.squall.lectures.eventual;

import dev.squall.node.Environment;

/**
 * Timestamps from the node's wall clock (lecture 3.3). The clock never issues a time twice, so timestamps are unique.
 * If the nodes' clocks differ, timestamps need not agree with causality.
 */
public final class WallClock extends TimestampClock {

    private final Environment environment;

    /** @param environment environment of a started node */
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
