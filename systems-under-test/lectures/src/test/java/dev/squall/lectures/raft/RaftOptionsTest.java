package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftOptionsTest {

    @Test
    void missingOptionHasItsDefault() {
        assertThat(RaftOptions.of(Map.of())).isEqualTo(new RaftOptions(150, 150, 50, 64, 1000));
        assertThat(RaftOptions.of(Map.of("heartbeat-ms", "20", "snapshot-every", "7")))
                .isEqualTo(new RaftOptions(150, 150, 20, 64, 7));
    }

    @Test
    void unknownOptionIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> RaftOptions.of(Map.of("hartbeat-ms", "20")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Raft has no option 'hartbeat-ms'; its options are [election-timeout-ms,"
                        + " election-timeout-spread-ms, heartbeat-ms, entries-per-message, snapshot-every].");
    }

    @Test
    void invalidNumberIsRefused() {
        String expected = "The option 'snapshot-every' is '%s' and must be a whole number from 1 on.";
        for (String value : new String[] {"0", "-3", "often", "1.5", ""}) {
            assertThatThrownBy(() -> RaftOptions.of(Map.of("snapshot-every", value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(expected, value);
        }
    }

    @Test
    void heartbeatAboveTheElectionTimeoutIsRefused() {
        assertThatThrownBy(() -> RaftOptions.of(Map.of("heartbeat-ms", "150")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'heartbeat-ms' is 150 and must be below 'election-timeout-ms', which is 150");
    }
}
