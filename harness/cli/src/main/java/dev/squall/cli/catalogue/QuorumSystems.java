package dev.squall.cli.catalogue;

import dev.squall.lectures.quorum.PlainQuorumProgram;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.lectures.quorum.flawed.AnswersOnBothSides;
import dev.squall.lectures.quorum.flawed.CasByReadThenWrite;
import dev.squall.lectures.quorum.flawed.NoReadRepair;
import dev.squall.lectures.quorum.flawed.QuorumsDoNotOverlap;
import dev.squall.lectures.quorum.flawed.ReadRepairNotAwaited;
import dev.squall.lectures.quorum.flawed.VersionFromWallClock;
import dev.squall.lectures.quorum.flawed.VersionReusedAfterRestart;
import dev.squall.node.NodeProgram;
import dev.squall.system.Flaw;
import dev.squall.system.JournalAnalysis;
import dev.squall.system.SystemUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The store that is replicated by quorums (lectures 5.2 and 7.2). */
final class QuorumSystems {

    private static final String REGISTER = "register";
    private static final String STICKY = "session-sticky";
    private static final String ROAMING = "session-roaming";
    private static final String READ_YOUR_WRITES = "read-your-writes";
    private static final String READ_YOUR_WRITES_BROKEN = "read-your-writes-broken";
    private static final String COMPARE_AND_SET = "compare-and-set";
    private static final String STALE_READ = "stale-read";

    private QuorumSystems() {}

    static List<SystemUnderTest> all() {
        List<SystemUnderTest> all = new ArrayList<>(sound());
        all.addAll(flawed());
        return List.copyOf(all);
    }

    private static List<SystemUnderTest> sound() {
        return List.of(
                sound(
                        "quorum",
                        "reads and writes of quorums that overlap, without read repair",
                        new PlainQuorumProgram(),
                        READ_YOUR_WRITES,
                        STICKY,
                        ROAMING),
                sound(
                        "quorum-abd",
                        "reads and writes of quorums, and write-back on reads",
                        new QuorumProgram(),
                        REGISTER,
                        READ_YOUR_WRITES,
                        STICKY,
                        ROAMING));
    }

    private static List<SystemUnderTest> flawed() {
        return List.of(
                flawed(
                        "quorum-do-not-overlap",
                        "quorum reads and writes with r + w = n",
                        new QuorumsDoNotOverlap(),
                        READ_YOUR_WRITES,
                        new Flaw("a read asks only replicas that its client's write missed", READ_YOUR_WRITES_BROKEN)),
                flawed(
                        "quorum-abd-no-read-repair",
                        "quorum reads without write-back, called linearizable",
                        new NoReadRepair(),
                        REGISTER,
                        new Flaw("while a write is under way a later read returns the older value", STALE_READ)),
                flawed(
                        "quorum-abd-read-repair-not-awaited",
                        "quorum reads that are answered before their write-back is done",
                        new ReadRepairNotAwaited(),
                        REGISTER,
                        new Flaw("a read that follows at once misses the write-back", STALE_READ)),
                flawed(
                        "quorum-abd-version-from-wall-clock",
                        "quorum writes with timestamps from the wall clock",
                        new VersionFromWallClock(),
                        REGISTER,
                        new Flaw("a later write has an earlier timestamp and is lost", STALE_READ)),
                flawed(
                        "quorum-abd-version-reused-after-restart",
                        "quorum writes that one writer numbers by a counter in memory only",
                        new VersionReusedAfterRestart(),
                        READ_YOUR_WRITES,
                        new Flaw("a restarted node gives its versions to other values", READ_YOUR_WRITES_BROKEN)),
                flawed(
                        "quorum-abd-answers-on-both-sides",
                        "a quorum store that answers from one replica when it has no quorum",
                        new AnswersOnBothSides(),
                        REGISTER,
                        new Flaw("the two sides of a partition know nothing of each other", STALE_READ)),
                flawed(
                        "quorum-abd-cas-by-read-then-write",
                        "compare-and-set made of a quorum read and a quorum write",
                        new CasByReadThenWrite(),
                        COMPARE_AND_SET,
                        new Flaw("two compare-and-sets succeed from one value", "lost-update")));
    }

    private static SystemUnderTest sound(String name, String description, NodeProgram program, String... workloads) {
        return system(name, description, program, List.of(workloads), Optional.empty());
    }

    private static SystemUnderTest flawed(
            String name, String description, NodeProgram program, String workload, Flaw flaw) {
        return system(name, description, program, List.of(workload), Optional.of(flaw));
    }

    private static SystemUnderTest system(
            String name, String description, NodeProgram program, List<String> workloads, Optional<Flaw> flaw) {
        return new SystemUnderTest(
                name, description, Optional.of(program), workloads, flaw, nodes -> JournalAnalysis.NONE);
    }
}
