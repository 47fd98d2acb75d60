package dev.squall.workload.standard;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Links;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Workload of messages from every node that has a client to every other node. Messages are numbered 1, 2, 3, ... in the
 * order of the requests. The {@linkplain dev.squall.node.protocol.LinkFacts facts} in the journals decide if the
 * messages were delivered. A node has recovered when all its messages are acknowledged.
 */
final class LinkWorkload implements Workload {

    private static final Client CLIENT = new LinkClient();

    private final Set<LinkProperty> promised;

    private LinkWorkload(Set<LinkProperty> promised) {
        this.promised = promised;
    }

    /** Returns the workload {@code link}: no message is lost, duplicated or created. */
    static LinkWorkload unordered() {
        return new LinkWorkload(EnumSet.complementOf(EnumSet.of(LinkProperty.FIFO)));
    }

    /**
     * Returns the workload {@code link-fifo}: as {@link #unordered}, and messages are delivered in the order of
     * sending.
     */
    static LinkWorkload fifo() {
        return new LinkWorkload(EnumSet.allOf(LinkProperty.class));
    }

    /** Returns the workload {@code link-fair-loss}: no message is duplicated or created. */
    static LinkWorkload fairLoss() {
        return new LinkWorkload(EnumSet.of(LinkProperty.NO_DUPLICATION, LinkProperty.NO_CREATION));
    }

    @Override
    public String name() {
        return isFairLoss() ? "link-fair-loss" : isFifo() ? "link-fifo" : "link";
    }

    private boolean isFifo() {
        return promised.contains(LinkProperty.FIFO);
    }

    private boolean isFairLoss() {
        return !promised.contains(LinkProperty.NO_LOSS);
    }

    @Override
    public String description() {
        return "send messages over the links between every two nodes; none may be "
                + (isFairLoss() ? "" : "lost, ")
                + "duplicated or created"
                + (isFifo() ? ", or overtake another" : "");
    }

    @Override
    public Vocabulary vocabulary() {
        return Links.VOCABULARY;
    }

    @Override
    public Client client() {
        return CLIENT;
    }

    @Override
    public Generator generator(int concurrency) {
        return new Sends(1);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, LinkClient.FLUSH, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new Statistics());
    }

    @Override
    public List<Promise> promises() {
        return promised.stream().map(property -> Promise.of(property.checker())).toList();
    }

    /** Returns an analysis under the crash-stop model: a killed node counts as faulty for ever. */
    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return new LinkJournal(nodes, CrashContract.CRASH_STOP, promised);
    }

    /**
     * Generates messages from the node of a free thread to a random other node, or to itself in a cluster of one node.
     */
    private record Sends(long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            List<String> nodeIds = context.nodeIds();
            int thread = context.anyFreeThread();
            int sender = nodeIds.indexOf(CLIENT.node(thread, nodeIds));
            int distance = nodeIds.size() == 1 ? 0 : 1 + context.random().nextInt(nodeIds.size() - 1);
            String to = nodeIds.get((sender + distance) % nodeIds.size());
            return new Step.Emit(new Call(thread, LinkClient.SEND, List.of(to, number)), new Sends(number + 1));
        }
    }
}
