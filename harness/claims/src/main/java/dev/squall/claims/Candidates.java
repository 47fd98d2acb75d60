package dev.squall.claims;

import dev.squall.claims.Minimizer.Candidate;
import dev.squall.experiment.Experiment;
import dev.squall.fault.Arbitrary;
import dev.squall.fault.DiskLoss;
import dev.squall.fault.Fault;
import dev.squall.fault.Kill;
import dev.squall.fault.LateMessages;
import dev.squall.fault.PacketFault;
import dev.squall.run.loop.Script;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Transformations that make a scenario smaller. All transformations are pure functions. */
final class Candidates {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    private Candidates() {}

    static Candidate withoutLivenessPhase(Candidate from) {
        Script script = from.script();
        return new Candidate(
                from.experiment(), new Script(script.clients(), script.operations(), script.faults(), false));
    }

    static Candidate withLatency(Candidate from, Latency.Distribution distribution) {
        Experiment old = from.experiment();
        return new Candidate(old.toBuilder().latencyDistribution(distribution).build(), from.script());
    }

    /** Returns the candidate with another seed, also for its faults. */
    static Candidate withSeed(Candidate from, long seed) {
        List<ScriptedFault> faults = from.script().faults().stream()
                .map(fault -> new ScriptedFault(fault.atNanos(), fault.untilNanos(), withSeed(fault.fault(), seed)))
                .toList();
        return withFaults(new Candidate(from.experiment().toBuilder().seed(seed).build(), from.script()), faults);
    }

    private static Fault withSeed(Fault fault, long seed) {
        if (fault instanceof PacketFault packets) {
            return packets.withSeed(seed);
        }
        if (fault instanceof LateMessages late) {
            return late.withSeed(seed);
        }
        return fault instanceof Arbitrary adversary ? adversary.withSeed(seed) : fault;
    }

    /** Returns the candidate with a shorter safety phase, without the operations and faults that no longer fit in. */
    static Candidate withTimeLimit(Candidate from, long millis) {
        long nanos = millis * MILLISECOND_NANOS;
        Script script = from.script();
        List<ScriptedOperation> operations = script.operations().stream()
                .filter(operation -> operation.atNanos() < nanos)
                .toList();
        List<ScriptedFault> faults = script.faults().stream()
                .filter(fault -> fault.atNanos() < nanos)
                .map(fault -> fault.untilNanos() < nanos
                        ? fault
                        : new ScriptedFault(fault.atNanos(), Long.MAX_VALUE, fault.fault()))
                .toList();
        return new Candidate(
                from.experiment().toBuilder().timeLimitMillis(millis).build(),
                new Script(script.clients(), operations, faults, script.hasLivenessPhase()));
    }

    static Candidate withFaults(Candidate from, List<ScriptedFault> faults) {
        Script script = from.script();
        return new Candidate(
                from.experiment(),
                new Script(script.clients(), script.operations(), faults, script.hasLivenessPhase()));
    }

    static Candidate withOperations(Candidate from, List<ScriptedOperation> operations) {
        Script script = from.script();
        return new Candidate(
                from.experiment(),
                new Script(script.clients(), operations, script.faults(), script.hasLivenessPhase()));
    }

    /** Returns simpler variants of a fault, which do less or depend on less, the simplest first. */
    static List<ScriptedFault> simpler(ScriptedFault fault) {
        List<ScriptedFault> simpler = new ArrayList<>();
        if (fault.fault() instanceof Kill || fault.fault() instanceof DiskLoss) {
            String node = fault.fault().nodes().iterator().next();
            List<Fault> crashes = new ArrayList<>(List.of(new Kill(node)));
            if (fault.fault() instanceof DiskLoss) {
                crashes.add(new DiskLoss(node, WriteLoss.LOST, false));
            }
            crashes.remove(fault.fault());
            crashes.forEach(crash -> simpler.add(new ScriptedFault(fault.atNanos(), fault.untilNanos(), crash)));
        }
        return simpler;
    }

    /** Returns the key of an operation in workloads whose values are {@code [key ...]}; else null. */
    static Object keyOf(ScriptedOperation operation) {
        return operation.value() instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
    }

