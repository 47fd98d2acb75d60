package dev.squall.cli.claims;

import static dev.squall.cli.claims.LectureClaims.caught;
import static dev.squall.cli.claims.LectureClaims.survives;

import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally.Finding;
import dev.squall.cli.claims.Trial.Sessions;
import java.util.List;
import java.util.Map;

/** Lectures 5.1 and 7.3: replicas that converge, and what they give their clients meanwhile. */
final class EventualClaims {

    private static final Map<Guarantee, Finding> ALL_KEPT = Map.of(
            Guarantee.READ_YOUR_WRITES, Finding.KEPT,
            Guarantee.MONOTONIC_READS, Finding.KEPT,
            Guarantee.MONOTONIC_WRITES, Finding.KEPT,
            Guarantee.WRITES_FOLLOW_READS, Finding.KEPT);

    private EventualClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "anti-entropy",
                        "5.1",
                        "replicas that compare timestamps, and keep tombstones, reconcile",
                        List.of(survives("lww-map --time-limit 10s", 90)),
                        List.of(
                                caught("lww-map-no-tombstones --time-limit 3s"),
                                caught("lww-map-merge-depends-on-order --time-limit 2s --faults none --latency 20"))),
                new Claim(
                        "eventual-lww",
                        "5.1, 7.3",
                        "last-writer-wins converges; with Lamport timestamps no causally later write loses",
                        List.of(survives("lww-map --workload eventual-register --time-limit 10s", 90)),
                        List.of(caught("lww-map-wall-clock --time-limit 2s --faults clock --no-swarm"))),
                new Claim(
                        "eventual-mvr",
                        "5.1",
                        "version vectors keep all concurrent values",
                        List.of(survives("mvr-map --time-limit 10s", 90)),
                        List.of()),
                new Claim(
                        "session-guarantees",
                        "5.2, 7.3",
                        "which store gives its sessions which guarantee",
                        List.of(
                                new Sessions(
                                        "lww-map --workload session-sticky --time-limit 2s",
                                        15,
                                        Map.of(
                                                Guarantee.READ_YOUR_WRITES, Finding.KEPT,
                                                Guarantee.MONOTONIC_READS, Finding.KEPT)),
                                new Sessions("raft-kv --workload session-roaming --time-limit 2s", 15, ALL_KEPT),
                                new Sessions("quorum-abd --workload session-roaming --time-limit 2s", 15, ALL_KEPT)),
                        List.of(new Sessions(
                                "lww-map --workload session-roaming --time-limit 2s",
                                15,
                                Map.of(
                                        Guarantee.READ_YOUR_WRITES, Finding.BROKEN,
                                        Guarantee.MONOTONIC_READS, Finding.BROKEN)))));
    }
}
