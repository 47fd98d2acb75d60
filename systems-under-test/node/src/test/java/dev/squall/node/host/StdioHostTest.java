package dev.squall.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.WireCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StdioHostTest {

    private final WireCodec codec = new WireCodec(CounterProgram.VOCABULARY);

    @TempDir
    private Path folder;

    /** Links that record, for each message to carry, the output that the harness had by then. */
    private static final class WatchingLinks implements Links {

        private final ByteArrayOutputStream harness;
        private final List<String> carried = new ArrayList<>();
        private final List<String> knownWhenCarried = new ArrayList<>();

        WatchingLinks(ByteArrayOutputStream harness) {
            this.harness = harness;
        }

        @Override
        public void open(Control.SquallLinks opening, Consumer<String> receive, Consumer<Message> tell) {}

        @Override
        public void disturb(Control.SquallDisturbance disturbance) {}

        @Override
        public void heal(Control.SquallHealing healing) {}

        @Override
        public void carry(String destination, String line) {
            if (!Message.isClient(destination) && !destination.equals(Control.HARNESS)) {
                carried.add(line);
                knownWhenCarried.add(harness.toString(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void harnessSeesFactsAndMessagesBeforeLinksDo() {
        ByteArrayOutputStream harness = new ByteArrayOutputStream();
        WatchingLinks links = new WatchingLinks(harness);

        int exitCode = host(harness, links, new CounterProgram.Told("a fact"), new CounterProgram.Tell("n2", "go"))
                .run();

        assertThat(exitCode).isEqualTo(StdioHost.EXIT_DONE);
        assertThat(links.carried).hasSize(1);
        assertThat(links.carried.get(0)).contains("go");
        assertThat(links.knownWhenCarried.get(0)).contains("a fact").contains(links.carried.get(0));
    }

    private StdioHost host(ByteArrayOutputStream harness, Links links, Body... requests) {
        StringBuilder input = new StringBuilder();
        input.append(encode(1, Control.HARNESS, new Control.Init("n1", List.of("n1", "n2"))));
        for (Body request : requests) {
            input.append(encode(2, "n2", request));
        }
        return new StdioHost(
                new CounterProgram(),
                Map.of(),
                new HostSettings(folder, false, 1),
                new ByteArrayInputStream(input.toString().getBytes(StandardCharsets.UTF_8)),
                harness,
                System.err,
                links,
                new LinkedBlockingQueue<>());
    }

    private String encode(long messageId, String source, Body body) {
        return codec.encode(new Message(source, "n1", messageId, Message.NO_ID, body)) + "\n";
    }
}
