package dev.squall.node.host;

import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import java.util.function.Consumer;

/** Carries messages between nodes where the harness does not. All calls come from the node's thread. */
interface Links {

    /** Leaves everything to the harness. */
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
     * Begins to carry. Called once at most; what a node sends before is left to the harness.
     *
     * @param receive takes a message that has arrived, a line of the wire; to be called on the node's thread
     * @param tell takes what the harness is to know; to be called on the node's thread
     */
    void open(Control.SquallLinks opening, Consumer<String> receive, Consumer<Message> tell);

    /** Begins to disturb messages of this node's to others. */
    void disturb(Control.SquallDisturbance disturbance);

    /** Ends a disturbance, and tells how often it bit. */
    void heal(Control.SquallHealing healing);

    /** Carries a message of this node's; does nothing if the destination is no node. Never blocks. */
    void carry(String destination, String line);
}
