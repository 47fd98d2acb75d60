package dev.squall.cli.claims;

import static dev.squall.cli.claims.LectureClaims.caught;
import static dev.squall.cli.claims.LectureClaims.survives;

import java.util.List;

/** Lecture 2.3: from fair-loss links to FIFO links that survive crashes. */
final class LinkClaims {

    private LinkClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "link-reliable",
                        "2.3",
                        "retransmission and deduplication turn a fair-loss link into a reliable one",
                        List.of(survives("link-reliable --time-limit 5s", 180)),
                        List.of(
                                caught("link-reliable-no-retransmission --time-limit 2s"),
                                caught("link-reliable-no-deduplication --time-limit 2s"))),
                new Claim(
                        "fifo-link",
                        "2.3",
                        "sequence numbers and a hold-back buffer make a reliable link FIFO",
                        List.of(survives("fifo-link --time-limit 5s", 180)),
                        List.of(caught("fifo-link-no-hold-back-buffer --time-limit 2s"))),
                new Claim(
                        "fifo-link-recovery",
                        "2.3",
                        "under crash-recovery the link's counters must be on stable storage",
                        List.of(survives("fifo-link-recovery --time-limit 10s", 180)),
                        List.of(
                                caught("fifo-link-recovery-counters-in-memory --time-limit 3s --faults kill"
                                        + " --no-swarm"),
                                caught("fifo-link-recovery-counter-written-after-sending --time-limit 5s --faults disk"
                                        + " --no-swarm --nemesis-interval 300ms"))));
    }
}
