package dev.squall.check.journal;

import dev.squall.check.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Online checker of the facts in nodes' journals. The facts of one node must be passed in their order at the node, over
 * all its lives. Facts of different nodes may be interleaved in any way, since a receipt is judged only after its
 * sending. If a journal may lack facts, the caller must report the gap. The checker then reports only violations that
 * missing facts cannot explain.
 *
 * <p>In all methods {@code life} is the number of earlier restarts of the node, and {@code timeNanos} is the time since
 * the run began. Any object with {@code equals} and {@code hashCode} can name a message; names must be unique. The
 * methods throw {@link IllegalArgumentException} for an unknown node, and {@link IllegalStateException} for a fact
 * after the end of the run. Not thread-safe.
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

    /** Records that a node crashed after its facts so far. A fact of a later life implies a crash too. */
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
     * Records a gap: a node's journal may lack facts between its last fact and its next one.
     *
     * @param reason a clause for the verdict, such as {@code the journal of n1 ends in half a line}
     */
    public final void journalGap(long timeNanos, String node, String reason) {
        int number = nodes.numberOf(node);
        nodes.missing(reason);
        local(number, timeNanos, () -> nodes.gap(number));
    }

    /**
     * Records that a killed node's process lost its last facts before writing them. The node may have delivered any
     * message that was sent before its restart, so a missing delivery of such a message is not a violation. Call before
     * the node's first delivery in its new life.
     *
     * @param timeNanos the time of the node's restart
     * @param reason a clause for the verdict, such as {@code the last facts of n1 were lost when it was killed}
     */
    public final void lastFactsLost(long timeNanos, String node, String reason) {
        int number = nodes.numberOf(node);
        nodes.missing(reason);
        local(number, timeNanos, () -> nodes.lastFactsLost(number, timeNanos));
    }

    /**
     * Records the end of the run. No facts may follow.
     *
     * @param dueNanos the time up to which sent messages, and messages delivered at one node, must have reached all
     *     required nodes. Later messages may still be in flight and are not judged
     */
    public final void ended(long dueNanos) {
        requireRunning();
        replay.release();
        isOver = true;
        this.dueNanos = dueNanos;
    }

    /**
     * Returns one verdict for each claimed property, on the facts so far. The verdict reports the first violation of a
     * property.
     */
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

    /**
     * @param verdict computes the verdict from the reason why journals lack facts; the reason is empty if they are
     *     complete
     */
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
