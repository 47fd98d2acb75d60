package dev.squall.report.page;

import java.util.List;

/**
 * One part of a page.
 *
 * @param id anchor of the section; resources {@code <id>.css} and {@code <id>.js} beside this class, if any, become
 *     part of the page
 * @param title heading of the section
 * @param html content of the section, in which every text from a run is escaped ({@link Html})
 * @param data tables that the section's script reads with {@code squall.data(name)}
 * @param parts names, without endings, of further resources that come before those of {@code id}
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
