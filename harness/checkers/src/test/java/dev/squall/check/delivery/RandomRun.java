package dev.squall.check.delivery;

import dev.squall.check.delivery.Fact.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A small run of a broadcast, in the order in which it happened; time is the index. Nodes deliver mostly the oldest
 * message that they lack, and sometimes any.
 */
public final class RandomRun {

    public final int nodes;
    public final List<Fact> facts = new ArrayList<>();
    private final Random random;
    private final int[] lives;
    private final boolean[] down;
    private int names;

    public RandomRun(Random random, boolean withCrashes) {
        this.random = random;
        nodes = 2 + random.nextInt(3);
        lives = new int[nodes];
        down = new boolean[nodes];
        int disorder = new int[] {0, 4, 30}[random.nextInt(3)];
        int steps = 4 + random.nextInt(14);
        for (int step = 0; step < steps; step++) {
            step(disorder, withCrashes);
        }
        while (random.nextInt(25) != 0 && deliverAll(disorder)) {}
    }

    private void step(int disorder, boolean withCrashes) {
        int node = random.nextInt(nodes);
        if (down[node]) {
            down[node] = false;
            lives[node]++;
            note(Kind.RESTARTED, node, null);
            return;
        }
        switch (random.nextInt(withCrashes ? 11 : 10)) {
            case 0, 1, 2 -> note(Kind.BROADCAST, node, names++);
            case 3 -> note(Kind.SENT_BESIDE, node, names++);
            case 4 -> noteAny(Kind.RECEIVED_BESIDE, node, fact -> fact.kind() == Kind.SENT_BESIDE);
            case 5 ->
                noteAny(
                        Kind.ACKNOWLEDGED,
                        node,
                        fact -> fact.kind() == Kind.BROADCAST && fact.node() == node && fact.life() == lives[node]);
            case 10 -> {
                down[node] = true;
                note(Kind.CRASHED, node, null);
            }
            default -> deliver(node, disorder);
        }
    }

    private boolean deliverAll(int disorder) {
        boolean delivered = false;
        for (int node = 0; node < nodes; node++) {
            delivered |= !down[node] && deliver(node, disorder);
        }
        return delivered;
    }

    private boolean deliver(int node, int disorder) {
        if (random.nextInt(100) < disorder / 4) {
            note(Kind.DELIVERED, node, random.nextInt(10) == 0 ? 1000 + names++ : names == 0 ? 1000 : anyBroadcast());
            return true;
        }
        List<Integer> missing = facts.stream()
                .filter(fact -> fact.kind() == Kind.BROADCAST)
                .map(Fact::message)
                .filter(message -> !hasDelivered(node, message))
                .toList();
        if (missing.isEmpty()) {
            return false;
        }
        boolean any = random.nextInt(100) < disorder;
        note(Kind.DELIVERED, node, missing.get(any ? random.nextInt(missing.size()) : 0));
        return true;
    }

    private boolean hasDelivered(int node, int message) {
        return facts.stream()
                .anyMatch(fact -> fact.kind() == Kind.DELIVERED && fact.node() == node && fact.message() == message);
    }

    private int anyBroadcast() {
        List<Fact> all =
                facts.stream().filter(fact -> fact.kind() == Kind.BROADCAST).toList();
        return all.isEmpty() ? 1000 : all.get(random.nextInt(all.size())).message();
    }

    private void noteAny(Kind kind, int node, Predicate<Fact> ofFact) {
        List<Fact> candidates = facts.stream().filter(ofFact).toList();
        if (!candidates.isEmpty()) {
            note(kind, node, candidates.get(random.nextInt(candidates.size())).message());
        }
    }

    private void note(Kind kind, int node, Integer message) {
        facts.add(new Fact(kind, node, lives[node], message));
    }

    /** The indexes of the facts in an order that is right only for each node by itself. */
    public List<Integer> interleaved(Random interleaving) {
        List<Deque<Integer>> queues = new ArrayList<>();
        List<Integer> turns = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            queues.add(new ArrayDeque<>());
        }
        for (int i = 0; i < facts.size(); i++) {
            queues.get(facts.get(i).node()).add(i);
            turns.add(facts.get(i).node());
        }
        Collections.shuffle(turns, interleaving);
        return turns.stream().map(node -> queues.get(node).remove()).toList();
    }

    /** Which facts happened before which, by the transitive closure. */
    public boolean[][] happenedBefore() {
        int size = facts.size();
        boolean[][] before = new boolean[size][size];
        for (int b = 0; b < size; b++) {
            for (int a = 0; a < b; a++) {
                before[a][b] = directlyBefore(facts.get(a), facts.get(b));
            }
        }
        for (int via = 0; via < size; via++) {
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    before[a][b] |= before[a][via] && before[via][b];
                }
            }
        }
        return before;
    }

    private static boolean directlyBefore(Fact a, Fact b) {
        return a.node() == b.node() || a.sends() && b.receives() && a.message().equals(b.message());
    }
}
