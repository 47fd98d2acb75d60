package dev.squall.report.page;

import java.util.List;

/**
 * One part of a page.
 *
 * @param id its anchor; the resources {@code <id>.css} and {@code <id>.js} beside this class, where there are any,
 *     become part of the page
 * @param title its heading
 * @param html its content, in which everything that came from a run is escaped ({@link Html})
 * @param data what its script reads, by {@code squall.data(name)}
 * @param parts names of further resources, without their endings, that come before those of {@code id}
 */
public record Section(String id, String title, String html, List<Columns> data, List<String> parts) {

    public Section {
        data = List.copyOf(data);
        parts = List.copyOf(parts);
    }

    public Section(String id, String title, String html, List<Columns> data) {
        this(id, title, html, data, List.of());
    }
}
