package dev.squall.lectures.text.flawed;

import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.text.PositionText;
import dev.squall.lectures.text.SharedText;
import dev.squall.lectures.text.TextProgram;
import dev.squall.node.Environment;

/**
 * A text CRDT over reliable instead of causal broadcast.
 *
 * <p>Flaw: a deletion may be delivered before the insertion of its character (lecture 8.1). The deletion finds nothing
 * to delete.
 *
 * <p>Symptom: a deleted character that is in the text of a replica.
 *
 * <p>Trigger: a message that is lost or late, while another editor deletes a character of the message.
 */
public final class ReliableBroadcast extends TextProgram.Positions {

    @Override
    protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
        return new PositionText(environment, above -> reliable(environment, options, above));
    }
}
