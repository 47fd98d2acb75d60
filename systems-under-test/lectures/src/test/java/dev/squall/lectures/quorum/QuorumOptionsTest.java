package dev.squall.lectures.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.quorum.QuorumOptions.ReadRepair;
import dev.squall.testkit.LoneNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumOptionsTest {

    @Test
    void missingOptionHasItsDefault() {
        QuorumOptions options = QuorumOptions.of(Map.of("read-quorum", "2"), ReadRepair.NONE);

        assertThat(options.readQuorum()).hasValue(2);
        assertThat(options.writeQuorum()).isEmpty();
        assertThat(options.readRepair()).isEqualTo(ReadRepair.NONE);
    }

    @Test
    void readRepairCanBeChosen() {
        QuorumOptions options = QuorumOptions.of(Map.of("read-repair", "asynchronous"), ReadRepair.SYNCHRONOUS);

        assertThat(options.readRepair()).isEqualTo(ReadRepair.ASYNCHRONOUS);
    }

    @ParameterizedTest
    @CsvSource({
        "quorum, 2, has no option 'quorum'",
        "read-quorum, 0, a whole number from 1 on",
        "write-quorum, two, a whole number from 1 on",
        "read-repair, later, 'one of none, asynchronous and synchronous'"
    })
    void invalidOptionIsRefusedWithTheReason(String name, String value, String reason) {
        assertThatThrownBy(() -> QuorumOptions.of(Map.of(name, value), ReadRepair.SYNCHRONOUS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void quorumAboveTheClusterSizeIsRefused() {
        assertThatThrownBy(() -> new LoneNode(new QuorumProgram(), 3, Map.of("write-quorum", "4")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("The option 'write-quorum' is 4 and must be at most 3, the number of replicas.");
    }
}
