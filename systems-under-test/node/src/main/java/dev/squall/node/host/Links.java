package dev.squall.node.host;

import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import java.util.function.Consumer;

/** Carries messages between nodes when the harness does not. All calls come from the node's thread. */
interface Links {

    /** Links that carry nothing: the harness carries every message. */
    Links NONE = new Links() {
        @Override
        public void open(Control.SquallLinks opening, Consumer<String> receive, Consumer<Message> tell) {}

        @Override
        public void disturb(Control.SquallDisturbance disturbance) {}

        @Override
        public void heal(Control.SquallHealing healing) {}

        @Override
        public void carry(String destination, String line) {}
    };

    /**
     * Begins to carry messages; called at most once. The harness carries earlier messages.
     *
     * @param receive accepts a line received from a peer; must be called on the node's thread
     * @param tell accepts a report for the harness; must be called on the node's thread
     */
    void open(Control.SquallLinks opening, Consumer<String> receive, Consumer<Message> tell);

    /** Begins to disturb this node's messages to other nodes. */
    void disturb(Control.SquallDisturbance disturbance);

    /** Ends a disturbance and reports the number of messages that it affected. */
    void heal(Control.SquallHealing healing);

    /** Carries a message of this node. Does nothing if the destination is not a node. Never blocks. */
    void carry(String destination, String line);
}
