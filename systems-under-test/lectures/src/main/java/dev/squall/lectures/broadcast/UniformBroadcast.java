package dev.squall.lectures.broadcast;

import dev.squall.lectures.broadcast.BroadcastMessages.Copy;
import dev.squall.lectures.broadcast.BroadcastMessages.CopyStored;
import dev.squall.lectures.broadcast.BroadcastRecords.MessageDelivered;
import dev.squall.lectures.broadcast.BroadcastRecords.MessageStored;
import dev.squall.lectures.broadcast.BroadcastRecords.MessageStoredByAll;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.node.protocol.BroadcastFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Uniform reliable broadcast by majority acknowledgement, in the crash-recovery model (Cachin, Guerraoui and Rodrigues,
 * 2011, algorithm 3.5, with the logged broadcast of section 3.8). A node delivers a message once a majority of the
 * nodes has the message on stable storage. So if any node delivers a message, every node that is up for long enough
 * delivers the message too, even if the first node never restarts. The broadcast makes progress while a majority is up.
 * Memory and storage grow with the number of messages, because no message is forgotten.
 */
public class UniformBroadcast implements Broadcast {

    /** Maximum number of messages to retransmit at once. A larger number would overload a slow network. */
    private static final int RETRANSMITTED_AT_ONCE_MAX = 256;

    /** A message and the nodes known to have stored the message. */
    protected static final class Pending {
        private final String sender;
        private final Object message;
        private final Set<String> storedBy = new TreeSet<>();
        private boolean delivered;

        private Pending(String sender, Object message) {
            this.sender = sender;
            this.message = message;
        }
    }

    private final Environment environment;
    private final BroadcastOptions options;
    private final Receiver above;
    private final Map<Object, Pending> messages = new LinkedHashMap<>();
    private final List<Object> delivered = new ArrayList<>();

    public UniformBroadcast(Environment environment, BroadcastOptions options, Receiver above) {
        this.environment = environment;
        this.options = options;
        this.above = above;
    }

    /**
     * Handles initialisation or recovery. Recovery journals all broadcasts and deliveries again, because a crash may
     * have lost their facts.
     */
    @Override
    public final void start() {
        List<StableRecord> records = environment.storage().read();
        for (StableRecord stored : records) {
            if (stored instanceof MessageStored message) {
                add(message.sender(), message.message());
            }
        }
        for (StableRecord stored : records) {
            if (stored instanceof MessageDelivered message && messages.containsKey(message.message())) {
                delivered.add(message.message());
                messages.get(message.message()).delivered = true;
            } else if (stored instanceof MessageStoredByAll message && messages.containsKey(message.message())) {
                messages.get(message.message()).storedBy.addAll(environment.nodeIds());
            }
        }
        environment.journal(new BroadcastFacts.Resumed());
        for (Pending each : messages.values()) {
            if (each.sender.equals(environment.nodeId())) {
                environment.journal(new BroadcastFacts.Broadcast(each.message));
            }
        }
        for (int i = 0; i < delivered.size(); i++) {
            tellDelivery(i + 1L, messages.get(delivered.get(i)));
        }
        environment.setTimer(options.retransmissionMillis(), this::periodically);
    }

    private Pending add(String sender, Object message) {
        Pending pending = new Pending(sender, message);
        pending.storedBy.add(environment.nodeId());
        messages.put(message, pending);
        return pending;
    }

    @Override
    public final void broadcast(Object message) {
        Pending pending = add(environment.nodeId(), message);
        onFirstCopy(pending);
        deliverIfStoredByMajority(pending);
    }

    /** Handles the first copy of a message: stores the message, then passes it on to the other nodes. */
    protected void onFirstCopy(Pending pending) {
        storeAndPassOn(pending);
    }

    /** Writes a message to stable storage, and then sends it to all nodes not known to have stored it. */
    protected final void storeAndPassOn(Pending pending) {
        environment.storage().append(new MessageStored(pending.sender, pending.message));
        environment.storage().sync();
        long copies = transmit(pending);
        if (copies > 0) {
            environment.journal(new BroadcastFacts.Copied(copies));
        }
    }

    private long transmit(Pending pending) {
        long copies = 0;
        for (String node : environment.nodeIds()) {
            if (!pending.storedBy.contains(node)) {
                environment.send(node, new Copy(pending.sender, pending.message));
                copies++;
            }
        }
        return copies;
    }

    /** Retransmits the oldest messages that some node is not known to have stored. */
    private void periodically() {
        messages.values().stream()
                .filter(pending ->
                        pending.storedBy.size() < environment.nodeIds().size())
                .limit(RETRANSMITTED_AT_ONCE_MAX)
                .forEach(this::transmit);
        environment.setTimer(options.retransmissionMillis(), this::periodically);
    }

    @Override
    public final void receive(Message message) {
        String from = message.source();
        if (message.body() instanceof Copy copy) {
            onCopy(from, copy);
        } else if (message.body() instanceof CopyStored stored && messages.containsKey(stored.message())) {
            onStored(from, messages.get(stored.message()));
        }
    }

    private void onCopy(String from, Copy copy) {
        Pending pending = messages.get(copy.message());
        if (pending == null) {
            pending = add(copy.sender(), copy.message());
            pending.storedBy.add(from);
            onFirstCopy(pending);
        }
        onStored(from, pending);
        environment.send(from, new CopyStored(copy.message()));
    }

    private void onStored(String node, Pending pending) {
        if (pending.storedBy.add(node)
                && pending.storedBy.size() == environment.nodeIds().size()) {
            // The record needs no sync: if a crash loses it, the node only sends the message once more.
            environment.storage().append(new MessageStoredByAll(pending.message));
        }
        deliverIfStoredByMajority(pending);
    }

    private void deliverIfStoredByMajority(Pending pending) {
        if (pending.storedBy.size() > environment.nodeIds().size() / 2) {
            deliver(pending);
        }
    }

    /** Delivers a message, unless the node has delivered it before. */
    protected final void deliver(Pending pending) {
        if (!pending.delivered) {
            pending.delivered = true;
            delivered.add(pending.message);
            environment.storage().append(new MessageDelivered(pending.message));
            environment.storage().sync();
            tellDelivery(delivered.size(), pending);
        }
    }

    private void tellDelivery(long number, Pending pending) {
        environment.journal(new BroadcastFacts.DeliveredAt(number, pending.message));
        above.deliver(pending.sender, pending.message);
    }
}
