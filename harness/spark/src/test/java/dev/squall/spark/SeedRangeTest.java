package dev.squall.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.run.OutcomeHash;
import dev.squall.run.cluster.Sample;
import dev.squall.run.cluster.SweepEngines;
import dev.squall.world.WorldException;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the parts of a sweep on Spark that need no Spark. */
class SeedRangeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300, 10_000, 10_000_000, Integer.MAX_VALUE})
    void rangesContainEachSeedOnce(int seeds) {
        List<SeedRange> ranges = SeedRange.divide(5, seeds);
        long next = 5;
        for (SeedRange range : ranges) {
            assertThat(range.first()).isEqualTo(next);
            assertThat(range.count()).isBetween(1, SeedRange.COUNT_MAX);
            next += range.count();
        }
        assertThat(next).isEqualTo(5L + seeds);
    }

    @Test
    void rangesAreFewAndLong() {
        assertThat(SeedRange.divide(1, 1_000)).hasSize(100);
        assertThat(SeedRange.divide(1, 100_000)).hasSize(400);
        assertThat(SeedRange.divide(1, 10_000_000)).hasSize(5_000);
    }

    @Test
    void secondRunsPreferEveryOtherExecutor() {
        Map<Long, Sample> samples = Map.of(
                1L, new Sample(OutcomeHash.NONE, "executor_h_0"), 101L, new Sample(OutcomeHash.NONE, "executor_h_9"));

        assertThat(RepeatGroup.of(samples, Set.of("executor_h_0", "executor_h_1")))
                .containsExactly(
                        new RepeatGroup(List.of(1L), List.of("executor_h_1")),
                        new RepeatGroup(List.of(101L), List.of("executor_h_0", "executor_h_1")));
    }

    @ParameterizedTest
    @CsvSource({"spark://", "spark://host", "spark://host:99999", "spark://a b:7077", "spark://host:7077/x"})
    void badAddressIsRefused(String address) {
        assertThatThrownBy(() -> MasterAddress.parse(address))
                .isInstanceOf(WorldException.class)
                .hasMessage("the master is '" + address + "'; expected an address such as spark://HOST:7077");
    }

    @Test
    void anotherSparkIsRefused() {
        assertThatThrownBy(() -> SparkVersion.requireExpected("3.5.9"))
                .isInstanceOf(WorldException.class)
                .hasMessageStartingWith("the Spark on the class path has version 3.5.9; expected 4.2 for Scala 2.13");
        SparkVersion.requireExpected("4.2.0");
    }

    @Test
    void engineServesOnlySparksAddresses() {
        assertThat(SweepEngines.at("spark://host:7077")).get().isInstanceOf(SparkEngine.class);
        assertThat(SweepEngines.at("yarn")).isEmpty();
    }

    @Test
    void engineWithoutSparkSaysWhatIsMissing() throws Exception {
        List<URL> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("spark-")) {
                entries.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(SparkEngine.class.getName());
            Object engine = type.getConstructor().newInstance();
            Method run = Stream.of(type.getMethods())
                    .filter(method -> method.getName().equals("run"))
                    .findFirst()
                    .orElseThrow();
            LongConsumer onProgress = done -> {};
            assertThatThrownBy(() -> run.invoke(engine, null, "spark://127.0.0.1:1", onProgress))
                    .hasRootCauseInstanceOf(ClassNotFoundException.class)
                    .cause()
                    .hasMessageStartingWith("Apache Spark is not on the class path; expected SPARK_HOME to name");
        }
    }
}
