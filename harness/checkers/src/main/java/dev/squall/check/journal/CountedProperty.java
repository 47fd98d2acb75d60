package dev.squall.check.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A property that counts the events it was judged by. */
public final class CountedProperty extends SafetyProperty {

    private final String kept;
    private final String events;
    private long count;

    /**
     * @param kept one clause that says how the property was kept
     * @param events plural of what is counted, such as {@code suspicions}
     */
    public CountedProperty(String checker, String kept, String events) {
        super(checker);
        this.kept = kept;
        this.events = events;
    }

    /** Counts one more event. */
    public void count() {
        count++;
    }

    /**
     * Breaks the property.
     *
     * @param namesAndValues of the details, in turn
     */
    public void breakWith(String anomaly, String summary, Object... namesAndValues) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            details.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        breakWith(anomaly, summary, details);
    }

    @Override
    protected String kept() {
        return kept + ", judged by " + count + " " + events;
    }

    @Override
    protected Map<String, Object> figures() {
        return Map.of(events, count);
    }
}
