package dev.squall.check.clock;

import dev.squall.check.journal.SafetyProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/** A property of timestamps, which counts the events that have one. */
final class ClockProperty extends SafetyProperty {

    static final String NOT_MONOTONE = "clock-not-monotone-with-causality";

    private final String kept;
    private long events;

    /** @param kept one clause that says how the property was kept */
    ClockProperty(String checker, String kept) {
        super(checker);
        this.kept = kept;
    }

    static Map<String, Object> details(String firstName, Object first, String secondName, Object second) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(firstName, first);
        details.put(secondName, second);
        return details;
    }

    void count() {
        events++;
    }

    @Override
    protected String kept() {
        return kept + ", in " + events + " events";
    }

    @Override
    protected Map<String, Object> figures() {
        return Map.of("events", events);
    }
}
