package dev.squall.world.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.host.CounterProgram;
import dev.squall.world.realtime.NodeCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the nodes' fate when the harness itself is ended. */
@Timeout(60)
class HarnessDeathTest {

    private static final long DEADLINE_SECONDS = 30;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noNodeOutlivesAHarnessThatIsEnded(boolean forcibly) throws Exception {
        Process harness = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Harness.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("harness.log").toFile())
                .start();
        try {
            assertThat(harness.inputReader().readLine()).isEqualTo("ready");
            // Three nodes, and the guard of the one that is paused.
            List<ProcessHandle> nodes = harness.children().toList();
            assertThat(nodes).hasSize(4);

            end(harness, forcibly);

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            while (!nodes.stream().allMatch(Signals::isDead) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(nodes).allMatch(Signals::isDead);
        } finally {
            harness.destroyForcibly();
        }
    }

    private static void end(Process harness, boolean forcibly) {
        Consumer<ProcessHandle> end = forcibly ? ProcessHandle::destroyForcibly : ProcessHandle::destroy;
        end.accept(harness.toHandle());
    }

    /** A harness with three nodes, one of which hangs, and one of which is paused. */
    static final class Harness {

        private Harness() {}

        public static void main(String[] arguments) throws Exception {
            NodeCommand command = new HostedCommand(CounterProgram.class.getName(), Map.of(), false, 1);
            RunningProcesses run = new RunningProcesses(
                    List.of("n1", "n2", "n3"), command, CounterProgram.VOCABULARY, Path.of(arguments[0]));
            run.awaitReady();
            run.send("n1", new CounterProgram.Misbehave("hang"));
            run.perform(() -> run.cluster.pause("n2"));
            System.out.println("ready");
        }
    }
}
