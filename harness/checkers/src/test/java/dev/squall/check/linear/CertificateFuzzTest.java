package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.linear.certificate.Certificate;
import dev.squall.check.linear.certificate.CertificateVerifier;
import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.Confirmation.Outcome;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.certificate.Linearization;
import dev.squall.check.linear.certificate.Linearization.Order;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

// Longer than 350 lines: the mutations of all models are compared with one oracle.
/**
 * False certificates, invented or made from true ones, for every model: none is confirmed. {@code
 * -Dsquall.certificates=100000} makes it that many false ones of each kind for each model.
 */
class CertificateFuzzTest {

    private static final int CERTIFICATES = Integer.getInteger("squall.certificates", 2_200);
    private static final int BY_HISTORY = 40;

    /** A history, whose values are {@code [key value]} if it is keyed. */
    private record Sample(Spec spec, History history, boolean keyed) {

        Confirmation verify(Certificate claim) {
            return CertificateVerifier.verify(history, SequentialObject.of(spec.model()), keyed, claim);
        }

        Optional<Certificate> certificate() {
            return new LinearizabilityChecker(spec.model(), keyed)
                    .examine(history, Budget.DEFAULT)
                    .certificate(Budget.DEFAULT);
        }

        int completionOf(int invocation) {
            for (int i = invocation + 1; i < history.size(); i++) {
                if (history.get(i).process() == history.get(invocation).process()) {
                    return history.get(i).type() == Type.INVOKE ? history.size() : i;
                }
            }
            return history.size();
        }

        Type typeOf(int invocation) {
            int completion = completionOf(invocation);
            return completion == history.size()
                    ? Type.INFO
                    : history.get(completion).type();
        }

        Object keyOf(int index) {
            return keyed ? ((List<?>) history.get(index).value()).get(0) : null;
        }

        Object valueOf(int index) {
            Object value = history.get(index).value();
            return keyed ? ((List<?>) value).get(1) : value;
        }

        /** Returns true if the model lets the operation stand anywhere. */
        boolean showsNothing(int invocation) {
            boolean ok = typeOf(invocation) == Type.OK;
            Operation operation = history.get(invocation);
            return spec.model()
                    .call(
                            operation.process(),
                            operation.function(),
                            valueOf(invocation),
                            ok,
                            ok ? valueOf(completionOf(invocation)) : null)
                    .isEmpty();
        }

        @Override
        public String toString() {
            return spec + (keyed ? ", keyed\n" : "\n") + HistoryWriter.toEdn(history);
        }
    }

    static List<Spec> specs() {
        return ModelAgreementTest.specs();
    }

    private static Sample sample(Spec spec, boolean valid, Random random) {
        History first = drawn(spec, valid, random);
        if (random.nextBoolean()) {
            return new Sample(spec, first, false);
        }
        List<Operation> left = keyed(first, "a", 0);
        List<Operation> right = keyed(drawn(spec, true, random), "b", 1_000);
        List<Operation> all = new ArrayList<>();
        while (!left.isEmpty() || !right.isEmpty()) {
            boolean fromLeft = right.isEmpty() || !left.isEmpty() && random.nextBoolean();
            all.add((fromLeft ? left : right).remove(0));
        }
        return new Sample(spec, History.of(all), true);
    }

    private static History drawn(Spec spec, boolean valid, Random random) {
        History history = SmallHistories.valid(spec, 3 + random.nextInt(6), 2 + random.nextInt(3), random);
        return valid ? history : SmallHistories.damaged(spec, history, random);
    }

