package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A partition of the network: all messages on the cut links are lost.
 *
 * @param shape name of the shape that the links were drawn from; empty if they were chosen one by one
 * @param links for each sender, the receivers that it cannot reach
 */
public record Partition(String shape, Map<String, List<String>> links) implements Fault {

    private static final List<String> SHAPES = Stream.concat(
                    Stream.of(""), Arrays.stream(PartitionShape.values()).map(PartitionShape::shapeName))
            .toList();

    public Partition {
        links = Links.copy(links);
    }

    /** Creates a partition from links that were chosen one by one. */
    public Partition(Map<String, List<String>> links) {
        this("", links);
    }

    static Partition read(FaultFields fields) {
        return new Partition(fields.word("shape", SHAPES), fields.links("cut"));
    }

    /** Returns the drawer of partitions of every shape. */
    static FaultDrawer drawer(FaultContext context) {
        return () -> {
            PartitionShape[] shapes = PartitionShape.values();
            PartitionShape shape = shapes[context.random().nextInt(shapes.length)];
            return (nemesis, whenStruck) -> nemesis.inject(drawn(shape, context), whenStruck);
        };
    }

    /**
     * Returns a partition of a given shape with randomly drawn sides.
     *
     * @param shapeName a shape, such as {@code one-node}
     * @throws IllegalArgumentException if there is no shape with this name; the message is one sentence
     */
    public static Partition ofShape(String shapeName, FaultContext context) {
        return drawn(
                Arrays.stream(PartitionShape.values())
                        .filter(shape -> shape.shapeName().equals(shapeName))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("found the partition " + shapeName
                                + "; expected one of " + SHAPES.subList(1, SHAPES.size()))),
                context);
    }

    private static Partition drawn(PartitionShape shape, FaultContext context) {
        List<String> nodeIds = context.cluster().nodeIds();
        return new Partition(shape.shapeName(), Links.lost(shape.draw(context), nodeIds));
    }

    /** Returns the links that a partition of a random shape cuts. */
    static Map<String, List<String>> drawnLinks(FaultContext context) {
        PartitionShape[] shapes = PartitionShape.values();
        PartitionShape shape = shapes[context.random().nextInt(shapes.length)];
        return drawn(shape, context).links();
    }

    static String words(FaultTotals seen) {
        return seen.text("%,d %s cut in %d partitions", seen.effects(), seen.linkUnit(), seen.faults());
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.PARTITION;
    }

    @Override
    public Set<String> nodes() {
        return Links.nodes(links);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        Map<String, List<String>> renamed = Links.renamed(links, newNames);
        return renamed.isEmpty() ? Optional.empty() : Optional.of(new Partition(renamed));
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cut", links);
        if (!shape.isEmpty()) {
            fields.put("shape", new Keyword(shape));
        }
        return fields;
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        Network network = context.cluster().network();
        FaultRule rule = new FaultRule(this, links, false, context.cluster().nodeIds(), packet -> {
            packet.drop();
            return true;
        });
        return rule.inject(network, network.unit() + "-cut", whenInForce);
    }
}
