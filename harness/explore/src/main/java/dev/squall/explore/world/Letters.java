package dev.squall.explore.world;

import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateKey;
import dev.squall.explore.state.StateReader;
import dev.squall.explore.state.StateUnknownException;
import dev.squall.node.Message;
import dev.squall.world.WorldException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The messages that were sent in any schedule, each once, and the keys of whatever is seen. Not thread-safe. */
final class Letters {

    private final List<String> nodeIds;
    private final StateHash hash = new StateHash();
    private final StateReader reader = new StateReader(hash, object -> -1);
    private final Map<StateKey, Letter> letters = new HashMap<>();
    private int count;
    private long unreadable;

    Letters(List<String> nodeIds) {
        this.nodeIds = nodeIds;
    }

    /**
     * Returns the letter of a message. A message whose state cannot be read has a letter of its own each time.
     *
     * @throws WorldException if the receiver is neither a node nor a client
     */
    Letter of(Message message) {
        StateKey key = key(message);
        Letter known = letters.get(key);
        if (known == null) {
            known = new Letter(count++, message, receiver(message), key);
            letters.put(key, known);
        }
        return known;
    }

    /** Returns what was seen, with its key. */
    Effect.Seen of(Observation observation) {
        return new Effect.Seen(observation, key(observation));
    }

    /** Returns a key for equal objects; one that nothing else has if the state of the object cannot be read. */
    StateKey key(Object object) {
        hash.clear();
        reader.clear();
        try {
            reader.read(object);
            return hash.key();
        } catch (StateUnknownException e) {
            return new StateKey(-1, unreadable++);
        }
    }

    private int receiver(Message message) {
        int receiver = nodeIds.indexOf(message.destination());
        if (receiver < 0 && !Message.isClient(message.destination())) {
            throw new WorldException("node " + message.source() + " sent a message to '" + message.destination()
                    + "'; expected a client or one of the nodes " + nodeIds + ", since services are not explored");
        }
        return receiver;
    }
}