    private static List<Operation> keyed(History history, String key, int processes) {
        List<Operation> operations = new ArrayList<>();
        for (Operation o : history.operations()) {
            Object value = Arrays.asList(key, o.value());
            operations.add(new Operation(
                    o.index(), o.timeNanos(), o.type(), o.process() + processes, o.function(), value, o.extras()));
        }
        return operations;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void noCounterexampleOfAValidHistoryIsConfirmed(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        int explained = 0;
        for (int i = 0; i < CERTIFICATES; i += BY_HISTORY) {
            Sample sample = sample(spec, true, random);
            for (int n = 0; n < BY_HISTORY; n++) {
                Counterexample claim = invented(sample, random);
                Confirmation confirmation = sample.verify(claim);
                // The states that it claims are wrong by chance only: the refutation must not rest on them.
                assertThat(confirmation.words())
                        .as(claim + "\n" + sample)
                        .matches("refuted: (an order explains the core|the core is not of one key"
                                + "|an operation stands twice.*|operation .* did not complete.*)|too large: .*");
                explained += confirmation.words().contains("explains") ? 1 : 0;
            }
        }
        assertThat(explained).isGreaterThan(CERTIFICATES / 20);
    }

    /** A counterexample of operations drawn at random, most of them on one key, the last one most often completed. */
    private static Counterexample invented(Sample sample, Random random) {
        List<Integer> invocations = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        Object key = sample.keyOf(random.nextInt(sample.history().size()));
        for (Operation o : sample.history().operations()) {
            boolean wrong = random.nextInt(40) == 0;
            if (wrong || o.type() == Type.INVOKE && Objects.equals(sample.keyOf(o.index()), key)) {
                invocations.add(o.index());
                values.add(sample.valueOf(o.index()));
            }
        }
        Collections.shuffle(invocations, random);
        List<Integer> core =
                new ArrayList<>(invocations.subList(0, Math.min(1 + random.nextInt(5), invocations.size())));
        int unplaceable = core.get(random.nextInt(core.size()));
        if (random.nextInt(20) == 0) {
            core.add(core.get(0));
        }
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Object value = values.get(random.nextInt(values.size()));
            elements.add(value == null ? (Object) 0L : value);
        }
        boolean repeatable = random.nextInt(isEndless(sample.spec()) ? 1_500 : 2) == 0;
        return new Counterexample(key, core, unplaceable, List.of(), repeatable, elements);
    }

    /**
     * Returns true if repeated operations can make endlessly many states, which the verifier follows up to its limits.
     */
    private static boolean isEndless(Spec spec) {
        return List.of("counter", "kv-map", "reentrant-mutex", "fifo-queue", "stack", "priority-queue")
                .contains(spec.model().name());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void noFalseOrderOfAValidHistoryIsConfirmed(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        int refuted = 0;
        while (refuted < CERTIFICATES) {
            Sample sample = sample(spec, true, random);
            Linearization order = (Linearization) sample.certificate().orElseThrow();
            assertThat(sample.verify(order).outcome()).isEqualTo(Outcome.CONFIRMED);
            assertThat(isTrue(sample, order)).as(order + "\n" + sample).isTrue();
            for (int n = 0; n < BY_HISTORY; n++) {
                Linearization claim = mutated(sample, order, random);
                boolean confirmed = sample.verify(claim).outcome() == Outcome.CONFIRMED;
                assertThat(confirmed && !isTrue(sample, claim))
                        .as(claim + "\n" + sample)
                        .isFalse();
                refuted += confirmed ? 0 : 1;
            }
        }
    }

    private static Linearization mutated(Sample sample, Linearization order, Random random) {
        List<Object> keys = new ArrayList<>();
        List<List<Integer>> lists = new ArrayList<>();
        order.orders().forEach(o -> {
            keys.add(o.key());
            lists.add(new ArrayList<>(o.invocations()));
        });
        if (lists.isEmpty()) {
            return new Linearization(List.of(new Order(null, List.of(0))));
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int at = random.nextInt(lists.size());
            List<Integer> list = lists.get(at);
            switch (random.nextInt(8)) {
                case 0 ->
                    list.add(
                            random.nextInt(list.size() + 1),
                            random.nextInt(sample.history().size()));
                case 1 -> Collections.shuffle(list, random);
                case 2 -> {
                    keys.set(at, keys.get(random.nextInt(keys.size())));
                    Collections.reverse(list);
                }
                case 3 -> split(keys, lists, at, random);
                case 4 -> keys.set(at, random.nextBoolean() ? "other" : null);
                case 5, 6 -> swap(list, random);
                default -> {
                    if (!list.isEmpty()) {
                        list.remove(random.nextInt(list.size()));
                    }
                }
            }
        }
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            orders.add(new Order(keys.get(i), lists.get(i)));
        }
        return new Linearization(orders);
    }

    /** Cuts an order in two of the same key: the second part begins with the initial state again. */
    private static void split(List<Object> keys, List<List<Integer>> lists, int at, Random random) {
        List<Integer> list = lists.get(at);
        int cut = random.nextInt(list.size() + 1);
        keys.add(keys.get(at));
        lists.add(new ArrayList<>(list.subList(cut, list.size())));
        lists.set(at, new ArrayList<>(list.subList(0, cut)));
    }

    private static void swap(List<Integer> list, Random random) {
        if (list.size() > 1) {
            int at = random.nextInt(list.size() - 1);
            Collections.swap(list, at, random.nextBoolean() ? at + 1 : random.nextInt(list.size()));
        }
    }

