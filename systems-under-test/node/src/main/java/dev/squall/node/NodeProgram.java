package dev.squall.node;

import java.util.Map;

/**
 * A system under test, from the view of its hosts: it creates nodes and names the records that they use.
 * Implementations have a public constructor without arguments, have no state, and may be shared by threads.
 */
public interface NodeProgram {

    /**
     * Creates a node for one life. The node must not use the environment before {@link Node#start()}.
     *
     * @param options the system's own settings, by name; a missing option has its default
     * @throws IllegalArgumentException if an option is unknown or its value is not allowed; the message says what is
     *     expected
     */
    Node create(Environment environment, Map<String, String> options);

    /** Returns every record class that nodes of this program send, receive, store or journal. */
    Vocabulary vocabulary();
}
