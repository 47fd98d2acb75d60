package dev.squall.world.docker;

import dev.squall.fault.FaultRule;
import dev.squall.node.host.TcpMain;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.ContainerExec;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.realtime.RealTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Packet filters that cut links or lose packets by iptables, in the receiver's network namespace. The filters drop
 * packets from the senders on the other side of the link: all packets, those of one kind, or a random share of them.
 * The kernel's counters of dropped packets are the evidence.
 *
 * <p>If each direction of a link has its own connections, only packets to the receiver's port are dropped, and
 * acknowledgements pass. A cut can therefore affect only one direction of a link.
 *
 * <p>The commands run concurrently to the timeline. Commands for the same node run in the order of the requests.
 */
final class PacketFilter {

    private final Map<String, Pod> pods;
    private final ContainerExec exec;
    private final List<String> kind;
    private final RealTimeline timeline;
    private final ExecutorService executor;
    private final Map<FaultRule, List<Cut>> cuts = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> lastOfNode = new LinkedHashMap<>();
    private long count;

    /** Options for the packets of links between nodes under this project's host. */
    static final List<String> LINKS = List.of("-p", "tcp", "--dport", "" + TcpMain.LINKS_PORT);

    /** Options for all packets. */
    static final List<String> ALL = List.of();

    /** The part of a rule that concerns one receiver. */
    private record Cut(Pod receiver, String sources, List<String> kind, String name) {

        List<String> command(String action) {
            List<String> command = new ArrayList<>(List.of("iptables", "-w", action, "INPUT", "-s", sources));
            command.addAll(kind);
            command.addAll(List.of("-m", "comment", "--comment", name, "-j", "DROP"));
            return command;
        }
    }

    /**
     * @param pods pods by node name; may be filled later
     * @param kind options of iptables that select the packets to drop
     */
    PacketFilter(
            Map<String, Pod> pods,
            List<String> kind,
            ContainerExec exec,
            RealTimeline timeline,
            ExecutorService executor) {
        this.pods = pods;
        this.kind = kind;
        this.exec = exec;
        this.timeline = timeline;
        this.executor = executor;
    }

    /**
     * Begins to cut links.
     *
     * @param links receivers by sender
     * @param whenInForce runs on the timeline's thread when the links are cut
     */
    void drop(FaultRule rule, Map<String, List<String>> links, Runnable whenInForce) {
        drop(rule, parts(links, kind), whenInForce);
    }

    /**
     * Begins to lose a random share of the packets on links, as {@link #drop(FaultRule, Map, Runnable)} cuts them.
     *
     * @param perCent share of the packets, from 0 to 100
     */
    void drop(FaultRule rule, Map<String, List<String>> links, int perCent, Runnable whenInForce) {
        List<String> share = new ArrayList<>(kind);
        String probability = String.format(Locale.ROOT, "%.2f", perCent / 100.0);
        share.addAll(List.of("-m", "statistic", "--mode", "random", "--probability", probability));
        drop(rule, parts(links, share), whenInForce);
    }

    private void drop(FaultRule rule, List<Cut> parts, Runnable whenInForce) {
        cuts.put(rule, parts);
        List<CompletableFuture<Void>> tasks = new ArrayList<>();
        for (Cut part : parts) {
            tasks.add(inOrder(part, () -> exec.run(part.receiver().keeperId(), part.command("-A"))));
        }
        post(tasks, whenInForce);
    }

    /**
     * Begins to heal the links of a partition.
     *
     * @param whenHealed runs on the timeline's thread when the links are healed and the rule's count is known
     */
    void pass(FaultRule rule, Runnable whenHealed) {
        long[] dropped = new long[1];
        List<CompletableFuture<Void>> tasks = new ArrayList<>();
        for (Cut part : cuts.remove(rule)) {
            tasks.add(inOrder(part, () -> {
                long packets = countDropped(part);
                exec.run(part.receiver().keeperId(), part.command("-D"));
                synchronized (dropped) {
                    dropped[0] += packets;
                }
            }));
        }
        post(tasks, () -> {
            rule.addEffects(dropped[0]);
            whenHealed.run();
        });
    }

    /** Returns, for each receiver, the senders whose packets it must drop. */
    private List<Cut> parts(Map<String, List<String>> links, List<String> selected) {
        Map<String, List<String>> senders = new LinkedHashMap<>();
        links.forEach((sender, receivers) ->
                receivers.forEach(receiver -> senders.computeIfAbsent(receiver, it -> new ArrayList<>())
                        .add(pods.get(sender).address())));
        String name = "cut-" + count++;
        List<Cut> parts = new ArrayList<>();
        senders.forEach((receiver, sources) ->
                parts.add(new Cut(pods.get(receiver), String.join(",", sources), selected, name)));
        return parts;
    }

    private long countDropped(Cut part) {
        String listing = exec.run(part.receiver().keeperId(), List.of("iptables", "-w", "-nvxL", "INPUT"));
        return listing.lines()
                .filter(line -> line.contains("/* " + part.name() + " */"))
                .mapToLong(line -> Long.parseLong(line.strip().split(" +")[0]))
                .sum();
    }

    private CompletableFuture<Void> inOrder(Cut part, Runnable task) {
        CompletableFuture<Void> last = lastOfNode
                .getOrDefault(part.receiver().nodeId(), CompletableFuture.completedFuture(null))
                .thenRunAsync(task, executor);
        lastOfNode.put(part.receiver().nodeId(), last);
        return last;
    }

    private void post(List<CompletableFuture<Void>> tasks, Runnable whenDone) {
        CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new))
                .whenComplete((done, problem) -> timeline.post(() -> {
                    if (problem != null) {
                        throw new WorldException("a link cannot be cut: " + DockerEngine.reason(problem), problem);
                    }
                    whenDone.run();
                }));
    }
}
