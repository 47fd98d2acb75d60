package dev.squall.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.Operation;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinKv;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import dev.squall.node.wire.WireCodec;
import dev.squall.world.ClusterObserver.MessageEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecorderTest {

    @TempDir
    private Path folder;

    @Test
    void longTraceIsCutAndSaysSo() throws Exception {
        Message message = new Message("n1", "n2", 1, Message.NO_ID, new LinKv.Read(1L));
        try (FileRecorder recorder = new FileRecorder(folder, new WireCodec(LinKv.VOCABULARY), false, false, 1_000)) {
            for (int i = 0; i < 1_000; i++) {
                recorder.message(i, MessageEvent.SENT, i, message);
            }
        }

        List<String> lines = Files.readAllLines(folder.resolve(RunFolder.MESSAGES_FILE));
        assertThat(lines).hasSizeBetween(3, 20);
        assertThat(lines.get(lines.size() - 2))
                .startsWith("{\"time\": " + (lines.size() - 2) + ", \"event\": \"sent\"");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"time\": " + (lines.size() - 2) + ", \"event\": \"cut\"}");
    }

    @Test
    void everyLineOfARunInRealTimeIsInTheFileAtOnce() throws Exception {
        try (FileRecorder recorder = new FileRecorder(folder, new WireCodec(Links.VOCABULARY), false, true)) {
            recorder.fact(1, "n1", 0, new LinkFacts.Started());
            recorder.message(2, MessageEvent.SENT, 0, new Message("n1", "n2", 1, Message.NO_ID, new Links.Flush()));

            assertThat(folder.resolve(RunFolder.JOURNAL_FILE)).content().contains("started");
            assertThat(folder.resolve(RunFolder.MESSAGES_FILE)).content().contains("flush");
        }
    }

    @Test
    void journalOfASimulatedRunIsAsLongAsItsHistory() throws Exception {
        try (FileRecorder recorder = new FileRecorder(folder, new WireCodec(Links.VOCABULARY), false, false)) {
            recorder.fact(1, "n1", 0, new LinkFacts.Started());
            recorder.operation(new Operation(0, 2, Operation.Type.INVOKE, 0, "flush", null));

            assertThat(folder.resolve(RunFolder.HISTORY_FILE)).content().contains("flush");
            assertThat(folder.resolve(RunFolder.JOURNAL_FILE)).content().contains("started");
        }
    }
}
