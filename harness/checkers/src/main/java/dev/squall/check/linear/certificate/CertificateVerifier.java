package dev.squall.check.linear.certificate;

import dev.squall.check.linear.certificate.SequentialObject.State;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Verifier of certificates by their definitions ({@link Linearization}, {@link Counterexample}). The verifier's only
 * inputs are the history and the sequential specification. The verifier shares no code with the search, so the search
 * need not be trusted.
 *
 * <p><b>Theorem.</b> Let H be a well-formed history: every completion follows its invocation by the same process, on
 * the same key. Let ops(k) be the operations on key k that did not complete {@code :fail} and that have an effect or a
 * result. <ol>
 *   <li>A confirmed linearization proves that H is linearizable. The certificate has exactly one order for each key
 *       with operations. The order of k contains each completed operation of ops(k) once, each other operation of
 *       ops(k) at most once, and nothing else. If a completed before b began, a precedes b in the order. Executed in
 *       the order from the initial state, each operation has its recorded result. Keys are independent objects, so one
 *       order per key suffices (Herlihy and Wing, 1990).
 *   <li>A confirmed counterexample proves that H is not linearizable. If H had a linearization, then so would H's
 *       operations on one part of the object, or on some values of a container. Truncated at the end of the unplaceable
 *       operation, this linearization obeys the rule of {@link Counterexample}, which is weaker than linearizability.
 *       The verifier follows all orders that obey the rule, from one begin or end of an operation to the next. No order
 *       is left at the unplaceable operation's end, and some order was left before. Effects are placed only right after
 *       begins: an effect at any other instant can move back to the latest earlier begin without changing any order.
 * </ol>
 *
 * <p>Steps of the object and memory are limited; a certificate that needs more is neither confirmed nor refuted. A
 * linearization takes one step per operation. A counterexample may take steps exponential in the number of concurrent
 * operations.
 */
public final class CertificateVerifier {

    private static final int MAX_STEPS = 10_000_000;
    private static final long MAX_BYTES = 64L << 20;
    private static final int SITUATION_BYTES = 128;

    private record Situation(State state, BigInteger placed) {}

    private record Rule(Set<Integer> core, Map<Integer, Integer> bits) {}

    private final SequentialObject object;
    private final Map<Object, Map<Integer, RecordedOp>> opsByKey;
    private int steps;
    private long bytes;

    private CertificateVerifier(History history, SequentialObject object, boolean keyed) {
        this.object = object;
        this.opsByKey = RecordedOp.byKey(history, object, keyed);
    }

    /**
     * Verifies a certificate for a history over several keys or over one object. The certificate is refuted if the
     * history is malformed or has operations unknown to the object.
     */
    public static Confirmation verify(History history, SequentialObject object, boolean keyed, Certificate claim) {
        try {
            CertificateVerifier verifier = new CertificateVerifier(history, object, keyed);
            return claim instanceof Linearization order
                    ? verifier.follow(order)
                    : verifier.exhaust((Counterexample) claim);
        } catch (Confirmation.Settled settled) {
            return settled.confirmation();
        } catch (IllegalArgumentException | HistoryFormatException unfit) {
            return Confirmation.refuted("the history is none of the object's: " + unfit.getMessage());
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Confirmation.Settled(Confirmation.refuted(otherwise));
        }
    }

    private Confirmation follow(Linearization linearization) {
        Set<Object> keys = new HashSet<>();
        for (Linearization.Order order : linearization.orders()) {
            require(keys.add(order.key()), "there are two orders for the key " + order.key());
            require(
                    opsByKey.containsKey(order.key()),
                    "there is an order for the key " + order.key() + ", which has no operations");
        }
        for (Linearization.Order order : linearization.orders()) {
            Map<Integer, RecordedOp> rest = new HashMap<>(opsByKey.get(order.key()));
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
            rest.values().forEach(CertificateVerifier::requireUncompleted);
        }
        opsByKey.forEach((key, ops) -> {
            if (!keys.contains(key)) {
                ops.values().forEach(CertificateVerifier::requireUncompleted);
            }
        });
        return Confirmation.confirmed("the order agrees with real time and every result");
    }

    private static void requireUncompleted(RecordedOp op) {
        require(!op.completed(), "operation " + op.begin() + " is missing in the order");
    }

