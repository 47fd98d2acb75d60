package dev.squall.explore.world;

import dev.squall.generator.Call;
import dev.squall.node.Message;
import dev.squall.node.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Inside of a controlled world, for people who look at it. Valid until the world takes its next event.
 *
 * @param nodes nodes, in the order of the plan
 * @param messages messages between nodes on their way, in the order in which they were sent
 * @param clients clients, by number
 */
public record WorldView(List<NodeView> nodes, List<InFlight> messages, List<ClientView> clients) {

    /**
     * A node.
     *
     * @param node object that is the node in its current life; null while the node is down
     * @param life number of the node's life, from 0
     * @param nowNanos monotonic clock, since the start of the world
     * @param wallOffsetNanos offset that the wall clock was moved by
     * @param timersDueNanos when each timer is due by the monotonic clock, the first one first
     * @param records number of records in stable storage
     * @param unsynced number of the records that are not synced
     */
    public record NodeView(
            String id,
            Node node,
            boolean isPaused,
            int life,
            long nowNanos,
            long wallOffsetNanos,
            List<Long> timersDueNanos,
            int records,
            int unsynced) {}

    /**
     * A message on its way.
     *
     * @param name name of the message in events, such as {@code n1/3}
     * @param sentAt position, from 0, of the step that sent the message; -1 for the start of the nodes
     */
    public record InFlight(String name, Message message, int sentAt) {}

    /**
     * A client.
     *
     * @param open operation that waits for a reply, with its node; empty if there is none
     * @param node node that the client asked last; null before the first operation
     */
    public record ClientView(Optional<Call> open, String node) {}

    WorldView(PlacedNode[] nodes, ControlledNetwork network, ControlledClients clients) {
        this(
                Arrays.stream(nodes).map(WorldView::node).toList(),
                network.pending().stream()
                        .map(each -> inFlight(
                                each,
                                Arrays.stream(nodes)
                                        .map(node -> node.look().nodeId())
                                        .toList()))
                        .toList(),
                clients(clients));
    }

    private static NodeView node(PlacedNode placed) {
        ControlledNode node = placed.look();
        return new NodeView(
                node.nodeId(),
                node.node(),
                placed.isPaused(),
                node.life(),
                node.monotonicNanos(),
                node.wallOffsetNanos(),
                node.timersDueNanos(),
                node.storage.recordCount(),
                node.storage.unsyncedCount());
    }

    private static InFlight inFlight(ControlledNetwork.Pending pending, List<String> nodeIds) {
        return new InFlight(EventText.message(pending.delivery, nodeIds), pending.letter.message(), pending.sentAt);
    }

    private static List<ClientView> clients(ControlledClients clients) {
        List<ClientView> views = new ArrayList<>();
        for (int client = 0; client < clients.count(); client++) {
            views.add(new ClientView(
                    clients.isOpen(client) ? Optional.of(clients.call(client)) : Optional.empty(),
                    clients.node(client)));
        }
        return views;
    }
}
