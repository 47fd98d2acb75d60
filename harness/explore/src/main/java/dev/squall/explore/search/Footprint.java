package dev.squall.explore.search;

/**
 * Resources that an event used, as sets of bits. Two events are dependent if one touches a resource with which the
 * other conflicts. An event that changes a resource touches it and conflicts with it. Two kinds of events that commute
 * among themselves, but not with each other, use one bit each: every kind touches its own bit and conflicts with the
 * other.
 *
 * @param touched resources that the event uses
 * @param conflicting resources whose use by another event does not commute with this event
 */
public record Footprint(long touched, long conflicting) {

    /** Footprint of an event that commutes with every event. */
    public static final Footprint NONE = new Footprint(0, 0);

    /** Returns true if the order of the two events may matter; symmetric. */
    public boolean isDependentOn(Footprint other) {
        return (touched & other.conflicting) != 0 || (other.touched & conflicting) != 0;
    }
}
