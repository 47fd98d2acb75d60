package dev.squall.check.delivery;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CrashContract;
import dev.squall.check.journal.Ending;
import dev.squall.check.journal.JournalChecker;
import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import dev.squall.check.journal.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Online checker of a broadcast's properties (lectures 4.2 and 4.3), on the broadcasts and deliveries in the nodes'
 * journals. Happened-before follows from the order of each node's events, from deliveries, and from messages that the
 * application sends outside the broadcast. Messages of the broadcast's own protocol must not be recorded. A fact takes
 * time linear in the nodes. A verdict on agreement or validity takes time linear in the messages times the nodes, and
 * so does the memory.
 */
public final class BroadcastDelivery extends JournalChecker {

    private final CrashContract contract;
    private final Set<BroadcastProperty> claimed = EnumSet.noneOf(BroadcastProperty.class);
    private final Map<Object, Message> messages = new LinkedHashMap<>();
    private final Map<Object, Message> messagesBeside = new HashMap<>();

    /** Broadcast messages by sender, in the order of sending. */
    private final List<List<Message>> broadcasts = new ArrayList<>();

    private final CausalHistory history;
    private final OwedDelivery validity =
            new OwedDelivery(BroadcastProperty.VALIDITY.checker(), "own-broadcast-not-delivered", Message::sender);
    private final Agreement agreement = new Agreement(BroadcastProperty.AGREEMENT.checker(), false);
    private final Agreement uniformAgreement = new Agreement(BroadcastProperty.UNIFORM_AGREEMENT.checker(), true);

    /** Checks of the claimed properties that a single delivery can break. */
    private final Map<BroadcastProperty, DeliveryProperty> deliveryProperties = new LinkedHashMap<>();

    /**
     * @param nodes the names of all nodes of the run
     * @param claimed the properties to check
     */
    public BroadcastDelivery(Collection<String> nodes, CrashContract contract, Collection<BroadcastProperty> claimed) {
        super(nodes);
        this.contract = contract;
        this.claimed.addAll(claimed);
        history = new CausalHistory(this.nodes.size());
        for (int sender = 0; sender < this.nodes.size(); sender++) {
            broadcasts.add(new ArrayList<>());
        }
        for (BroadcastProperty property : this.claimed) {
            DeliveryProperty ofDeliveries = deliveryProperty(property);
            if (ofDeliveries != null) {
                deliveryProperties.put(property, ofDeliveries);
            }
        }
    }

    private DeliveryProperty deliveryProperty(BroadcastProperty property) {
        String checker = property.checker();
        return switch (property) {
            case VALIDITY, AGREEMENT, UNIFORM_AGREEMENT -> null;
            case NO_DUPLICATION -> new NoDuplication(checker);
            case NO_CREATION -> new NoCreation(checker, nodes);
            case FIFO_ORDER -> following(new FifoOrder(checker, nodes));
            case CAUSAL_ORDER -> following(new CausalOrder(checker, nodes));
            case TOTAL_ORDER -> new TotalOrder(checker, nodes);
            case SAME_SEQUENCE -> new SameSequence(checker, nodes);
        };
    }

    private Precedence following(Precedence order) {
        for (int receiver = 0; receiver < nodes.size(); receiver++) {
            int node = receiver;
            order.follow(broadcasts.stream()
                    .map(stream -> new Progress(stream, node, contract, this.nodes))
                    .toList());
        }
        return order;
    }

    /** Records that a node broadcast a message. */
    public void broadcast(long timeNanos, String node, int life, Object message) {
        int from = nodes.numberOf(node);
        Message sent = message(message);
        sending(from, timeNanos, sent, () -> {
            Moment moment = nodes.happened(from, life, timeNanos);
            if (sent.isSent()) {
                sentAgain(moment, message);
            } else {
                List<Message> ofSender = broadcasts.get(from);
                sent.sent(from, ofSender.size(), moment);
                history.broadcast(from, life, sent);
                ofSender.add(sent);
            }
        });
    }

    /** Records an acknowledgement to the sender: the message will be delivered whichever nodes crash. */
    public void acknowledged(long timeNanos, String node, int life, Object message) {
        int from = nodes.numberOf(node);
        Message sent = message(message);
        local(from, timeNanos, () -> sent.acknowledge(nodes.happened(from, life, timeNanos)));
    }

    /** Records that a node delivered a message, which may be the node's own. */
    public void delivered(long timeNanos, String node, int life, Object message) {
        int to = nodes.numberOf(node);
        Message delivered = message(message);
        receipt(to, timeNanos, delivered, () -> onDelivery(delivered, to, nodes.happened(to, life, timeNanos)));
    }

    /** Records that a node's application sent a message outside the broadcast. */
    public void sentBeside(long timeNanos, String node, int life, Object message) {
        int from = nodes.numberOf(node);
        Message sent = messageBeside(message);
        sending(from, timeNanos, sent, () -> {
            Moment moment = nodes.happened(from, life, timeNanos);
            if (sent.isSent()) {
                sentAgain(moment, message);
            } else {
                sent.sent(from, 0, moment);
                history.sent(from, life, sent);
            }
        });
    }

    /** Records that a node's application received a message that was sent outside the broadcast. */
    public void receivedBeside(long timeNanos, String node, int life, Object message) {
        int to = nodes.numberOf(node);
        Message received = messageBeside(message);
        receipt(to, timeNanos, received, () -> {
            Moment moment = nodes.happened(to, life, timeNanos);
            if (received.isSent()) {
                history.received(to, life, received);
            } else {
                nodes.missing("no journal has the sending of " + message + ", which " + moment + " received");
            }
        });
    }

    private Message message(Object name) {
        return messages.computeIfAbsent(name, unknown -> Message.toAll(unknown, nodes.size()));
    }

    private Message messageBeside(Object name) {
        return messagesBeside.computeIfAbsent(name, unknown -> Message.toAll(unknown, 0));
    }

    private void onDelivery(Message message, int node, Moment moment) {
        for (DeliveryProperty property : deliveryProperties.values()) {
            property.delivered(message, node, moment);
        }
        if (message.deliveredBy(node) == null) {
            message.deliveredBy(node, moment);
        }
        history.delivered(node, moment.life(), message);
    }

    @Override
    public List<Verdict> verdicts() {
        return claimed.stream()
                .map(property -> judge(property.checker(), missing -> verdict(property, missing)))
                .toList();
    }

    private Verdict verdict(BroadcastProperty property, String missing) {
        Ending ending = ending(contract);
        return switch (property) {
            case VALIDITY -> validity.verdict(messages.values(), ending, missing);
            case AGREEMENT -> agreement.verdict(messages.values(), ending, missing);
            case UNIFORM_AGREEMENT -> uniformAgreement.verdict(messages.values(), ending, missing);
            default -> deliveryProperties.get(property).verdict(missing);
        };
    }
}
