package starters;

import dev.squall.lectures.crdt.CrdtFacts.Processed;
import dev.squall.lectures.crdt.CrdtFacts.Updates;
import dev.squall.lectures.crdt.CrdtMessages;
import dev.squall.lectures.crdt.CrdtMessages.Add;
import dev.squall.lectures.crdt.CrdtMessages.AddOk;
import dev.squall.lectures.crdt.CrdtMessages.Read;
import dev.squall.lectures.crdt.CrdtMessages.ReadOk;
import dev.squall.lectures.crdt.CrdtMessages.Remove;
import dev.squall.lectures.crdt.CrdtMessages.RemoveOk;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Exercise: a set that replicas change without consensus, a state-based CRDT (lectures 7.3 and 8.1).
 *
 * <p>The set is an observed-remove set. Each add has a tag of its own. A remove removes the tags that its replica has
 * observed, so a concurrent add of the same element wins. Replicas broadcast their whole state, and merge the states
 * that they receive. The network loses, repeats and reorders states. The merge must be commutative, associative and
 * idempotent: then replicas that have processed the same updates have the same state, in whatever order.
 */
public final class OrSet implements Node {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new NodeProgram() {
                @Override
                public Node create(Environment environment, Map<String, String> options) {
                    return new OrSet(environment);
                }

                @Override
                public Vocabulary vocabulary() {
                    return new Vocabulary(List.of(State.class), List.of(), List.of()).withBodies(CrdtMessages.SETS);
                }
            });
        }
    }

    /** The state of a node, and the number of the updates of each node that the state contains. */
    public record State(Map<String, Long> added, List<String> removed, Map<String, Long> contained) implements Body {}

    private static final long REPETITION_MILLIS = 200;

    private final Environment environment;

    /** Elements that are in the set, by the tags of their adds. */
    private final Map<String, Long> added = new TreeMap<>();

    /** Tags that were removed, which must not come back. */
    private final TreeSet<String> removed = new TreeSet<>();

    /** Number of the adds of this node. */
    private long adds;

    /** Number of the updates of each node that the state contains, for Squall only. */
    private final Map<String, Long> contained = new TreeMap<>();

    OrSet(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void start() {
        environment.setTimer(REPETITION_MILLIS, this::periodically);
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Add request) {
            add(request.element());
            updated();
            environment.reply(message, new AddOk());
        } else if (message.body() instanceof Remove request) {
            remove(request.element());
            updated();
            environment.reply(message, new RemoveOk());
        } else if (message.body() instanceof Read) {
            environment.reply(message, new ReadOk(List.copyOf(new TreeSet<>(added.values()))));
        } else if (message.body() instanceof State state) {
            merge(state.added(), state.removed());
            state.contained().forEach((node, count) -> contained.merge(node, count, Math::max));
            report();
        }
    }

    // ---- To be written

    /** On request to add an element. */
    private void add(long element) {
        throw new Starters.NotWritten("add: put the element into added, by a tag that no other add of any node has");
    }

    /** On request to remove an element. Without the element there is nothing to remove. */
    private void remove(long element) {
        throw new Starters.NotWritten("remove: move the observed tags of the element from added to removed");
    }

    /** On receiving the state of another node, perhaps again, and perhaps an old one. */
    private void merge(Map<String, Long> otherAdded, List<String> otherRemoved) {
        throw new Starters.NotWritten("merge: unite both states, without the elements of which the tags are removed");
    }

    // ---- Nothing to be written

    /** Counts an update of a client, reports the state after it, and broadcasts the state. */
    private void updated() {
        contained.merge(environment.nodeId(), 1L, Long::sum);
        report();
        broadcastState();
    }

    /** Periodically: sends the state again, because the network loses some. */
    private void periodically() {
        broadcastState();
        environment.setTimer(REPETITION_MILLIS, this::periodically);
    }

    private void broadcastState() {
        State state = new State(new TreeMap<>(added), List.copyOf(removed), new TreeMap<>(contained));
        for (String node : environment.nodeIds()) {
            if (!node.equals(environment.nodeId())) {
                environment.send(node, state);
            }
        }
    }

    /** Reports which updates the state contains, and the state's text. Equal states have equal texts. */
    private void report() {
        List<Updates> updates = new ArrayList<>();
        contained.forEach((node, count) -> updates.add(new Updates(node, 1, count)));
        environment.journal(new Processed(updates, added + " without " + removed));
    }
}
