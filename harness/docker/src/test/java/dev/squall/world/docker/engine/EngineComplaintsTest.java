package dev.squall.world.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.WorldException;
import dev.squall.world.docker.ContainerCommand;
import dev.squall.world.docker.DockerCluster;
import dev.squall.world.docker.FakeEngine;
import dev.squall.world.docker.RelayProgram;
import dev.squall.world.docker.image.Libraries;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that an engine's error becomes one sentence with its last words and advice. */
@Timeout(60)
class EngineComplaintsTest {

    private static final String NO_LEFTOVERS = "[]";

    @TempDir
    private Path folder;

    private FakeEngine fake;

    @AfterEach
    void stop() {
        if (fake != null) {
            fake.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1.12.6, 1.24", "1.8, 1.9", "19.03.15, 1.40"})
    void anEngineThatIsTooOldIsRefused(String version, String apiVersion) throws Exception {
        fake = new FakeEngine().version(version, apiVersion);

        assertThatThrownBy(() -> DockerEngine.connect(fake.config()))
                .isInstanceOf(WorldException.class)
                .hasMessage("the container engine is version " + version + " (API " + apiVersion
                        + "); expected 20.10 (API 1.41) or later; without containers, --world process needs nothing");
    }

    @ParameterizedTest
    @CsvSource({"20.10.24, 1.41", "29.0.0, 1.52", "5.4.0, 2.0"})
    void anEngineThatIsNewEnoughIsTaken(String version, String apiVersion) throws Exception {
        fake = new FakeEngine().version(version, apiVersion);

        DockerEngine.connect(fake.config()).close();
    }

    @Test
    void refusedVersionIsReportedInTheEnginesWords() throws Exception {
        fake = new FakeEngine()
                .complaining(
                        "GET",
                        "/version",
                        400,
                        "client version 1.24 is too old. Minimum supported API version is 1.44");

        assertThatThrownBy(() -> DockerEngine.connect(fake.config()))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("Minimum supported API version is 1.44")
                .hasMessageContaining("unset DOCKER_API_VERSION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "could not find an available, non-overlapping IPv4 address pool | squall docker prune",
                "mkdir /var/lib/docker/network: no space left on device | squall image prune",
            })
    void failedNetworkIsReportedWithAdvice(String complaint, String remedy) throws Exception {
        fake = FakeEngine.current().complaining("POST", "/networks/create", 500, complaint);

        assertThat(failureOfStart())
                .startsWith("the containers cannot be made: ")
                .contains(complaint, remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bind for 127.0.0.1:32768 failed: port is already allocated | ip_local_port_range",
                "listen tcp4 127.0.0.1:32768: bind: address already in use | ip_local_port_range",
                "unable to start: something else | the engine's log",
            })
    void failedKeeperIsReportedWithAdvice(String complaint, String remedy) throws Exception {
        fake = withKeeper().complaining("POST", "/containers/k/start", 500, complaint);

        assertThat(failureOfStart())
                .startsWith("the containers cannot be made: ")
                .contains(complaint, remedy);
    }

    @Test
    void endedKeeperIsReportedWithItsExitCode() throws Exception {
        fake = withKeeper()
                .answering("POST", "/containers/k/start", 204, "")
                .answering(
                        "GET",
                        "/containers/k/json",
                        200,
                        "{\"State\":{\"Running\":false,\"ExitCode\":127,\"Error\":\"no sleep in PATH\"}}");

        assertThat(failureOfStart()).contains("keeps the network of node n1", "exit code 127", "no sleep in PATH");
    }

    private static FakeEngine withKeeper() throws Exception {
        return FakeEngine.current()
                .answering("POST", "/networks/create", 201, "{\"Id\":\"net\"}")
                .answering("DELETE", "/networks/net", 204, "")
                .answering("DELETE", "/containers/k", 204, "")
                .answering("POST", "/containers/create", 201, "{\"Id\":\"k\"}");
    }

    /** Returns the message of a cluster that does not start, which must be one line. */
    private String failureOfStart() {
        fake.answering("GET", "/containers/json", 200, NO_LEFTOVERS)
                .answering("GET", "/volumes", 200, "{\"Volumes\": [], \"Warnings\": null}")
                .answering("GET", "/networks", 200, NO_LEFTOVERS);
        ContainerCommand command = new ContainerCommand("image:1", Libraries.of(RelayProgram.class), Map.of(), 1);
        RealTimeSettings settings = new RealTimeSettings(List.of("n1"), command, RelayProgram.VOCABULARY, folder);
        try (DockerCluster cluster = new DockerCluster(
                DockerEngine.connect(fake.config()),
                new RealTimeline(),
                new SplittableRandom(1),
                "run",
                settings,
                Latency.NONE)) {
            cluster.start(new Deaf(), () -> {});
            throw new AssertionError("the cluster has started");
        } catch (WorldException e) {
            assertThat(e.getMessage()).hasLineCount(1);
            return e.getMessage();
        }
    }

    private static final class Deaf implements ClusterObserver {
        @Override
        public void onReply(Message reply) {}

        @Override
        public void onFact(String nodeId, int life, Fact fact) {}

        @Override
        public void onMessage(MessageEvent event, long messageNumber, Message message) {}
    }
}
