package dev.squall.report.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseOrderTest {

    @ParameterizedTest
    @CsvSource({
        "0.2.0, 0.1.0-SNAPSHOT, true",
        "0.10, 0.9.5, true",
        "1.0.1, 1.0, true",
        "0.1.0, 0.1.0-SNAPSHOT, false",
        "0.1.0, 0.2.0, false",
        "unknown, 0.1.0, false",
        "'', 0.1.0, false",
        "0.2.0, unknown, false",
        "99999999999.0, 0.1.0, false"
    })
    void newerVersionHasALargerNumber(String version, String than, boolean isNewer) {
        assertThat(ReleaseOrder.isNewer(version, than)).isEqualTo(isNewer);
    }
}
