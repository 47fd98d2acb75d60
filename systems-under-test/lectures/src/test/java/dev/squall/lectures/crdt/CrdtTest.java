package dev.squall.lectures.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.crdt.flawed.MergeByOverwriting;
import dev.squall.lectures.crdt.flawed.MergeNotAssociative;
import dev.squall.lectures.crdt.flawed.MergeNotCommutative;
import dev.squall.lectures.crdt.flawed.MergeNotIdempotent;
import dev.squall.lectures.crdt.flawed.TimestampsNotUnique;
import dev.squall.node.Body;
import dev.squall.node.protocol.LinKv;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tests of the data types without nodes: the laws of merges, and operations that commute. */
class CrdtTest {

    private static final Map<String, Function<String, Crdt.StateBased>> STATE_BASED = new LinkedHashMap<>();

    static {
        STATE_BASED.put("map", StateBasedMap::new);
        STATE_BASED.put("g-counter", GCounter::new);
        STATE_BASED.put("pn-counter", PnCounter::new);
        STATE_BASED.put("g-set", node -> new GSet());
        STATE_BASED.put("or-set", StateBasedOrSet::new);
    }

    private static Body update(String type, Random random) {
        long small = 1 + random.nextInt(3);
        return switch (type) {
            case "map" -> new LinKv.Write(small, (long) random.nextInt(100));
            case "g-counter" -> new CrdtMessages.AddDelta(small);
            case "pn-counter" -> new CrdtMessages.AddDelta(random.nextBoolean() ? small : -small);
            case "g-set" -> new CrdtMessages.Add(small);
            default -> random.nextBoolean() ? new CrdtMessages.Add(small) : new CrdtMessages.Remove(small);
        };
    }

    /** Makes three replicas that update, and sometimes merge another replica's state. */
    private static List<Crdt.StateBased> replicas(
            String type, Function<String, Crdt.StateBased> factory, Random random) {
        List<Crdt.StateBased> replicas =
                Stream.of("n1", "n2", "n3").map(factory).toList();
        for (int i = 0; i < 15; i++) {
            Crdt.StateBased replica = replicas.get(random.nextInt(3));
            if (random.nextInt(3) == 0) {
                replica.merge(replicas.get(random.nextInt(3)).state());
            } else {
                replica.update(update(type, random));
            }
        }
        return replicas;
    }

    private static Object merged(Function<String, Crdt.StateBased> factory, Object... states) {
        Crdt.StateBased replica = factory.apply("n9");
        for (Object state : states) {
            replica.merge(state);
        }
        return replica.state();
    }

    private static boolean isLawful(String type, Function<String, Crdt.StateBased> factory, Random random) {
        List<Object> s =
                replicas(type, factory, random).stream().map(Crdt::state).toList();
        Object left = merged(factory, merged(factory, s.get(0), s.get(1)), s.get(2));
        Object right = merged(factory, s.get(0), merged(factory, s.get(1), s.get(2)));
        return left.equals(right)
                && merged(factory, s.get(0), s.get(1)).equals(merged(factory, s.get(1), s.get(0)))
                && merged(factory, s.get(0), s.get(0)).equals(s.get(0));
    }

    private static Function<String, Crdt.StateBased> of(CrdtProgram.StateBased program) {
        return program::newCrdt;
    }

    private static long lawless(String type, Function<String, Crdt.StateBased> factory) {
        return Stream.iterate(1L, seed -> seed + 1)
                .limit(200)
                .filter(seed -> !isLawful(type, factory, new Random(seed)))
                .count();
    }

    @Property
    void everyMergeIsAssociativeCommutativeAndIdempotent(@ForAll long seed) {
        STATE_BASED.forEach((type, factory) ->
                assertThat(isLawful(type, factory, new Random(seed))).as(type).isTrue());
    }

