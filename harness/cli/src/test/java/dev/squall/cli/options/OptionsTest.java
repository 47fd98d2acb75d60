package dev.squall.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.cli.Squall;
import dev.squall.experiment.Durations;
import dev.squall.experiment.Experiment;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Tests of arguments: an error in them is reported in a sentence, and nothing is run. */
class OptionsTest {

    private final DurationConverter durations = new DurationConverter();

    @ParameterizedTest
    @CsvSource({"30s, 30000", "500ms, 500", "2m, 120000", "1.5h, 5400000", "7, 7000", "0.25, 250", "8760h, 31536000000"
    })
    void aDurationHasAUnitOrIsInSeconds(String text, long millis) {
        assertThat(durations.convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1 s", "1d", "1e3s", "0", "0.1ms", "8761h", "999999999h", "٣s", "NaN"})
    void malformedDurationIsRefused(String text) {
        assertThatThrownBy(() -> durations.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'" + text + "' is")
                .hasMessageContaining("expected");
    }

    @Property
    void aDurationIsReadAsItIsPrinted(@ForAll @LongRange(min = 1, max = Experiment.LONGEST_MILLIS) long millis) {
        assertThat(durations.convert(Durations.format(millis))).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                 | no command was given; expected one of lectures, run, sweep, explore, play",
                "nosuch                           | there is no command 'nosuch'; expected one of lectures, run",
                "run                              | no system was named; expected one of squall list, --system FILE",
                "run nosuch                       | there is no system 'nosuch'; expected one of",
                "run raft-kv raft-kv              | several systems were named: [raft-kv, raft-kv]; expected one",
                "sweep nosuch                     | there is no system 'nosuch'; see squall list",
                "run raft-kv --nosuch             | Unknown option: '--nosuch'",
                "run raft-kv --workload nosuch    | 'nosuch' is not one of raft-kv; expected one of lin-kv",
                "run raft-kv --faults nosuch      | there is no fault 'nosuch'; expected partition, packet, late,",
                "run raft-kv --faults full-disk   | 'full-disk' is impossible in the world process; expected the world",
                "run raft-kv --world nosuch       | there is no world 'nosuch'; expected one of simulated",
                "run --bin /bin/sh --world docker | sh is an executable, which cannot run in a container; expected",
                "run etcd                         | the system etcd runs only in the world docker",
                "run etcd --world simulated       | etcd runs only in the world docker; expected that world",
                "run etcd --world docker --faults clock | 'clock' is not in the system model of etcd; expected some of",
                "run etcd --world docker --option a=b | etcd has no setting 'a'; expected no --option",
                "sweep redis                      | cannot be simulated; expected ./squall run redis --world docker",
                "run raft-kv --nodes 0            | the number of nodes is 0; expected 1 to 1000",
                "run raft-kv --nodes -3           | the number of nodes is -3; expected 1 to 1000",
                "run raft-kv --nodes 1001         | the number of nodes is 1001; expected 1 to 1000",
                "run raft-kv --nodes five         | 'five' is no whole number; expected one such as 5",
                "run raft-kv --nodes 99999999999  | '99999999999' is too large; expected at most 2147483647",
                "run raft-kv --concurrency 0      | the concurrency is '0'; expected a number of client threads",
                "run raft-kv --concurrency n      | the concurrency is 'n'; expected a number of client threads",
                "run raft-kv --concurrency 999999n --nodes 1000 | the concurrency is 999999000; expected 1 to 100000",
                "run raft-kv --world simulated --rate 0 | the rate is 0.0; expected 0.001 to 1000000",
                "run raft-kv --rate -1            | or 0 for no limit",
                "run raft-kv --nodes n1,c2        | a node's name is c2; expected letters, digits and hyphens",
                "run raft-kv --nodes n1,n1        | the list of nodes is [n1, n1]; expected a name of its own for",
                "run raft-kv --nodes 3 --node-count 3 | --nodes and --node-count were given; expected one of them",
                "run raft-kv --name x             | --name names an executable; expected --bin FILE too",
                "run --bin /bin/sh --name a/b     | --name is 'a/b'; expected letters, digits, dots",
                "run --bin /bin/sh -w broadcast --topology ring | the option 'topology' of the workload is 'ring'",
                "run raft-kv --rate NaN           | the rate is NaN; expected 0.001",
                "run raft-kv --rate 1e-300        | the rate is 1.0E-300; expected 0.001",
                "run raft-kv --rate fast          | 'fast' is no number; expected one such as 200 or 0.5",
                "run raft-kv --latency -1         | the latency in milliseconds is -1.0; expected 0 to",
                "run raft-kv --latency Infinity   | the latency in milliseconds is Infinity; expected 0 to",
                "run raft-kv --latency-dist odd   | expected one of [CONSTANT, UNIFORM, EXPONENTIAL]",
                "run raft-kv --time-limit 0       | '0' is too short; expected at least 1ms",
                "run raft-kv --time-limit 9999h   | '9999h' is too long; expected at most 8760h",
                "run raft-kv --seed x             | 'x' is no whole number; expected one such as 5",
                "run raft-kv --option nosuch=1    | Raft has no option 'nosuch'; its options are [election-timeout-ms",
                "run raft-kv --option heartbeat-ms=x | 'heartbeat-ms' is 'x' and must be a whole number",
                "run raft-kv --option heartbeat-ms| should be in KEY=VALUE format but was heartbeat-ms",
                "run --bin /nosuch                | the executable '/nosuch' does not exist; expected a file with its",
                "run --bin /etc/passwd            | the executable '/etc/passwd' may not be executed; expected a file",
                "run --bin /                      | the executable '/' is no file; expected a file with its",
                "run --bin /bin/sh --world simulated | is an executable, which cannot be simulated; expected the world",
                "run --bin /bin/sh --option a=b   | give an executable its arguments after --",
                "run fifo-link --faults kill  | the fault 'kill' is not in the system model of fifo-link; expected some"
                        + " of"
                        + " partition, packet, late, pause, clock",
                "run --bin /bin/sh --faults disk  | the fault 'disk' is impossible in the world process",
                "sweep raft-kv --seeds 0          | --seeds is 0; expected at least 1",
                "sweep raft-kv --threads 0        | --threads is 0; expected at least 1 and at most 1024",
                "sweep raft-kv --runs x           | --runs is for --minimize",
                "gallery --threads 0              | --threads is 0; expected at least 1 and at most 1024",
                "image                            | no command was given; expected one of build, list, prune",
                "image nosuch                     | there is no command 'nosuch'; expected one of build, list, prune",
                "docker                           | no command was given; expected one of prune",
                "check                            | Missing required parameter: 'FILE'",
                "check x --model nosuch           | there is no model 'nosuch'; expected register, cas-register",
                "check x --initial many           | the initial value is 'many'; expected one value in EDN",
                "check x --memory 0               | the memory is 0; expected mebibytes, at least 1",
                "check x --keyed perhaps          | expected one of [AUTO, YES, NO]",
                "check x --timeout 0              | '0' is too short; expected at least 1ms"
            })
    void badArgumentsAreRefused(String line, String message) {
        String[] arguments = line == null ? new String[0] : line.trim().split(" ");

        Squall.Result result = Squall.run(arguments);

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().findFirst().orElse(""))
                .startsWith("squall: ")
                .contains(message);
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "sweep", "check", "list", "image", "image prune", "docker prune"})
    void everyCommandHelps(String command) {
        Squall.Result result = Squall.run((command + " --help").trim().split(" "));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Usage: squall").contains("--help");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void theHelpTellsEveryExitCode() {
        assertThat(Squall.run("--help").out())
                .contains("0 valid", "1 violation", "2 unknown", "3 vacuous")
                .contains("254 wrong", "255 the harness", "130 interrupted");
    }

    @Test
    void versionIsPrinted() {
        assertThat(Squall.run("--version").out()).matches("squall \\S+ \\(commit \\S+\\)\\R");
    }
}
