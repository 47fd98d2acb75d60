package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Check of equal delivery sequences: for any two nodes, even crashed ones, one's sequence is a prefix of the other's
 * (lecture 4.2). The property is stronger than {@link TotalOrder}, because no node may skip a message. If a node
 * delivers a message twice, the first delivery counts. A node is not judged after a gap in its journal. Constant time
 * for each delivery.
 */
final class SameSequence extends DeliveryProperty {

    private record Place(Message message, Moment first) {}

    private final Nodes nodes;
    private final List<Place> sequence = new ArrayList<>();
    private final int[] lengths;

    SameSequence(String checker, Nodes nodes) {
        super(checker);
        this.nodes = nodes;
        lengths = new int[nodes.size()];
    }

    @Override
    void check(Message message, int node, Moment moment) {
        if (message.deliveredBy(node) != null || nodes.isSequenceBroken(node, moment)) {
            return;
        }
        int index = lengths[node]++;
        if (index == sequence.size()) {
            sequence.add(new Place(message, moment));
        } else if (sequence.get(index).message() != message) {
            violated(index, sequence.get(index), message, moment);
        }
    }

    private void violated(int index, Place place, Message message, Moment moment) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("index", index);
        details.put("first", place.message().details(place.first().node()));
        details.put("second", message.details(moment.node()));
        breakWith(
                "delivery-sequences-differ",
                "two nodes delivered different messages as number " + (index + 1) + ": " + place.first() + " "
                        + place.message() + ", and " + moment + " " + message,
                details);
    }

    @Override
    protected String kept() {
        return "the nodes delivered the same sequence, of " + sequence.size() + " messages, as far as each came";
    }
}
