package dev.squall.check.delivery;

import dev.squall.check.delivery.Fact.Kind;
import dev.squall.check.journal.CrashContract;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The properties of broadcasts decided of a run by their definitions, pair by pair. */
final class BroadcastDefinitions {

    private static final int NEVER = Integer.MAX_VALUE;

    private final RandomRun run;
    private final List<Fact> facts;
    private final CrashContract contract;
    private final int due;
    private final boolean[][] before;
    private final Set<Integer> messages = new LinkedHashSet<>();

    /** @param due the index of the last fact that must have had its consequences */
    BroadcastDefinitions(RandomRun run, CrashContract contract, int due) {
        this.run = run;
        this.facts = run.facts;
        this.contract = contract;
        this.due = due;
        before = run.happenedBefore();
        for (Fact fact : facts) {
            if (fact.kind() == Kind.BROADCAST || fact.kind() == Kind.DELIVERED) {
                messages.add(fact.message());
            }
        }
    }

    boolean isKept(BroadcastProperty property) {
        return switch (property) {
            case VALIDITY -> messages.stream().allMatch(this::isValid);
            case NO_DUPLICATION -> deliveries().size() == new LinkedHashSet<>(keys()).size();
            case NO_CREATION -> messages.stream().allMatch(message -> broadcast(message) != NEVER);
            case AGREEMENT -> messages.stream().allMatch(message -> isAgreed(message, false));
            case UNIFORM_AGREEMENT -> messages.stream().allMatch(message -> isAgreed(message, true));
            case FIFO_ORDER -> isOrdered(true);
            case CAUSAL_ORDER -> isOrdered(false);
            case TOTAL_ORDER -> isTotallyOrdered();
            case SAME_SEQUENCE -> isOneSequence();
        };
    }

    private List<Fact> deliveries() {
        return facts.stream().filter(fact -> fact.kind() == Kind.DELIVERED).toList();
    }

    private List<List<Integer>> keys() {
        return deliveries().stream()
                .map(fact -> List.of(fact.node(), fact.message()))
                .toList();
    }

    private int first(Kind kind, int node, int message) {
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            if (fact.kind() == kind && (node < 0 || fact.node() == node) && fact.message() == message) {
                return i;
            }
        }
        return NEVER;
    }

    private int broadcast(int message) {
        return first(Kind.BROADCAST, -1, message);
    }

    private int delivery(int node, int message) {
        return first(Kind.DELIVERED, node, message);
    }

    private boolean isCorrect(int node) {
        boolean everCrashed = false;
        boolean down = false;
        for (Fact fact : facts) {
            if (fact.node() == node) {
                down = fact.kind() == Kind.CRASHED;
                everCrashed |= down;
            }
        }
        return contract == CrashContract.CRASH_STOP ? !everCrashed : !down;
    }

    /** Returns true if a message may be lost in view of a later fact, or of the end. */
    private boolean mayBeLost(int message, int view) {
        if (contract != CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED
                || first(Kind.ACKNOWLEDGED, -1, message) != NEVER) {
            return false;
        }
        Fact sending = facts.get(broadcast(message));
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            if (fact.node() == sending.node() && fact.life() > sending.life() && (view == NEVER || before[i][view])) {
                return true;
            }
        }
        return false;
    }

    private boolean isValid(int message) {
        int sending = broadcast(message);
        if (sending > due || mayBeLost(message, NEVER)) {
            return true;
        }
        int sender = facts.get(sending).node();
        return !isCorrect(sender) || delivery(sender, message) != NEVER;
    }

    private boolean isAgreed(int message, boolean uniformly) {
        boolean owed = false;
        boolean all = true;
        for (int node = 0; node < run.nodes; node++) {
            boolean correct = isCorrect(node);
            int delivery = delivery(node, message);
            owed |= (uniformly || correct) && delivery <= due;
            all &= !correct || delivery != NEVER;
        }
        return !owed || all;
    }

    private boolean isOrdered(boolean fifo) {
        for (int a : messages) {
            for (int b : messages) {
                int first = broadcast(a);
                int second = broadcast(b);
                if (first != NEVER
                        && second != NEVER
                        && before[first][second]
                        && (!fifo
                                || facts.get(first).node() == facts.get(second).node())
                        && !isOrdered(a, b, second)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isOrdered(int a, int b, int broadcastOfB) {
        for (int node = 0; node < run.nodes; node++) {
            int deliveryOfA = delivery(node, a);
            int deliveryOfB = delivery(node, b);
            boolean skipped = deliveryOfA == NEVER && mayBeLost(a, broadcastOfB);
            if (deliveryOfB != NEVER && deliveryOfA > deliveryOfB && !skipped) {
                return false;
            }
        }
        return true;
    }

    private List<Integer> sequence(int node) {
        Set<Integer> sequence = new LinkedHashSet<>();
        for (Fact fact : deliveries()) {
            if (fact.node() == node) {
                sequence.add(fact.message());
            }
        }
        return new ArrayList<>(sequence);
    }

    private boolean isTotallyOrdered() {
        for (int p = 0; p < run.nodes; p++) {
            for (int q = 0; q < run.nodes; q++) {
                List<Integer> ofP = sequence(p);
                List<Integer> ofQ = sequence(q);
                ofP.retainAll(sequence(q));
                ofQ.retainAll(sequence(p));
                if (!ofP.equals(ofQ)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isOneSequence() {
        for (int p = 0; p < run.nodes; p++) {
            for (int q = 0; q < run.nodes; q++) {
                int length = Math.min(sequence(p).size(), sequence(q).size());
                if (!sequence(p).subList(0, length).equals(sequence(q).subList(0, length))) {
                    return false;
                }
            }
        }
        return true;
    }
}
