package dev.squall.cli.catalogue;

import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.lectures.eventual.MultiValueProgram;
import dev.squall.lectures.eventual.flawed.AnswersOnBothSides;
import dev.squall.lectures.eventual.flawed.LastWriterWinsByWallClock;
import dev.squall.lectures.eventual.flawed.MergeDependsOnOrder;
import dev.squall.lectures.eventual.flawed.NoTombstones;
import dev.squall.node.NodeProgram;
import dev.squall.system.Flaw;
import dev.squall.system.JournalAnalysis;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.EventualMapWorkload;
import dev.squall.workload.LinKvWorkload;
import dev.squall.workload.MultiValueWorkload;
import dev.squall.workload.SessionWorkload;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Optional;

/** The eventually consistent stores (lectures 5.1 and 7.3). */
final class EventualSystems {

    private static final Workload MAP = EventualMapWorkload.withDeletes();
    private static final Workload REGISTER = EventualMapWorkload.withoutDeletes();
    private static final Workload MULTI_VALUE = new MultiValueWorkload();
    private static final Workload LINEARIZABLE = new LinKvWorkload();
    private static final Workload STICKY = SessionWorkload.sticky();
    private static final Workload ROAMING = SessionWorkload.roaming();

    private EventualSystems() {}

    static List<SystemUnderTest> all() {
        return List.of(
                store(
                        "lww-map",
                        "an eventually consistent map of which the last writer wins, by Lamport timestamps",
                        new LastWriterWinsProgram(),
                        List.of(MAP, REGISTER, STICKY, ROAMING),
                        null),
                store(
                        "mvr-map",
                        "an eventually consistent map that keeps all concurrent values, by version vectors",
                        new MultiValueProgram(),
                        List.of(MULTI_VALUE),
                        null),
                store(
                        "lww-map-wall-clock",
                        "the last-writer-wins map with timestamps from the nodes' wall clocks",
                        new LastWriterWinsByWallClock(),
                        List.of(REGISTER, MAP),
                        new Flaw("a causally later write has the smaller timestamp", "lost-write")),
                store(
                        "lww-map-no-tombstones",
                        "the last-writer-wins map that keeps nothing of a deleted item",
                        new NoTombstones(),
                        List.of(MAP),
                        new Flaw(
                                "a replica that missed the delete gives the item back to the others",
                                "deleted-item-came-back")),
                store(
                        "lww-map-merge-depends-on-order",
                        "the last-writer-wins map that keeps the first of two updates of equal time",
                        new MergeDependsOnOrder(),
                        List.of(REGISTER, MAP),
                        new Flaw("replicas that merged the same updates in another order differ", "replicas-differ")),
                store(
                        "lww-map-answers-on-both-sides",
                        "the last-writer-wins map that calls itself linearizable",
                        new AnswersOnBothSides(),
                        List.of(LINEARIZABLE),
                        new Flaw("both sides of a partition answer, each without the other", "stale-read")));
    }

    private static SystemUnderTest store(
            String name, String description, NodeProgram program, List<Workload> workloads, Flaw flaw) {
        return new SystemUnderTest(
                name,
                description,
                Optional.of(program),
                workloads.stream().map(Workload::name).toList(),
                Optional.ofNullable(flaw),
                nodes -> JournalAnalysis.NONE);
    }
}
