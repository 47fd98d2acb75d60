package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.crdt.Crdt;
import dev.squall.lectures.crdt.CrdtProgram;
import dev.squall.lectures.crdt.OperationBasedOrSet;
import java.util.Collection;
import java.util.List;

/**
 * An OR-set that removes all tags of an element.
 *
 * <p>Flaw: the remove also removes tags that its replica has not observed. So a remove and a concurrent add of the same
 * element do not commute.
 *
 * <p>Symptom: the element is missing at the replicas that delivered the add first.
 *
 * <p>Trigger: a remove and a concurrent add of the same element.
 */
public final class RemovesUnseenTags extends CrdtProgram.OpOrSet {

    @Override
    protected Crdt.OperationBased newCrdt(String node) {
        return new OperationBasedOrSet(node) {
            @Override
            protected Collection<String> removed(Collection<String> present, Collection<String> observed) {
                return List.copyOf(present);
            }
        };
    }
}
