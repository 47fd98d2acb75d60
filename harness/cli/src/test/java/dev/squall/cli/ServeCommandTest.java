package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    @TempDir
    private Path runs;

    private Squall.Result serve(Path folder, Object port, String address) {
        return Squall.run("serve", "--runs", folder.toString(), "--port", port.toString(), "--bind", address);
    }

    @Test
    void takenPortIsReportedInOneSentence() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Squall.Result result = serve(runs, other.getLocalPort(), "127.0.0.1");

            assertThat(result.exitCode()).isEqualTo(Outcome.ERROR.exitCode());
            assertThat(result.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("squall: cannot listen on port " + other.getLocalPort() + " of 127.0.0.1: ");
        }
    }

    @Test
    void impossiblePortOrFolderIsBadArgument() {
        assertThat(serve(runs, 65_536, "127.0.0.1").exitCode()).isEqualTo(Outcome.BAD_ARGUMENTS_EXIT_CODE);
        Squall.Result none = serve(runs.resolve("none"), 0, "127.0.0.1");
        assertThat(none.exitCode()).isEqualTo(Outcome.BAD_ARGUMENTS_EXIT_CODE);
        assertThat(none.err()).contains("there is no folder " + runs.resolve("none"));
    }

    @Test
    void anIndexOfNoRunsSaysSo() {
        Squall.Result result = Squall.run("report", runs.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(runs.resolve("index.html")).content().contains("There is no run here yet.");
    }
}
