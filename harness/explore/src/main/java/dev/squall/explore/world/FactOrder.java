package dev.squall.explore.world;

import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateKey;
import java.util.Arrays;

/**
 * What checkers can know of the past: the facts of each node in order, and which facts were known to a node when it
 * noted one, through messages or through operations that had completed. Two schedules with the same order of facts get
 * the same verdicts on journals. Not thread-safe.
 */
final class FactOrder {

    /** Number of facts of each node that is known somewhere. Never changed once it is passed on. */
    record Known(int[] counts) {

        Known with(Known other) {
            int[] most = null;
            for (int i = 0; i < counts.length; i++) {
                if (other.counts[i] > counts[i]) {
                    most = most == null ? counts.clone() : most;
                    most[i] = other.counts[i];
                }
            }
            return most == null ? this : new Known(most);
        }

        Known next(int node) {
            int[] copy = counts.clone();
            copy[node]++;
            return new Known(copy);
        }

        void read(StateHash hash) {
            for (int count : counts) {
                hash.add(count);
            }
        }
    }

    private final boolean isNeeded;
    private final Known[] known;
    private final StateKey[] facts;
    private Known completed;

    /** @param isNeeded false if no checker reads facts, so that their order is of no concern */
    FactOrder(int nodes, boolean isNeeded) {
        this.isNeeded = isNeeded;
        completed = new Known(new int[nodes]);
        known = new Known[nodes];
        facts = new StateKey[nodes];
        Arrays.fill(known, completed);
        Arrays.fill(facts, new StateKey(0, 0));
    }

    FactOrder(FactOrder other) {
        isNeeded = other.isNeeded;
        known = other.known.clone();
        facts = other.facts.clone();
        completed = other.completed;
    }

    Known known(int node) {
        return known[node];
    }

    void onFact(int node, Effect.Seen fact) {
        if (!isNeeded) {
            return;
        }
        known[node] = known[node].next(node);
        StateHash hash = new StateHash().add(facts[node]).add(fact.key());
        known[node].read(hash);
        facts[node] = hash.key();
    }

    void onArrival(int node, Known withMessage) {
        if (isNeeded) {
            known[node] = known[node].with(withMessage);
        }
    }

    void onInvocation(int node) {
        onArrival(node, completed);
    }

    void onCompletion(int node) {
        if (isNeeded) {
            completed = completed.with(known[node]);
        }
    }

    /** Adds all that can be known of the past. */
    void read(StateHash into) {
        if (isNeeded) {
            for (int i = 0; i < facts.length; i++) {
                into.add(facts[i]);
                known[i].read(into);
            }
            completed.read(into);
        }
    }
}
