package dev.squall.world;

import dev.squall.world.adversary.Tampering;

/** Fate of one message on a link: written by rules, read by the {@link Network}. */
public final class Packet {

    private boolean dropped;
    private boolean duplicated;
    private boolean overtakable;
    private long extraDelayNanos;
    private Tampering tampering;

    void reset() {
        dropped = false;
        duplicated = false;
        overtakable = false;
        extraDelayNanos = 0;
        tampering = null;
    }

    /** Loses the message. */
    public void drop() {
        dropped = true;
    }

    /** Delivers a second copy, with a delay of its own. */
    public void duplicate() {
        duplicated = true;
    }

    /** Delivers the message later than the link would; later messages on the link wait behind it. */
    public void delay(long nanos) {
        extraDelayNanos += nanos;
    }

    /** Delivers the message later than the link would, and lets later messages overtake it. */
    public void holdBack(long nanos) {
        extraDelayNanos += nanos;
        overtakable = true;
    }

    /** Lets an adversary tamper with the message. */
    public void tamper(Tampering how) {
        tampering = how;
    }

    /** Returns the tampering; null if there is none. */
    Tampering tampering() {
        return tampering;
    }

    public boolean isDropped() {
        return dropped;
    }

    boolean isDuplicated() {
        return duplicated;
    }

    boolean isOvertakable() {
        return overtakable;
    }

    long extraDelayNanos() {
        return extraDelayNanos;
    }
}
