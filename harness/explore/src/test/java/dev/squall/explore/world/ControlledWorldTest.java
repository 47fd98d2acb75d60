package dev.squall.explore.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.client.Client;
import dev.squall.explore.search.Reduction;
import dev.squall.explore.search.Search;
import dev.squall.explore.search.ShortestSchedule;
import dev.squall.generator.Call;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Echo;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlledWorldTest {

    private static final long PLAIN_MAX = 1_500;

    @Test
    void reductionsFindEveryOutcomeOfRandomNodesUnderFaults() {
        SplittableRandom random = new SplittableRandom(7);
        int compared = 0;
        for (int i = 0; i < 100; i++) {
            Scope scope = new Scope(random.nextInt(2), random.nextInt(2), random.nextInt(2), random.nextInt(2));
            Plan plan = randomPlan(random.nextLong(), 1 + random.nextInt(2), scope);
            Outcomes plain = Outcomes.of(plan, Reduction.NONE, PLAIN_MAX);
            if (plain.counts().exhausted()) {
                compared++;
                for (Reduction reduction : List.of(Reduction.SLEEP_SETS, Reduction.SOURCE_SETS)) {
                    Outcomes reduced = Outcomes.of(plan, reduction, Long.MAX_VALUE);
                    assertThat(reduced.seen())
                            .as("plan %d, %s, %s", i, reduction, scope)
                            .isEqualTo(plain.seen());
                }
                for (Reduction reduction : List.of(Reduction.NONE, Reduction.SLEEP_SETS)) {
                    Outcomes byStates = Outcomes.byStates(plan, reduction);
                    assertThat(byStates.seen())
                            .as("states of plan %d, %s, %s", i, reduction, scope)
                            .isEqualTo(plain.seen());
                    assertThat(byStates.counts().schedules())
                            .isLessThanOrEqualTo(plain.counts().schedules());
                }
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    @Test
    void nodesWhoseStateCannotBeReadHaveTheSameOutcomes() {
        SplittableRandom random = new SplittableRandom(11);
        int compared = 0;
        for (int i = 0; i < 40; i++) {
            Scope scope = new Scope(random.nextInt(2), random.nextInt(2), random.nextInt(2), random.nextInt(2));
            Plan plan = plan(new RandomNodes(random.nextLong(), false), 1, scope);
            Outcomes plain = Outcomes.of(plan, Reduction.NONE, PLAIN_MAX);
            if (plain.counts().exhausted()) {
                compared++;
                assertThat(Outcomes.byStates(plan, Reduction.SLEEP_SETS).seen())
                        .as("plan %d, %s", i, scope)
                        .isEqualTo(plain.seen());
            }
        }
        assertThat(compared).isGreaterThan(10);
        ControlledNodes nodes = new ControlledNodes(plan(new RandomNodes(1, false), 1, new Scope(0, 0, 0, 0)), true);
        assertThat(nodes.unreadable()).contains("ReentrantLock").contains("RandomNode.lock");
    }

    @Test
    void shortestScheduleIsAsLongAsIterativeDeepeningFinds() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 60; i++) {
            Plan plan = randomPlan(random.nextLong(), 1, new Scope(1, 0, 1, 1));
            int wanted = 3 + random.nextInt(4);
            ShortestSchedule<ControlledWorld> search =
                    new ShortestSchedule<>(world -> world.observations().size() >= wanted, Long.MAX_VALUE, () -> false);
            int found = search.find(new ControlledWorld(plan), Search.LENGTH_MAX)
                    .map(events -> events.length)
                    .orElse(-1);
            assertThat(found).as("plan %d", i).isEqualTo(deepening(plan, wanted));
        }
    }

    /** Returns the least length of a schedule with so many observations, by plain enumeration; -1 if none has. */
    private static int deepening(Plan plan, int wanted) {
        for (int length = 0; ; length++) {
            boolean[] isFound = {false};
            Search.Counts counts = new Search<ControlledWorld>(
                            () -> new ControlledWorld(plan), Reduction.NONE, (world, schedule) -> {
                                isFound[0] |= world.observations().size() >= wanted;
                                return !isFound[0];
                            })
                    .cutAt(length)
                    .run();
            if (isFound[0]) {
                return length;
            } else if (counts.exhausted()) {
                return -1;
            }
        }
    }

    @Test
    void nodeThatDoesSomethingElseTheSecondTimeIsAnError() {
        long[] starts = {0};
        NodeProgram fickle = new NodeProgram() {
            @Override
            public Node create(Environment environment, Map<String, String> options) {
                long start = starts[0]++;
                return new Node() {
                    private long state = start;

                    @Override
                    public void start() {}

                    @Override
                    public void receive(Message message) {
                        state++;
                        environment.reply(message, new Echo.EchoOk(state));
                    }
                };
            }

            @Override
            public Vocabulary vocabulary() {
                return Echo.VOCABULARY;
            }
        };
        Plan plan = plan(fickle, 2, new Scope(0, 0, 1, 0));

        assertThatThrownBy(() -> Outcomes.byStates(plan, Reduction.NONE))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("did something else when the same events happened again");
    }

    private static Plan randomPlan(long seed, int clients, Scope scope) {
        return plan(new RandomNodes(seed), clients, scope);
    }

    private static Plan plan(NodeProgram program, int clients, Scope scope) {
        Client client = Systems.installed().workload("echo").client();
        List<List<Call>> calls = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            calls.add(List.of(new Call(i, "echo", "hello")));
        }
        return new Plan(program, Map.of(), List.of("n1", "n2"), client, calls, scope, 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "1, 0, 0, 0", "0, 1, 0, 0", "0, 0, 0, 1"})
    void reductionsFindEveryOutcomeOfTheFifoLink(int losses, int duplicates, int crashes, int timers) {
        Plan plan = fifoLink(new Scope(losses, duplicates, crashes, timers));

        Outcomes plain = Outcomes.of(plan, Reduction.NONE, Long.MAX_VALUE);

        assertThat(Outcomes.of(plan, Reduction.SLEEP_SETS, Long.MAX_VALUE).seen())
                .isEqualTo(plain.seen());
        assertThat(Outcomes.of(plan, Reduction.SOURCE_SETS, Long.MAX_VALUE).seen())
                .isEqualTo(plain.seen());
        assertThat(Outcomes.byStates(plan, Reduction.SLEEP_SETS).seen()).isEqualTo(plain.seen());
    }

    private static Plan fifoLink(Scope scope) {
        SystemUnderTest system = Systems.installed().named("fifo-link");
        Client client = Systems.installed().workload("link").client();
        int sends = scope.timers() == 0 ? 2 : 1;
        List<Call> calls = new ArrayList<>();
        for (long number = 1; number <= sends; number++) {
            calls.add(new Call(0, "send", List.of("n2", number)));
        }
        return new Plan(
                system.program().orElseThrow(), Map.of(), List.of("n1", "n2"), client, List.of(calls), scope, 1);
    }

    @Test
    void eventsAreFoundByTheirNames() {
        Plan plan = fifoLink(new Scope(1, 1, 1, 1));
        ControlledWorld world = new ControlledWorld(plan);
        List<String> names = new ArrayList<>();
        for (long event : world.enabled()) {
            names.add(world.name(event));
            assertThat(world.find(world.name(event))).hasValue(event);
        }
        assertThat(names).containsExactly("invoke c0", "fire n1", "fire n2", "crash n1", "crash n2");
        world.take(world.find("invoke c0").orElseThrow());
        assertThat(world.find("deliver n1/0")).isPresent();
        assertThat(world.find("lose n1/0")).isPresent();
        assertThat(world.find("deliver n1/1")).isEmpty();
        assertThat(world.find("deliver n1/0, crash before sync 2 keeping its writes"))
                .isPresent();
        assertThat(world.note(world.find("deliver n1/0").orElseThrow())).startsWith("to n2: Data");
    }

    @Test
    void eventThatIsNotPossibleIsRefused() {
        ControlledWorld world = new ControlledWorld(fifoLink(new Scope(0, 0, 0, 0)));

        assertThatThrownBy(() -> world.take(Event.of(Event.Kind.DELIVER, 0, 5)))
                .isInstanceOf(IllegalStateException.class);
    }
}
