package dev.squall.lectures.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.lectures.updates.UpdateFunction.Kind;
import dev.squall.node.protocol.Broadcasts;
import dev.squall.testkit.VirtualCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicaTest {

    private static List<Object> apply(Kind kind, List<?> updates) {
        UpdateFunction function = kind.create();
        updates.forEach(function::apply);
        return List.copyOf(function.state());
    }

    @Property
    void incrementsCommute(@ForAll @Size(max = 20) List<@LongRange(min = 1, max = 99) Long> updates) {
        List<Long> reversed = new ArrayList<>(updates);
        Collections.reverse(reversed);

        assertThat(apply(Kind.ALL_COMMUTE, updates)).isEqualTo(apply(Kind.ALL_COMMUTE, reversed));
    }

    @Property
    void mergesCommuteAndAreIdempotent(@ForAll @Size(max = 10) List<Set<@LongRange(min = 1, max = 9) Long>> sets) {
        List<List<Long>> updates = sets.stream().map(List::copyOf).toList();
        List<List<Long>> twiceAndReversed = new ArrayList<>(updates);
        twiceAndReversed.addAll(updates);
        Collections.reverse(twiceAndReversed);

        assertThat(apply(Kind.LOSS_TOLERANT, updates)).isEqualTo(apply(Kind.LOSS_TOLERANT, twiceAndReversed));
    }

    @Test
    void removalBeforeTheAdditionIsWithoutEffect() {
        List<Long> add = Arrays.asList(1L, 7L);
        List<Long> remove = Arrays.asList(0L, 7L);

        assertThat(apply(Kind.CONCURRENT_COMMUTE, List.of(add, remove))).isEmpty();
        assertThat(apply(Kind.CONCURRENT_COMMUTE, List.of(remove, add))).containsExactly(7L);
    }

    @Test
    void appendsDependOnTheOrder() {
        assertThat(apply(Kind.ORDER_DEPENDENT, List.of(1L, 2L)))
                .isNotEqualTo(apply(Kind.ORDER_DEPENDENT, List.of(2L, 1L)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void replicasOverTotalOrderBecomeEqual(Kind kind) {
        VirtualCluster cluster = VirtualCluster.of(new ReplicaProgram.TotalOrder())
                .options(Map.of("function", ReplicaProgram.nameOf(kind)))
                .start();
        LongStream.rangeClosed(1, 30)
                .forEach(i -> cluster.request("c" + i, "n" + (1 + i % 3), new Broadcasts.Broadcast(i)));
        cluster.run(1_000);

        List<Object> states = new ArrayList<>();
        cluster.nodeIds().forEach(node -> states.add(cluster.ask("c0", node, new Broadcasts.Read())));
        assertThat(states.get(0)).isNotEqualTo(new Broadcasts.ReadOk(List.of()));
        assertThat(states).containsOnly(states.get(0));
    }

    @Test
    void unknownFunctionIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> new ReplicaProgram.Causal().create(null, Map.of("function", "sort")))
                .hasMessage("The option 'function' is 'sort' and must be one of"
                        + " [order-dependent, concurrent-commute, all-commute, loss-tolerant].");
    }

    private static Verdict check(Object... stateByNode) {
        List<Operation> operations = new ArrayList<>();
        operations.add(read(Operation.Type.INVOKE, 0, null));
        operations.add(read(Operation.Type.OK, 0, List.of("early")));
        operations.add(new Operation(0, 0, Operation.Type.INFO, Operation.NEMESIS, "begin-liveness-phase", null));
        for (int i = 0; i < stateByNode.length; i++) {
            operations.add(read(Operation.Type.INVOKE, i, null));
            operations.add(read(Operation.Type.OK, i, stateByNode[i]));
        }
        return new UpdatesWorkload().checkers().get(0).check(History.of(operations), Budget.DEFAULT);
    }

    private static Operation read(Operation.Type type, int node, Object state) {
        return new Operation(0, 0, type, node, "read", state, Map.of("node", "n" + node));
    }

    static Stream<List<Object>> states() {
        return Stream.of(List.of(1L), List.of());
    }

    @ParameterizedTest
    @MethodSource("states")
    void checkerAcceptsEqualStatesAndRejectsOthers(List<Object> state) {
        assertThat(check(state, state).validity()).isEqualTo(Validity.VALID);
        assertThat(check(state, state, List.of(2L)).anomaly()).isEqualTo("replicas-differ");
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
    }
}
