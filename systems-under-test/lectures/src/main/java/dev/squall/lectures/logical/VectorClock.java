package dev.squall.lectures.logical;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Vector clock, which is a counter for each node (Fidge, 1988; Mattern, 1989; lecture 4.1). Event a happened before
 * event b exactly if V(a) &lt; V(b). A timestamp omits entries of 0.
 */
public class VectorClock implements LogicalClock {

    private final Map<String, Long> T = new TreeMap<>();
    private String i;

    @Override
    public final void initialise(String nodeId, Object last) {
        i = ownEntry(nodeId);
        if (last != null) {
            T.putAll(recovered(i, vector(last)));
        }
    }

    /** Returns the name of the entry that counts this node's events. */
    protected String ownEntry(String nodeId) {
        return nodeId;
    }

    /**
     * Returns the entries that survive a crash, from the timestamp of the last event. By default, all entries survive.
     */
    protected Map<String, Long> recovered(String own, Map<String, Long> last) {
        return last;
    }

    @Override
    public final Object onEvent() {
        T.merge(i, 1L, Long::sum);
        return timestamp();
    }

    @Override
    public final Object onRequestToSend() {
        T.merge(i, 1L, Long::sum);
        return timestamp();
    }

    @Override
    public final Object onReceiving(Object timestamp) {
        vector(timestamp).forEach((j, received) -> T.merge(j, received, Math::max));
        T.merge(i, 1L, Long::sum);
        return timestamp();
    }

    private Map<String, Long> timestamp() {
        return Collections.unmodifiableMap(new TreeMap<>(T));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long> vector(Object timestamp) {
        return (Map<String, Long>) timestamp;
    }
}
