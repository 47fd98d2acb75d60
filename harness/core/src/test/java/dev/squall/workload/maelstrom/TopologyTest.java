package dev.squall.workload.maelstrom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyTest {

    private static List<String> nodes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    @ParameterizedTest
    @CsvSource({"LINE, n1 n3", "GRID, n1 n5", "TREE2, n0 n5", "TREE3, n0", "TREE4, n0", "TOTAL, n0 n1 n3 n4 n5"})
    void neighboursOfTheThirdOfSix(Topology topology, String expected) {
        assertThat(topology.neighbours(nodes(6)).get("n2")).containsExactly(expected.split(" "));
    }

    @Test
    void gridHasRowsOfTheRootOfTheCount() {
        assertThat(Topology.GRID.neighbours(nodes(25)).get("n12")).containsExactly("n7", "n11", "n13", "n17");
    }

    @Property(tries = 100)
    void linksAreMutualAndReachEveryNode(@ForAll Topology topology, @ForAll @IntRange(min = 1, max = 40) int count) {
        Map<String, List<String>> neighbours = topology.neighbours(nodes(count));
        assertThat(neighbours).hasSize(count);
        Set<String> reached = new LinkedHashSet<>(List.of("n0"));
        ArrayDeque<String> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            String node = next.remove();
            for (String neighbour : neighbours.get(node)) {
                assertThat(neighbours.get(neighbour)).contains(node).doesNotContain(neighbour);
                if (reached.add(neighbour)) {
                    next.add(neighbour);
                }
            }
        }
        assertThat(reached).hasSize(count);
    }
}
