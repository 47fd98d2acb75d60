package dev.squall.report;

import dev.squall.fault.FaultFamily;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A time during which a fault was in force.
 *
 * @param family such as {@code partition}
 * @param words what was done, such as {@code halves}
 * @param untilMillis the end of the history if it was never undone
 */
record FaultBand(String family, String words, double fromMillis, double untilMillis) {

    private static final int LONGEST_WORDS = 60;
    private static final String ALL_OVER = "heal";

    /** One that is not over. */
    private record Open(String family, Object value, double fromMillis) {

        FaultBand until(double millis) {
            return new FaultBand(family, FaultBand.words(value), fromMillis, millis);
        }
    }

    /**
     * Those of a history, by their ends.
     *
     * @param scripted whether each fault stands by itself in the history; otherwise a family has one in force at a
     *     time, and tells first what it is about to do and then what it did
     */
    static List<FaultBand> of(History history, boolean scripted) {
        List<FaultBand> bands = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        double end = 0;
        for (Operation operation : history.operations()) {
            end = Calls.millis(operation);
            if (!operation.isClient()) {
                advance(operation, scripted, open, bands);
            }
        }
        for (Open band : open) {
            bands.add(band.until(end));
        }
        return bands;
    }

    private static void advance(Operation operation, boolean scripted, List<Open> open, List<FaultBand> bands) {
        for (FaultFamily family : FaultFamily.values()) {
            String name = family.faultName();
            if (operation.function().equals(family.startFunction())) {
                begin(name, operation, scripted, open);
            } else if (operation.function().equals(family.stopFunction())) {
                end(
                        band -> band.family().equals(name)
                                && (!scripted || Objects.equals(band.value(), operation.value())),
                        operation,
                        open,
                        bands);
            }
        }
        if (operation.function().equals(ALL_OVER)) {
            end(band -> true, operation, open, bands);
        }
    }

    private static void end(Predicate<Open> which, Operation operation, List<Open> open, List<FaultBand> bands) {
        open.stream().filter(which).forEach(band -> bands.add(band.until(Calls.millis(operation))));
        open.removeIf(which);
    }

    private static void begin(String family, Operation operation, boolean scripted, List<Open> open) {
        for (int i = 0; i < open.size() && !scripted; i++) {
            if (open.get(i).family().equals(family)) {
                open.set(i, new Open(family, operation.value(), open.get(i).fromMillis()));
                return;
            }
        }
        open.add(new Open(family, operation.value(), Calls.millis(operation)));
    }

    private static String words(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Map<?, ?> map && map.get(new Keyword("family")) instanceof Keyword family) {
            return family.name();
        }
        if (value instanceof List<?> nodes && nodes.stream().allMatch(String.class::isInstance)) {
            return nodes.stream().map(String.class::cast).collect(Collectors.joining(" "));
        }
        String text = value instanceof Keyword word
                ? word.name()
                : value instanceof Map<?, ?> settings ? FaultSpans.settings(settings, "") : EdnWriter.toEdn(value);
        return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS) + "\u2026";
    }
}
