package dev.squall.cli.claims;

import static dev.squall.cli.claims.LectureClaims.caught;
import static dev.squall.cli.claims.LectureClaims.survives;

import dev.squall.cli.claims.Trial.Answers;
import dev.squall.cli.claims.Trial.Isolation;
import java.util.List;

/** Lectures 5.2 and 7.2: replication by quorums, and what it takes to make it linearizable. */
final class QuorumClaims {

    private static final List<String> ALL = List.of("n1", "n2", "n3", "n4", "n5");

    private QuorumClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "quorum-read-your-write",
                        "5.2",
                        "with r + w > n a client reads its own writes",
                        List.of(
                                survives("quorum --time-limit 10s", 120),
                                survives("quorum --nodes 3 --time-limit 10s", 120)),
                        List.of(caught("quorum-do-not-overlap --time-limit 3s --faults partition --no-swarm"))),
                new Claim(
                        "quorum-availability",
                        "5.2",
                        "with majorities as quorums, reads and writes go on while a minority is down",
                        List.of(new Answers(
                                "quorum-abd", Isolation.DOWN, List.of("n1", "n2"), List.of("n3", "n4", "n5"))),
                        List.of(new Answers("quorum-abd", Isolation.DOWN, List.of("n1", "n2", "n3"), List.of()))),
                new Claim(
                        "quorum-not-linearizable",
                        "7.2",
                        "r + w > n alone is not enough for linearizability",
                        List.of(survives("quorum --time-limit 5s", 60)),
                        List.of(
                                caught("quorum-abd-no-read-repair --time-limit 4s --faults none --rate 500 --option"
                                        + " read-quorum=2 --option write-quorum=4"),
                                caught("quorum-abd-no-read-repair --time-limit 5s --faults packet --no-swarm --rate 500"
                                        + " --nemesis-interval 500ms"))),
                new Claim(
                        "quorum-abd",
                        "7.2",
                        "with write-back on reads and timestamps that are never reused, get and set are linearizable",
                        List.of(survives("quorum-abd --time-limit 10s", 180)),
                        List.of(
                                caught("quorum-abd-read-repair-not-awaited --time-limit 5s --faults none --rate 500"
                                        + " --option read-quorum=2 --option write-quorum=4"),
                                caught("quorum-abd-version-from-wall-clock --time-limit 3s --faults clock --no-swarm"),
                                caught("quorum-abd-version-reused-after-restart --time-limit 4s --faults kill"
                                        + " --no-swarm"))),
                new Claim(
                        "quorum-cas",
                        "7.2",
                        "quorums do not give a linearizable compare-and-set; total order broadcast does",
                        List.of(survives("raft-kv --workload compare-and-set --time-limit 10s", 60)),
                        List.of(caught("quorum-abd-cas-by-read-then-write --time-limit 1s --faults none"))),
                new Claim(
                        "cap",
                        "7.3",
                        "a linearizable store cannot answer on the minority's side; an eventually consistent one can",
                        List.of(
                                minorityCutOff("quorum-abd", List.of("n3", "n4", "n5")),
                                minorityCutOff("raft-kv --workload register", List.of("n3", "n4", "n5")),
                                minorityCutOff("lww-map --workload eventual-register", ALL)),
                        List.of(
                                caught("quorum-abd-answers-on-both-sides --time-limit 5s --faults partition"
                                        + " --no-swarm"),
                                caught("lww-map-answers-on-both-sides --time-limit 3s"))));
    }

    private static Trial minorityCutOff(String line, List<String> answering) {
        return new Answers(line, Isolation.CUT_OFF, List.of("n1", "n2"), answering);
    }
}
