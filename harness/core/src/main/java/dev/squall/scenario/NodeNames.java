package dev.squall.scenario;

import dev.squall.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives the nodes of a fault other names. */
public final class NodeNames {

    private NodeNames() {}

    /**
     * The fault on nodes by their new names; null if nothing is left of it.
     *
     * @param newNames by old name; a node without one is left out
     */
    public static Fault renamed(Fault fault, Map<String, String> newNames) {
        if (fault instanceof Fault.Cut cut) {
            Map<String, List<String>> links = links(cut.links(), newNames);
            return links.isEmpty() ? null : new Fault.Cut(links);
        } else if (fault instanceof Fault.Packets packets) {
            Map<String, List<String>> links = links(packets.links(), newNames);
            boolean gone = links.isEmpty() && !packets.links().isEmpty();
            return gone
                    ? null
                    : new Fault.Packets(packets.kind(), packets.perCent(), packets.delayNanos(), packets.seed(), links);
        } else if (fault instanceof Fault.Down down) {
            String node = newNames.get(down.node());
            return node == null ? null : new Fault.Down(node, down.writes(), down.atNextSync());
        } else if (fault instanceof Fault.Paused paused) {
            String node = newNames.get(paused.node());
            return node == null ? null : new Fault.Paused(node);
        } else if (fault instanceof Fault.Skewed skewed) {
            String node = newNames.get(skewed.node());
            return node == null ? null : new Fault.Skewed(node, skewed.offsetNanos(), skewed.ratePartsPerBillion());
        } else if (fault instanceof Fault.BadStorage bad) {
            String node = newNames.get(bad.node());
            return node == null ? null : new Fault.BadStorage(node, bad.kind());
        }
        throw new IllegalStateException("an unknown fault: " + fault);
    }

    private static Map<String, List<String>> links(Map<String, List<String>> links, Map<String, String> newNames) {
        Map<String, List<String>> renamed = new LinkedHashMap<>();
        links.forEach((from, receivers) -> {
            List<String> to = receivers.stream()
                    .map(newNames::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (newNames.containsKey(from) && !to.isEmpty()) {
                renamed.put(newNames.get(from), to);
            }
        });
        return renamed;
    }
}
