package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.raft.flawed.CommitBelowQuorum;
import dev.squall.lectures.raft.flawed.LeaderReadsItsOwnState;
import dev.squall.lectures.raft.flawed.VoteNotStable;
import dev.squall.node.NodeProgram;
import org.junit.jupiter.api.Test;

/** Tests that the sound system survives random faults, and that the same runs catch each flawed one. */
class RaftChaosTest {

    /** Number of runs. The system property {@code raft.seeds} changes it. */
    private static final int SEEDS = Integer.getInteger("raft.seeds", 150);

    @Test
    void soundRaftIsSafeAndRecoversUnderAllFaults() {
        long answered = 0;
        long elections = 0;
        long truncations = 0;
        long snapshots = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            ChaosRun run = new ChaosRun(new RaftProgram(), seed);
            try {
                run.run();
            } catch (AssertionError violation) {
                throw new AssertionError("seed " + seed + ": " + violation.getMessage(), violation);
            }
            answered += run.answered();
            elections += run.noted(RaftFacts.BecameLeader.class);
            truncations += run.noted(RaftFacts.Truncated.class);
            snapshots += run.noted(RaftFacts.InstalledSnapshot.class);
        }
        assertThat(answered / SEEDS).as("requests answered in a run").isGreaterThan(100);
        assertThat(elections / SEEDS).as("elections won in a run").isGreaterThan(5);
        assertThat(truncations).as("logs truncated").isGreaterThan(SEEDS);
        assertThat(snapshots).as("snapshots installed").isGreaterThan(SEEDS);
    }

    @Test
    void aVoteThatIsNotStableLetsTwoLeadThatTerm() {
        assertThatThrownBy(() -> runUntilCaught(new VoteNotStable()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is violated");
    }

    @Test
    void aCommitBelowAQuorumIsCaught() {
        assertThatThrownBy(() -> runUntilCaught(new CommitBelowQuorum()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is violated");
    }

    @Test
    void aLeaderThatReadsItsOwnStateIsCaught() {
        assertThatThrownBy(() -> runUntilCaught(new LeaderReadsItsOwnState()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("answered, yet not in the log");
    }

    private static void runUntilCaught(NodeProgram flawed) {
        for (long seed = 0; seed < 50; seed++) {
            new ChaosRun(flawed, seed).run();
        }
    }
}
