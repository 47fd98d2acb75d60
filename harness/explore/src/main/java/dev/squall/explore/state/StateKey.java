package dev.squall.explore.state;

/** Name of a state, in 128 bits; equal states have equal keys. */
public record StateKey(long high, long low) {

    /** Returns a number for both keys that does not depend on their order. */
    public StateKey plus(StateKey other) {
        return new StateKey(high + other.high, low + other.low);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateKey key && key.high == high && key.low == low;
    }
}