    @Property
    void mergeOfTheDeltaHasTheEffectOfTheUpdate(@ForAll long seed) {
        STATE_BASED.forEach((type, factory) -> {
            Random random = new Random(seed);
            Crdt.StateBased replica = replicas(type, factory, random).get(0);
            Object before = replica.state();
            Object delta = replica.update(update(type, random));

            assertThat(merged(factory, before, delta)).as(type).isEqualTo(replica.state());
        });
    }

    @Test
    void everyFlawedMergeBreaksALaw() {
        assertThat(lawless("map", of(new MergeByOverwriting()))).isPositive();
        assertThat(lawless("map", of(new MergeNotCommutative()))).isPositive();
        assertThat(lawless("map", of(new MergeNotAssociative()))).isPositive();
        assertThat(lawless("g-counter", of(new MergeNotIdempotent()))).isPositive();
    }

    private static Object delivered(Crdt.OperationBased replica, List<Object> operations) {
        operations.forEach(replica::deliver);
        return replica.state();
    }

    private static List<Object> mapOperations(Function<String, Crdt.OperationBased> factory, Random random) {
        List<Crdt.OperationBased> replicas =
                Stream.of("n1", "n2", "n3").map(factory).toList();
        List<Object> operations = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Crdt.OperationBased replica = replicas.get(random.nextInt(3));
            Object operation = replica.operation(update("map", random));
            replica.deliver(operation);
            operations.add(operation);
        }
        return operations;
    }

    @Property
    void operationsOfTheMapCommute(@ForAll long seed) {
        Random random = new Random(seed);
        List<Object> operations = mapOperations(OperationBasedMap::new, random);
        List<Object> shuffled = new ArrayList<>(operations);
        Collections.shuffle(shuffled, random);

        assertThat(delivered(new OperationBasedMap("n9"), shuffled))
                .isEqualTo(delivered(new OperationBasedMap("n9"), operations));
    }

    @Test
    void operationsWithEqualTimestampsDoNotCommute() {
        CrdtProgram.OperationBased flawed = new TimestampsNotUnique();
        List<Object> operations = mapOperations(flawed::newCrdt, new Random(1));
        List<Object> reversed = new ArrayList<>(operations);
        Collections.reverse(reversed);

        assertThat(delivered(new OperationBasedMap("n9"), reversed))
                .isNotEqualTo(delivered(new OperationBasedMap("n9"), operations));
    }

    @Test
    void concurrentAddOfTheOrSetWins() {
        OperationBasedOrSet n1 = new OperationBasedOrSet("n1");
        OperationBasedOrSet n2 = new OperationBasedOrSet("n2");
        Object first = n1.operation(new CrdtMessages.Add(7));
        n1.deliver(first);
        n2.deliver(first);
        Object remove = n1.operation(new CrdtMessages.Remove(7));
        Object concurrent = n2.operation(new CrdtMessages.Add(7));

        assertThat(delivered(n1, List.of(remove, concurrent))).isEqualTo(delivered(n2, List.of(concurrent, remove)));
        assertThat(n1.reply(new CrdtMessages.Read())).isEqualTo(new CrdtMessages.ReadOk(List.of(7L)));
    }

    @Test
    void removedElementOfTheStateBasedOrSetStaysRemoved() {
        StateBasedOrSet n1 = new StateBasedOrSet("n1");
        n1.update(new CrdtMessages.Add(7));
        Object old = n1.state();
        n1.update(new CrdtMessages.Remove(7));
        n1.merge(old);

        assertThat(n1.reply(new CrdtMessages.Read())).isEqualTo(new CrdtMessages.ReadOk(List.of()));
    }

    @Test
    void longStatesWithEqualBeginningsHaveDifferentTexts() {
        List<Long> numbers = Stream.iterate(1L, i -> i + 1).limit(100).toList();
        List<Long> more = Stream.iterate(1L, i -> i + 1).limit(101).toList();

        assertThat(CrdtNode.text(numbers)).hasSizeLessThan(120).isNotEqualTo(CrdtNode.text(more));
        assertThat(CrdtNode.text(List.of(1L))).isEqualTo("[1]");
    }
}
