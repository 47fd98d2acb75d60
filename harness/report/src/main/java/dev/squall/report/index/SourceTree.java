package dev.squall.report.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.page.Html;
import dev.squall.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Source tree that a page links to. A page outside of every source tree shows names instead of links.
 *
 * @param page folder of the page, an absolute path
 * @param root root of the source tree; empty if there is none
 */
record SourceTree(Path page, Optional<Path> root) {

    /** Folder that marks the root of a source tree. */
    private static final String MARK = "systems-under-test/lectures/src/main/java";

    /** No source tree, for pages of a server, which serves runs only. */
    static final SourceTree NONE = new SourceTree(Path.of("").toAbsolutePath(), Optional.empty());

    /** Returns the source tree that contains a page's folder. */
    static SourceTree around(Path folder) {
        Path page = folder.toAbsolutePath().normalize();
        return new SourceTree(
                page,
                Stream.iterate(page, parent -> parent != null, Path::getParent)
                        .filter(parent -> Files.isDirectory(parent.resolve(MARK)))
                        .findFirst());
    }

    /** Returns the HTML of a link of a claim: a relative link, or the name if its file is not there. */
    String html(JsonNode link) {
        String name = "<code>" + Html.escape(link.path("name").asText()) + "</code>";
        String path = link.path("path").asText();
        return root.filter(tree -> !path.isEmpty())
                .map(tree -> tree.resolve(path).normalize())
                .filter(target -> target.startsWith(root.get()) && Files.exists(target))
                .map(target -> "<a href=\"" + Html.escape(href(shown(target))) + "\">" + name + "</a>")
                .orElse(name);
    }

    /** Returns the report page of a run's folder if there is one. */
    private static Path shown(Path target) {
        Path report = target.resolve(RunFolder.REPORT_FILE);
        return Files.isRegularFile(report) ? report : target;
    }

    private String href(Path target) {
        return page.relativize(target).toString().replace('\\', '/');
    }
}
