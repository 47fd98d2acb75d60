package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;
import dev.squall.check.journal.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Check that no node delivers a message before all messages that precede it (Hadzilacos and Toueg, 1994, in the form
 * that allows no gaps). A node may skip a message that the crash contract allows to be lost, but must not deliver that
 * message later. Subclasses define the preceding messages. A node is not judged after a gap in its journal.
 */
abstract class Precedence extends DeliveryProperty {

    private final Nodes nodes;
    private final String anomaly;
    private final String relation;
    private final List<List<Progress>> progress = new ArrayList<>();

    /** @param relation a clause for the summary, such as {@code happened before it} */
    Precedence(String checker, String anomaly, String relation, Nodes nodes) {
        super(checker);
        this.anomaly = anomaly;
        this.relation = relation;
        this.nodes = nodes;
    }

    /** Sets a node's progress by sender. The caller passes each node once, in the order of the node numbers. */
    final void follow(List<Progress> bySender) {
        progress.add(List.copyOf(bySender));
    }

    @Override
    final void check(Message message, int node, Moment moment) {
        if (message.isSent() && !nodes.hasGapBefore(node, moment) && message.deliveredBy(node) == null) {
            Message overtaker = progress.get(node).get(message.sender()).overtook(message);
            if (overtaker != null && !nodes.mayHaveDelivered(node, message)) {
                violated(message, overtaker, overtaker.deliveredBy(node), "had not yet");
            }
            checkPreceding(message, node, moment);
        }
    }

    /** Checks each sender of preceding messages by {@link #checkPreceding(Message, int, Moment, int, int, int)}. */
    abstract void checkPreceding(Message message, int node, Moment moment);

    final void checkPreceding(Message message, int node, Moment moment, int sender, int count, int life) {
        Progress ofSender = progress.get(node).get(sender);
        Message skipped = ofSender.skippedBy(count, life);
        if (skipped != null) {
            violated(skipped, message, moment, "had not");
        }
        ofSender.delivered(message, count);
    }

    private void violated(Message first, Message second, Moment delivery, String hadNot) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("first", first.details(delivery.node()));
        details.put("second", second.details(delivery.node()));
        details.put("secondDeliveredNanos", delivery.timeNanos());
        breakWith(
                anomaly,
                delivery + " delivered " + second + ", but " + hadNot + " delivered " + first + ", which " + relation,
                details);
    }
}