    /**
     * Returns the candidate without clients that do nothing, but with at least one client; no later probe needs the
     * others.
     */
    static Candidate withoutIdleClients(Candidate from) {
        Script script = from.script();
        TreeSet<Integer> busy = new TreeSet<>();
        script.operations().forEach(operation -> busy.add(operation.client()));
        if (busy.isEmpty()) {
            busy.add(0);
        }
        return withClients(from, List.copyOf(busy), script.clients());
    }

    private static Candidate withClients(Candidate from, List<Integer> kept, List<String> nodeOfClient) {
        Script script = from.script();
        List<ScriptedOperation> operations = new ArrayList<>();
        for (ScriptedOperation operation : script.operations()) {
            int client = kept.indexOf(operation.client());
            if (client >= 0) {
                operations.add(new ScriptedOperation(
                        operation.atNanos(), client, operation.node(), operation.function(), operation.value()));
            }
        }
        List<String> clients = kept.stream().map(nodeOfClient::get).toList();
        return new Candidate(
                from.experiment().toBuilder().concurrency(clients.size()).build(),
                new Script(clients, operations, script.faults(), script.hasLivenessPhase()));
    }

    /**
     * Returns the candidate without a node, its clients and its faults; later nodes get the next lower number.
     *
     * @param number number of the node, from 1
     */
    static Candidate withoutNode(Candidate from, int number) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (int n = 1; n <= from.experiment().nodeCount(); n++) {
            if (n != number) {
                renamed.put("n" + n, "n" + (n < number ? n : n - 1));
            }
        }
        List<Integer> kept = new ArrayList<>();
        List<String> nodeOfClient = new ArrayList<>();
        for (int client = 0; client < from.script().clients().size(); client++) {
            String node = renamed.get(from.script().clients().get(client));
            nodeOfClient.add(node);
            if (node != null) {
                kept.add(client);
            }
        }
        if (kept.isEmpty()) {
            kept.add(0);
            nodeOfClient.set(0, "n1");
        }
        Candidate fewerClients = withClients(from, kept, nodeOfClient);
        List<ScriptedFault> faults = new ArrayList<>();
        for (ScriptedFault fault : from.script().faults()) {
            fault.fault()
                    .renamed(renamed)
                    .ifPresent(
                            onOthers -> faults.add(new ScriptedFault(fault.atNanos(), fault.untilNanos(), onOthers)));
        }
        List<ScriptedOperation> operations = new ArrayList<>();
        for (ScriptedOperation operation : fewerClients.script().operations()) {
            String node = renamed.get(operation.node());
            if (node != null) {
                operations.add(new ScriptedOperation(
                        operation.atNanos(), operation.client(), node, operation.function(), operation.value()));
            }
        }
        Experiment experiment = fewerClients.experiment().toBuilder()
                .nodeCount(from.experiment().nodeCount() - 1)
                .build();
        Script script = fewerClients.script();
        return new Candidate(experiment, new Script(script.clients(), operations, faults, script.hasLivenessPhase()));
    }

    /** Returns the candidate with all times in whole milliseconds, for readability. */
    static Candidate inWholeMilliseconds(Candidate from) {
        Script script = from.script();
        List<ScriptedOperation> operations = script.operations().stream()
                .map(o -> new ScriptedOperation(rounded(o.atNanos()), o.client(), o.node(), o.function(), o.value()))
                .toList();
        List<ScriptedFault> faults = script.faults().stream()
                .map(f -> new ScriptedFault(
                        rounded(f.atNanos()),
                        f.untilNanos() == Long.MAX_VALUE ? Long.MAX_VALUE : rounded(f.untilNanos()),
                        f.fault()))
                .toList();
        return new Candidate(
                from.experiment(), new Script(script.clients(), operations, faults, script.hasLivenessPhase()));
    }

    private static long rounded(long nanos) {
        return (nanos + MILLISECOND_NANOS / 2) / MILLISECOND_NANOS * MILLISECOND_NANOS;
    }
}
