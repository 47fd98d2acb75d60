package dev.squall.check.delivery;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CrashContract;
import dev.squall.check.journal.JournalChecker;
import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Online checker of the properties of point-to-point links (lecture 2.3), on the sends and deliveries in the nodes'
 * journals. Each ordered pair of nodes is a link; message names must be unique on each link. A fact takes constant
 * time, and a verdict on losses takes time linear in the messages. Memory is linear in the messages and quadratic in
 * the nodes.
 */
public final class LinkDelivery extends JournalChecker {

    private record Key(String sender, String receiver, Object message) {}

    private final CrashContract contract;
    private final Set<LinkProperty> claimed = EnumSet.noneOf(LinkProperty.class);
    private final Map<Key, Message> messages = new LinkedHashMap<>();

    /** Messages by sender and receiver, in the order of sending. */
    private final List<List<List<Message>>> links = new ArrayList<>();

    private final OwedDelivery noLoss =
            new OwedDelivery(LinkProperty.NO_LOSS.checker(), "message-lost", Message::firstReceiver);
    private final NoDuplication noDuplication = new NoDuplication(LinkProperty.NO_DUPLICATION.checker());
    private final NoCreation noCreation = new NoCreation(LinkProperty.NO_CREATION.checker(), nodes);
    private final FifoOrder fifo = new FifoOrder(LinkProperty.FIFO.checker(), nodes);
    /**
     * @param nodes the names of all nodes of the run
     * @param claimed the properties to check
     */
    public LinkDelivery(Collection<String> nodes, CrashContract contract, Collection<LinkProperty> claimed) {
        super(nodes);
        this.contract = contract;
        this.claimed.addAll(claimed);
        int size = this.nodes.size();
        for (int sender = 0; sender < size; sender++) {
            List<List<Message>> fromSender = new ArrayList<>();
            for (int receiver = 0; receiver < size; receiver++) {
                fromSender.add(new ArrayList<>());
            }
            links.add(fromSender);
        }
        for (int receiver = 0; receiver < size; receiver++) {
            List<Progress> bySender = new ArrayList<>();
            for (int sender = 0; sender < size; sender++) {
                bySender.add(new Progress(links.get(sender).get(receiver), receiver, contract, this.nodes));
            }
            fifo.follow(bySender);
        }
    }

    /** Records that a node sent a message over a link. Call once per message, however often the link retransmits it. */
    public void sent(long timeNanos, String node, int life, String receiver, Object message) {
        int from = nodes.numberOf(node);
        int to = nodes.numberOf(receiver);
        Message sent = message(node, to, message);
        sending(from, timeNanos, sent, () -> {
            Moment moment = nodes.happened(from, life, timeNanos);
            if (sent.isSent()) {
                sentAgain(moment, message);
            } else {
                List<Message> link = links.get(from).get(to);
                sent.sent(from, link.size(), moment);
                link.add(sent);
            }
        });
    }

    /** Records an acknowledgement to the sender: the message will arrive whichever nodes crash. */
    public void acknowledged(long timeNanos, String node, int life, String receiver, Object message) {
        int from = nodes.numberOf(node);
        Message sent = message(node, nodes.numberOf(receiver), message);
        local(from, timeNanos, () -> sent.acknowledge(nodes.happened(from, life, timeNanos)));
    }

    /**
     * Records that a node delivered a message.
     *
     * @param sender the sender according to the link; if messages can be forged, this need not be a node
     */
    public void delivered(long timeNanos, String node, int life, String sender, Object message) {
        int to = nodes.numberOf(node);
        if (sender == null) {
            throw new IllegalArgumentException(
                    "the delivery of " + message + " has the sender null, expected the name of a node");
        }
        Message delivered = message(sender, to, message);
        receipt(to, timeNanos, delivered, () -> onDelivery(delivered, to, nodes.happened(to, life, timeNanos)));
    }

    private Message message(String sender, int receiver, Object message) {
        Key key = new Key(sender, nodes.name(receiver), message);
        Message known = messages.get(key);
        if (known == null) {
            known = Message.toOne(message, sender, receiver);
            messages.put(key, known);
        }
        return known;
    }

    private void onDelivery(Message message, int node, Moment moment) {
        noDuplication.delivered(message, node, moment);
        noCreation.delivered(message, node, moment);
        fifo.delivered(message, node, moment);
        if (message.deliveredBy(node) == null) {
            message.deliveredBy(node, moment);
        }
    }

    @Override
    public List<Verdict> verdicts() {
        return claimed.stream()
                .map(property -> judge(property.checker(), missing -> verdict(property, missing)))
                .toList();
    }

    private Verdict verdict(LinkProperty property, String missing) {
        return switch (property) {
            case NO_LOSS -> noLoss.verdict(messages.values(), ending(contract), missing);
            case NO_DUPLICATION -> noDuplication.verdict(missing);
            case NO_CREATION -> noCreation.verdict(missing);
            case FIFO -> fifo.verdict(missing);
        };
    }
}
