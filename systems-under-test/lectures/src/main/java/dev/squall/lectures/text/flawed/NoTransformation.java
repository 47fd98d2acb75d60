package dev.squall.lectures.text.flawed;

import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.text.SharedText;
import dev.squall.lectures.text.TextOperation;
import dev.squall.lectures.text.TextProgram;
import dev.squall.lectures.text.TransformedText;
import dev.squall.node.Environment;

/**
 * An editor that applies other editors' operations at the indexes that they were made with.
 *
 * <p>Flaw: a concurrent operation has moved the characters, so the index names another place (lecture 8.1).
 *
 * <p>Symptom: replicas with different texts.
 *
 * <p>Trigger: two editors who change the text at the same time.
 */
public final class NoTransformation extends TextProgram.Transformation {

    @Override
    protected SharedText<?> newText(Environment environment, BroadcastOptions options) {
        return new TransformedText(environment, above -> totalOrder(environment, options, above)) {
            @Override
            protected TextOperation transform(TextOperation op1, TextOperation op2) {
                return op1;
            }
        };
    }
}
