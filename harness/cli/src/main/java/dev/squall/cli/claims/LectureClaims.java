package dev.squall.cli.claims;

import java.util.List;
import java.util.stream.Stream;

/** The claims of the lectures about the four course systems. */
public final class LectureClaims {

    /** How many runs a flawed system may take until it is caught. */
    static final int RUNS_MAX = 50;

    private LectureClaims() {}

    /** In the order of the lectures' systems: links, quorums, Raft, eventual consistency. */
    public static List<Claim> all() {
        return Stream.of(LinkClaims.all(), QuorumClaims.all(), RaftClaims.all(), EventualClaims.all())
                .flatMap(List::stream)
                .toList();
    }

    static Trial survives(String line, int seeds) {
        return new Trial.Survives(line, seeds);
    }

    static Trial caught(String line) {
        return new Trial.Caught(line, RUNS_MAX);
    }
}
