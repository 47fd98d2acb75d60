package dev.squall.explore.world;

import dev.squall.explore.state.StateKey;
import dev.squall.node.Message;

/**
 * A message with a number, which is the same for equal messages.
 *
 * @param receiver index of the node that receives the message; -1 for a client
 * @param key state of the message
 */
record Letter(int number, Message message, int receiver, StateKey key) {

    boolean isForClient() {
        return receiver < 0;
    }
}
