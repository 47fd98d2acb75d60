package dev.squall.lectures.rpc;

import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.rpc.flawed.NoDeduplication;
import dev.squall.lectures.rpc.flawed.TableCutTooEarly;
import dev.squall.lectures.rpc.flawed.TableInMemory;
import dev.squall.system.Claim;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;

/** Remote procedure calls (lectures 1.3 and 5.1): a counter behind fair-loss links. */
public final class RpcSystems implements SystemFamily {

    private static final SystemUnderTest COUNTER = SystemUnderTest.of(
                    "rpc-counter",
                    "a counter by remote procedure calls that take effect at most once, by request ids",
                    new RpcProgram(),
                    CounterWorkload.NAME)
            .journal(nodes -> new CounterJournal());

    @Override
    public String topic() {
        return "rpc";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                COUNTER,
                COUNTER.flawed(
                        "no-deduplication",
                        "a counter whose server executes every request that arrives",
                        new NoDeduplication(),
                        new Flaw("a retried increment is executed again", "increment-executed-twice")),
                COUNTER.flawed(
                        "table-in-memory",
                        "a counter whose server forgets the executed calls in a crash",
                        new TableInMemory(),
                        new Flaw("after a restart a retry looks like a new call", "increment-executed-twice")),
                COUNTER.flawed(
                        "table-cut-too-early",
                        "a counter whose server remembers only the last call of each stub",
                        new TableCutTooEarly(),
                        new Flaw("a late retry is executed again", "increment-executed-twice")));
    }

    @Override
    public List<Workload> workloads() {
        return List.of(new CounterWorkload());
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Claim(
                "rpc-at-most-once",
                "1.3, 5.1",
                "a retried call takes effect at most once if the server deduplicates by request ids on stable storage",
                survives(on("rpc-counter").timeLimitMillis(5_000), 100),
                caught(on("rpc-counter-no-deduplication").timeLimitMillis(2_000)),
                caught(
                        on("rpc-counter-table-in-memory")
                                .timeLimitMillis(3_000)
                                .faults(PACKET, KILL)
                                .withoutSwarm()
                                .nemesisIntervalMillis(500)
                                .nodeCount(3)
                                .ratePerSecond(400)
                                .option("retry-ms", 400),
                        100),
                caught(on("rpc-counter-table-cut-too-early").timeLimitMillis(2_000))));
    }
}
