package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of Maelstrom's g-set, g-counter and pn-counter workloads. */
public final class Sets {

    /** The bodies of the g-set workload, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Add.class, AddOk.class, Read.class, Elements.class, ErrorReply.class), List.of(), List.of());

    /** The bodies of the counter workloads, and {@link ErrorReply}. */
    public static final Vocabulary COUNTERS = new Vocabulary(
            List.of(AddDelta.class, AddOk.class, Read.class, Sum.class, ErrorReply.class), List.of(), List.of());

    private Sets() {}

    /** Adds an element to the set. */
    public record Add(Object element) implements Body {}

    /** Adds a number to the counter. */
    @Vocabulary.WireType("add")
    public record AddDelta(long delta) implements Body {}

    /** The element or the number was added. */
    public record AddOk() implements Body {}

    /** Asks for the elements of the set, or for the sum of the counter. */
    public record Read() implements Body {}

    /** The elements of the set, in any order. */
    @Vocabulary.WireType("read_ok")
    public record Elements(List<Object> value) implements Body {}

    /** The sum of the counter. */
    @Vocabulary.WireType("read_ok")
    public record Sum(long value) implements Body {}
}
