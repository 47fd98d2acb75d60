package dev.squall.lectures.text.flawed;

import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.text.SharedText;
import dev.squall.lectures.text.TextProgram;
import dev.squall.lectures.text.TransformedText;
import dev.squall.node.Environment;

/**
 * An editor that puts the transformed passage last, if two passages were inserted at the same index.
 *
 * <p>Flaw: of two concurrent operations, each node transforms the one that it receives second. So the nodes order the
 * two passages differently (lecture 8.1). The names of the two sites would give the same order everywhere.
 *
 * <p>Symptom: replicas with different texts.
 *
 * <p>Trigger: concurrent insertions at the same index.
 */
public final class WrongTieBreak extends TextProgram.Transformation {

    @Override
    protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
        return new TransformedText(environment, above -> totalOrder(environment, options, above)) {
            @Override
            protected boolean goesFirst(String site, String otherSite) {
                return false;
            }
        };
    }
}
