package dev.squall.report.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.TraceFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTimelineTest {

    private final TraceFolder run = new TraceFolder();

    @TempDir
    private Path folder;

    private void nemesis(long time, String function, String value) {
        run.operation(time, "info", ":nemesis", function, value);
    }

    /** A fault at a node, as diagrams draw it. */
    private record Row(long from, long to, String family, String node, String words) {}

    private List<Row> rows() throws Exception {
        List<Row> rows = new ArrayList<>();
        FaultTimeline.of(RunRecord.read(run.write(folder)).history()).forEach(span -> span.wordsOfNode()
                .forEach((node, words) ->
                        rows.add(new Row(span.time().fromNanos(), span.time().toNanos(), span.family(), node, words))));
        return rows;
    }

    private static Row span(long from, long to, String family, String node, String words) {
        return new Row(from, to, family, node, words);
    }

    @Test
    void faultLastsUntilItsEndAtEachNode() throws Exception {
        nemesis(1, "start-kill", ":some");
        nemesis(2, "start-kill", "[\"n1\" \"n3\"]");
        nemesis(9, "stop-kill", "nil");
        nemesis(9, "stop-kill", "[\"n1\" \"n3\"]");

        assertThat(rows()).containsExactly(span(2, 9, "kill", "n1", "kill"), span(2, 9, "kill", "n3", "kill"));
    }

    @Test
    void cutNamesUnreachableAndUnheardNodes() throws Exception {
        nemesis(1, "start-partition", "{:family :bridge, :cut {\"n1\" [\"n2\"], \"n2\" [\"n1\"], \"n3\" [\"n2\"]}}");
        nemesis(5, "stop-partition", "nil");

        assertThat(rows())
                .containsExactly(
                        span(1, 5, "partition", "n1", "cut off from n2"),
                        span(1, 5, "partition", "n2", "hears nothing of n1, n3; does not reach n1"),
                        span(1, 5, "partition", "n3", "does not reach n2"));
    }

    @Test
    void healingOrHistoryEndEndsAllFaults() throws Exception {
        nemesis(1, "start-clock", "{:kind :bump, :offset-ms -3, :nodes [\"n2\"]}");
        nemesis(4, "heal", "nil");
        nemesis(5, "start-packet", "{:kind :loss, :per-cent 40}");
        run.operation(7, "invoke", "0", "read", "nil");

        assertThat(rows())
                .containsExactly(
                        span(1, 4, "clock", "n2", "clock offset-ms -3"),
                        span(5, 7, "packet", "", "packet loss, per-cent 40, delay-ms 1"));
    }

    @Test
    void overlappingFaultsOfAFamilyEndSeparately() throws Exception {
        nemesis(1, "start-pause", "[\"n1\"]");
        nemesis(2, "start-pause", "[\"n2\"]");
        nemesis(3, "stop-pause", "[\"n1\"]");
        nemesis(6, "stop-pause", "[\"n2\"]");

        assertThat(rows()).containsExactly(span(1, 3, "pause", "n1", "pause"), span(2, 6, "pause", "n2", "pause"));
    }

    @Test
    void diskCrashReportsLostRecords() throws Exception {
        nemesis(1, "start-disk", ":torn");
        nemesis(3, "start-disk", "{:writes :torn, :lost-records {\"n3\" 2}}");
        nemesis(4, "stop-disk", "[\"n3\"]");

        assertThat(rows()).containsExactly(span(3, 4, "disk", "n3", "disk: crashed, unsynced records lost: 2"));
    }

    @Test
    void faultsOfOneNodeReportTheirEffects() throws Exception {
        nemesis(1, "start-kill", "{:node \"n5\"}");
        nemesis(1, "start-pause", "{:node \"n2\"}");
        nemesis(2, "start-disk", "{:node \"n3\", :writes :lost}");
        nemesis(3, "stop-pause", "{:node \"n2\", :seen {:paused 1, :resumed 1}}");
        nemesis(4, "stop-disk", "{:node \"n3\", :writes :lost, :seen {:lost-records 2}}");
        nemesis(9, "heal", "nil");

        assertThat(rows())
                .containsExactly(
                        span(1, 3, "pause", "n2", "pause"),
                        span(2, 4, "disk", "n3", "disk: crashed, unsynced records lost: 2"),
                        span(1, 9, "kill", "n5", "kill"));
    }

    @Test
    void faultsOfOneStrikeAreOneBand() throws Exception {
        nemesis(1_000_000, "start-kill", "{:node \"n1\"}");
        nemesis(1_000_000, "start-kill", "{:node \"n3\"}");
        nemesis(2_000_000, "start-partition", "{:cut {\"n1\" [\"n2\"]}, :shape :one-way}");
        nemesis(5_000_000, "stop-kill", "{:node \"n1\", :seen {:killed 1}}");
        nemesis(5_000_000, "stop-kill", "{:node \"n3\", :seen {:killed 1}}");
        nemesis(6_000_000, "heal", "nil");

        assertThat(FaultTimeline.bands(RunRecord.read(run.write(folder)).history()))
                .containsExactly(
                        new FaultTimeline.Band("kill", "n1 n3", 1, 5),
                        new FaultTimeline.Band("partition", "one-way", 2, 6));
    }
}
