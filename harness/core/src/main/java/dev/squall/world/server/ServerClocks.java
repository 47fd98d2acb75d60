package dev.squall.world.server;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the servers' wall clocks. A server has seen its setting if one of its processes has read the clock since
 * it was set. All methods run on the thread of the timeline.
 */
final class ServerClocks {

    private static final double BILLION = 1e9;

    private final Servers servers;
    private final Map<String, Setting> settings = new HashMap<>();

    private record Setting(long offsetNanos, long ratePartsPerBillion, long sinceNanos, long readingsBefore) {

        long offsetAt(long nowNanos) {
            return offsetNanos + Math.round((nowNanos - sinceNanos) * (ratePartsPerBillion / BILLION));
        }
    }

    ServerClocks(Servers servers) {
        this.servers = servers;
    }

    void set(String nodeId, long offsetNanos, long ratePartsPerBillion, long nowNanos) {
        long readings = servers.wrongReadings(nodeId);
        servers.setClock(nodeId, offsetNanos, ratePartsPerBillion);
        settings.put(nodeId, new Setting(offsetNanos, ratePartsPerBillion, nowNanos, readings));
    }

    /** Returns the offset that the node's processes have seen; 0 if none has read the clock since it was set. */
    long seenOffsetNanos(String nodeId, long nowNanos) {
        Setting setting = settings.get(nodeId);
        return setting == null || servers.wrongReadings(nodeId) == setting.readingsBefore()
                ? 0
                : setting.offsetAt(nowNanos);
    }
}
