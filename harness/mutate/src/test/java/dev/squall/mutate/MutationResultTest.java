package dev.squall.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.mutate.MutantVerdict.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationResultTest {

    private static MutationResult.Entry entry(int line, Kind kind, int runs, String... properties) {
        Mutant mutant = new Mutant("a.Node", "add", "(J)V", line, "Math", "Node.java", line / 10, "changed");
        return new MutationResult.Entry(mutant, new MutantVerdict(kind, runs, List.of(properties), 0, 0, ""));
    }

    private static MutationResult result(MutationResult.Entry... entries) {
        MutantVerdict original = new MutantVerdict(Kind.SURVIVED, 100, List.of(), 0, 0, "");
        MutationSettings settings = new MutationSettings("some-system", 100, 5_000, 1, 10_000);
        return new MutationResult(settings, original, List.of(entries));
    }

    private static final MutationResult RESULT = result(
            entry(100, Kind.KILLED, 1, "linearizable", "recovery"),
            entry(101, Kind.KILLED, 9, "linearizable"),
            entry(102, Kind.SURVIVED, 100),
            entry(210, Kind.KILLED, 3, "recovery"),
            entry(220, Kind.CRASHED, 2),
            entry(221, Kind.TIMED_OUT, 1),
            entry(230, Kind.BROKEN, 0),
            entry(240, Kind.EQUIVALENT, 0));

    @Test
    void scoreCountsOnlyKilledAndSurvivedMutants() {
        MutationScore score = RESULT.score();

        assertThat(score.killed()).isEqualTo(3);
        assertThat(score.judged()).isEqualTo(4);
        assertThat(score.value()).isEqualTo(0.75);
        assertThat(score.medianRuns()).hasValue(3);
        assertThat(score.counts()).containsEntry(Kind.CRASHED, 1).containsEntry(Kind.EQUIVALENT, 1);
    }

    @Test
    void intervalIsWilsons() {
        // From Newcombe, 1998, table I: 81 of 263 has the interval 0.2553 to 0.3662 by the score method.
        MutationScore score = MutationScore.of(IntStream.range(0, 263)
                .mapToObj(i -> entry(i, i < 81 ? Kind.KILLED : Kind.SURVIVED, 1))
                .toList());

        assertThat(score.lower()).isCloseTo(0.2553, within(5e-5));
        assertThat(score.upper()).isCloseTo(0.3662, within(5e-5));
    }

    @Test
    void scoreOfNoMutantIsNoNumber() {
        MutationScore score = result(entry(1, Kind.CRASHED, 1)).score();

        assertThat(score.value()).isNaN();
        assertThat(score.medianRuns()).isEmpty();
    }

    @Test
    void killMatrixHasALineOfCodeInEachRow() {
        assertThat(KillMatrix.of(RESULT.entries()).toText())
                .isEqualTo(
                        """
                        line          linearizable  recovery  survived  other
                        Node.java:10             2         1         1      .
                        Node.java:21             .         1         .      .
                        Node.java:22             .         .         .      2
                        Node.java:23             .         .         .      1
                        Node.java:24             .         .         .      1
                        """);
    }

    @Test
    void filesAreWrittenWhole(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("new/out");

        MutationFiles.write(RESULT, out);

        JsonNode json = new ObjectMapper().readTree(out.resolve("mutation.json").toFile());
        assertThat(json.get("score").asDouble()).isEqualTo(0.75);
        assertThat(json.get("counts").get("timed-out").asInt()).isEqualTo(1);
        assertThat(json.get("mutants")).hasSize(8);
        assertThat(json.get("mutants").get(0).get("properties").get(0).asText()).isEqualTo("linearizable");
        assertThat(json.get("killMatrix").get("rows").get(0).get("location").asText())
                .isEqualTo("Node.java:10");
        assertThat(out.resolve("kill-matrix.txt"))
                .hasContent(KillMatrix.of(RESULT.entries()).toText());
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void sampleHasEachFileInProportion() {
        List<Mutant> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(new Mutant("a.A", "add", "()V", i, "Math", i < 100 ? "A.java" : "B.java", 1, "changed"));
        }

        for (long seed = 1; seed <= 20; seed++) {
            List<Mutant> sample = MutantSample.of(all, 30, seed);
            assertThat(sample).hasSize(30).doesNotHaveDuplicates().isEqualTo(MutantSample.of(all, 30, seed));
            assertThat(sample.stream().filter(mutant -> mutant.file().equals("A.java")))
                    .hasSize(10);
        }
        assertThat(LongStream.rangeClosed(1, 20)
                        .mapToObj(seed -> MutantSample.of(all, 30, seed))
                        .distinct())
                .hasSizeGreaterThan(5);
        assertThat(MutantSample.of(all, 301, 1)).isEqualTo(all);
        assertThat(MutantSample.of(all, 299, 1)).hasSize(299).doesNotHaveDuplicates();
    }
}
