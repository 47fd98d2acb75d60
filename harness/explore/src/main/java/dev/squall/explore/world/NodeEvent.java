package dev.squall.explore.world;

import dev.squall.explore.world.Event.Kind;

/**
 * What happens to a node.
 *
 * @param kind {@link Kind#DELIVER} for a message or request, {@link Kind#FIRE}, {@link Kind#RESTART} or {@link
 *     Kind#CRASH}
 * @param letter the message that arrives; null for other kinds
 * @param variant variant of the event, see {@link Event}
 */
record NodeEvent(Kind kind, Letter letter, int variant) {

    private static final int VARIANT_BITS = 12;
    private static final int KIND_BITS = 4;

    /** Returns a number that no other event at a node has. */
    long number() {
        long number = letter == null ? 0 : letter.number() + 1L;
        return (number << KIND_BITS | kind.ordinal()) << VARIANT_BITS | variant;
    }
}