    private Confirmation exhaust(Counterexample claim) {
        Map<Integer, RecordedOp> ops = RecordedOp.about(claim, opsByKey.getOrDefault(claim.key(), Map.of()));
        Set<Integer> core = new HashSet<>(claim.core());
        require(core.size() == claim.core().size(), "an operation stands twice in the core");
        require(core.contains(claim.unplaceable()) && ops.keySet().containsAll(core), "the core is not of one key");
        require(
                ops.get(claim.unplaceable()).completed(),
                "operation " + claim.unplaceable() + " did not complete, so that it needs no place");
        Optional<Set<Object>> end = statesAtEnd(ops, core, claim);
        require(end.isPresent(), "an order explains the core");
        require(!end.get().isEmpty(), "no order is left before operation " + claim.unplaceable() + " ends");
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
     * Returns the states possible at the end of the unplaceable operation; empty if some order places the operation.
     */
    private Optional<Set<Object>> statesAtEnd(Map<Integer, RecordedOp> ops, Set<Integer> core, Counterexample claim) {
        Rule rule = new Rule(core, new HashMap<>());
        (claim.repeatable() ? core : ops.keySet())
                .forEach(op -> rule.bits().put(op, rule.bits().size()));
        TreeMap<Integer, RecordedOp> events = new TreeMap<>(ops);
        ops.values().stream().filter(RecordedOp::completed).forEach(op -> events.put(op.end(), op));
        Set<RecordedOp> open = new LinkedHashSet<>();
        Set<Situation> now = Set.of(new Situation(object.initialState(), BigInteger.ZERO));
        bytes = 0;
        Set<Situation> before = now;
        for (int time : events.headMap(ops.get(claim.unplaceable()).end(), true).keySet()) {
            RecordedOp op = events.get(time);
            before = now;
            if (time == op.begin()) {
                open.add(op);
                now = grown(before, open, op, rule);
            } else if (open.remove(op) && rule.bits().containsKey(op.begin())) {
                int bit = rule.bits().get(op.begin());
                boolean placed = core.contains(op.begin());
                now = before.stream()
                        .filter(s -> !placed || s.placed().testBit(bit))
                        .map(s -> new Situation(s.state(), s.placed().clearBit(bit)))
                        .collect(Collectors.toSet());
                bytes = before.isEmpty() ? 0 : bytes * now.size() / before.size();
            }
        }
        Set<Object> states = new HashSet<>();
        before.forEach(s -> states.add(object.asData(s.state())));
        return now.isEmpty() ? Optional.of(states) : Optional.empty();
    }

    /** Returns all situations that are reachable once one more operation is open. */
    private Set<Situation> grown(Set<Situation> before, Set<RecordedOp> open, RecordedOp fresh, Rule rule) {
        Set<Situation> all = new HashSet<>(before);
        ArrayDeque<Situation> todo = new ArrayDeque<>();
        before.forEach(
                s -> place(s, fresh, rule).filter(all::add).map(this::weighed).ifPresent(todo::add));
        while (!todo.isEmpty()) {
            Situation s = todo.remove();
            open.forEach(
                    op -> place(s, op, rule).filter(all::add).map(this::weighed).ifPresent(todo::add));
        }
        return all;
    }

    private Situation weighed(Situation s) {
        bytes += SITUATION_BYTES + s.placed().bitLength() / Byte.SIZE + object.bytesOf(s.state());
        tooLargeIf(bytes > MAX_BYTES, (MAX_BYTES >> 20) + " MiB");
        return s;
    }

    private static void tooLargeIf(boolean condition, String limit) {
        if (condition) {
            throw new Confirmation.Settled(Confirmation.tooLarge("not settled within " + limit));
        }
    }

    private Optional<Situation> place(Situation s, RecordedOp op, Rule rule) {
        tooLargeIf(++steps > MAX_STEPS, MAX_STEPS + " steps of the object");
        Integer bit = rule.bits().get(op.begin());
        if (bit != null && s.placed().testBit(bit)) {
            return Optional.empty();
        }
        BigInteger placed = bit == null ? s.placed() : s.placed().setBit(bit);
        Optional<State> next = op.effect().on(s.state());
        boolean idle = !rule.core().contains(op.begin())
                && next.filter(s.state()::equals).isPresent();
        return idle ? Optional.empty() : next.map(state -> new Situation(state, placed));
    }
}
