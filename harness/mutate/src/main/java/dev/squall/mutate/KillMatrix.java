package dev.squall.mutate;

import dev.squall.mutate.MutantVerdict.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Kill matrix: for each line of code with mutants, how many of them each property killed. A mutant counts for every
 * property that its last run violated. Immutable.
 */
public final class KillMatrix {

    /**
     * Row of one line of code.
     *
     * @param location file and line
     * @param kills number of mutants by the property that killed them; without properties that killed none
     * @param survived number of mutants that survived
     * @param others number of mutants that are equivalent, broken, crashed or timed out
     */
    public record Row(String location, Map<String, Integer> kills, int survived, int others) {}

    private final List<String> properties;
    private final List<Row> rows;

    private KillMatrix(List<String> properties, List<Row> rows) {
        this.properties = List.copyOf(properties);
        this.rows = List.copyOf(rows);
    }

    /** @param entries mutants in their order */
    public static KillMatrix of(List<MutationResult.Entry> entries) {
        SortedSet<String> properties = new TreeSet<>();
        Map<String, List<MutantVerdict>> byLocation = new LinkedHashMap<>();
        for (MutationResult.Entry entry : entries) {
            properties.addAll(entry.verdict().properties());
            byLocation
                    .computeIfAbsent(entry.mutant().location(), location -> new ArrayList<>())
                    .add(entry.verdict());
        }
        List<Row> rows = new ArrayList<>();
        byLocation.forEach((location, verdicts) -> rows.add(row(location, verdicts)));
        return new KillMatrix(List.copyOf(properties), rows);
    }

    private static Row row(String location, List<MutantVerdict> verdicts) {
        Map<String, Integer> kills = new TreeMap<>();
        verdicts.forEach(verdict -> verdict.properties().forEach(name -> kills.merge(name, 1, Integer::sum)));
        int killed = count(verdicts, Kind.KILLED);
        int survived = count(verdicts, Kind.SURVIVED);
        return new Row(location, kills, survived, verdicts.size() - killed - survived);
    }

    private static int count(List<MutantVerdict> verdicts, Kind kind) {
        return (int) verdicts.stream().filter(verdict -> verdict.kind() == kind).count();
    }

    /** Returns the properties that killed a mutant, sorted. */
    public List<String> properties() {
        return properties;
    }

    /** Returns a row for each line of code with a mutant, in the order of the mutants. */
    public List<Row> rows() {
        return rows;
    }

    /** Returns the matrix as a table, one line of text for each row, with a line of headings. */
    public String toText() {
        List<List<String>> table = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("line"));
        heading.addAll(properties);
        heading.addAll(List.of("survived", "other"));
        table.add(heading);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.location()));
            properties.forEach(name -> cells.add(cell(row.kills().getOrDefault(name, 0))));
            cells.add(cell(row.survived()));
            cells.add(cell(row.others()));
            table.add(cells);
        }
        int locationWidth =
                table.stream().mapToInt(cells -> cells.get(0).length()).max().orElseThrow();
        StringBuilder text = new StringBuilder();
        for (List<String> cells : table) {
            StringBuilder line = new StringBuilder(
                    cells.get(0) + " ".repeat(locationWidth - cells.get(0).length()));
            for (int column = 1; column < cells.size(); column++) {
                int width = heading.get(column).length() + 2;
                line.append(" ".repeat(width - cells.get(column).length())).append(cells.get(column));
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static String cell(int count) {
        return count == 0 ? "." : Integer.toString(count);
    }
}
