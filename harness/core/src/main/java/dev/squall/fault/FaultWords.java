package dev.squall.fault;

import dev.squall.history.Keyword;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a history says of a fault, as EDN data. */
public final class FaultWords {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    private FaultWords() {}

    public static Object asData(Fault fault) {
        Map<Object, Object> data = new LinkedHashMap<>();
        if (fault instanceof Fault.Cut cut) {
            data.put(new Keyword("cut"), cut.links());
        } else if (fault instanceof Fault.Packets packets) {
            data.put(new Keyword("kind"), new Keyword(packets.kind().word()));
            data.put(new Keyword("per-cent"), (long) packets.perCent());
            data.put(new Keyword("delay-ms"), packets.delayNanos() / MILLISECOND_NANOS);
            if (!packets.links().isEmpty()) {
                data.put(new Keyword("links"), packets.links());
            }
        } else if (fault instanceof Fault.Down down) {
            data.put(new Keyword("node"), down.node());
            data.put(new Keyword("writes"), new Keyword(down.writes().name().toLowerCase(Locale.ROOT)));
            data.put(new Keyword("moment"), new Keyword(down.atNextSync() ? "about-to-sync" : "between-handlers"));
        } else if (fault instanceof Fault.Paused paused) {
            data.put(new Keyword("node"), paused.node());
        } else if (fault instanceof Fault.Skewed skewed) {
            data.put(new Keyword("node"), skewed.node());
            data.put(new Keyword("offset-ms"), skewed.offsetNanos() / MILLISECOND_NANOS);
            data.put(new Keyword("drift-ppb"), skewed.ratePartsPerBillion());
        } else if (fault instanceof Fault.BadStorage bad) {
            data.put(new Keyword("node"), bad.node());
        }
        return data;
    }
}
