package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of Maelstrom's echo and unique-ids workloads. */
public final class Echo {

    /** The bodies of the echo workload, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY =
            new Vocabulary(List.of(Request.class, EchoOk.class, ErrorReply.class), List.of(), List.of());

    /** The bodies of the unique-ids workload, and {@link ErrorReply}. */
    public static final Vocabulary IDS =
            new Vocabulary(List.of(Generate.class, GenerateOk.class, ErrorReply.class), List.of(), List.of());

    private Echo() {}

    /** Asks for the same value back. */
    @Vocabulary.WireType("echo")
    public record Request(Object echo) implements Body {}

    /** The value of the request. */
    public record EchoOk(Object echo) implements Body {}

    /** Asks for an id that no other request gets. */
    public record Generate() implements Body {}

    /** The id, of any JSON type. */
    public record GenerateOk(Object id) implements Body {}
}
