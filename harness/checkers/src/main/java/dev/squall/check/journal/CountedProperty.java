package dev.squall.check.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Safety property that counts the events that were judged. */
public final class CountedProperty extends SafetyProperty {

    private final String kept;
    private final String events;
    private long count;

    /**
     * @param kept a clause for the summary of a valid verdict
     * @param events the plural name of the events, such as {@code suspicions}
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
     * Records a violation of the property.
     *
     * @param namesAndValues the details: name, value, name, value, and so on
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
