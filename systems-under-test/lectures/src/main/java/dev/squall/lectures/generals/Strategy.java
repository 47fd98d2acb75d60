package dev.squall.lectures.generals;

import java.util.List;

/** Strategy of a traitor: each message that it sends. Pure. {@link Strategies} has those with names. */
@FunctionalInterface
interface Strategy {

    /** What a traitor says in one message. */
    enum Word {
        ATTACK,
        RETREAT,
        NOTHING
    }

    /**
     * Returns the word of one message.
     *
     * @param path the path of the message, which ends in the traitor
     * @param to the receiver
     */
    Word word(long battle, List<String> path, String to);
}
