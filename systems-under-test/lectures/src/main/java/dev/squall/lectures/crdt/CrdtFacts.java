package dev.squall.lectures.crdt;

import dev.squall.node.Fact;
import java.util.List;

/** Facts that a replica of a CRDT records. The check of strong eventual consistency needs {@link Processed}. */
public final class CrdtFacts {

    /** All facts about CRDTs. */
    public static final List<Class<? extends Fact>> ALL = List.of(Processed.class, Sent.class);

    private CrdtFacts() {}

    /**
     * Updates that one node accepted from clients. A node numbers its updates from 1.
     *
     * @param first number of the first update
     * @param last number of the last update
     */
    public record Updates(String node, long first, long last) {}

    /**
     * The replica has processed updates. A replica that receives a merged state has processed all updates that the
     * state contains. The fact is needed only if the set of processed updates or the state has changed.
     *
     * @param updates the updates; updates that the replica had processed before may be among them
     * @param state text of the state after the updates, or a digest. Equal states have equal texts, and unequal states
     *     have unequal texts
     */
    public record Processed(List<Updates> updates, String state) implements Fact {

        public Processed {
            updates = List.copyOf(updates);
        }
    }

    /**
     * The replica has broadcast a state, a delta or a group of deltas.
     *
     * @param values number of single values in the message's JSON
     * @param characters approximate length of the message's JSON
     * @param repeated true if the message contains no new update
     */
    public record Sent(long values, long characters, boolean repeated) implements Fact {}
}
