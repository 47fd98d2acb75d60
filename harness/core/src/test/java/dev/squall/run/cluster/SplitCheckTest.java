package dev.squall.run.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.check.linear.GeneratedHistories;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares a history that is read in splits and checked key by key with one that is read and checked whole. */
class SplitCheckTest {

    private static final int CLIENTS = 4;
    private static final int VALUES = 3;
    private static final KeyCheck CHECK =
            history -> LinearizabilityChecker.ofCasRegister(0L, true).check(history, Budget.DEFAULT);

    /** Returns the lines of a history of some keys, of which some are not linearizable. */
    private static List<String> lines(Random random, boolean indexed) {
        List<Operation> all = new ArrayList<>();
        int keys = 1 + random.nextInt(6);
        for (int key = 0; key < keys; key++) {
            History valid = GeneratedHistories.valid(new GeneratedHistories.Shape(
                    1 + random.nextInt(30), CLIENTS, VALUES, random.nextInt(3) * 0.1, random.nextLong()));
            History history = random.nextInt(3) == 0 ? mutated(valid, random) : valid;
            for (Operation operation : history.operations()) {
                all.add(new Operation(
                        0,
                        operation.timeNanos(),
                        operation.type(),
                        operation.process() * keys + key,
                        operation.function(),
                        Arrays.asList("key " + key, operation.value())));
            }
        }
        all.sort(Comparator.comparingLong(Operation::timeNanos));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            StringBuilder line = new StringBuilder();
            HistoryWriter.append(line, all.get(i).withIndex(2 * i));
            String text = line.toString().stripTrailing();
            lines.add(indexed ? text : text.replaceFirst(":index \\d+, ", ""));
        }
        return lines;
    }

    private static History mutated(History valid, Random random) {
        boolean hasRead = valid.operations().stream()
                .anyMatch(o -> o.type() == Operation.Type.OK && o.function().equals("read"));
        return hasRead ? GeneratedHistories.mutated(valid, VALUES, random) : valid;
    }

    private static List<List<String>> splits(List<String> lines, Random random) {
        List<List<String>> splits = new ArrayList<>();
        int from = 0;
        while (from < lines.size()) {
            int to = Math.min(lines.size(), from + random.nextInt(12));
            splits.add(lines.subList(from, to));
            from = to;
        }
        return splits;
    }

    private static SplitStructure structure(List<List<String>> splits) {
        return splits.stream()
                .map(split -> SplitStructure.of(split.iterator()))
                .reduce(SplitStructure.NONE, SplitStructure::then);
    }

    private static FileTotals check(List<List<String>> splits, Random random) {
        SplitStructure whole = structure(splits);
        assertThat(whole.problemOfWhole()).isEmpty();
        Map<String, KeyHistory> keys = new TreeMap<>();
        long position = 0;
        for (List<String> split : splits) {
            for (String line : split) {
                String key = KeyedLine.read(line, true).orElseThrow().key();
                keys.computeIfAbsent(key, unseen -> new KeyHistory()).add(position++, line);
            }
        }
        List<KeyHistory> shuffled = new ArrayList<>(keys.values());
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .map(key -> key.check(CHECK, whole.functions()))
                .reduce(FileTotals.NONE, FileTotals::plus);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void splitsGiveTheVerdictAndTheCountsOfTheWhole(boolean indexed) {
        int violations = 0;
        for (int seed = 1; seed <= 400; seed++) {
            Random random = new Random(seed);
            List<String> lines = lines(random, indexed);
            Verdict whole = CHECK.check(HistoryReader.parse(String.join("\n", lines)));

            FileTotals totals = check(splits(lines, random), random);

            assertThat(totals.misfit()).isNull();
            assertThat(totals.keys()).isEqualTo(((Number) whole.details().get("keys")).longValue());
            assertThat(totals.operations()).isEqualTo(((Number) whole.details().get("operations")).longValue());
            // After a violation, one machine may leave other keys undecided; executors decide every key.
            long found = ((Number) whole.details().get("violatingKeys")).longValue();
            boolean isAllDecided = whole.details().get("undecidedKeys").equals(0);
            assertThat(totals.violatingKeys() > 0).as("seed %d", seed).isEqualTo(found > 0);
            if (isAllDecided) {
                assertThat(totals.violatingKeys()).as("seed %d", seed).isEqualTo(found);
            }
            if (totals.violatingKeys() == 1) {
                violations++;
                assertThat(totals.violation().summary()).isEqualTo(whole.summary());
                assertThat(totals.violation().operations()).isEqualTo(whole.operations());
            }
        }
        assertThat(violations).isGreaterThan(20);
    }

    @Test
    void splitsFindEveryMalformedHistory() {
        int malformed = 0;
        for (int seed = 1; seed <= 1_000; seed++) {
            Random random = new Random(seed);
            List<String> lines = lines(random, random.nextBoolean());
            if (lines.size() > 1) {
                lines.remove(random.nextInt(lines.size()));
            }

            String problem = structure(splits(lines, random)).problemOfWhole();

            assertThat(problem.isEmpty()).as("seed %d: %s", seed, problem).isEqualTo(isWellFormed(lines));
            malformed += problem.isEmpty() ? 0 : 1;
        }
        assertThat(malformed).isBetween(100, 900);
    }

    private static boolean isWellFormed(List<String> lines) {
        try {
            HistoryReader.parse(String.join("\n", lines));
            return true;
        } catch (HistoryFormatException malformed) {
            return false;
        }
    }

    @Test
    void structuresMergeAssociatively() {
        for (int seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<SplitStructure> parts = splits(lines(random, true), random).stream()
                    .map(split -> SplitStructure.of(split.iterator()))
                    .toList();
            SplitStructure left = parts.stream().reduce(SplitStructure.NONE, SplitStructure::then);
            SplitStructure right = SplitStructure.NONE;
            for (int i = parts.size() - 1; i >= 0; i--) {
                right = parts.get(i).then(right);
            }
            assertThat(right).isEqualTo(left);
        }
    }

    @Test
    void linesThatOnlyAWholeFileCanOrderAreRefused() {
        String first = "{:index 3, :time 5, :type :invoke, :process 0, :f :read, :value [1 nil]}";
        String second = "{:index 2, :time 4, :type :invoke, :process 1, :f :read, :value [1 nil]}";
        assertThat(structure(List.of(List.of(first), List.of(second))).problemOfWhole())
                .startsWith("found :index 2 behind :index 3, expected lines in the order of :index");
        assertThat(structure(List.of(
                                List.of(first.replace(":index 3, ", "")), List.of(second.replace(":index 2, ", ""))))
                        .problemOfWhole())
                .startsWith("found times that decrease");
    }
}
