package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.play.PlaySession;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayCommandTest {

    private static final String FLAWED = "fifo-link-no-hold-back-buffer";

    @TempDir
    private Path folder;

    private Path playedByHand() throws IOException {
        SystemUnderTest system = Systems.installed().named(FLAWED);
        Experiment experiment = Experiment.builder(FLAWED, system.workloads().get(0))
                .nodeCount(2)
                .concurrency(2)
                .seed(1)
                .build();
        PlaySession session =
                new PlaySession(experiment, system, Systems.installed().workload(experiment));
        session.ask(0, "send", "[\"n2\" 1]");
        session.ask(0, "send", "[\"n2\" 2]");
        session.take("deliver n1/1");
        session.take("deliver n1/0");
        return Files.writeString(folder.resolve("played.yaml"), session.scenario());
    }

    @Test
    void runRepeatsWhatWasPlayedWithTheSameAnomaly() throws IOException {
        Path file = playedByHand();

        Squall.Result again = Squall.run("run", "--scenario", file.toString());

        assertThat(again.exitCode()).as(again.all()).isEqualTo(Outcome.VIOLATION.exitCode());
        assertThat(again.out())
                .contains("VIOLATION: " + FLAWED + ", a schedule of 4 events", "as the file says: fifo-order-broken");
        assertThat(Squall.run("run", "--scenario", file.toString()).out()).isEqualTo(again.out());
        Files.writeString(file, Files.readString(file).replace(FLAWED, "fifo-link"));
        Squall.Result sound = Squall.run("run", "--scenario", file.toString());
        assertThat(sound.exitCode()).as(sound.all()).isZero();
        assertThat(sound.out()).contains("NOT as the file says: it names fifo-order-broken; this run shows none");
    }

    @Test
    void takenPortIsReportedInOneSentence() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Squall.Result result = Squall.run("play", "raft-kv", "--port", String.valueOf(other.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(Outcome.ERROR.exitCode());
            assertThat(result.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("squall: cannot listen on port " + other.getLocalPort() + " of 127.0.0.1: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raft-vk | there is no system 'raft-vk'; did you mean raft-kv?",
                "etcd | etcd does not run in the simulated world, so it cannot be played; expected a system with a",
                "raft-kv --port 65536 | --port is 65536; expected at least 0 and at most 65535",
                "raft-kv --nodes 8 | the scope is too large: 8 nodes; expected at most 7",
                "raft-kv --clients 9 | the scope is too large: 9 clients; expected at most 8",
                "raft-kv --workload bank | the system raft-kv has no workload 'bank'; expected one of ",
                "raft-kv --scenario x.yaml | found SYSTEM and --scenario; expected one of SYSTEM and --scenario FILE",
                "--nodes 3 | found no SYSTEM; expected one of SYSTEM and --scenario FILE",
                "--scenario x.yaml --nodes 3 | the file of --scenario says the workload, nodes, clients, seed and",
                "--scenario missing.yaml | missing.yaml: this does not exist; expected a schedule"
            })
    void wrongArgumentsAreRefusedInOneSentence(String arguments, String sentence) {
        Squall.Result result = Squall.run(("play " + arguments).split(" "));

        assertThat(result.exitCode()).as(result.all()).isEqualTo(Outcome.BAD_ARGUMENTS_EXIT_CODE);
        assertThat(result.err()).startsWith("squall: " + sentence);
        assertThat(result.out()).isEmpty();
    }
}
