package dev.squall.claims;

import static dev.squall.system.ExperimentDraft.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.system.Trial;
import dev.squall.world.WorldKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real-time claims on a machine that gives no processor time. */
@Timeout(240)
class BusyMachineTest {

    @TempDir
    private Path folder;

    private Path file;
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void noTaskHasWaited() {
        file = folder.resolve("cpu");
        waited(0);
    }

    private void waited(long micros) {
        try {
            Files.writeString(
                    file,
                    "some avg10=0.00 avg60=0.00 avg300=0.00 total=" + micros
                            + "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessorPressure begin() {
        return ProcessorPressure.begin(file, nanos::get);
    }

    @Test
    void pressureIsTheShareOfTheTimeInWhichTasksWaited() {
        waited(5_000_000);
        ProcessorPressure pressure = begin();
        nanos.set(4_000_000_000L);
        waited(8_000_000);

        assertThat(pressure.share()).hasValue(0.75);
    }

    @Test
    void aSystemWithoutTheFileOrTheLineTellsNoPressure() throws Exception {
        ProcessorPressure pressure = begin();
        nanos.set(1);
        Files.writeString(file, "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n");
        assertThat(pressure.share()).isEmpty();
        Files.delete(file);
        assertThat(pressure.share()).isEmpty();
        assertThat(begin().share()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"900000, true", "400000, false"})
    void aRunThatProvesNothingIsExcusedOnABusyMachineOnly(long waitedMicros, boolean isTooBusy) {
        // Five operations are too few for any verdict.
        Trial trial = Trial.survives(on("fifo-link").ratePerSecond(0.5).faults().timeLimitMillis(1_000), 1);
        RealTimeTrials trials = new RealTimeTrials(
                WorldKind.PROCESS,
                1,
                new RealTimeRuns(folder.resolve("runs"), words -> {}),
                Duration.ofMinutes(5),
                () -> onMachine(waitedMicros));

        TrialResult result = trials.run(trial, done -> {});

        assertThat(result.isTooBusy()).as(result.words()).isEqualTo(isTooBusy);
        assertThat(result.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(result.words())
                .startsWith(
                        isTooBusy
                                ? "the machine was too busy, processes waited for a processor in 90 % of the time: "
                                        + "proves nothing: "
                                : "proves nothing: ");
    }

    /** Returns a pressure in a second of which tasks will have waited for so long. */
    private ProcessorPressure onMachine(long waitedMicros) {
        ProcessorPressure pressure = begin();
        nanos.addAndGet(1_000_000_000L);
        waited(waitedMicros);
        return pressure;
    }
}
