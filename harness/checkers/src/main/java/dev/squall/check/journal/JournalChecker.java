package dev.squall.check.journal;

import dev.squall.check.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Checks what the nodes of a run note in their journals, as they note it. The facts of one node must come in the order
 * in which they happened there, over all its lives. Facts of different nodes may be interleaved in any way, for none is
 * judged before the sending of what it receives. A checker goes by what is noted: where a journal may lack something,
 * it must be told so, and then finds a violation only where what is missing cannot explain it.
 *
 * <p>In all methods {@code life} is how often the node was restarted before, and {@code timeNanos} is since the run
 * began. Messages are named by any object with {@code equals} and {@code hashCode}, no two alike. A node that is not
 * one of the run's is an {@link IllegalArgumentException}, a fact after the end an {@link IllegalStateException}. For
 * one thread.
 */
public abstract class JournalChecker {

    protected final Nodes nodes;
    private final CausalReplay replay;
    private boolean isOver;
    private long dueNanos;

    protected JournalChecker(Collection<String> nodes) {
        this.nodes = new Nodes(nodes);
        this.replay = new CausalReplay(this.nodes.size());
    }

    /** Records that a node crashed, after all that it noted so far. A fact of a later life shows a crash too. */
    public final void crashed(long timeNanos, String node) {
        int number = nodes.numberOf(node);
        local(number, timeNanos, () -> nodes.crashed(number));
    }

    /** Records that a node is up again, in a new life. */
    public final void restarted(long timeNanos, String node, int life) {
        int number = nodes.numberOf(node);
        local(number, timeNanos, () -> nodes.happened(number, life, timeNanos));
    }

    /**
     * Between the last fact of a node and the next, its journal may lack something.
     *
     * @param reason one clause in words, such as {@code the journal of n1 ends in half a line}
     */
    public final void journalGap(long timeNanos, String node, String reason) {
        int number = nodes.numberOf(node);
        nodes.missing(reason);
        local(number, timeNanos, () -> nodes.gap(number));
    }

    /**
     * Records that a node's last facts before a crash are lost, with the process that had held it back. Of the messages
     * that were sent until the node was up again, it may have delivered some without a trace: that they are missing
     * proves nothing. To be told before it delivers anything in its new life.
     *
     * @param timeNanos when the node was up again
     * @param reason one clause in words, such as {@code the last facts of n1 were lost when it was killed}
     */
    public final void lastFactsLost(long timeNanos, String node, String reason) {
        int number = nodes.numberOf(node);
        nodes.missing(reason);
        local(number, timeNanos, () -> nodes.lastFactsLost(number, timeNanos));
    }

    /**
     * Records that the run is over; no more facts come.
     *
     * @param dueNanos time up to which sent messages, and messages delivered at one node, must have reached all nodes
     *     that they are owed to. Later messages may be under way still and are not judged
     */
    public final void ended(long dueNanos) {
        requireRunning();
        replay.release();
        isOver = true;
        this.dueNanos = dueNanos;
    }

    /** One verdict for each property that is claimed, as of now; of several violations of a property the first. */
    public abstract List<Verdict> verdicts();

    protected final Ending ending(CrashContract contract) {
        return new Ending(nodes, contract, isOver, dueNanos);
    }

    protected final void local(int node, long timeNanos, Runnable event) {
        requireRunning();
        replay.local(node, timeNanos, event);
    }

    protected final void sending(int node, long timeNanos, Awaited message, Runnable event) {
        requireRunning();
        replay.sending(node, timeNanos, message, event);
    }

    protected final void receipt(int node, long timeNanos, Awaited message, Runnable event) {
        requireRunning();
        replay.receipt(node, timeNanos, message, event);
    }

    private void requireRunning() {
        if (isOver) {
            throw new IllegalStateException("a fact came after the end of the run, expected none");
        }
    }

    protected final void sentAgain(Moment moment, Object message) {
        nodes.contradicts(moment + " sent " + message + " a second time: the names of messages must be unique");
    }

    /** @param verdict of what is missing in the journals, which is empty if nothing is */
    protected final Verdict judge(String checker, Function<String, Verdict> verdict) {
        return nodes.contradiction().isEmpty()
                ? verdict.apply(missing())
                : Verdict.unknown(checker, nodes.contradiction(), Map.of());
    }

    private String missing() {
        if (nodes.missing().isEmpty() && replay.heldCount() > 0) {
            return replay.heldCount()
                    + " facts are held back, since they follow the receipt of a message that no journal"
                    + " has as sent yet";
        }
        return nodes.missing();
    }
}
