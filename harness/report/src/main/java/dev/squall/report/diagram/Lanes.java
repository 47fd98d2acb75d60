package dev.squall.report.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Participants of a run: its nodes and its client threads. A client thread has one lane for all its successive
 * processes.
 */
final class Lanes {

    private static final Comparator<String> NATURAL =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final int concurrency;
    private final Map<String, Integer> laneOfName = new LinkedHashMap<>();

    /** @param concurrency number of client threads; 0 if the number is unknown */
    public Lanes(int concurrency) {
        this.concurrency = concurrency;
    }

    /** Returns the lane of a node or of a client's thread; a client has a name such as {@code c13}. */
    int lane(String name) {
        Integer known = laneOfName.get(name);
        if (known != null) {
            return known;
        }
        int process = process(name);
        int lane = process < 0 ? laneOfName.size() : lane(process);
        laneOfName.put(name, lane);
        return lane;
    }

    /** Returns the lane of a process's thread. */
    int lane(int process) {
        String thread = threadName(concurrency > 0 ? process % concurrency : process);
        return laneOfName.computeIfAbsent(thread, name -> laneOfName.size());
    }

    private static String threadName(int thread) {
        return "client " + thread;
    }

    private static boolean isClientName(String lane) {
        return lane.startsWith("client ");
    }

    /** Returns the process number in a client's name; -1 if the name is not a client's. */
    private static int process(String name) {
        if (name.length() < 2 || name.length() > 9 || name.charAt(0) != 'c') {
            return -1;
        }
        for (int i = 1; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(name.substring(1));
    }

    /** Returns the lanes from top to bottom: client threads, then nodes, each ordered by name. */
    List<Lane> ordered() {
        List<Lane> lanes = new ArrayList<>();
        laneOfName.forEach((name, lane) -> {
            if (process(name) < 0) {
                lanes.add(new Lane(lane, name, isClientName(name)));
            }
        });
        lanes.sort(Comparator.comparing((Lane lane) -> !lane.isClient()).thenComparing(Lane::name, NATURAL));
        return lanes;
    }

    /** @param number number of the lane, as returned by {@link #lane} */
    public record Lane(int number, String name, boolean isClient) {}
}