    /** Returns true if orders are a linearization, by the definition and by the object itself, not by its model. */
    private static boolean isTrue(Sample sample, Linearization claim) {
        Set<Object> keys = new HashSet<>();
        Set<Integer> placed = new HashSet<>();
        for (Order order : claim.orders()) {
            if (!keys.add(order.key()) || !isTrue(sample, order, placed)) {
                return false;
            }
        }
        return sample.history().operations().stream()
                .filter(o -> o.type() == Type.INVOKE && sample.typeOf(o.index()) == Type.OK)
                .allMatch(o -> placed.contains(o.index()) || sample.showsNothing(o.index()));
    }

    private static boolean isTrue(Sample sample, Order order, Set<Integer> placed) {
        Object state = sample.spec().initial();
        List<Integer> indexes = order.invocations();
        for (int i = 0; i < indexes.size(); i++) {
            int index = indexes.get(i);
            Operation operation = sample.history().get(index);
            Type type = operation.type() == Type.INVOKE ? sample.typeOf(index) : Type.FAIL;
            if (type == Type.FAIL || !placed.add(index) || !Objects.equals(sample.keyOf(index), order.key())) {
                return false;
            }
            int end = type == Type.OK ? sample.completionOf(index) : Integer.MAX_VALUE;
            if (indexes.subList(0, i).stream().anyMatch(before -> before > end)) {
                return false;
            }
            Spec.Request request = new Spec.Request(operation.function(), sample.valueOf(index));
            Spec.Done done = sample.spec().apply(state, operation.process(), request);
            if (done == null || done.result() == Spec.FAILED) {
                return false;
            }
            if (type == Type.OK && !sample.spec().agrees(request, sample.valueOf(end), done.result())) {
                return false;
            }
            state = done.state();
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void falseTamperedCertificatesAreRefuted(Spec spec) {
        Random random = new Random(spec.toString().hashCode());
        int counterexamples = 0;
        int samples = CERTIFICATES / 10;
        for (int i = 0; i < samples; i++) {
            Sample sample = sample(spec, false, random);
            Certificate certificate = sample.certificate().orElseThrow();
            assertThat(sample.verify(certificate).outcome())
                    .as(certificate + "\n" + sample)
                    .isEqualTo(Outcome.CONFIRMED);
            if (certificate instanceof Counterexample found) {
                counterexamples++;
                assertThat(refutations(sample, found))
                        .as(found + "\n" + sample)
                        .allMatch(words -> words.startsWith("refuted: "));
                Order invented = new Order(found.key(), indexesOf(sample, found.key(), random));
                assertThat(sample.verify(new Linearization(List.of(invented))).outcome())
                        .isEqualTo(Outcome.REFUTED);
            }
        }
        assertThat(counterexamples).isGreaterThan(samples / 20);
    }

    private static List<Integer> indexesOf(Sample sample, Object key, Random random) {
        List<Integer> indexes = new ArrayList<>();
        for (Operation o : sample.history().operations()) {
            if (o.type() == Type.INVOKE
                    && sample.typeOf(o.index()) != Type.FAIL
                    && Objects.equals(sample.keyOf(o.index()), key)) {
                indexes.add(o.index());
            }
        }
        Collections.shuffle(indexes, random);
        return indexes;
    }

    /**
     * Returns the refutations of a true counterexample with too many operations, with too few, and with other states.
     */
    private static List<String> refutations(Sample sample, Counterexample found) {
        List<Counterexample> claims = new ArrayList<>();
        for (Operation o : sample.history().operations()) {
            if (o.type() == Type.INVOKE) {
                List<Integer> core = new ArrayList<>(found.core());
                if (!core.remove((Integer) o.index())) {
                    core.add(o.index());
                }
                claims.add(with(found, core, found.possibleStates()));
            }
        }
        List<Object> more = new ArrayList<>(found.possibleStates());
        more.add(Map.of("no", "state"));
        claims.add(with(found, found.core(), more));
        claims.add(with(found, found.core(), more.subList(1, more.size())));
        claims.add(with(found, found.core(), more.subList(1, more.size() - 1)));
        List<Integer> twice = new ArrayList<>(found.core());
        twice.add(twice.get(0));
        claims.add(with(found, twice, found.possibleStates()));
        return claims.stream().map(claim -> sample.verify(claim).words()).toList();
    }

    private static Counterexample with(Counterexample found, List<Integer> core, List<Object> states) {
        return new Counterexample(found.key(), core, found.unplaceable(), states, found.repeatable(), found.elements());
    }
}
