package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.squall.node.host.ClockReading;
import dev.squall.world.docker.engine.ContainerExec;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Ownership;
import dev.squall.world.docker.image.Libraries;
import dev.squall.world.docker.image.NodeImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a process in a container whose wall clock is moved. Needs a container engine. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MovedClockTest {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Tolerance. A wait disturbed by the moved clock would be longer by a minute at least, or would end at once. */
    private static final long DELAY_NANOS_MAX = 30 * SECOND_NANOS;

    @TempDir
    private Path folder;

    private DockerEngine engine;
    private String containerId;

    @BeforeEach
    void connect() {
        engine = Engines.connectOrSkip();
    }

    @AfterEach
    void close() {
        if (containerId != null) {
            Ownership.removeContainer(engine.client(), containerId);
        }
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-60, 0", "3600, 0", "0, 50000000", "0, 1000000000", "-3600, -500000000"})
    void timersStayRightAndTheMachinesClockStays(long offsetSeconds, long ratePartsPerBillion) {
        ClockReading before = hostsClocks();
        ClockFile.in(folder).set(offsetSeconds * SECOND_NANOS, ratePartsPerBillion);

        Map<String, Long> printed = runTimerTrial();

        long wallMillis = printed.remove("wall");
        assertThat(TimeUnit.MILLISECONDS.toSeconds(wallMillis - System.currentTimeMillis()))
                .isBetween(offsetSeconds - 60, offsetSeconds + 60);
        assertThat(printed).hasSize(10);
        printed.forEach((wait, nanos) -> {
            double rate = wait.startsWith(TimerTrial.BY_THE_WALL_CLOCK) ? 1 + ratePartsPerBillion / 1e9 : 1;
            // A deadline in whole milliseconds may be one short.
            long expected = (long) (TimeUnit.MILLISECONDS.toNanos(TimerTrial.WAIT_MILLIS - 1) / rate);
            assertThat(nanos).as(wait).isBetween(expected, expected + DELAY_NANOS_MAX);
        });
        assertThat(Math.abs(hostsClocks().offsetFrom(before))).isLessThan(SECOND_NANOS);
    }

    private static ClockReading hostsClocks() {
        return ClockReading.of(() -> TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli()), System::nanoTime);
    }

    private Map<String, Long> runTimerTrial() {
        Libraries libraries = Libraries.of(RelayProgram.class);
        String image = new NodeImage(engine, words -> {}).ensure(libraries);
        containerId = engine.client()
                .createContainerCmd(image)
                .withLabels(Ownership.ofThisProcess("squall-test-clock").labels())
                .withEnv(ContainerCommand.ENVIRONMENT)
                .withCmd("sleep", "infinity")
                .withHostConfig(HostConfig.newHostConfig()
                        .withBinds(new Bind(
                                ClockFile.folder(folder).toString(),
                                new Volume(ContainerCommand.CLOCK),
                                AccessMode.ro)))
                .exec()
                .getId();
        engine.client().startContainerCmd(containerId).exec();
        Map<String, Long> printed = new LinkedHashMap<>();
        new ContainerExec(engine)
                .run(containerId, List.of("java", "-cp", libraries.classPath(), TimerTrial.class.getName()))
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> printed.put(words[0], Long.parseLong(words[1])));
        return printed;
    }
}
