package dev.squall.lectures.logical;

/**
 * Lamport clock, which is one counter (Lamport, 1978; lecture 4.1). If a happened before b, then L(a) &lt; L(b). The
 * pairs (L(e), N(e)) of timestamp and node are a total order.
 */
public class LamportClock implements LogicalClock {

    private long t;

    @Override
    public final void initialise(String nodeId, Object last) {
        t = last == null ? 0 : (Long) last;
    }

    @Override
    public final Object onEvent() {
        t = t + 1;
        return t;
    }

    @Override
    public final Object onRequestToSend() {
        t = beforeSending(t);
        return t;
    }

    @Override
    public final Object onReceiving(Object timestamp) {
        t = merged(t, (Long) timestamp) + 1;
        return t;
    }

    /** Returns the clock for the sending of a message. */
    protected long beforeSending(long now) {
        return now + 1;
    }

    /** Returns the clock merged with a received timestamp. */
    protected long merged(long now, long received) {
        return Math.max(now, received);
    }
}
