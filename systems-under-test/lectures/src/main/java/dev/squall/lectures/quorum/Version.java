package dev.squall.lectures.quorum;

/**
 * A version of a key: a value with the timestamp of its write.
 *
 * @param timestamp unique timestamp of the write
 * @param value written value, any JSON value
 */
public record Version(Timestamp timestamp, Object value) {

    /** Version of a key that a replica has never stored. */
    static final Version NONE = new Version(Timestamp.ZERO, null);

    boolean isNone() {
        return timestamp.equals(Timestamp.ZERO);
    }

    boolean isNewerThan(Version other) {
        return timestamp.compareTo(other.timestamp) > 0;
    }
}
