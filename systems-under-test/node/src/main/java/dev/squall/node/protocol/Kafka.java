package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;
import java.util.Map;

/** The client requests and replies of Maelstrom's kafka workload: logs of messages, one for each key. */
public final class Kafka {

    /** The bodies of the kafka workload, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    Send.class,
                    SendOk.class,
                    Poll.class,
                    PollOk.class,
                    CommitOffsets.class,
                    CommitOffsetsOk.class,
                    ListCommittedOffsets.class,
                    ListCommittedOffsetsOk.class,
                    ErrorReply.class),
            List.of(),
            List.of());

    private Kafka() {}

    /** Appends a message to the log of a key. */
    public record Send(String key, Object msg) implements Body {}

    /** The message has this offset. Offsets of a key increase and may have gaps. */
    public record SendOk(long offset) implements Body {}

    /** Asks for the messages of each key from an offset on. */
    public record Poll(Map<String, Long> offsets) implements Body {}

    /** For each key a run of pairs {@code [offset, message]}; a key without messages may be missing. */
    public record PollOk(Map<String, List<List<Object>>> msgs) implements Body {}

    /** Notes for each key that every message up to and including an offset was processed. */
    public record CommitOffsets(Map<String, Long> offsets) implements Body {}

    /** The offsets were noted. */
    public record CommitOffsetsOk() implements Body {}

    /** Asks for the committed offsets of keys. */
    public record ListCommittedOffsets(List<String> keys) implements Body {}

    /** The committed offsets; a key without one is missing. */
    public record ListCommittedOffsetsOk(Map<String, Long> offsets) implements Body {}
}
