package dev.squall.world.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.HostConfig;
import dev.squall.world.WorldException;
import dev.squall.world.docker.Engines;
import dev.squall.world.docker.RelayProgram;
import dev.squall.world.docker.image.Libraries;
import dev.squall.world.docker.image.NodeImage;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ContainerExecTest {

    private DockerEngine engine;
    private String container;
    private ContainerExec exec;

    @BeforeEach
    void start() {
        engine = Engines.connectOrSkip();
        String image = new NodeImage(engine, words -> {}).ensure(Libraries.of(RelayProgram.class));
        container = engine.client()
                .createContainerCmd(image)
                .withCmd("sleep", "infinity")
                .withLabels(Ownership.ofThisProcess("squall-test-" + UUID.randomUUID())
                        .labels())
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                .exec()
                .getId();
        engine.client().startContainerCmd(container).exec();
        exec = new ContainerExec(engine);
    }

    @AfterEach
    void remove() {
        if (container != null) {
            Ownership.removeContainer(engine.client(), container);
        }
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void wordsAreNotInterpreted() {
        String odd = "it's a $HOME; `echo` \"x\" \\ *\nand more";

        assertThat(exec.run(container, List.of("printf", "%s", odd))).isEqualTo(odd);
        assertThat(exec.run(container, List.of("true"))).isEmpty();
    }

    @Test
    void failedCommandIsReportedAndTheNextRuns() {
        assertThatThrownBy(() -> exec.run(container, List.of("ls", "/nowhere")))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("'ls /nowhere' in a container ended with exit code 2")
                .hasMessageContaining("No such file");
        assertThat(exec.run(container, List.of("echo", "next"))).isEqualTo("next\n");
    }

    @Test
    void missingPacketFilterRightIsExplained() {
        assertThatThrownBy(() -> exec.run(container, List.of("iptables", "-w", "-nL", "INPUT")))
                .satisfies(problem -> assertThat(DockerEngine.complaint(problem, "", "nothing"))
                        .contains("ermission denied")
                        .contains("must grant its containers NET_ADMIN")
                        .hasLineCount(1));
    }

    @Test
    void missingContainerIsReported() {
        assertThat(exec.run(container, List.of("echo", "one"))).isEqualTo("one\n");
        Ownership.removeContainer(engine.client(), container);

        assertThatThrownBy(() -> exec.run(container, List.of("true")))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("cannot be run");
    }
}
