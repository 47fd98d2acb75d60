package dev.squall.world.docker;

import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import dev.squall.world.realtime.NodeOutput;
import dev.squall.world.realtime.RealTimeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Causal order of what nodes in containers report (Lamport 1978). Each node reports its facts, sendings, receipts and
 * replies in their order, but over a connection of its own. So the receipt of a message, and all that follows from it,
 * may reach the harness before what the sender reported before sending. A receipt is held, with all later reports of
 * its node, until its sending was passed on, or until the sender's life has ended without a report of the sending.
 *
 * <p>No report is held forever: a node writes its report before the message leaves, so the reports that wait for each
 * other have the acyclic order of the events. Each report takes time linear in the number of nodes whose reports are
 * held. All methods are called on the timeline's thread.
 */
final class CausalOrder implements NodeOutput.Switch {

    private record Life(String node, int number) {}

    /** @param cause message of whose receipt the report is; null for other reports */
    private record Report(Runnable action, MessageTrace.Key cause) {}

    private final NodeOutput.Switch next;
    private final Predicate<MessageTrace.Key> isSent;
    private final Set<Life> ended = new HashSet<>();
    private final Map<Life, Deque<Report>> held = new LinkedHashMap<>();

    /**
     * @param next receiver of the reports in causal order
     * @param isSent predicate of the messages of which the sending was passed on
     */
    CausalOrder(NodeOutput.Switch next, Predicate<MessageTrace.Key> isSent) {
        this.next = next;
        this.isSent = isSent;
    }

    @Override
    public void onMessage(RealTimeNode sender, int life, Message message, String line) {
        MessageTrace.Key cause = message.body() instanceof Control.SquallReceived received
                ? new MessageTrace.Key(received.sender(), received.life(), received.number())
                : null;
        take(sender.nodeId(), life, new Report(() -> next.onMessage(sender, life, message, line), cause));
    }

    /** Passes the oddity on at once, since words about a message's form depend on no other message. */
    @Override
    public void onOddity(RealTimeNode sender, String kind, Supplier<String> words) {
        next.onOddity(sender, kind, words);
    }

    @Override
    public void onEnd(RealTimeNode node, int life) {
        Runnable end = () -> {
            ended.add(new Life(node.nodeId(), life));
            next.onEnd(node, life);
        };
        take(node.nodeId(), life, new Report(end, null));
    }

    private void take(String node, int life, Report report) {
        held.computeIfAbsent(new Life(node, life), unheld -> new ArrayDeque<>()).add(report);
        while (passOnDue()) {
            // What was passed on may be what other reports wait for.
        }
    }

    private boolean passOnDue() {
        boolean isAnyPassedOn = false;
        for (Iterator<Deque<Report>> lives = held.values().iterator(); lives.hasNext(); ) {
            Deque<Report> reports = lives.next();
            while (!reports.isEmpty() && isDue(reports.peek().cause())) {
                reports.remove().action().run();
                isAnyPassedOn = true;
            }
            if (reports.isEmpty()) {
                lives.remove();
            }
        }
        return isAnyPassedOn;
    }

    private boolean isDue(MessageTrace.Key cause) {
        return cause == null || isSent.test(cause) || ended.contains(new Life(cause.sender(), cause.life()));
    }
}
