package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/** Requests and replies of replicated sets and counters as in Maelstrom, and the messages between replicas. */
public final class CrdtMessages {

    /** Requests and replies of sets. */
    public static final Vocabulary SETS = new Vocabulary(
            List.of(Add.class, AddOk.class, Remove.class, RemoveOk.class, Read.class, ReadOk.class, ErrorReply.class),
            List.of(),
            CrdtFacts.ALL);

    /** Requests and replies of counters. */
    public static final Vocabulary COUNTERS = new Vocabulary(
            List.of(AddDelta.class, AddOk.class, Read.class, ReadOk.class, ErrorReply.class), List.of(), CrdtFacts.ALL);

    private CrdtMessages() {}

    /** Request to add an element to a set. */
    public record Add(long element) implements Body {}

    /** Request to add a number to a counter. A counter that only grows takes no negative number. */
    @Vocabulary.WireType("add")
    public record AddDelta(long delta) implements Body {}

    /** Reply to {@link Add} and {@link AddDelta}. */
    public record AddOk() implements Body {}

    /** Request to remove an element from a set, without effect if the replica does not have the element. */
    public record Remove(long element) implements Body {}

    /** Reply to {@link Remove}. */
    public record RemoveOk() implements Body {}

    /** Request for the value of the set or the counter. */
    public record Read() implements Body {}

    /**
     * Reply to {@link Read}.
     *
     * @param value the sum of a counter, or the list of a set's elements in ascending order
     */
    public record ReadOk(Object value) implements Body {}

    /** Acknowledgement that the sending node has merged the receiver's deltas up to this number. */
    public record DeltaReceived(long number) implements Body {}
}
