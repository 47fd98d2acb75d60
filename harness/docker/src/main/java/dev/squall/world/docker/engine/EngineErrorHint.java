package dev.squall.world.docker.engine;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Advice for known errors of container engines. */
final class EngineErrorHint {

    private static final String SPACE = "make room: './squall image prune' removes images of earlier states";
    private static final String PORT = "a port on 127.0.0.1 that the engine chose is taken: free ports of"
            + " net.ipv4.ip_local_port_range, and run again";
    private static final String NETWORK =
            "the engine's addresses are taken: remove networks, by './squall docker prune' or 'docker network rm'";
    private static final String PACKET_FILTER =
            "the engine must grant its containers NET_ADMIN, as one does that runs as root on a Linux with iptables";

    private static final String MIRROR =
            "the build needs Debian's packages: let this machine and its containers reach Debian's mirrors";

    /** Advice by error pattern; the patterns match lower-case text. */
    private static final Map<String, String> BY_WORDS = new LinkedHashMap<>();

    static {
        BY_WORDS.put("no space left on device", SPACE);
        BY_WORDS.put("disk quota exceeded", SPACE);
        BY_WORDS.put("port is already allocated", PORT);
        BY_WORDS.put("address already in use", PORT);
        BY_WORDS.put("ports are allocated", PORT);
        BY_WORDS.put("could not find an available", NETWORK);
        BY_WORDS.put("address pools have been fully subnetted", NETWORK);
        BY_WORDS.put("iptables.*(permission denied|not permitted)", PACKET_FILTER);
        BY_WORDS.put("net_admin", PACKET_FILTER);
        BY_WORDS.put("temporary failure resolving", MIRROR);
        BY_WORDS.put("failed to fetch", MIRROR);
        BY_WORDS.put("failed getting release file", MIRROR);
    }

    private EngineErrorHint() {}

    /**
     * Returns the advice for an error.
     *
     * @param otherwise the advice for an unknown error
     */
    static String of(String complaint, String otherwise) {
        String words = complaint.toLowerCase(Locale.ROOT);
        return BY_WORDS.entrySet().stream()
                .filter(entry -> Pattern.compile(entry.getKey()).matcher(words).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
