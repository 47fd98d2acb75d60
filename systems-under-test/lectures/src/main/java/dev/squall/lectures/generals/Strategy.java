package dev.squall.lectures.generals;

import java.util.List;

/**
 * Strategy of a traitor, which determines each message that the traitor sends. A strategy is a pure function. {@link
 * Strategies} contains the named strategies.
 */
@FunctionalInterface
interface Strategy {

    /** Content of one message of a traitor. */
    enum Word {
        ATTACK,
        RETREAT,
        NOTHING
    }

    /**
     * Returns the word that the traitor sends in one message.
     *
     * @param path path of the message, which ends with the traitor
     * @param to the receiver
     */
    Word word(long battle, List<String> path, String to);
}
