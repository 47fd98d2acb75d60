package dev.squall.world;

import dev.squall.world.adversary.Tampering;

/** Fate of one message on a link. {@link LinkRule}s set the fate, and the {@link Network} reads it. */
public final class Packet {

    private boolean dropped;
    private boolean duplicated;
    private boolean overtakable;
    private boolean held;
    private long copyDelayNanos;
    private long extraDelayNanos;
    private Tampering tampering;

    void reset() {
        dropped = false;
        duplicated = false;
        overtakable = false;
        held = false;
        copyDelayNanos = 0;
        extraDelayNanos = 0;
        tampering = null;
    }

    /** Loses the message. */
    public void drop() {
        dropped = true;
    }

    /** Delivers a second copy of the message, with a delay of its own. */
    public void duplicate() {
        duplicated = true;
    }

    /** Delivers a second copy of the message, this much later than a copy without delay. */
    public void duplicateAfter(long nanos) {
        duplicated = true;
        copyDelayNanos += nanos;
    }

    /** Delays the message beyond the link's latency; later messages on the link wait behind it. */
    public void delay(long nanos) {
        extraDelayNanos += nanos;
    }

    /** Delays the message beyond the link's latency, and lets later messages overtake it. */
    public void holdBack(long nanos) {
        extraDelayNanos += nanos;
        overtakable = true;
    }

    /** Holds the message until the rule that calls this is removed. */
    public void hold() {
        held = true;
    }

    /** Lets an adversary tamper with the message. */
    public void tamper(Tampering how) {
        tampering = how;
    }

    /** Returns the tampering with the message, or null. */
    Tampering tampering() {
        return tampering;
    }

    public boolean isDropped() {
        return dropped;
    }

    boolean isDuplicated() {
        return duplicated;
    }

    boolean isHeld() {
        return held;
    }

    long copyDelayNanos() {
        return copyDelayNanos;
    }

    boolean isOvertakable() {
        return overtakable;
    }

    long extraDelayNanos() {
        return extraDelayNanos;
    }
}
