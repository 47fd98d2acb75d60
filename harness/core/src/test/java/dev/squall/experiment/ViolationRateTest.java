package dev.squall.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationRateTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 10, 1_000, 1_000_000, 1_000_000_000L})
    void runsAllPassWithAProbabilityOfFivePerCentAtTheBound(long runs) {
        double rate = ViolationRate.most(runs);

        assertThat(Math.exp(runs * Math.log1p(-rate))).isCloseTo(0.05, within(1e-9));
        assertThat(rate).isLessThan(3.0 / runs);
    }

    @ParameterizedTest
    @CsvSource({"1, 95 %", "30, 10 %", "100, 3 %", "1000, 0.30 %", "10000, 0.030 %", "3000000, 0.000100 %"})
    void wordsRoundUp(long runs, String percent) {
        assertThat(ViolationRate.words(runs)).contains("less than " + percent + " of such runs");
    }

    @Test
    void noRunSaysNothing() {
        assertThatThrownBy(() -> ViolationRate.most(0)).hasMessage("found 0 runs; expected at least 1");
    }
}
