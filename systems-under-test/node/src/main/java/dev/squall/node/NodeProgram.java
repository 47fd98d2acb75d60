package dev.squall.node;

import java.util.Map;

/**
 * A system under test as its hosts see it: how a node is made, and the vocabulary of what it says, stores and notes.
 * Implementations have a public constructor without arguments, are stateless, and may be shared by threads.
 */
public interface NodeProgram {

    /**
     * Makes a node for one life. It must not use the environment before {@link Node#start()}.
     *
     * @param options the system's own settings, by name; a name left out takes its default
     * @throws IllegalArgumentException if an option is unknown or has no sense; the message says what is expected
     */
    Node create(Environment environment, Map<String, String> options);

    /** Every record class that nodes of this program send, receive, store or note. */
    Vocabulary vocabulary();
}
