package dev.squall.cli.claims;

import static dev.squall.cli.claims.LectureClaims.caught;
import static dev.squall.cli.claims.LectureClaims.survives;

import java.util.List;

/** Lectures 5.3, 6.1, 6.2 and 7.2: state machine replication by Raft. */
final class RaftClaims {

    /** Twenty times the longest election timeout. */
    private static final String RECOVERS = " --recovery-bound 6s";

    private static final String RAFT = "raft-kv --time-limit 10s" + RECOVERS;

    private RaftClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "state-machine-replication",
                        "5.3",
                        "total order broadcast and determinism keep replicas equal",
                        List.of(survives(RAFT + " --option snapshot-every=50", 120)),
                        // States are noted with each snapshot: with many of them a short run shows a difference.
                        List.of(caught("raft-kv-non-deterministic-command --time-limit 2s --faults none"
                                + " --option snapshot-every=4"))),
                new Claim(
                        "raft-election-safety",
                        "6.2",
                        "at most one leader in a term",
                        List.of(survives(RAFT + " --nodes 3", 120)),
                        List.of(caught("raft-kv-vote-not-stable --time-limit 5s"))),
                new Claim(
                        "raft-log-matching",
                        "6.2",
                        "two logs that agree on an entry's index and term agree on all before",
                        List.of(survives(RAFT + " --option entries-per-message=2", 120)),
                        List.of(caught("raft-kv-previous-entry-check-left-out --time-limit 20s --no-swarm --faults"
                                + " partition,kill --nemesis-interval 800ms --operation-timeout 50ms --concurrency 6n"
                                + " --rate 400 --option entries-per-message=1"))),
                new Claim(
                        "raft-leader-completeness",
                        "6.2",
                        "a committed entry is in every later leader's log",
                        List.of(survives(RAFT, 120)),
                        List.of(
                                caught("raft-kv-log-comparison-left-out --time-limit 5s"),
                                // Late messages alone depose leaders often enough, with entries on only some nodes.
                                caught("raft-kv-older-term-committed-by-counting --time-limit 10s --no-swarm --faults"
                                        + " none --latency 60 --latency-dist exponential"
                                        + " --option entries-per-message=1 --recovery-bound 30s --rate 20"))),
                new Claim(
                        "raft-state-machine-safety",
                        "6.2",
                        "no two nodes apply different entries at one index",
                        List.of(survives(RAFT + " --rate 400", 90)),
                        List.of(caught("raft-kv-commit-below-quorum --time-limit 10s"))),
                new Claim(
                        "raft-kv-linearizable",
                        "6.2, 7.2",
                        "a map over Raft, reads through the log, is linearizable",
                        List.of(
                                survives("raft-kv --workload append-kv --time-limit 10s" + RECOVERS, 120),
                                survives(RAFT + " --faults clock,partition,kill", 60)),
                        List.of(
                                caught("raft-kv-leader-reads-its-own-state --workload append-kv --time-limit 10s"
                                        + " --faults partition,pause --operation-timeout 200ms"),
                                caught("raft-kv-lease-reads-by-wall-clock --workload append-kv --time-limit 20s"
                                        + " --no-swarm --faults partition,clock --nemesis-interval 600ms"
                                        + " --operation-timeout 100ms --concurrency 4n --rate 400"),
                                caught("raft-kv-retries-without-deduplication --time-limit 5s --faults"
                                        + " partition,packet,kill"))),
                new Claim(
                        "raft-liveness",
                        "6.1, 6.2",
                        "with a quorum up and the network calm, commands commit within 20 election timeouts",
                        List.of(survives(RAFT + " --rate 50", 180)),
                        List.of(caught("raft-kv-equal-election-timeouts --time-limit 2s --faults none --latency-dist"
                                + " constant"))));
    }
}
