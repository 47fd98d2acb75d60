package dev.squall.check.clock;

import dev.squall.check.journal.SafetyProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/** Safety property of timestamps that also counts the events. */
final class ClockProperty extends SafetyProperty {

    static final String NOT_MONOTONE = "clock-not-monotone-with-causality";

    private final String kept;
    private long events;

    /** @param kept a clause for the summary of a valid verdict */
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
