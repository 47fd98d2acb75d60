package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.EventualOptions;
import dev.squall.lectures.eventual.MultiValueNode;
import dev.squall.lectures.eventual.MultiValueProgram;
import dev.squall.lectures.eventual.Version;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The multi-value map that keeps only one of two concurrent values, the greater in the order of strings.
 *
 * <p>Flaw: neither of two concurrent writes knew of the other, so both must survive (lecture 5.1). The replicas
 * converge, but to a state without one of the writes.
 *
 * <p>Symptom: an acknowledged write that is lost at every replica.
 *
 * <p>Trigger: two clients that concurrently write the same key at two nodes. No fault is needed.
 */
public final class OneSiblingDropped extends MultiValueProgram {

    @Override
    protected Node newNode(Environment environment, EventualOptions options) {
        return new MultiValueNode(environment, options) {
            @Override
            protected void onSiblings(List<Version> siblings) {
                Version greatest =
                        Collections.max(siblings, Comparator.comparing(version -> String.valueOf(version.value())));
                siblings.removeIf(version -> version != greatest);
            }
        };
    }
}
