package dev.squall.explore.state;

/**
 * Hash of a sequence of numbers in 128 bits, as two independent hashes of 64 bits. Among n different sequences, two
 * have the same hash with a probability of about n<sup>2</sup> / 2<sup>129</sup>: less than 10<sup>-20</sup> for a
 * thousand million. The same sequence has the same hash in every virtual machine. Not thread-safe.
 */
public final class StateHash {

    private static final long FIRST_FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final long SECOND_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;
    private static final int TURN = 29;
    private static final int HALF = 32;

    private long first = 1;
    private long second = 2;

    /** Begins anew. */
    public void clear() {
        first = 1;
        second = 2;
    }

    public StateHash add(long number) {
        first = mix(first ^ number, FIRST_FACTOR);
        second = mix(Long.rotateLeft(second, TURN) + number, SECOND_FACTOR);
        return this;
    }

    public StateHash add(StateKey key) {
        return add(key.high()).add(key.low());
    }

    public StateHash add(CharSequence text) {
        int length = text.length();
        add(length);
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = word << Character.SIZE | text.charAt(i);
            if ((i & 3) == 3) {
                add(word);
                word = 0;
            }
        }
        return (length & 3) == 0 ? this : add(word);
    }

    /** Returns the hash of all that was added. */
    public StateKey key() {
        return new StateKey(mix(first + second, SECOND_FACTOR), mix(second ^ FIRST_FACTOR, FIRST_FACTOR));
    }

    private static long mix(long value, long factor) {
        long product = (value ^ value >>> HALF) * factor;
        return product ^ product >>> TURN;
    }
}
