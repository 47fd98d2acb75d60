package dev.squall.check.delivery;

import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All nodes deliver the same sequence: of the sequences of any two nodes, crashed ones too, one is a prefix of the
 * other (lecture 4.2). This is more than {@link TotalOrder}: no node may leave a message out. Where a node delivers a
 * message twice, the first time counts. A node in whose journal something is missing is not judged from there on.
 * Constant time for each delivery.
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
