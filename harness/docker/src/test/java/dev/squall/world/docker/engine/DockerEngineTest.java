package dev.squall.world.docker.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import dev.squall.world.WorldException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {

    @Test
    void withoutAnEngineOneSentenceSaysWhatToDo(@TempDir Path folder) {
        assertThatThrownBy(() -> DockerEngine.connect(host("unix://" + folder.resolve("docker.sock"))))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("there is no container engine at unix://")
                .hasMessageContaining("install and start one")
                .hasMessageContaining("--world process");
    }

    @Test
    void anEngineOnAnotherMachineIsRefused() {
        assertThatThrownBy(() -> DockerEngine.connect(host("tcp://192.0.2.1:2375")))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("on another machine")
                .hasMessageContaining("expected one on this machine");
    }

    @Test
    void silentEngineIsReported() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }

        assertThatThrownBy(() -> DockerEngine.connect(host("tcp://127.0.0.1:" + freePort)))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("start it");
    }

    private static DockerClientConfig host(String dockerHost) {
        return DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(dockerHost)
                .build();
    }
}
