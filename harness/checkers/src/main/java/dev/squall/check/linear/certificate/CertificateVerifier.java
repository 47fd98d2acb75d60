package dev.squall.check.linear.certificate;

import dev.squall.check.linear.certificate.SequentialObject.State;
import dev.squall.history.History;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Confirms or refutes certificates by their definitions ({@link Linearization}, {@link Counterexample}), knowing only a
 * well-formed history and what one copy does. It shares no code with the search, so that nobody need believe that.
 */
public final class CertificateVerifier {

    private static final int MAX_STEPS = 10_000_000;

    private record Situation(State state, BigInteger placed) {}

    private record Rule(Set<Integer> core, List<Integer> once) {}

    private final SequentialObject object;
    private final Map<Object, Map<Integer, RecordedOp>> opsByKey;
    private int steps;

    private CertificateVerifier(History history, SequentialObject object, boolean keyed) {
        this.object = object;
        this.opsByKey = RecordedOp.byKey(history, object, keyed);
    }

    /** Checks a certificate of a history that is over several keys, or over one object. */
    public static Confirmation verify(History history, SequentialObject object, boolean keyed, Certificate claim) {
        try {
            CertificateVerifier verifier = new CertificateVerifier(history, object, keyed);
            return claim instanceof Linearization order
                    ? verifier.follow(order)
                    : verifier.exhaust((Counterexample) claim);
        } catch (Confirmation.Settled settled) {
            return settled.confirmation();
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Confirmation.Settled(Confirmation.refuted(otherwise));
        }
    }

    private Confirmation follow(Linearization linearization) {
        for (Linearization.Order order : linearization.orders()) {
            Map<Integer, RecordedOp> rest = opsByKey.getOrDefault(order.key(), new HashMap<>());
            State state = object.initialState();
            int latest = -1;
            for (int index : order.invocations()) {
                RecordedOp op = rest.remove(index);
                require(op != null, "operation " + index + " is not of its key, did not happen, or stands twice");
                require(latest < op.end(), "operation " + index + " ended before " + latest + ", placed first, began");
                state = op.effect().on(state).orElse(null);
                require(state != null, "operation " + index + " cannot have had its result at its place");
                latest = Math.max(latest, index);
            }
        }
        opsByKey.values().forEach(rest -> rest.values()
                .forEach(op -> require(!op.completed(), "operation " + op.begin() + " is missing in the order")));
        return Confirmation.confirmed("the order agrees with real time and every result");
    }

    private Confirmation exhaust(Counterexample claim) {
        Map<Integer, RecordedOp> ops = RecordedOp.about(claim, opsByKey.getOrDefault(claim.key(), Map.of()));
        Set<Integer> core = new HashSet<>(claim.core());
        require(core.contains(claim.unplaceable()) && ops.keySet().containsAll(core), "the core is not of one key");
        Optional<Set<Object>> end = statesAtEnd(ops, core, claim);
        require(end.isPresent(), "an order explains the core");
        require(
                end.get().equals(new HashSet<>(claim.possibleStates())),
                "the states possible at the end are " + end.get());
        for (int index : claim.core()) {
            Set<Integer> less = core.stream().filter(i -> i != index).collect(Collectors.toSet());
            require(statesAtEnd(ops, less, claim).isEmpty(), "the core does not need operation " + index);
        }
        return Confirmation.confirmed("no order explains the core, which needs each of its operations");
    }

    /**
     * Returns the states in which the last operation of the claim ends without a place; empty if it has one in some
     * order.
     */
    private Optional<Set<Object>> statesAtEnd(Map<Integer, RecordedOp> ops, Set<Integer> core, Counterexample claim) {
        Rule rule = new Rule(core, List.copyOf(claim.repeatable() ? core : ops.keySet()));
        TreeMap<Integer, RecordedOp> events = new TreeMap<>(ops);
        ops.values().forEach(op -> events.put(op.end(), op));
        Set<RecordedOp> open = new HashSet<>();
        Set<Situation> now = Set.of(new Situation(object.initialState(), BigInteger.ZERO));
        Set<Situation> before = now;
        for (int time : events.headMap(ops.get(claim.unplaceable()).end(), true).keySet()) {
            RecordedOp op = events.get(time);
            int bit = rule.once().indexOf(op.begin());
            before = now;
            if (time == op.begin()) {
                open.add(op);
                now = grown(before, open, op, rule);
            } else if (open.remove(op) && bit >= 0) {
                boolean placed = core.contains(op.begin());
                now = before.stream()
                        .filter(s -> !placed || s.placed().testBit(bit))
                        .map(s -> new Situation(s.state(), s.placed().clearBit(bit)))
                        .collect(Collectors.toSet());
            }
        }
        Set<Object> states = new HashSet<>();
        before.forEach(s -> states.add(object.asData(s.state())));
        return now.isEmpty() ? Optional.of(states) : Optional.empty();
    }

    /** Returns all situations that can come about when one more operation is open. */
    private Set<Situation> grown(Set<Situation> before, Set<RecordedOp> open, RecordedOp fresh, Rule rule) {
        Set<Situation> all = new HashSet<>(before);
        ArrayDeque<Situation> todo = new ArrayDeque<>();
        before.forEach(s -> place(s, fresh, rule).filter(all::add).ifPresent(todo::add));
        while (!todo.isEmpty()) {
            Situation s = todo.remove();
            open.forEach(op -> place(s, op, rule).filter(all::add).ifPresent(todo::add));
        }
        return all;
    }

    private Optional<Situation> place(Situation s, RecordedOp op, Rule rule) {
        if (++steps > MAX_STEPS) {
            throw new Confirmation.Settled(
                    Confirmation.tooLarge("not settled by " + MAX_STEPS + " steps of the object"));
        }
        int bit = rule.once().indexOf(op.begin());
        if (bit >= 0 && s.placed().testBit(bit)) {
            return Optional.empty();
        }
        BigInteger placed = bit < 0 ? s.placed() : s.placed().setBit(bit);
        Optional<State> next = op.effect().on(s.state());
        boolean idle = !rule.core().contains(op.begin())
                && next.filter(s.state()::equals).isPresent();
        return idle ? Optional.empty() : next.map(state -> new Situation(state, placed));
    }
}
