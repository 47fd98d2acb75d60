package dev.squall.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.report.RecordedRuns;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.RunRecord;
import dev.squall.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {

    private static final long MILLISECOND_NANOS = 1_000_000;

    @TempDir
    private Path folder;

    private static Timing timing(double[] starts, double[] latencies, int[] outcomes) {
        double end = Arrays.stream(starts).max().orElse(0);
        return new Timing(starts, latencies, outcomes, new boolean[starts.length], end);
    }

    private static Operation nemesis(int index, double millis, String function, Object value) {
        return new Operation(
                index, (long) (millis * MILLISECOND_NANOS), Operation.Type.INFO, Operation.NEMESIS, function, value);
    }

    @Test
    void bucketsAreOfRoundLengthsAndCoverTheRun() {
        assertThat(Buckets.over(0)).isEqualTo(new Buckets(1, 1));
        assertThat(Buckets.over(60_435)).isEqualTo(new Buckets(500, 121));
        Buckets day = Buckets.over(86_400_000);
        assertThat(day.widthMillis()).isEqualTo(1_000_000);
        assertThat(day.indexOf(86_400_000)).isEqualTo(day.count() - 1);
    }

    @Test
    void outliersAmongAMillionPointsAreDrawn() {
        int count = 1_000_000;
        SplittableRandom random = new SplittableRandom(1);
        double[] starts = random.doubles(count, 0, 600_000).toArray();
        double[] latencies = random.doubles(count, 4, 8).toArray();
        int[] outcomes = new int[count];
        latencies[123_456] = 900;
        outcomes[654_321] = Timing.INFO;

        int[] chosen = LatencyPoints.chosen(timing(starts, latencies, outcomes));

        assertThat(chosen).hasSizeBetween(1_000, LatencyPoints.POINTS_MAX).contains(123_456, 654_321);
    }

    @Test
    void fewPointsWithAnEndAreAllDrawn() {
        Timing timing = timing(new double[] {1, 1, 1}, new double[] {5, 5, Double.NaN}, new int[] {0, 0, 2});

        assertThat(LatencyPoints.chosen(timing)).containsExactly(0, 1);
    }

    @Test
    void quantilesUseNearestRankOfSuccesses() {
        double[] latencies = new double[101];
        Arrays.setAll(latencies, i -> i + 1);
        int[] outcomes = new int[101];
        outcomes[100] = Timing.FAIL;

        double[] sorted = LatencyQuantiles.sorted(timing(new double[101], latencies, outcomes));

        assertThat(LatencyQuantiles.quantile(sorted, 0.5)).isEqualTo(50);
        assertThat(LatencyQuantiles.quantile(sorted, 0.99)).isEqualTo(99);
        assertThat(LatencyQuantiles.quantile(sorted, 1)).isEqualTo(100);
        assertThat(LatencyQuantiles.quantile(new double[0], 0.5)).isNaN();
    }

    @Test
    void onlyARefusedCasCountsAsAnswered() {
        List<Operation> operations = new ArrayList<>();
        for (String error : List.of("22 the key holds another value", "11 no leader is known", "node n1 is down")) {
            int index = operations.size();
            operations.add(new Operation(index, 0, Operation.Type.INVOKE, 0, "cas", null));
            operations.add(new Operation(index + 1, 1, Operation.Type.FAIL, 0, "cas", null, Map.of("error", error)));
        }
        RunRecord run = record(operations);
        Timing timing = Timing.of(Calls.of(run.history()));

        assertThat(timing.answered()).containsExactly(true, false, false);
        assertThat(OutcomeRates.of(timing, Buckets.over(1)).availability()).isBetween(33.3, 33.4);
    }

    private RunRecord record(List<Operation> operations) {
        try {
            RecordedRuns.valid(folder);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        RunRecord read = RunRecord.read(folder);
        return new RunRecord(
                folder, read.experiment(), read.verdict(), read.certificate(), History.of(operations), List.of());
    }

    @Test
    void clockOffsetIsThatReadWhenCorrected() {
        Map<Object, Object> drift = Map.of(
                new Keyword("kind"),
                new Keyword("drift"),
                new Keyword("offset-ms"),
                40L,
                new Keyword("nodes"),
                List.of("n2"));
        ClockOffsets offsets = ClockOffsets.of(History.of(List.of(
                nemesis(0, 1_000, "start-clock", drift),
                nemesis(1, 3_000, "stop-clock", Map.of("n2", 80 * MILLISECOND_NANOS)))));

        assertThat(offsets.nodes()).containsExactly("n2");
        assertThat(offsets.largestMillis()).isEqualTo(80);
    }

    @Test
    void suspicionOfADownNodeIsADetectionAndOfAnyOtherAMistake() throws IOException {
        RunRecord run = record(List.of(
                nemesis(0, 1_000, "start-kill", Map.of(new Keyword("node"), "n2")),
                nemesis(1, 3_000, "stop-kill", Map.of(new Keyword("node"), "n2"))));
        Files.writeString(
                folder.resolve(RunFolder.JOURNAL_FILE),
                """
                {"time": 1400000000, "node": "n1", "life": 0, "fact": {"type": "suspected", "node": "n2"}}
                {"time": 3100000000, "node": "n1", "life": 0, "fact": {"type": "restored", "node": "n2"}}
                {"time": 3500000000, "node": "n1", "life": 0, "fact": {"type": "suspected", "node": "n2"}}
                {"time": 3700000000, "node": "n1", "life": 0, "fact": {"type": "restored", "node": "n2"}}
                {"time": 4000000000, "node": "n3", "life": 0, "fact": {"type": "suspected", "node": "n1"}}
                {"time": 900000000, "node": "n3", "life": 0, "fact": {"type": "suspected", "node": "n2"}}
                """);

        Suspicions suspicions = Suspicions.of(run, 4_500);

        assertThat(suspicions.detections()).isEqualTo(1);
        assertThat(suspicions.longestDetectionMillis()).isEqualTo(400);
        assertThat(suspicions.mistakes()).isEqualTo(3);
        assertThat(suspicions.longestMistakeMillis()).isEqualTo(500);
    }

    @Test
    void aHistoryWithoutTimesHasNoPlots() {
        RunRecord run = record(List.of(new Operation(0, Operation.NO_TIME, Operation.Type.INVOKE, 0, "f", null)));
        Section section = PlotsSection.of(run, Calls.of(run.history()));

        assertThat(section.html()).contains("there is nothing to plot");
        assertThat(section.parts()).isEmpty();
    }
}
