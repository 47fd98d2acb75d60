package dev.squall.report.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.RandomTrace;
import dev.squall.report.RunPage;
import dev.squall.report.TraceFolder;
import dev.squall.report.diagram.TraceEvent.Kind;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.TimeRange;
import dev.squall.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {

    @TempDir
    private Path folder;

    @Test
    void processesOfOneThreadShareALane() throws Exception {
        TraceFolder run = new TraceFolder();
        run.sent(1, "c1", "n2", "{\"type\":\"read\"}");
        run.sent(2, "c3", "n10", "{\"type\":\"read\"}");
        run.operation(3, "invoke", "5", "read", "nil");
        run.operation(4, "invoke", "0", "read", "nil");

        Trace trace = Trace.read(RunRecord.read(run.write(folder)), Optional.empty());

        assertThat(trace.lanes().ordered())
                .extracting(Lanes.Lane::name)
                .containsExactly("client 0", "client 1", "n2", "n10");
        assertThat(trace.events().stream().limit(3).map(TraceEvent::lane).distinct())
                .hasSize(1);
    }

    @Test
    void lossBelongsToTheSendAndToNoLane() throws Exception {
        TraceFolder run = new TraceFolder();
        int first = run.sent(1, "n1", "n2", "{\"type\":\"a\"}");
        int second = run.sent(2, "n1", "n2", "{\"type\":\"b\"}");
        run.lost(3, second);
        run.received(4, first);
        run.received(5, first);

        Trace trace = Trace.read(RunRecord.read(run.write(folder)), Optional.empty());

        assertThat(trace.events())
                .extracting(TraceEvent::kind)
                .containsExactly(Kind.SENT, Kind.SENT, Kind.LOST, Kind.RECEIVED, Kind.RECEIVED);
        assertThat(trace.events())
                .filteredOn(event -> event.timeNanos() > 2)
                .extracting(TraceEvent::other)
                .containsExactly(1, 0, 0);
        assertThat(trace.events().get(2).lane()).isEqualTo(TraceEvent.NOWHERE);
    }

    @Test
    void cutTraceReportsItsCutTime() throws Exception {
        TraceFolder run = new TraceFolder();
        run.sent(1, "n1", "n2", "{\"type\":\"a\"}");
        Path written = run.write(folder);
        Files.writeString(
                written.resolve(RunFolder.MESSAGES_FILE),
                "{\"time\": 7, \"event\": \"cut\"}\n",
                StandardOpenOption.APPEND);

        Trace trace = Trace.read(RunRecord.read(written), Optional.empty());

        assertThat(trace.cutNanos()).hasValue(7);
    }

    @Test
    void longTraceIsReadAroundItsImportantPart() throws Exception {
        RunRecord run = RunRecord.read(new RandomTrace(1, 5000).folder.write(folder));
        Trace whole = Trace.read(run, Optional.empty());
        TimeRange important = new TimeRange(50_000_000, 51_000_000);

        Trace trace = Trace.read(run, Optional.of(important), 40_000, 40_000);

        TimeRange part = trace.part().orElseThrow();
        assertThat(part.fromNanos()).isBetween(1L, important.fromNanos());
        assertThat(part.toNanos()).isGreaterThan(important.toNanos()).isLessThan(Long.MAX_VALUE);
        assertThat(count(trace, Kind.SENT, part))
                .isEqualTo(count(whole, Kind.SENT, part))
                .isGreaterThan(50);
        assertThat(count(trace, Kind.FACT, part))
                .isEqualTo(count(whole, Kind.FACT, part))
                .isPositive();
        assertThat(trace.events()).allMatch(event -> event.timeNanos() < part.toNanos());
    }

    private static long count(Trace trace, Kind kind, TimeRange part) {
        return trace.events().stream()
                .filter(event -> event.kind() == kind)
                .filter(event -> event.timeNanos() >= part.fromNanos() && event.timeNanos() < part.toNanos())
                .count();
    }

    @Test
    void longTraceIsOtherwiseReadFromItsStart() throws Exception {
        RunRecord run = RunRecord.read(new RandomTrace(2, 2000).folder.write(folder));

        Trace trace = Trace.read(run, Optional.empty(), 10_000, 10_000);

        assertThat(trace.events().get(0))
                .isEqualTo(Trace.read(run, Optional.empty()).events().get(0));
        assertThat(trace.part().orElseThrow().toNanos()).isLessThan(Long.MAX_VALUE);
    }

    @Test
    void everyLineIsFoundByItsTime() throws Exception {
        Path file = folder.resolve("lines.jsonl");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append("{\"time\": ")
                    .append(i * 10)
                    .append(", \"x\": \"")
                    .append("ä".repeat(i % 17))
                    .append("\"}\n");
        }
        Files.writeString(file, text.substring(0, text.length() - 5));
        TimedLines lines = new TimedLines(file);

        for (int i = 0; i < 299; i++) {
            assertThat(lines.timeAt(lines.position(i * 10L))).isEqualTo(i * 10L);
            assertThat(lines.timeAt(lines.position(i * 10L - 3))).isEqualTo(i * 10L);
        }
        StringBuilder seen = new StringBuilder();
        lines.forEach(lines.position(100), lines.position(140), line -> seen.append(line.path("time"))
                .append(' '));
        assertThat(seen).hasToString("100 110 120 130 ");
    }

    @Test
    void linesOfAnyLengthAreReadWhole() throws Exception {
        Path file = folder.resolve("lines.jsonl");
        StringBuilder text = new StringBuilder();
        for (int length : new int[] {1, 300_000, 5, 2_000_000, 262_100, 262_144, 7}) {
            text.append("{\"time\": 0, \"x\": \"").append("x".repeat(length)).append("\"}\n");
        }
        Files.writeString(file, text.substring(0, text.length() - 1));

        StringBuilder seen = new StringBuilder();
        new TimedLines(file).forEach(0, Long.MAX_VALUE, line -> seen.append(
                        line.path("x").asText().length())
                .append(' '));

        assertThat(seen).hasToString("1 300000 5 2000000 262100 262144 7 ");
    }

    @Test
    void aRunWithoutATraceHasNoDiagram() throws Exception {
        TraceFolder run = new TraceFolder();
        run.operation(1, "invoke", "0", "read", "nil");
        Path written = RunPage.write(run.write(folder));

        assertThat(Files.readString(written)).doesNotContain("space-time");
    }

    @Test
    void theSameRunGivesTheSameBytes() throws Exception {
        new RandomTrace(3, 500).folder.write(folder);
        String first = Files.readString(RunPage.write(folder));

        assertThat(Files.readString(RunPage.write(folder))).isEqualTo(first).contains("data-space-time-events");
    }
}
