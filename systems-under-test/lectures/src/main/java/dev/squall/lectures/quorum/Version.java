package dev.squall.lectures.quorum;

/**
 * A value of a key.
 *
 * @param timestamp timestamp of its write; no other write has the same
 * @param value any JSON value
 */
public record Version(Timestamp timestamp, Object value) {

    /** A replica's version of a key that it has never stored. */
    static final Version NONE = new Version(Timestamp.ZERO, null);

    boolean isNone() {
        return timestamp.equals(Timestamp.ZERO);
    }

    boolean isNewerThan(Version other) {
        return timestamp.compareTo(other.timestamp) > 0;
    }
}
