package dev.squall.benchmarks.table;

import dev.squall.benchmarks.table.FrontierHistories.Flaw;
import dev.squall.check.Checker;
import dev.squall.check.linear.GeneratedHistories;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** CAS-register histories made by {@link GeneratedHistories}, values 0 to 4, by size, clients and crashes. */
final class GeneratedCases {

    static final String SET = "generated";

    private static final int VALUES = 5;
    private static final int MANY_VALUES = 50;
    private static final int SUBTLE_OPERATIONS_MAX = 10_000;
    private static final long SEED = 1;

    /** Share of operations that stay open until hundreds of others have completed. */
    private static final double LATE = 0.05;

    private static final double[] CRASHED = {0, 0.01, 0.05};
    private static final int[][] OPERATIONS_AND_CLIENTS = {
        {1_000, 5},
        {1_000, 10},
        {1_000, 20},
        {1_000, 50},
        {10_000, 5},
        {10_000, 10},
        {10_000, 20},
        {10_000, 50},
        {100_000, 5},
        {100_000, 10},
        {100_000, 20},
        {1_000_000, 5},
        {1_000_000, 10},
        {1_000_000, 20}
    };

    /** Times of Porcupine and Knossos for such histories on a machine of the same kind, with a limit of 60 s. */
    private static final Map<String, String> PEERS = Map.ofEntries(
            Map.entry("1000 10 0 valid", "Porcupine 18 ms, Knossos 79 ms"),
            Map.entry("1000 10 0 stale", "Porcupine 97 ms"),
            Map.entry("1000 20 0 valid", "Porcupine 0.5 s, Knossos 0.46 s"),
            Map.entry("1000 20 0 stale", "Porcupine 49 s"),
            Map.entry("1000 50 0 valid", "Porcupine 36 s, Knossos > 60 s"),
            Map.entry("1000 50 0 stale", "Porcupine > 60 s"),
            Map.entry("1000 50 1 valid", "both > 60 s"),
            Map.entry("1000 5 1 stale", "Porcupine 0.3 s, Knossos > 60 s"),
            Map.entry("1000 10 1 stale", "both > 60 s"),
            Map.entry("1000 5 5 stale", "both > 60 s"),
            Map.entry("10000 10 0 valid", "Porcupine 0.17 s, Knossos 0.35 s"),
            Map.entry("10000 10 0 stale", "Porcupine 2.4 s"),
            Map.entry("10000 20 0 valid", "Porcupine 24 s, Knossos 42 s"),
            Map.entry("10000 20 0 stale", "Porcupine > 60 s"),
            Map.entry("10000 20 5 valid", "Porcupine 45 s, Knossos > 60 s"),
            Map.entry("100000 5 0 valid", "Porcupine 0.9 s, Knossos 1.9 s"),
            Map.entry("100000 5 0 stale", "Porcupine 9.1 s"),
            Map.entry("100000 10 0 valid", "Porcupine 9.2 s, Knossos 18 s"),
            Map.entry("100000 10 0 stale", "Porcupine > 60 s"),
            Map.entry("100000 20 0 valid", "Porcupine > 60 s"),
            Map.entry("1000000 5 0 valid", "both out of memory (15 GB); Knossos linear 18 s"),
            Map.entry("1000000 5 0 stale", "Porcupine out of memory; Knossos linear 23 s"));

    private GeneratedCases() {}

    /** Returns the largest share of crashed operations. It keeps the whole table within minutes. */
    private static double crashedMax(int operations) {
        return operations >= 1_000_000 ? 0 : operations >= 100_000 ? 0.01 : 1;
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int[] size : OPERATIONS_AND_CLIENTS) {
            for (double crashed : CRASHED) {
                if (crashed > crashedMax(size[0])) {
                    continue;
                }
                Shape shape = new Shape(size[0], size[1], VALUES, crashed, SEED);
                cases.add(generated(shape, "valid", GeneratedHistories::valid));
                cases.add(generated(shape, "stale", GeneratedHistories::stale));
                cases.add(generated(shape, "stale within 0 to 4", GeneratedHistories::staleWithinValues));
                if (size[0] <= SUBTLE_OPERATIONS_MAX) {
                    cases.add(generated(shape, "a read changed, subtle violation", SubtleViolation::in));
                }
            }
        }
        return cases;
    }

    /** Returns histories that are hard to judge, some of them with a planted violation. */
    static List<Case> frontier() {
        List<Case> cases = new ArrayList<>();
        cases.add(frontier(10_000, 50, MANY_VALUES, 0, 0, Flaw.NONE, "valid"));
        cases.add(frontier(100_000, 50, VALUES, 0, 0, Flaw.NONE, "valid"));
        cases.add(frontier(100_000, 100, VALUES, 0, 0, Flaw.NONE, "valid"));
        for (int clients : new int[] {10, 20}) {
            for (double crashed : new double[] {0.01, 0.1}) {
                cases.add(frontier(10_000, clients, VALUES, crashed, LATE, Flaw.NONE, "late completions"));
            }
        }
        for (double crashed : new double[] {0.01, 0.02}) {
            for (int values : new int[] {10, MANY_VALUES}) {
                cases.add(frontier(10_000, 20, values, crashed, 0, Flaw.SECOND_CAS, "a CAS that succeeds twice"));
            }
        }
        cases.add(frontier(10_000, 20, 10, 0.05, 0, Flaw.STALE_READ, "one subtly stale read"));
        for (int clients : new int[] {10, 20, 50}) {
            for (double crashed : CRASHED) {
                Flaw flaw = Flaw.STALE_READ;
                cases.add(frontier(10_000, clients, MANY_VALUES, crashed, 0, flaw, "one subtly stale read"));
            }
        }
        return cases;
    }

    private static Case frontier(
            int operations, int clients, int values, double crashed, double late, Flaw flaw, String kind) {
        FrontierHistories.Shape shape =
                new FrontierHistories.Shape(operations, clients, values, crashed, late, flaw, SEED);
        String name = String.format(
                Locale.ROOT,
                "%,d ops, %d clients, %d values, %d %% crashed, %s",
                operations,
                clients,
                values,
                Math.round(crashed * 100),
                kind);
        Checker checker =
                new LinearizabilityChecker(Models.named("cas-register").model(0L), false);
        return new Case(SET, name, () -> List.of(FrontierHistories.of(shape)), checker, "");
    }

    private static Case generated(Shape shape, String kind, Function<Shape, History> maker) {
        long perCent = Math.round(shape.crashed() * 100);
        String name = String.format(
                Locale.ROOT,
                "%,d ops, %d clients, %d %% crashed, %s",
                shape.operations(),
                shape.clients(),
                perCent,
                kind);
        Checker checker =
                new LinearizabilityChecker(Models.named("cas-register").model(0L), false);
        String peers = PEERS.getOrDefault(
                String.join(
                        " ",
                        Integer.toString(shape.operations()),
                        Integer.toString(shape.clients()),
                        Long.toString(perCent),
                        kind),
                "");
        return new Case(SET, name, () -> List.of(maker.apply(shape)), checker, peers);
    }
}
