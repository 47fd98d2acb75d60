package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkOptionsTest {

    @Test
    void missingOptionHasItsDefault() {
        assertThat(LinkOptions.of(Map.of())).isEqualTo(new LinkOptions(50));
        assertThat(LinkOptions.of(Map.of("retransmission-ms", "7"))).isEqualTo(new LinkOptions(7));
    }

    @Test
    void unknownOptionIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> LinkOptions.of(Map.of("window", "20")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A link has no option 'window'; its options are [retransmission-ms, compact-above].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "often", "1.5", ""})
    void invalidNumberIsRefused(String value) {
        assertThatThrownBy(() -> LinkOptions.of(Map.of("retransmission-ms", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The option 'retransmission-ms' is '%s' and must be a whole number from 1 on.", value);
    }
}
