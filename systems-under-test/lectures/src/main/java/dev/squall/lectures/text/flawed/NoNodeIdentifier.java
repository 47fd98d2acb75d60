package dev.squall.lectures.text.flawed;

import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.text.PositionText;
import dev.squall.lectures.text.SharedText;
import dev.squall.lectures.text.TextId;
import dev.squall.lectures.text.TextProgram;
import dev.squall.node.Environment;

/**
 * A text CRDT whose positions are random numbers alone.
 *
 * <p>Flaw: two nodes may draw the same position for different characters (lecture 8.1).
 *
 * <p>Symptom: replicas that order the two characters by their arrival, and so differ.
 *
 * <p>Trigger: concurrent insertions at the same place.
 */
public final class NoNodeIdentifier extends TextProgram.Positions {

    @Override
    protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
        return new PositionText(environment, above -> causal(environment, options, above)) {
            @Override
            protected int[] uniqueEnd(TextId id) {
                return new int[0];
            }
        };
    }
}
