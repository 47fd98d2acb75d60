package dev.squall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {

    private static final List<String> NAMES =
            List.of("partition", "packet", "kill", "pause", "raft-kv-vote-not-stable", "raft-kv", "fifo-link");

    @ParameterizedTest
    @CsvSource({
        "partitoin, partition",
        "patrition, partition",
        "Packet, packet",
        "packt, packet",
        "kil, kill",
        "klil, kill",
        "raft-vk, raft-kv",
        "fifo-lunk, fifo-link",
        "raftkv, raft-kv"
    })
    void misspeltNameIsFound(String word, String meant) {
        assertThat(NearestNames.of(word, NAMES)).containsExactly(meant);
    }

    @Test
    void beginningFindsTheShortestNamesFirst() {
        assertThat(NearestNames.of("raft", NAMES)).containsExactly("raft-kv", "raft-kv-vote-not-stable");
    }

    @ParameterizedTest
    @CsvSource({"nosuch", "''", "x", "moon"})
    void strangeWordFindsNothing(String word) {
        assertThat(NearestNames.of(word, NAMES)).isEmpty();
    }

    @Test
    void veryLongWordFindsNothing() {
        assertThat(NearestNames.of("kill".repeat(1_000_000), NAMES)).isEmpty();
    }

    @Test
    void messageAsksOrSaysWhatIsExpected() {
        assertThat(NearestNames.didYouMean("pakcet", NAMES, "expected a fault")).isEqualTo("did you mean packet?");
        assertThat(NearestNames.didYouMean("raft", NAMES, "expected a system"))
                .isEqualTo("did you mean raft-kv or raft-kv-vote-not-stable?");
        assertThat(NearestNames.didYouMean("moon", NAMES, "expected a system")).isEqualTo("expected a system");
    }
}
