package dev.squall.lectures.eventual;

/** Lamport clock (lecture 4.1): an update that causally follows another update has the greater timestamp. */
public final class LamportClock extends TimestampClock {

    public LamportClock(String node) {
        super(node);
    }

    @Override
    protected long timeAfter(long last) {
        return last + 1;
    }

    @Override
    protected boolean heedsOthers() {
        return true;
    }
}
