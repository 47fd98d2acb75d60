package dev.squall.world.server;

import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import java.util.List;

/** Facts about servers that the harness observes from outside. */
public final class ServerFacts {

    /** All facts of this class. */
    public static final Vocabulary VOCABULARY =
            new Vocabulary(List.of(), List.of(), List.of(BecamePrimary.class, ServerEnded.class));

    private ServerFacts() {}

    /** The node reports that it is the leader or master, unlike at the previous request. */
    public record BecamePrimary() implements Fact {}

    /**
     * The server ended without having been killed, or did not serve again after a restart.
     *
     * @param words the end in words, with the exit code
     * @param lastWords last lines of the server's output
     */
    public record ServerEnded(String words, String lastWords) implements Fact {}
}
